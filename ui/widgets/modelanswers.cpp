#include "ui/widgets/modelanswers.h"

#include "ui/widgets/stainrow.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace locascope {

namespace {

/// In the card's unit; of what is no number, NaN.
std::vector<double> numbersOf(const QString& text, double unit) {
    static const QRegularExpression between(QStringLiteral("[\\s;]+"));
    std::vector<double> numbers;
    for (const QString& word : text.split(between, Qt::SkipEmptyParts)) {
        bool isNumber = false;
        const double number = QString(word).replace(u',', u'.').toDouble(&isNumber);
        numbers.push_back(isNumber ? number / unit : std::nan(""));
    }
    return numbers;
}

QString listed(const std::vector<double>& numbers) {
    QStringList texts;
    for (const double number : numbers)
        texts.append(QString::number(number, 'g', 17));
    return texts.join(u',');
}

std::vector<Stain> chosenStains(const ModelAnswers& answers) {
    std::vector<Stain> chosen;
    for (const std::optional<Stain> stain : answers.stains)
        if (stain)
            chosen.push_back(*stain);
    return chosen;
}

QString counted(std::size_t number) { return QLocale().toString(qulonglong(number)); }

QString faultOfStains(const ModelAnswers& answers) {
    const std::vector<Stain> chosen = chosenStains(answers);
    if (chosen.empty())
        return QCoreApplication::translate("ModelAnswers", "Choose the stain of at least one channel.");
    for (std::size_t channel = 0; channel < chosen.size(); ++channel) {
        if (!answers.stains[channel])
            return QCoreApplication::translate("ModelAnswers", "Channel %1 has no stain, and one after it has. Leave no gap.").arg(channel + 1);
        if (std::count(chosen.begin(), chosen.end(), chosen[channel]) > 1)
            return QCoreApplication::translate("ModelAnswers", "%1 is chosen for two channels. Choose each stain once.").arg(stainText(chosen[channel]));
    }
    if (answers.shape.channels > 0 && static_cast<std::size_t>(answers.shape.channels) != chosen.size())
        return QCoreApplication::translate("ModelAnswers", "The model takes %1 channels, and %2 stains are chosen.").arg(QLocale().toString(answers.shape.channels), counted(chosen.size()));
    return {};
}

QString faultOfScale(const ModelAnswers& answers) {
    if (!answers.scale.isPerStain)
        return {};
    const std::size_t channels = chosenStains(answers).size();
    const auto isList = [channels](const std::vector<double>& numbers) { return numbers.size() == channels && std::all_of(numbers.begin(), numbers.end(), [](double number) { return std::isfinite(number); }); };
    if (!isList(numbersOf(answers.mean, answers.scale.unit)))
        return QCoreApplication::translate("ModelAnswers", "Mean needs one number for each channel (%1), separated by spaces.").arg(counted(channels));
    const std::vector<double> divisors = numbersOf(answers.deviation, answers.scale.unit);
    if (!isList(divisors) || std::any_of(divisors.begin(), divisors.end(), [](double number) { return number <= 0; }))
        return QCoreApplication::translate("ModelAnswers", "Deviation needs one number above 0 for each channel (%1), separated by spaces.").arg(counted(channels));
    return {};
}

} // namespace

QString faultOf(const ModelAnswers& answers) {
    if (const QString fault = faultOfStains(answers); !fault.isEmpty())
        return fault;
    if (answers.shape.outputs > 0 && static_cast<std::size_t>(answers.shape.outputs) != answers.vocabulary.size())
        return QCoreApplication::translate("ModelAnswers", "The model gives %1 numbers, and the vocabulary %2 has %3 classes. Choose another vocabulary, or one from a file.")
            .arg(QLocale().toString(answers.shape.outputs), QString::fromStdString(answers.vocabulary.id()), counted(answers.vocabulary.size()));
    return faultOfScale(answers);
}

ModelCard cardOf(const ModelAnswers& answers) {
    ModelCard card;
    card.name = answers.name.trimmed().toStdString();
    if (card.name.empty())
        card.name = answers.file.stem().string();
    if (const QString authors = answers.authors.trimmed(); !authors.isEmpty())
        card.authors.push_back(authors.toStdString());
    card.licence = answers.licence.trimmed().toStdString();
    card.vocabularyId = answers.vocabulary.id();
    for (const LabelClass& entry : answers.vocabulary.classes())
        card.classes.push_back(entry.name);
    card.thresholds.assign(card.classes.size(), 0.5);
    card.input.width = answers.width;
    card.input.height = answers.height;
    card.input.stains = chosenStains(answers);
    if (answers.scale.isPerStain) {
        card.input.mean = numbersOf(answers.mean, answers.scale.unit);
        card.input.deviation = numbersOf(answers.deviation, answers.scale.unit);
    } else if (answers.scale.unit != 1) {
        card.input.deviation.assign(card.input.stains.size(), 1 / answers.scale.unit);
    }
    card.output = answers.output;
    return card;
}

QStringList importOptionsOf(const ModelAnswers& answers) {
    constexpr std::array gives{"logits", "probabilities", "exclusive_logits"}; // as OutputKind
    const ModelCard said = cardOf(answers);
    QStringList keys;
    for (const Stain stain : said.input.stains)
        keys.append(QString::fromUtf8(stainKey(stain).data(), static_cast<qsizetype>(stainKey(stain).size())));
    QStringList options{QStringLiteral("--width=%1").arg(said.input.width), QStringLiteral("--height=%1").arg(said.input.height), QStringLiteral("--stains=") + keys.join(u','),
                        QStringLiteral("--gives=") + QLatin1String(gives[static_cast<std::size_t>(said.output)]), QStringLiteral("--vocabulary=") + answers.vocabularyNamed,
                        QStringLiteral("--name=") + QString::fromStdString(said.name)};
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

} // namespace locascope
