#include "ui/widgets/blindingdialog.h"

#include "ui/widgets/blindingtext.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <initializer_list>

namespace locascope {

namespace {

constexpr int dialogWidth = 560;

QLabel* remark(const QString& text) {
    auto* label = new QLabel(text);
    label->setWordWrap(true);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

} // namespace

BlindingDialog::BlindingDialog(const Blinding& blinding, QWidget* parent)
    : QDialog(parent)
    , m_preset(new QComboBox) {
    setWindowTitle(tr("Blinding"));
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(remark(tr("What is hidden from whoever reviews this plate, so that labels come from the images. It is kept with the review and counts for all its reviewers.")));
    for (const BlindingPreset preset : {BlindingPreset::None, BlindingPreset::Model, BlindingPreset::Reviewers, BlindingPreset::Everything})
        m_preset->addItem(presetText(preset), static_cast<int>(preset));
    m_preset->addItem(tr("As chosen below"), -1);
    m_preset->setAccessibleName(tr("Usual choices"));
    layout->addWidget(m_preset);
    for (const Hidden what : allHidden) {
        auto*& box = m_things[static_cast<std::size_t>(what)];
        box = new QCheckBox(hiddenText(what));
        box->setObjectName(QString::fromLatin1(hiddenKey(what).data(), qsizetype(hiddenKey(what).size())));
        box->setToolTip(hiddenExplanation(what));
        layout->addWidget(box);
        auto* explained = remark(hiddenExplanation(what));
        explained->setContentsMargins(24, 0, 0, 2);
        layout->addWidget(explained);
        connect(box, &QCheckBox::toggled, this, &BlindingDialog::refresh);
    }
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
    connect(m_preset, &QComboBox::activated, this, [this] {
        if (const int preset = m_preset->currentData().toInt(); preset >= 0)
            show(blindingOf(static_cast<BlindingPreset>(preset)));
    });
    m_preset->setFocus();
    show(blinding);
    resize(dialogWidth, layout->totalHeightForWidth(dialogWidth));
}

void BlindingDialog::show(const Blinding& blinding) {
    for (const Hidden what : allHidden) {
        QCheckBox& box = *m_things[static_cast<std::size_t>(what)];
        const QSignalBlocker blocker(box);
        box.setChecked(blinding.hides(what));
    }
    refresh();
}

/// Where the model looked is hidden with what it says.
void BlindingDialog::refresh() {
    QCheckBox& saliency = *m_things[static_cast<std::size_t>(Hidden::Saliency)];
    const bool follows = m_things[static_cast<std::size_t>(Hidden::Predictions)]->isChecked();
    saliency.setEnabled(!follows);
    if (follows) {
        const QSignalBlocker blocker(saliency);
        saliency.setChecked(true);
    }
    const auto preset = presetOf(blinding());
    m_preset->setCurrentIndex(m_preset->findData(preset ? static_cast<int>(*preset) : -1));
}

Blinding BlindingDialog::blinding() const {
    Blinding chosen;
    for (const Hidden what : allHidden)
        chosen.set(what, m_things[static_cast<std::size_t>(what)]->isChecked());
    return chosen;
}

} // namespace locascope
