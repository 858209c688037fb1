#include "core/review/metrics.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace locascope {

namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

double ratio(double part, double whole) { return whole > 0 ? part / whole : 0; }

/// Harmonic mean of precision and recall in its form without either.
double f1Of(std::size_t truePositives, std::size_t falsePositives, std::size_t falseNegatives) {
    return ratio(2.0 * static_cast<double>(truePositives),
                 static_cast<double>(2 * truePositives + falsePositives + falseNegatives));
}

/// Cohen, "A coefficient of agreement for nominal scales", 1960.
double kappaOf(const ClassFigures& figures) {
    const double truth = static_cast<double>(figures.truePositives + figures.falseNegatives);
    const double predicted = static_cast<double>(figures.truePositives + figures.falsePositives);
    const double agreed = static_cast<double>(figures.truePositives + figures.trueNegatives);
    const double rows = agreed + static_cast<double>(figures.falsePositives + figures.falseNegatives);
    const double byChance = (truth * predicted + (rows - truth) * (rows - predicted)) / rows;
    return rows == byChance || rows == 0 ? undefined : (agreed - byChance) / (rows - byChance);
}

/// One row as one class sees it.
struct Scored {
    float score;
    bool positive;
};

std::vector<Scored> scoresOf(std::span<const AuditRow> rows, std::size_t index) {
    std::vector<Scored> scores;
    for (const AuditRow& row : rows)
        if (index < row.probabilities.size() && !std::isnan(row.probabilities[index]))
            scores.push_back({row.probabilities[index], row.truth.contains(toClass(index))});
    std::sort(scores.begin(), scores.end(), [](const Scored& left, const Scored& right) { return left.score > right.score; });
    return scores;
}

/// Calls visit(true positives, false positives) after each group of equal scores, from the highest.
template <class Visit>
void overThresholds(const std::vector<Scored>& scores, const Visit& visit) {
    std::size_t positives = 0, negatives = 0;
    for (std::size_t i = 0; i < scores.size(); ++i) {
        ++(scores[i].positive ? positives : negatives);
        if (i + 1 == scores.size() || scores[i + 1].score != scores[i].score)
            visit(static_cast<double>(positives), static_cast<double>(negatives));
    }
}

double positivesIn(const std::vector<Scored>& scores) {
    return static_cast<double>(std::count_if(scores.begin(), scores.end(), [](const Scored& row) { return row.positive; }));
}

/// Sum of precision times the step of recall, without interpolation.
double averagePrecisionOf(const std::vector<Scored>& scores) {
    const double positives = positivesIn(scores);
    if (positives == 0)
        return undefined;
    double sum = 0, before = 0;
    overThresholds(scores, [&](double truePositives, double falsePositives) {
        sum += (truePositives - before) / positives * (truePositives / (truePositives + falsePositives));
        before = truePositives;
    });
    return sum;
}

/// Area under the receiver operating characteristic, by trapezia.
double rocAucOf(const std::vector<Scored>& scores) {
    const double positives = positivesIn(scores), negatives = static_cast<double>(scores.size()) - positives;
    if (positives == 0 || negatives == 0)
        return undefined;
    double doubled = 0, before = 0, width = 0;
    overThresholds(scores, [&](double truePositives, double falsePositives) {
        doubled += (falsePositives - width) * (truePositives + before);
        before = truePositives;
        width = falsePositives;
    });
    return doubled / 2 / positives / negatives;
}

ClassFigures figuresOf(std::span<const AuditRow> rows, std::size_t index) {
    ClassFigures figures;
    for (const AuditRow& row : rows) {
        const bool is = row.truth.contains(toClass(index)), said = row.predicted.contains(toClass(index));
        ++(is ? (said ? figures.truePositives : figures.falseNegatives)
              : (said ? figures.falsePositives : figures.trueNegatives));
    }
    const auto truePositives = static_cast<double>(figures.truePositives);
    figures.support = figures.truePositives + figures.falseNegatives;
    figures.precision = ratio(truePositives, static_cast<double>(figures.truePositives + figures.falsePositives));
    figures.recall = ratio(truePositives, static_cast<double>(figures.support));
    figures.f1 = f1Of(figures.truePositives, figures.falsePositives, figures.falseNegatives);
    figures.kappa = kappaOf(figures);
    const std::vector<Scored> scores = scoresOf(rows, index);
    figures.averagePrecision = averagePrecisionOf(scores);
    figures.rocAuc = rocAucOf(scores);
    return figures;
}

double rowF1(const AuditRow& row) {
    const std::size_t both = row.truth.intersected(row.predicted).size();
    return f1Of(both, row.predicted.size() - both, row.truth.size() - both);
}

/// How many of a row's classes, true ones only where `amongTrue`, score at least `score`.
enum class Among { AllClasses, TrueClasses };
std::size_t rankOf(const AuditRow& row, float score, Among among) {
    std::size_t rank = 0;
    for (std::size_t index = 0; index < row.probabilities.size(); ++index)
        if (row.probabilities[index] >= score && (among == Among::AllClasses || row.truth.contains(toClass(index))))
            ++rank;
    return rank;
}

/// Mean, over the true classes, of the share of true ones among those ranked at least as high; 1 where all or none are true.
double rankingPrecision(const AuditRow& row) {
    const std::vector<ClassIndex> truth = row.truth.classes();
    if (truth.empty() || truth.size() == row.probabilities.size())
        return 1;
    double sum = 0;
    for (const ClassIndex index : truth) {
        const float score = row.probabilities[toIndex(index)];
        sum += static_cast<double>(rankOf(row, score, Among::TrueClasses)) /
               static_cast<double>(rankOf(row, score, Among::AllClasses));
    }
    return sum / static_cast<double>(truth.size());
}

/// How far down the ranking one must go to meet every true class; 0 without one.
double coverage(const AuditRow& row) {
    float lowest = std::numeric_limits<float>::infinity();
    for (const ClassIndex index : row.truth.classes())
        lowest = std::min(lowest, row.probabilities[toIndex(index)]);
    return static_cast<double>(rankOf(row, lowest, Among::AllClasses));
}

template <class Value>
double meanOver(std::span<const AuditRow> rows, const Value& value) {
    double sum = 0;
    for (const AuditRow& row : rows)
        sum += value(row);
    return rows.empty() ? 0 : sum / static_cast<double>(rows.size());
}

void addClassAverages(AuditFigures& figures) {
    std::size_t truePositives = 0, falsePositives = 0, falseNegatives = 0;
    double support = 0;
    for (const ClassFigures& one : figures.perClass) {
        figures.macroF1 += one.f1 / static_cast<double>(figures.classes);
        figures.jaccardMacro +=
            ratio(static_cast<double>(one.truePositives),
                  static_cast<double>(one.truePositives + one.falsePositives + one.falseNegatives)) /
            static_cast<double>(figures.classes);
        figures.weightedF1 += one.f1 * static_cast<double>(one.support);
        support += static_cast<double>(one.support);
        truePositives += one.truePositives;
        falsePositives += one.falsePositives;
        falseNegatives += one.falseNegatives;
    }
    figures.weightedF1 = ratio(figures.weightedF1, support);
    figures.microF1 = f1Of(truePositives, falsePositives, falseNegatives);
    figures.hammingLoss = ratio(static_cast<double>(falsePositives + falseNegatives),
                                static_cast<double>(figures.rows * figures.classes));
}

bool allScored(std::span<const AuditRow> rows, std::size_t classes) {
    return !rows.empty() && std::all_of(rows.begin(), rows.end(),
                                        [classes](const AuditRow& row) { return row.probabilities.size() == classes; });
}

} // namespace

AuditFigures audit(std::span<const AuditRow> rows, std::size_t classes) {
    AuditFigures figures;
    figures.rows = rows.size();
    figures.classes = classes;
    for (std::size_t index = 0; index < classes; ++index)
        figures.perClass.push_back(figuresOf(rows, index));
    addClassAverages(figures);
    figures.samplesF1 = meanOver(rows, rowF1);
    figures.subsetAccuracy = meanOver(rows, [](const AuditRow& row) { return row.truth == row.predicted ? 1.0 : 0.0; });
    const bool ranked = allScored(rows, classes);
    figures.labelRankingAveragePrecision = ranked ? meanOver(rows, rankingPrecision) : undefined;
    figures.coverageError = ranked ? meanOver(rows, coverage) : undefined;
    return figures;
}

LabelSet labelsAbove(std::span<const float> probabilities, std::span<const double> thresholds,
                     const ThresholdOptions& options) {
    LabelSet labels;
    const std::size_t classes = std::min(probabilities.size(), thresholds.size());
    for (std::size_t index = 0; index < classes; ++index)
        if (probabilities[index] >= static_cast<float>(thresholds[index])) // as floats, so that 0.3 reaches 0.3
            labels.insert(toClass(index));
    if (options.atLeastOne && labels.isEmpty() && classes > 0) {
        const auto best = std::max_element(probabilities.begin(), probabilities.end());
        labels.insert(toClass(static_cast<std::size_t>(best - probabilities.begin())));
    }
    return labels;
}

} // namespace locascope
