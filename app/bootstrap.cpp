#include "app/bootstrap.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <random>
#include <string_view>
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

using Group = std::vector<const Row*>;

/// In the order in which they first occur.
std::vector<Group> groupsOf(const std::vector<Row>& rows, std::span<const std::string> names) {
    std::vector<Group> groups;
    std::map<std::string_view, std::size_t> known;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::size_t group = names.empty() ? groups.size() : known.try_emplace(names[i], groups.size()).first->second;
        if (group == groups.size()) {
            groups.emplace_back();
        }
        groups[group].push_back(&rows[i]);
    }
    return groups;
}

void count(const Row& row, std::vector<std::size_t>& hits, std::vector<std::size_t>& misses) {
    for (const std::size_t index : row.hits) {
        ++hits[index];
    }
    for (const auto* list : {&row.falsePositives, &row.falseNegatives}) {
        for (const std::size_t index : *list) {
            ++misses[index];
        }
    }
}

/// Macro-F1 of groups drawn with replacement. Each class's F1 is 2 hits / (2 hits + misses of both kinds), 0 where that is 0 / 0.
double drawnMacroF1(const std::vector<Group>& groups, std::size_t classes, std::mt19937_64& random) {
    std::vector<std::size_t> hits(classes), misses(classes);
    for (std::size_t i = 0; i < groups.size(); ++i) {
        for (const Row* row : groups[static_cast<std::size_t>(random() % groups.size())]) {
            count(*row, hits, misses);
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

Interval macroF1Interval(std::span<const AuditRow> rows, std::span<const std::string> names, std::size_t classes, const BootstrapOptions& options,
                         const Progress& progress) {
    if (rows.empty() || options.resamples == 0) {
        return {};
    }
    std::vector<Row> counted;
    std::transform(rows.begin(), rows.end(), std::back_inserter(counted), rowOf);
    const std::vector<Group> groups = groupsOf(counted, names);
    std::mt19937_64 random(options.seed);
    std::vector<double> figures;
    for (std::size_t i = 0; i < options.resamples; ++i) {
        figures.push_back(drawnMacroF1(groups, classes, random));
        if (progress) {
            progress(i + 1, options.resamples);
        }
    }
    std::sort(figures.begin(), figures.end());
    return {percentile(figures, (1 - level) / 2), percentile(figures, (1 + level) / 2)};
}

} // namespace locascope
