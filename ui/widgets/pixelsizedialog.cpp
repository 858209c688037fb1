#include "ui/widgets/pixelsizedialog.h"

#include "core/plate/plate.h"

#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QRadioButton>
#include <QVBoxLayout>

#include <algorithm>

namespace locascope {

namespace {

constexpr int dialogWidth = 440;
constexpr double usualSize = 0.1; ///< of this kind of microscopy, to begin with

QString sizeText(double micrometres) { return QLocale().toString(micrometres, 'g', 6); }

} // namespace

std::optional<std::pair<double, double>> statedPixelSizes(const Plate& plate) {
    std::optional<std::pair<double, double>> range;
    for (const Sample& sample : plate.samples) {
        if (!sample.pixelSizeUm)
            continue;
        const double size = *sample.pixelSizeUm;
        range = range ? std::pair(std::min(range->first, size), std::max(range->second, size)) : std::pair(size, size);
    }
    return range;
}

PixelSizeDialog::PixelSizeDialog(const Plate& plate, QWidget* parent)
    : QDialog(parent)
    , m_stated(new QRadioButton)
    , m_own(new QRadioButton(tr("&Entered:")))
    , m_size(new QDoubleSpinBox) {
    setWindowTitle(tr("Pixel size"));
    const auto stated = statedPixelSizes(plate);
    m_stated->setText(!stated                          ? tr("As the &files say: nothing, and no scale bar")
                      : stated->first == stated->second ? tr("As the &files say: %1 µm").arg(sizeText(stated->first))
                                                        : tr("As the &files say: %1 to %2 µm").arg(sizeText(stated->first), sizeText(stated->second)));
    m_size->setDecimals(4);
    m_size->setRange(0.0001, 1000);
    m_size->setSingleStep(0.01);
    m_size->setSuffix(tr(" µm per pixel"));
    m_size->setAccessibleName(tr("Micrometres per pixel"));
    m_size->setValue(plate.enteredPixelSizeUm ? *plate.enteredPixelSizeUm : stated ? stated->first : usualSize);
    (plate.enteredPixelSizeUm || !stated ? m_own : m_stated)->setChecked(true);
    connect(m_size, &QDoubleSpinBox::valueChanged, m_own, [this] { m_own->setChecked(true); });
    auto* own = new QHBoxLayout;
    own->addWidget(m_own);
    own->addWidget(m_size, 1);
    auto* note = new QLabel(tr("It is remembered for this plate, also on the command line, and the scale bar says that it was entered."));
    note->setForegroundRole(QPalette::PlaceholderText);
    note->setWordWrap(true);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_stated);
    layout->addLayout(own);
    layout->addWidget(note);
    layout->addWidget(buttons);
    m_size->setFocus();
    m_size->selectAll();
    resize(dialogWidth, layout->totalHeightForWidth(dialogWidth));
}

std::optional<double> PixelSizeDialog::entered() const { return m_own->isChecked() ? std::optional(m_size->value()) : std::nullopt; }

} // namespace locascope
