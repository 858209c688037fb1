#include "ui/widgets/modelcarddialog.h"

#include "core/plate/vocabularies.h"
#include "ui/widgets/classname.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/stainrow.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollArea>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace locascope {

namespace {

constexpr int noStain = -1;
constexpr int fromFile = -1;
constexpr int usualSide = 512;
constexpr std::size_t shownClasses = 5;

/// As the card says it: (share of full scale − mean) / deviation.
struct Scale {
    double unit = 1;         ///< what full scale is to the model
    bool isPerStain = false; ///< with mean and deviation of each channel
};
constexpr std::array scales{Scale{1, false}, Scale{255, false}, Scale{65535, false}, Scale{1, true}, Scale{255, true}};

/// Numbers separated by spaces or semicolons; of what is none, NaN.
std::vector<double> numbersOf(const QString& text) {
    std::vector<double> numbers;
    for (const QString& word : text.split(QRegularExpression(QStringLiteral("[\\s;]+")), Qt::SkipEmptyParts)) {
        bool isNumber = false;
        const double number = QString(word).replace(u',', u'.').toDouble(&isNumber);
        numbers.push_back(isNumber ? number : std::nan(""));
    }
    return numbers;
}

QString listed(const std::vector<double>& numbers) {
    QStringList texts;
    for (const double number : numbers)
        texts.append(QString::number(number, 'g', 17));
    return texts.join(u',');
}

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

ModelCardDialog::ModelCardDialog(const ModelFile& file, const QString& tryingOn, QWidget* parent)
    : QDialog(parent)
    , m_file(file)
    , m_tryingOn(tryingOn)
    , m_width(sideBox(file.shape.side > 0 ? file.shape.side : usualSide, tr("Width")))
    , m_height(sideBox(file.shape.side > 0 ? file.shape.side : usualSide, tr("Height")))
    , m_scale(new QComboBox)
    , m_mean(new QLineEdit)
    , m_deviation(new QLineEdit)
    , m_classes(new QComboBox)
    , m_output(new QComboBox)
    , m_name(new QLineEdit(QString::fromStdString(file.file.stem().string())))
    , m_authors(new QLineEdit)
    , m_licence(new QLineEdit)
    , m_said(new QLabel)
    , m_try(new QPushButton(tr("&Try")))
    , m_save(new QPushButton(tr("&Save the card"))) {
    setWindowTitle(tr("A model without a card"));
    fillScales();
    fillVocabularies();
    m_output->addItems({tr("Logits, each class by itself"), tr("Probabilities"), tr("Logits of which one class is meant")}); // as OutputKind
    buildLayout();
    for (QSpinBox* box : {m_width, m_height})
        connect(box, &QSpinBox::valueChanged, this, &ModelCardDialog::forgetTrial);
    for (QComboBox* box : m_stains)
        connect(box, &QComboBox::currentIndexChanged, this, &ModelCardDialog::forgetTrial);
    for (QLineEdit* line : {m_mean, m_deviation})
        connect(line, &QLineEdit::textChanged, this, &ModelCardDialog::forgetTrial);
    connect(m_output, &QComboBox::currentIndexChanged, this, &ModelCardDialog::forgetTrial);
    connect(m_scale, &QComboBox::currentIndexChanged, this, &ModelCardDialog::followScale);
    connect(m_classes, &QComboBox::activated, this, &ModelCardDialog::chooseVocabulary);
    connect(m_try, &QPushButton::clicked, this, &ModelCardDialog::attempt);
    connect(m_save, &QPushButton::clicked, this, [this] { emit saveRequested(importOptions()); });
    followScale();
}

QWidget* ModelCardDialog::buildSize() {
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_width);
    layout->addWidget(new QLabel(QStringLiteral("×")));
    layout->addWidget(m_height);
    layout->addStretch(1);
    return row;
}

QWidget* ModelCardDialog::buildStains() {
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

void ModelCardDialog::fillScales() { // as `scales`
    m_scale->addItems({tr("0 to 1"), tr("0 to 255"), tr("0 to 65535"), tr("0 to 1, less mean, by deviation"), tr("0 to 255, less mean, by deviation")});
    for (QLineEdit* line : {m_mean, m_deviation})
        line->setToolTip(tr("One number for each channel, separated by spaces, in the order of the stains"));
    m_mean->setAccessibleName(tr("Mean of each channel"));
    m_deviation->setAccessibleName(tr("Deviation of each channel"));
}

void ModelCardDialog::fillVocabularies() {
    for (const Vocabulary& vocabulary : knownVocabularies())
        offer(vocabulary, QString::fromStdString(vocabulary.id()));
    m_classes->addItem(tr("From a file…"), fromFile);
    const auto fits = [this](const OfferedVocabulary& one) { return static_cast<int>(one.vocabulary.size()) == m_file.shape.outputs; };
    if (const auto found = std::find_if(m_offered.begin(), m_offered.end(), fits); found != m_offered.end())
        m_chosenVocabulary = static_cast<int>(found - m_offered.begin());
    m_classes->setCurrentIndex(m_chosenVocabulary);
}

void ModelCardDialog::offer(const Vocabulary& vocabulary, const QString& named) {
    const int number = static_cast<int>(m_offered.size());
    m_offered.push_back({vocabulary, named});
    m_classes->insertItem(number, QStringLiteral("%1 (%2)").arg(QString::fromStdString(vocabulary.id())).arg(vocabulary.size()), number);
}

void ModelCardDialog::addVocabulary(const Vocabulary& vocabulary, const std::filesystem::path& file) {
    offer(vocabulary, QString::fromStdString(file.string()));
    m_chosenVocabulary = static_cast<int>(m_offered.size()) - 1;
    m_classes->setCurrentIndex(m_chosenVocabulary);
    forgetTrial();
}

void ModelCardDialog::chooseVocabulary(int index) {
    const int chosen = m_classes->itemData(index).toInt();
    if (chosen == fromFile) {
        m_classes->setCurrentIndex(m_chosenVocabulary); // until it has been read
        if (const QString file = askForVocabulary(this); !file.isEmpty())
            emit vocabularyRequested(file);
        return;
    }
    m_chosenVocabulary = chosen;
    forgetTrial();
}

void ModelCardDialog::followScale() {
    const bool isPerStain = scales[static_cast<std::size_t>(m_scale->currentIndex())].isPerStain;
    m_mean->setEnabled(isPerStain);
    m_deviation->setEnabled(isPerStain);
    forgetTrial();
}

void ModelCardDialog::buildForm(QFormLayout& form) {
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

void ModelCardDialog::buildLayout() {
    auto* head = new QLabel(tr("%1 has no card. Say what its authors say it takes and gives; try it; then save.").arg(QString::fromStdString(m_file.file.filename().string())));
    head->setWordWrap(true);
    head->setTextFormat(Qt::PlainText);
    head->setToolTip(QDir::toNativeSeparators(QString::fromStdString(m_file.file.string())));
    auto* content = new QWidget;
    auto* form = new QFormLayout(content);
    buildForm(*form);
    auto* scroll = new QScrollArea;
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    m_said->setWordWrap(true);
    m_said->setTextFormat(Qt::PlainText);
    m_said->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_said->setMinimumHeight(fontMetrics().lineSpacing() * 3);
    m_said->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    buttons->addButton(m_try, QDialogButtonBox::ActionRole);
    buttons->addButton(m_save, QDialogButtonBox::ActionRole);
    buttons->button(QDialogButtonBox::Cancel)->setAutoDefault(false);
    m_save->setAutoDefault(false);
    m_try->setDefault(true);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(head);
    layout->addWidget(scroll, 1);
    layout->addWidget(m_said);
    layout->addWidget(buttons);
    resize(560, 620);
}

std::vector<Stain> ModelCardDialog::stains() const {
    std::vector<Stain> stains;
    for (const QComboBox* box : m_stains)
        if (box->currentData().toInt() != noStain)
            stains.push_back(static_cast<Stain>(box->currentData().toInt()));
    return stains;
}

const Vocabulary& ModelCardDialog::vocabulary() const { return m_offered[static_cast<std::size_t>(m_chosenVocabulary)].vocabulary; }

std::vector<double> ModelCardDialog::mean() const {
    const Scale& scale = scales[static_cast<std::size_t>(m_scale->currentIndex())];
    if (!scale.isPerStain)
        return {};
    std::vector<double> numbers = numbersOf(m_mean->text());
    std::transform(numbers.begin(), numbers.end(), numbers.begin(), [&](double number) { return number / scale.unit; });
    return numbers;
}

std::vector<double> ModelCardDialog::deviation() const {
    const Scale& scale = scales[static_cast<std::size_t>(m_scale->currentIndex())];
    if (!scale.isPerStain)
        return scale.unit == 1 ? std::vector<double>() : std::vector<double>(stains().size(), 1 / scale.unit);
    std::vector<double> numbers = numbersOf(m_deviation->text());
    std::transform(numbers.begin(), numbers.end(), numbers.begin(), [&](double number) { return number / scale.unit; });
    return numbers;
}

ModelCard ModelCardDialog::card() const {
    ModelCard card;
    card.name = m_name->text().trimmed().toStdString();
    if (card.name.empty())
        card.name = m_file.file.stem().string();
    if (const QString authors = m_authors->text().trimmed(); !authors.isEmpty())
        card.authors.push_back(authors.toStdString());
    card.licence = m_licence->text().trimmed().toStdString();
    card.vocabularyId = vocabulary().id();
    for (const LabelClass& entry : vocabulary().classes())
        card.classes.push_back(entry.name);
    card.thresholds.assign(card.classes.size(), 0.5);
    card.input.width = m_width->value();
    card.input.height = m_height->value();
    card.input.stains = stains();
    card.input.mean = mean();
    card.input.deviation = deviation();
    card.output = static_cast<OutputKind>(m_output->currentIndex());
    return card;
}

QStringList ModelCardDialog::importOptions() const {
    constexpr std::array gives{"logits", "probabilities", "exclusive_logits"}; // as OutputKind
    const ModelCard said = card();
    QStringList keys;
    for (const Stain stain : said.input.stains)
        keys.append(QString::fromUtf8(stainKey(stain).data(), static_cast<qsizetype>(stainKey(stain).size())));
    QStringList options{QStringLiteral("--width=%1").arg(said.input.width), QStringLiteral("--height=%1").arg(said.input.height), QStringLiteral("--stains=") + keys.join(u','),
                        QStringLiteral("--gives=") + QLatin1String(gives[static_cast<std::size_t>(said.output)]),
                        QStringLiteral("--vocabulary=") + m_offered[static_cast<std::size_t>(m_chosenVocabulary)].named, QStringLiteral("--name=") + QString::fromStdString(said.name)};
    if (!said.input.mean.empty())
        options.append(QStringLiteral("--mean=") + listed(said.input.mean));
    if (!said.input.deviation.empty())
        options.append(QStringLiteral("--deviation=") + listed(said.input.deviation));
    for (const std::string& author : said.authors)
        options.append(QStringLiteral("--author=") + QString::fromStdString(author));
    if (!said.licence.empty())
        options.append(QStringLiteral("--licence=") + QString::fromStdString(said.licence));
    return options;
}

QString ModelCardDialog::fault() const {
    const std::vector<Stain> chosen = stains();
    const auto count = [](std::size_t number) { return QLocale().toString(qulonglong(number)); };
    if (chosen.empty())
        return tr("Choose the stain of at least one channel.");
    for (std::size_t channel = 0; channel < chosen.size(); ++channel) {
        if (m_stains[static_cast<qsizetype>(channel)]->currentData().toInt() == noStain)
            return tr("Channel %1 has no stain, and one after it has. Leave no gap.").arg(channel + 1);
        if (std::count(chosen.begin(), chosen.end(), chosen[channel]) > 1)
            return tr("%1 is chosen for two channels. Choose each stain once.").arg(stainText(chosen[channel]));
    }
    if (m_file.shape.channels > 0 && static_cast<std::size_t>(m_file.shape.channels) != chosen.size())
        return tr("The model takes %1 channels, and %2 stains are chosen.").arg(QLocale().toString(m_file.shape.channels), count(chosen.size()));
    if (m_file.shape.outputs > 0 && static_cast<std::size_t>(m_file.shape.outputs) != vocabulary().size())
        return tr("The model gives %1 numbers, and the vocabulary %2 has %3 classes. Choose another vocabulary, or one from a file.")
            .arg(QLocale().toString(m_file.shape.outputs), QString::fromStdString(vocabulary().id()), count(vocabulary().size()));
    const auto isList = [&](const std::vector<double>& numbers) { return numbers.size() == chosen.size() && std::all_of(numbers.begin(), numbers.end(), [](double number) { return std::isfinite(number); }); };
    if (!scales[static_cast<std::size_t>(m_scale->currentIndex())].isPerStain)
        return {};
    if (!isList(mean()))
        return tr("Mean needs one number for each channel (%1), separated by spaces.").arg(count(chosen.size()));
    const std::vector<double> divisors = deviation();
    if (!isList(divisors) || std::any_of(divisors.begin(), divisors.end(), [](double number) { return number <= 0; }))
        return tr("Deviation needs one number above 0 for each channel (%1), separated by spaces.").arg(count(chosen.size()));
    return {};
}

void ModelCardDialog::forgetTrial() {
    m_save->setEnabled(false);
    m_save->setToolTip(tr("Try it first"));
    m_try->setEnabled(true);
    m_try->setDefault(true);
    m_said->clear();
}

void ModelCardDialog::attempt() {
    if (const QString wrong = fault(); !wrong.isEmpty())
        return showRefusal(wrong);
    m_try->setEnabled(false);
    m_save->setEnabled(false);
    say(m_tryingOn.isEmpty() ? tr("Trying it in safety on an empty field…") : tr("Trying it in safety on %1…").arg(m_tryingOn), themeColours(palette()).text);
    emit tryRequested(card());
}

void ModelCardDialog::showAnswer(const std::vector<float>& probabilities) {
    std::vector<std::size_t> order(probabilities.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t left, std::size_t right) { return probabilities[left] > probabilities[right]; });
    order.resize(std::min(order.size(), shownClasses));
    QStringList classes;
    for (const std::size_t index : order)
        classes.append(QStringLiteral("%1 %2").arg(className(QString::fromStdString(vocabulary().at(toClass(index)).name)), QLocale().toString(static_cast<double>(probabilities[index]), 'f', 3)));
    const QString answer = classes.join(QStringLiteral(", "));
    say(m_tryingOn.isEmpty() ? tr("It works. On an empty field it answers: %1.").arg(answer) : tr("It works. On %1 it answers: %2.").arg(m_tryingOn, answer), themeColours(palette()).good);
    m_try->setEnabled(true);
    m_save->setEnabled(true);
    m_save->setToolTip(tr("Copy the weights and the card to your models, and use it"));
    m_save->setDefault(true);
    m_save->setFocus();
}

void ModelCardDialog::showRefusal(const QString& sentence) {
    say(QStringLiteral("⚠ ") + sentence, themeColours(palette()).error);
    m_try->setEnabled(true);
}

void ModelCardDialog::showSaving() {
    m_try->setEnabled(false);
    m_save->setEnabled(false);
    say(tr("Saving…"), themeColours(palette()).text);
}

void ModelCardDialog::say(const QString& sentence, const QColor& colour) {
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, colour);
    m_said->setPalette(colours);
    m_said->setText(sentence);
}

} // namespace locascope
