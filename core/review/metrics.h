#pragma once

#include "core/plate/labelset.h"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace locascope {

struct ClassFigures {
    std::size_t truePositives = 0, falsePositives = 0, falseNegatives = 0, trueNegatives = 0;
    double precision = 0, recall = 0, f1 = 0; ///< 0 where the denominator is 0, as scikit-learn with zero_division=0
    double kappa = 0;                          ///< Cohen's; NaN where undefined
    double averagePrecision = 0;               ///< NaN without a positive
    double rocAuc = 0;                         ///< NaN without a positive or without a negative
    std::size_t support = 0;
};

struct AuditFigures {
    std::size_t rows = 0;
    std::size_t classes = 0;
    double macroF1 = 0, microF1 = 0, weightedF1 = 0, samplesF1 = 0, hammingLoss = 0, subsetAccuracy = 0, jaccardMacro = 0;
    double labelRankingAveragePrecision = 0, coverageError = 0; ///< NaN unless every row has its probabilities
    std::vector<ClassFigures> perClass;
};

/// One row of an audit: what is true and what was predicted.
struct AuditRow {
    LabelSet truth;
    LabelSet predicted;
    std::vector<float> probabilities; ///< one per class; empty where only labels were predicted
};

/// Truth beyond `classes` must not occur. Average precision and ROC AUC are over the rows that have probabilities.
/// Definitions as in scikit-learn 1.2 (f1_score with average macro, micro, weighted, samples; zero_division=0). Every class counts, present or not.
AuditFigures audit(std::span<const AuditRow> rows, std::size_t classes);

struct ThresholdOptions {
    bool atLeastOne = false; ///< the most probable class is kept where none reaches its threshold
};

/// Classes whose probability is at least their threshold, compared as floats. `thresholds` has one entry per class.
LabelSet labelsAbove(std::span<const float> probabilities, std::span<const double> thresholds,
                     const ThresholdOptions& options = {});

} // namespace locascope
