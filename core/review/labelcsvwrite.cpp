#include "core/review/csvcell.h"
#include "core/review/labelcsv.h"
#include "core/review/longcsv.h"

#include <algorithm>
#include <cmath>

namespace locascope {

namespace {

std::string indicesText(const LabelSet& labels) {
    std::string text;
    for (const ClassIndex index : labels.classes())
        text += (text.empty() ? "" : " ") + std::to_string(toIndex(index));
    return text;
}

std::string wideHeader(const Vocabulary& vocabulary) {
    std::vector<std::string> names{"Id"};
    for (const LabelClass& labelClass : vocabulary.classes())
        names.push_back(labelClass.name);
    return formatCsvLine(names);
}

std::string wideLine(const LabelRow& row, const Vocabulary& vocabulary) {
    const Decision& decision = *row.decision;
    std::vector<std::string> cells{row.id};
    for (const LabelClass& labelClass : vocabulary.classes()) {
        const bool open = decision.outcome == Outcome::Labelled && decision.notJudged.contains(labelClass.index);
        cells.push_back(open ? "" : decision.present.contains(labelClass.index) ? "1" : "0");
    }
    return formatCsvLine(cells);
}

/// Never "0" or "1", which would be a label.
std::string probabilityText(float value) {
    const std::string text = numberText(value);
    return text.find_first_of(".e") == std::string::npos ? text + ".0" : text;
}

std::string probabilityLine(const LabelRow& row) {
    std::vector<std::string> cells{row.id};
    for (const float value : row.probabilities)
        cells.push_back(probabilityText(value));
    return formatCsvLine(cells);
}

bool hasAllProbabilities(const LabelRow& row, const Vocabulary& vocabulary) {
    return row.probabilities.size() == vocabulary.size() &&
           std::none_of(row.probabilities.begin(), row.probabilities.end(), [](float value) { return std::isnan(value); });
}

bool isExpressible(const Decision& decision, LabelFormat format) {
    if (decision.outcome == Outcome::Negative || !decision.present.isEmpty())
        return true;
    return format == LabelFormat::Wide && !decision.notJudged.isEmpty();
}

/// Whether the row can be written; counts it otherwise.
bool isWritable(const LabelRow& row, LabelFormat format, FormattedLabels& result) {
    if (!row.decision)
        return ++result.unreviewed, false;
    if (format == LabelFormat::Long)
        return true;
    if (row.decision->outcome == Outcome::Unsure)
        return ++result.unsure, false;
    if (row.decision->outcome == Outcome::Unusable)
        return ++result.unusable, false;
    if (!isExpressible(*row.decision, format))
        return ++result.notExpressible, false;
    return true;
}

FormattedLabels formatProbabilities(std::span<const LabelRow> rows, const Vocabulary& vocabulary) {
    FormattedLabels result;
    result.text = wideHeader(vocabulary);
    for (const LabelRow& row : rows) {
        if (!hasAllProbabilities(row, vocabulary)) {
            ++result.unreviewed;
            continue;
        }
        result.text += probabilityLine(row);
        ++result.written;
    }
    return result;
}

std::string headerOf(const LabelWriteOptions& options, const Vocabulary& vocabulary) {
    switch (options.format) {
    case LabelFormat::Challenge:
        return formatCsvLine({"Id", options.content == TableContent::PredictedLabels ? "Predicted" : "Target"});
    case LabelFormat::Wide: return wideHeader(vocabulary);
    case LabelFormat::Long: return longHeader(options.sheetColumns);
    }
    return {};
}

std::string linesOf(const LabelRow& row, LabelFormat format, const Vocabulary& vocabulary) {
    switch (format) {
    case LabelFormat::Challenge: return formatCsvLine({row.id, indicesText(row.decision->present)});
    case LabelFormat::Wide: return wideLine(row, vocabulary);
    case LabelFormat::Long: return longLines(row, vocabulary);
    }
    return {};
}

} // namespace

FormattedLabels formatLabels(std::span<const LabelRow> rows, const Vocabulary& vocabulary, const LabelWriteOptions& options) {
    if (options.content == TableContent::Probabilities)
        return formatProbabilities(rows, vocabulary);
    FormattedLabels result;
    result.text = headerOf(options, vocabulary);
    for (const LabelRow& row : rows) {
        if (!isWritable(row, options.format, result))
            continue;
        result.text += linesOf(row, options.format, vocabulary);
        ++result.written;
    }
    return result;
}

} // namespace locascope
