#pragma once

#include "core/similarity/dotkernels.h"
#include "core/similarity/featuretable.h"

#include <cstddef>
#include <cstdint>
#include <stop_token>
#include <vector>

namespace locascope {

/// What people say of samples, as a head learns it.
struct GroupedLabels {
    std::size_t classes = 0;
    std::vector<int> samples;         ///< those without features are passed over
    std::vector<std::size_t> groups;  ///< of each sample, any numbers: what of one group is never learnt from to judge another of it
    std::vector<std::int8_t> labels;  ///< samples × classes, row by row: 1 present, 0 absent, −1 not judged
};

/// What is said of samples by heads that have not seen the labels of their groups.
struct OutOfFold {
    std::size_t folds = 0;            ///< 0: there are fewer than two groups, nothing is said
    std::vector<int> samples;         ///< of the table of labels, in its order
    std::vector<float> probabilities; ///< samples × classes, row by row, in [0, 1]; NaN where nobody is labelled so, or everybody
};

inline constexpr std::size_t mostFolds = 5;

/// Shares groups out to at most `folds` folds, the largest first and each to the smallest fold, so that no group is in two; a fold a sample. The same groups give the same folds. Fewer than two folds: there is one group or none.
std::vector<std::size_t> foldsOf(const std::vector<std::size_t>& groups, std::size_t folds = mostFolds);

/// A linear head on the features, cross-fitted: for each fold ridge regression on the other folds' labels (Hoerl and Kennard, Technometrics 12, 1970) along the principal directions of the features, with the ridge whose scores are
/// nearest to the labels they have not seen; then a logistic curve of these scores for each class (Platt, 1999). A class that was not judged pulls in neither direction. 31,072 samples of 1,024 features and 28 classes: see bench_queue. Any thread.
/// Empty where `stop` was requested.
OutOfFold outOfFold(const FeatureTable& table, const GroupedLabels& labels, const std::stop_token& stop = {}, const DotKernel& kernel = *availableDotKernels().front());

} // namespace locascope
