#pragma once

#include "core/review/labelcsv.h"
#include "core/review/metrics.h"

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace locascope {

struct AuditJoinOptions {
    std::vector<double> thresholds; ///< one per class; for probabilities
    ThresholdOptions threshold;
    std::filesystem::path truthPath;       ///< both for errors only
    std::filesystem::path predictionsPath;
};

/// Truth and predictions of the same samples, and what of the two files took no part.
struct AuditJoin {
    std::vector<AuditRow> rows;              ///< in the truth's order
    std::vector<std::string> ids;            ///< of each row
    std::size_t predictionsWithoutTruth = 0;
    std::size_t unjudged = 0;                ///< truth rows that are unsure or unusable
    std::size_t partlyJudged = 0;            ///< truth rows with classes not judged; those count as absent
};

/// Joins by Id. Error Mismatch names the first truth row that has no prediction, two reviewers' rows of one sample, or that nothing is left.
AuditJoin joinForAudit(const LabelTable& truth, const LabelTable& predictions, const AuditJoinOptions& options);

} // namespace locascope
