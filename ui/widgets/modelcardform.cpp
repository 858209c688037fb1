#include "ui/widgets/modelcardform.h"

#include "core/plate/vocabularies.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/stainrow.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>
#include <optional>
#include <utility>

namespace locascope {

namespace {

constexpr int noStain = -1;
constexpr int fromFile = -1;
constexpr int usualSide = 512;

std::vector<Stain> usualStains(int channels) {
    switch (channels) {
    case 1: return {Stain::Protein};
    case 2: return {Stain::Protein, Stain::Nucleus};
    case 3: return {Stain::Microtubules, Stain::Protein, Stain::Nucleus};
    default: return {Stain::Microtubules, Stain::Protein, Stain::Nucleus, Stain::Reticulum};
    }
}

QSpinBox* sideBox(int pixels, const QString& name) {
    auto* box = new QSpinBox;
    box->setRange(1, maxInputSide);
    box->setValue(pixels);
    box->setAccessibleName(name);
    return box;
}

} // namespace

ModelCardForm::ModelCardForm(const ModelFile& file, QWidget* parent)
    : QWidget(parent)
    , m_file(file)
    , m_fields(new QFormLayout(this))
    , m_width(sideBox(file.shape.side > 0 ? file.shape.side : usualSide, tr("Width")))
    , m_height(sideBox(file.shape.side > 0 ? file.shape.side : usualSide, tr("Height")))
    , m_scale(new QComboBox)
    , m_mean(new QLineEdit)
    , m_deviation(new QLineEdit)
    , m_classes(new QComboBox)
    , m_output(new QComboBox)
    , m_name(new QLineEdit(QString::fromStdString(file.file.stem().string())))
    , m_authors(new QLineEdit)
    , m_licence(new QLineEdit) {
    fillScales();
    fillVocabularies();
    m_output->addItems({tr("Logits, each class by itself"), tr("Probabilities"), tr("Logits of which one class is meant")}); // as OutputKind
    buildLayout();
    for (QSpinBox* box : {m_width, m_height})
        connect(box, &QSpinBox::valueChanged, this, &ModelCardForm::changed);
    for (QComboBox* box : m_stains)
        connect(box, &QComboBox::currentIndexChanged, this, &ModelCardForm::changed);
    for (QLineEdit* line : {m_mean, m_deviation})
        connect(line, &QLineEdit::textChanged, this, &ModelCardForm::changed);
    connect(m_output, &QComboBox::currentIndexChanged, this, &ModelCardForm::changed);
    connect(m_scale, &QComboBox::currentIndexChanged, this, &ModelCardForm::followScale);
    connect(m_classes, &QComboBox::activated, this, &ModelCardForm::chooseVocabulary);
    followScale();
}

QWidget* ModelCardForm::buildSize() {
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_width);
    layout->addWidget(new QLabel(QStringLiteral("×")));
    layout->addWidget(m_height);
    layout->addStretch(1);
    return row;
}

QWidget* ModelCardForm::buildStains() {
    auto* row = new QWidget;
    auto* layout = new QVBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    const std::vector<Stain> usual = usualStains(m_file.shape.channels);
    for (std::size_t channel = 0; channel < stainCount; ++channel) {
        auto* box = new QComboBox;
        box->addItem(tr("(none)"), noStain);
        for (const Stain stain : allStains)
            box->addItem(stainText(stain), static_cast<int>(stain));
        box->setCurrentIndex(box->findData(channel < usual.size() ? static_cast<int>(usual[channel]) : noStain));
        box->setAccessibleName(tr("Stain of channel %1").arg(channel + 1));
        box->setToolTip(box->accessibleName());
        layout->addWidget(box);
        m_stains.append(box);
    }
    return row;
}

void ModelCardForm::fillScales() { // as valueScales
    m_scale->addItems({tr("0 to 1"), tr("0 to 255"), tr("0 to 65535"), tr("0 to 1, less mean, by deviation"), tr("0 to 255, less mean, by deviation")});
    for (QLineEdit* line : {m_mean, m_deviation})
        line->setToolTip(tr("One number for each channel, separated by spaces, in the order of the stains"));
    m_mean->setAccessibleName(tr("Mean of each channel"));
    m_deviation->setAccessibleName(tr("Deviation of each channel"));
}

void ModelCardForm::fillVocabularies() {
    for (const Vocabulary& vocabulary : knownVocabularies())
        offer(vocabulary, QString::fromStdString(vocabulary.id()));
    m_classes->addItem(tr("From a file…"), fromFile);
    const auto fits = [this](const OfferedVocabulary& one) { return static_cast<int>(one.vocabulary.size()) == m_file.shape.outputs; };
    if (const auto found = std::find_if(m_offered.begin(), m_offered.end(), fits); found != m_offered.end())
        m_chosenVocabulary = static_cast<int>(found - m_offered.begin());
    m_classes->setCurrentIndex(m_chosenVocabulary);
}

void ModelCardForm::offer(const Vocabulary& vocabulary, const QString& named) {
    const int number = static_cast<int>(m_offered.size());
    m_offered.push_back({vocabulary, named});
    m_classes->insertItem(number, QStringLiteral("%1 (%2)").arg(QString::fromStdString(vocabulary.id())).arg(vocabulary.size()), number);
}

void ModelCardForm::addVocabulary(const Vocabulary& vocabulary, const std::filesystem::path& file) {
    offer(vocabulary, QString::fromStdString(file.string()));
    m_chosenVocabulary = static_cast<int>(m_offered.size()) - 1;
    m_classes->setCurrentIndex(m_chosenVocabulary);
    emit changed();
}

void ModelCardForm::chooseVocabulary(int index) {
    const int chosen = m_classes->itemData(index).toInt();
    if (chosen == fromFile) {
        m_classes->setCurrentIndex(m_chosenVocabulary); // until it has been read
        if (const QString file = askForVocabulary(this); !file.isEmpty())
            emit vocabularyRequested(file);
        return;
    }
    m_chosenVocabulary = chosen;
    emit changed();
}

void ModelCardForm::followScale() {
    const bool isPerStain = valueScales[static_cast<std::size_t>(m_scale->currentIndex())].isPerStain;
    for (QLineEdit* line : {m_mean, m_deviation})
        m_fields->setRowVisible(line, isPerStain);
    emit changed();
}

void ModelCardForm::buildLayout() {
    QFormLayout& form = *m_fields;
    form.setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form.setRowWrapPolicy(QFormLayout::WrapLongRows);
    form.addRow(tr("&Width × height"), buildSize());
    form.addRow(tr("Stains, in the order of the channels"), buildStains());
    form.addRow(tr("&Values"), m_scale);
    form.addRow(tr("&Mean"), m_mean);
    form.addRow(tr("&Deviation"), m_deviation);
    form.addRow(tr("&Classes"), m_classes);
    form.addRow(tr("It &gives"), m_output);
    form.addRow(tr("&Name"), m_name);
    form.addRow(tr("&Authors"), m_authors);
    form.addRow(tr("&Licence"), m_licence);
}

ModelAnswers ModelCardForm::answers() const {
    std::vector<std::optional<Stain>> stains;
    for (const QComboBox* box : m_stains) {
        const int stain = box->currentData().toInt();
        stains.push_back(stain == noStain ? std::nullopt : std::optional(static_cast<Stain>(stain)));
    }
    const OfferedVocabulary& classes = m_offered[static_cast<std::size_t>(m_chosenVocabulary)];
    return {.file = m_file.file,
            .shape = m_file.shape,
            .width = m_width->value(),
            .height = m_height->value(),
            .stains = std::move(stains),
            .scale = valueScales[static_cast<std::size_t>(m_scale->currentIndex())],
            .mean = m_mean->text(),
            .deviation = m_deviation->text(),
            .vocabulary = classes.vocabulary,
            .vocabularyNamed = classes.named,
            .output = static_cast<OutputKind>(m_output->currentIndex()),
            .name = m_name->text(),
            .authors = m_authors->text(),
            .licence = m_licence->text()};
}

} // namespace locascope
