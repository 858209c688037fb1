#include "app/bootstrap.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

namespace locascope {

namespace {

constexpr double level = 0.95;

/// The classes of one row that count: in both, predicted alone, true alone.
struct Row {
    std::vector<std::size_t> hits, falsePositives, falseNegatives;
};

std::vector<std::size_t> indicesOf(const LabelSet& labels) {
    std::vector<std::size_t> indices;
    for (const ClassIndex index : labels.classes()) {
        indices.push_back(toIndex(index));
    }
    return indices;
}

Row rowOf(const AuditRow& row) {
    return {indicesOf(row.truth.intersected(row.predicted)), indicesOf(row.predicted.without(row.truth)), indicesOf(row.truth.without(row.predicted))};
}

/// Macro-F1 of rows drawn with replacement. Each class's F1 is 2 hits / (2 hits + misses of both kinds), 0 where that is 0 / 0.
double drawnMacroF1(const std::vector<Row>& rows, std::size_t classes, std::mt19937_64& random) {
    std::vector<std::size_t> hits(classes), misses(classes);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Row& row = rows[static_cast<std::size_t>(random() % rows.size())];
        for (const std::size_t index : row.hits) {
            ++hits[index];
        }
        for (const auto* list : {&row.falsePositives, &row.falseNegatives}) {
            for (const std::size_t index : *list) {
                ++misses[index];
            }
        }
    }
    double sum = 0;
    for (std::size_t i = 0; i < classes; ++i) {
        const std::size_t whole = 2 * hits[i] + misses[i];
        sum += whole == 0 ? 0 : 2.0 * static_cast<double>(hits[i]) / static_cast<double>(whole);
    }
    return sum / static_cast<double>(classes);
}

/// Linear between the neighbours, as numpy's percentile.
double percentile(const std::vector<double>& sorted, double fraction) {
    const double position = fraction * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(std::floor(position));
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (position - std::floor(position)) * (sorted[above] - sorted[below]);
}

} // namespace

Interval macroF1Interval(std::span<const AuditRow> rows, std::size_t classes, const BootstrapOptions& options, const Progress& progress) {
    if (rows.empty() || options.resamples == 0) {
        return {};
    }
    std::vector<Row> counted;
    std::transform(rows.begin(), rows.end(), std::back_inserter(counted), rowOf);
    std::mt19937_64 random(options.seed);
    std::vector<double> figures;
    for (std::size_t i = 0; i < options.resamples; ++i) {
        figures.push_back(drawnMacroF1(counted, classes, random));
        if (progress) {
            progress(i + 1, options.resamples);
        }
    }
    std::sort(figures.begin(), figures.end());
    return {percentile(figures, (1 - level) / 2), percentile(figures, (1 + level) / 2)};
}

} // namespace locascope
