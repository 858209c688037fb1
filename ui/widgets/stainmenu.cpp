#include "ui/widgets/stainmenu.h"

#include "core/imaging/lookuptable.h"

#include <QColorDialog>
#include <QPainter>

#include <array>

namespace locascope {

namespace {

struct NamedColour {
    const char* name; ///< ImageJ's look-up table, kept in every language
    Colour colour;
};
constexpr std::array namedColours{
    NamedColour{"Grays", {255, 255, 255}}, NamedColour{"Red", {255, 0, 0}},       NamedColour{"Green", {0, 255, 0}},    NamedColour{"Blue", {0, 0, 255}},
    NamedColour{"Cyan", {0, 255, 255}},    NamedColour{"Magenta", {255, 0, 255}}, NamedColour{"Yellow", {255, 255, 0}},
};

} // namespace

QIcon swatchIcon(const Colour& colour, LookUpTable table) {
    constexpr int side = 32;
    QPixmap pixmap(side, side);
    pixmap.fill(QColor(colour.red, colour.green, colour.blue));
    QPainter painter(&pixmap);
    if (table != LookUpTable::Pure)
        for (int x = 0; x < side; ++x)
            painter.fillRect(x, 0, 1, side, QColor::fromRgb(pixelTable(table)[static_cast<std::size_t>(x * 255 / (side - 1))]));
    painter.drawRect(0, 0, side - 1, side - 1);
    return QIcon(pixmap);
}

StainMenu::StainMenu(QWidget* parent)
    : QMenu(parent) {
    setToolTipsVisible(true);
    for (const NamedColour& named : namedColours)
        connect(addAction(swatchIcon(named.colour), QString::fromLatin1(named.name)), &QAction::triggered, this, [this, colour = named.colour] { emit colourChosen(colour); });
    addSeparator();
    for (const LookUpTable table : lookUpTables) {
        const std::string_view name = lookUpTableName(table);
        connect(addAction(swatchIcon({}, table), QString::fromLatin1(name.data(), qsizetype(name.size()))), &QAction::triggered, this, [this, table] { emit tableChosen(table); });
    }
    addSeparator();
    m_other = addAction({}, this, &StainMenu::askForColour);
    addSeparator();
    m_copy = addAction({}, this, [this] { emit copyChosen(); });
    m_paste = addAction({}, this, [this] { emit pasteChosen(); });
}

void StainMenu::askForColour() {
    auto* dialog = new QColorDialog(QColor(m_colour.red, m_colour.green, m_colour.blue), parentWidget());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QColorDialog::colorSelected, this, [this](const QColor& chosen) {
        emit colourChosen({static_cast<std::uint8_t>(chosen.red()), static_cast<std::uint8_t>(chosen.green()), static_cast<std::uint8_t>(chosen.blue())});
    });
    dialog->open();
}

void StainMenu::retranslate(const QString& stain) {
    m_other->setText(tr("Other colour…"));
    m_other->setToolTip(tr("Choose any colour for %1").arg(stain));
    m_copy->setText(tr("Copy this contrast"));
    m_copy->setToolTip(tr("Minimum, maximum, gamma and colour of %1 as text, for another stain or plate").arg(stain));
    m_paste->setText(tr("Paste here"));
    m_paste->setToolTip(tr("Show %1 as was copied; from another stain, without its colour").arg(stain));
}

} // namespace locascope
