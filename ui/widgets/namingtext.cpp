#include "ui/widgets/namingtext.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace locascope {

namespace {

constexpr std::size_t mostKeyLetters = 40;

QString fromBytes(const std::string& bytes) { return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size())); }

bool isText(const std::string& bytes) { return fromBytes(bytes).toStdString() == bytes && bytes.find_first_of("\r\n") == std::string::npos; }

bool isLine(const std::string& expression) { return isText(expression) && !fromBytes(expression).trimmed().isEmpty(); }

bool isWord(const std::string& word) {
    const QString text = fromBytes(word);
    return isText(word) && !text.isEmpty() && text.trimmed() == text && !text.contains(u',');
}

[[maybe_unused]] constexpr const char* knownCauses[] = {
    QT_TRANSLATE_NOOP("Causes", "no group is named sample, as in (?<sample>.+)_(?<stain>[a-z]+)"),
    QT_TRANSLATE_NOOP("Causes", "no group is named stain or channel, so that the images of a sample cannot be told apart"),
    QT_TRANSLATE_NOOP("Causes", "it has a group stain, but there is no table stains"),
    QT_TRANSLATE_NOOP("Causes", "no expression"),
    QT_TRANSLATE_NOOP("Causes", "more than 32 expressions"),
};

} // namespace

ExpressionLines expressionsIn(const QString& text) {
    ExpressionLines found;
    const QStringList lines = text.split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (lines[i].trimmed().isEmpty())
            continue;
        found.expressions.push_back(lines[i].toStdString());
        found.lines.push_back(static_cast<int>(i) + 1);
    }
    return found;
}

QString expressionText(const std::vector<std::string>& expressions) {
    QStringList lines;
    for (const std::string& expression : expressions)
        lines.append(fromBytes(expression));
    return lines.join(u'\n');
}

QString stainWords(const NamingRules& rules, Stain stain) {
    QStringList words;
    for (const auto& [word, meaning] : rules.stains)
        if (meaning == stain)
            words.append(fromBytes(word));
    return words.join(QStringLiteral(", "));
}

StainTable stainTable(const PerStain<QString>& words) {
    StainTable table;
    for (const Stain stain : allStains)
        for (const QString& part : words[stain].split(u',')) {
            std::string word = part.trimmed().toStdString();
            std::transform(word.begin(), word.end(), word.begin(), [](char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter; });
            if (word.empty())
                continue;
            const auto [entry, isNew] = table.stains.emplace(word, stain);
            if (!isNew && entry->second != stain)
                table.twice = word;
        }
    return table;
}

bool isWritable(const NamingRules& rules) {
    return std::all_of(rules.files.begin(), rules.files.end(), isLine) && std::all_of(rules.ignored.begin(), rules.ignored.end(), isLine) &&
           std::all_of(rules.stains.begin(), rules.stains.end(), [](const auto& entry) { return isWord(entry.first); });
}

std::string suggestedKey(const QString& name) {
    std::string key;
    for (const char letter : name.normalized(QString::NormalizationForm_D).toLower().toStdString()) {
        if ((letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9'))
            key += letter;
        else if (static_cast<unsigned char>(letter) < 0x80U && !key.empty() && key.back() != '-')
            key += '-'; // accents are taken off their letters
    }
    key.resize(std::min(key.size(), mostKeyLetters));
    while (!key.empty() && key.back() == '-')
        key.pop_back();
    return key;
}

QString faultText(const NamingFault& fault, const std::vector<int>& lines) {
    const QString cause = QCoreApplication::translate("Causes", fault.cause.c_str());
    if (!fault.expression || *fault.expression >= lines.size())
        return cause;
    const int line = lines[*fault.expression];
    return fault.position ? QCoreApplication::translate("NamingEditor", "Line %1, position %2: %3").arg(line).arg(*fault.position + 1).arg(cause)
                          : QCoreApplication::translate("NamingEditor", "Line %1: %2").arg(line).arg(cause);
}

} // namespace locascope
