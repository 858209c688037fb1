#include "ui/widgets/clipdialog.h"

#include "core/imaging/contrast.h"

#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace locascope {

namespace {

QDoubleSpinBox* percentBox(double share, const QString& tip) {
    auto* box = new QDoubleSpinBox;
    box->setRange(50, 100);
    box->setDecimals(2);
    box->setSingleStep(0.5);
    box->setSuffix(QStringLiteral(" %"));
    box->setValue(share * 100);
    box->setToolTip(tip);
    return box;
}

} // namespace

ClipDialog::ClipDialog(const PerStain<double>& clip, QWidget* parent)
    : QDialog(parent)
    , m_protein(percentBox(clip[Stain::Protein], tr("Of the protein’s pixels above background, the share that is not saturated")))
    , m_others(percentBox(clip[Stain::Nucleus], tr("Of the other stains’ pixels above background, the share that is not saturated"))) {
    setWindowTitle(tr("Measure the plate’s contrast"));
    auto* text = new QLabel(tr("Up to 500 fields spread over the plate are read again. Their contrast then shows for the whole plate, instead of any that was set by hand."));
    text->setWordWrap(true);
    auto* form = new QFormLayout;
    form->addRow(tr("&Protein, not saturated:"), m_protein);
    form->addRow(tr("&Other stains, not saturated:"), m_others);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel | QDialogButtonBox::RestoreDefaults);
    buttons->addButton(tr("&Measure"), QDialogButtonBox::AcceptRole)->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons->button(QDialogButtonBox::RestoreDefaults), &QPushButton::clicked, this, [this] {
        m_protein->setValue(defaultClip()[Stain::Protein] * 100);
        m_others->setValue(defaultClip()[Stain::Nucleus] * 100);
    });
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(text);
    layout->addLayout(form);
    layout->addStretch(1);
    layout->addWidget(buttons);
    resize(440, 0);
}

PerStain<double> ClipDialog::clip() const {
    PerStain<double> clip;
    for (const Stain stain : allStains)
        clip[stain] = (stain == Stain::Protein ? m_protein : m_others)->value() / 100;
    return clip;
}

} // namespace locascope
