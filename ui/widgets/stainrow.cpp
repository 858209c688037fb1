#include "ui/widgets/stainrow.h"

#include "ui/widgets/histogramview.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/stainmenu.h"
#include "ui/widgets/theme.h"

#include <QCheckBox>
#include <QContextMenuEvent>
#include <QCoreApplication>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QStringList>
#include <QToolButton>

#include <array>
#include <cmath>
#include <utility>

namespace locascope {

QString stainText(Stain stain) {
    constexpr std::array names{QT_TRANSLATE_NOOP("Stain", "Nucleus"), QT_TRANSLATE_NOOP("Stain", "Protein"),
                               QT_TRANSLATE_NOOP("Stain", "Microtubules"), QT_TRANSLATE_NOOP("Stain", "Endoplasmic reticulum")};
    return QCoreApplication::translate("Stain", names[static_cast<std::size_t>(stain)]);
}

QString missingStainsText(const Sample& sample) {
    QStringList missing;
    for (const Stain stain : allStains)
        if (!sample.files[stain])
            missing.append(stainText(stain));
    return QCoreApplication::translate("Stain", "Missing: %1").arg(missing.join(QStringLiteral(", ")));
}

StainRow::StainRow(Stain stain, QWidget* parent)
    : QWidget(parent)
    , m_stain(stain)
    , m_visible(new QCheckBox)
    , m_swatch(new QToolButton)
    , m_menu(new StainMenu(m_swatch))
    , m_alone(new QToolButton)
    , m_histogram(new HistogramView)
    , m_minimum(new QSpinBox)
    , m_maximum(new QSpinBox)
    , m_gammaMark(new QLabel)
    , m_gamma(new QDoubleSpinBox) {
    for (QSpinBox* box : {m_minimum, m_maximum}) {
        box->setRange(0, 65535);
        box->setKeyboardTracking(false);
        box->setButtonSymbols(QAbstractSpinBox::NoButtons);
        box->setFixedWidth(fontMetrics().horizontalAdvance(QStringLiteral("65535")) + 18);
    }
    m_gamma->setRange(0.1, 5);
    m_gamma->setSingleStep(0.05);
    m_gamma->setKeyboardTracking(false);
    m_alone->setCheckable(true);
    m_alone->setAutoRaise(true);
    m_alone->setIcon(themedIcon(QStringLiteral("alone")));
    m_swatch->setPopupMode(QToolButton::InstantPopup);
    m_swatch->setAutoRaise(true);
    buildLayout();
    m_swatch->setMenu(m_menu);
    connectControls();
    retranslate();
}

void StainRow::buildLayout() {
    auto* head = new QHBoxLayout;
    head->setSpacing(4);
    head->addWidget(m_visible, 1);
    head->addWidget(m_gammaMark);
    head->addWidget(m_gamma);
    head->addWidget(m_swatch);
    head->addWidget(m_alone);
    auto* values = new QHBoxLayout;
    values->setSpacing(4);
    values->addWidget(m_minimum, 0, Qt::AlignTop);
    values->addWidget(m_histogram, 1);
    values->addWidget(m_maximum, 0, Qt::AlignTop);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 1, 6, 1);
    layout->setSpacing(1);
    layout->addLayout(head);
    layout->addLayout(values);
}

void StainRow::connectControls() {
    connect(m_visible, &QCheckBox::clicked, this, [this](bool visible) {
        StainDisplay display = m_display;
        display.visible = visible;
        edit(display);
    });
    connect(m_histogram, &HistogramView::windowEdited, this, [this](const ContrastWindow& window) {
        StainDisplay display = m_display;
        display.window = window;
        edit(display);
    });
    connect(m_minimum, &QSpinBox::valueChanged, this, [this](int value) {
        StainDisplay display = m_display;
        display.window.minimum = value;
        display.window.maximum = std::max(display.window.maximum, value + 1.0);
        edit(display);
    });
    connect(m_maximum, &QSpinBox::valueChanged, this, [this](int value) {
        StainDisplay display = m_display;
        display.window.maximum = std::max(value, 1);
        display.window.minimum = std::min(display.window.minimum, display.window.maximum - 1);
        edit(display);
    });
    connect(m_gamma, &QDoubleSpinBox::valueChanged, this, [this](double gamma) {
        StainDisplay display = m_display;
        display.window.gamma = gamma;
        edit(display);
    });
    connect(m_alone, &QToolButton::clicked, this, &StainRow::aloneRequested);
    connect(m_menu, &StainMenu::colourChosen, this, [this](const Colour& colour) {
        StainDisplay display = m_display;
        display.colour = colour;
        display.table = LookUpTable::Pure;
        edit(display);
    });
    connect(m_menu, &StainMenu::tableChosen, this, [this](LookUpTable table) {
        StainDisplay display = m_display;
        display.table = table;
        edit(display);
        emit tableChosen();
    });
    connect(m_menu, &StainMenu::copyChosen, this, [this] { emit copyRequested(); });
    connect(m_menu, &StainMenu::pasteChosen, this, [this] { emit pasteRequested(); });
}

void StainRow::edit(const StainDisplay& display) {
    if (display == m_display)
        return;
    showSettings(display, m_alone->isChecked(), false);
    emit edited(display);
}

void StainRow::showSettings(const StainDisplay& display, bool alone, bool active) {
    const QSignalBlocker blockers[] = {QSignalBlocker(m_visible), QSignalBlocker(m_minimum), QSignalBlocker(m_maximum),
                                       QSignalBlocker(m_gamma), QSignalBlocker(m_alone)};
    const bool newColour = m_display.colour != display.colour || m_display.table != display.table || m_swatch->icon().isNull();
    m_display = display;
    m_visible->setChecked(display.visible);
    showWindow();
    m_histogram->setWindow(display.window);
    m_alone->setChecked(alone);
    if (newColour) {
        m_swatch->setIcon(swatchIcon(display.colour, display.table));
        m_histogram->setColour(QColor(display.colour.red, display.colour.green, display.colour.blue));
        m_menu->setColour(display.colour);
    }
    QFont font = m_visible->font();
    font.setBold(active);
    m_visible->setFont(font);
    showGamma(display.window.gamma);
}

void StainRow::showGamma(double gamma) {
    m_gamma->setValue(gamma);
    const bool altered = std::abs(gamma - 1) > 0.005;
    m_gammaMark->setText(altered ? QStringLiteral("⚠ γ") : QStringLiteral("γ"));
    QPalette marked = palette();
    if (altered)
        marked.setColor(QPalette::WindowText, themeColours(palette()).warning);
    m_gammaMark->setPalette(marked);
}

/// The values, and room for them: a window is told before the depth that it is of.
void StainRow::showWindow() {
    const ContrastWindow& window = m_display.window;
    for (const auto& [box, value] : {std::pair(m_minimum, window.minimum), std::pair(m_maximum, window.maximum)}) {
        const QSignalBlocker blocker(box);
        box->setMaximum(std::max(m_depthMaximum, int(std::ceil(window.maximum))));
        if (box->value() != std::lround(value)) // else what is being typed stays
            box->setValue(int(std::lround(value)));
    }
}

void StainRow::showHistogram(const Histogram& histogram, int depthMaximum) {
    m_depthMaximum = depthMaximum;
    m_histogram->setHistogram(histogram, depthMaximum);
    showWindow();
}

void StainRow::setLogarithmic(bool logarithmic) {
    m_histogram->setScale(logarithmic ? HistogramView::Scale::Logarithmic : HistogramView::Scale::Linear);
    retranslate();
}

void StainRow::setAbsent(bool absent) {
    m_absent = absent;
    setEnabled(!absent);
    retranslate();
}

void StainRow::setCoarseChroma(const QString& chroma) {
    if (chroma == m_chroma)
        return;
    m_chroma = chroma;
    retranslate();
}

void StainRow::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::PaletteChange)
        showGamma(m_display.window.gamma);
    QWidget::changeEvent(event);
}

void StainRow::mousePressEvent(QMouseEvent* event) {
    emit activated();
    QWidget::mousePressEvent(event);
}

void StainRow::contextMenuEvent(QContextMenuEvent* event) {
    if (!m_absent)
        m_menu->popup(event->globalPos());
}

void StainRow::retranslate() {
    const QString name = stainText(m_stain);
    const int number = static_cast<int>(m_stain) + 1;
    m_visible->setText(m_chroma.isEmpty() || m_absent ? name : tr("%1 · ½").arg(name));
    m_histogram->showAbsence(m_absent ? tr("not on this plate") : QString());
    QString shown = tr("Show or hide %1 (Ctrl+%2; held: alone in grey)").arg(name).arg(number);
    if (!m_chroma.isEmpty())
        shown += u'\n' + tr("½: half resolution. In a JPEG %1 this colour is stored more coarsely than brightness").arg(m_chroma);
    m_visible->setToolTip(shown);
    m_swatch->setToolTip(tr("Colour of %1, by ImageJ’s names").arg(name));
    m_alone->setToolTip(tr("Show %1 alone in grey, and back").arg(name));
    m_minimum->setToolTip(tr("%1: raw value shown as black").arg(name));
    m_maximum->setToolTip(tr("%1: raw value shown at full brightness").arg(name));
    m_gamma->setToolTip(tr("%1: gamma; 1.00 is linear, above it mid-tones are brighter").arg(name));
    m_gammaMark->setToolTip(tr("A sign stands here while gamma is not 1: brightness is then not proportional to the raw value"));
    m_histogram->setToolTip((m_histogram->scale() == HistogramView::Scale::Logarithmic
                                 ? tr("%1: how often each raw value occurs in this image, on a logarithmic scale. Drag the handles.")
                                 : tr("%1: how often each raw value occurs in this image. Drag the handles."))
                                .arg(name));
    m_menu->retranslate(name);
    m_minimum->setAccessibleName(tr("%1, minimum").arg(name));
    m_maximum->setAccessibleName(tr("%1, maximum").arg(name));
    m_gamma->setAccessibleName(tr("%1, gamma").arg(name));
    m_histogram->setAccessibleName(tr("%1, histogram").arg(name));
    m_swatch->setAccessibleName(tr("%1, colour").arg(name));
    m_alone->setAccessibleName(tr("%1, alone").arg(name));
}

} // namespace locascope
