#pragma once

#include "core/plate/vocabulary.h"
#include "core/review/metrics.h"

#include <span>
#include <string>

namespace locascope {

/// One JSON object, indented, ending with a line feed: `rows`, `classes`, `thresholds` (one per class; empty for labels
/// without probabilities), `macro_f1`, `micro_f1`, `weighted_f1`, `samples_f1`, `hamming_loss`, `subset_accuracy`, `jaccard_macro`,
/// `label_ranking_average_precision`, `coverage_error`, `average_precision` and `roc_auc` (by class index, undefined ones left out) and `per_class`
/// (`index`, `name`, `precision`, `recall`, `f1`, `support`, `kappa`, `average_precision`, `roc_auc`). What is undefined is null.
/// Figures have all their digits. Class names that are not UTF-8 have the replacement character.
std::string formatAuditJson(const AuditFigures& figures, const Vocabulary& vocabulary, std::span<const double> thresholds);

} // namespace locascope
