#include "core/review/auditrows.h"

#include "core/files/error.h"

#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace locascope {

namespace {

bool isJudged(const Decision& decision) {
    return decision.outcome == Outcome::Labelled || decision.outcome == Outcome::Negative;
}

AuditRow rowOf(const LabelRow& truth, const LabelRow& prediction, const AuditJoinOptions& options) {
    AuditRow row;
    row.truth = truth.decision->present;
    row.probabilities = prediction.probabilities;
    row.predicted = prediction.decision ? prediction.decision->present
                                        : labelsAbove(prediction.probabilities, options.thresholds, options.threshold);
    return row;
}

} // namespace

AuditJoin joinForAudit(const LabelTable& truth, const LabelTable& predictions, const AuditJoinOptions& options) {
    std::unordered_map<std::string_view, const LabelRow*> byId;
    for (const LabelRow& row : predictions.rows)
        byId.emplace(row.id, &row);
    AuditJoin join;
    std::unordered_set<std::string_view> joined;
    for (const LabelRow& row : truth.rows) {
        if (!row.decision)
            throw Error(ErrorKind::Mismatch, options.truthPath, "holds probabilities, not the truth; exchange the two files");
        if (!joined.insert(row.id).second)
            throw Error(ErrorKind::Mismatch, options.truthPath, "line " + std::to_string(row.line) + ": a second opinion on " + row.id +
                                                                    "; audit one reviewer at a time");
        const auto prediction = byId.find(row.id);
        if (prediction == byId.end())
            throw Error(ErrorKind::Mismatch, options.predictionsPath,
                        "has no prediction for " + row.id + " (line " + std::to_string(row.line) + " of the truth)");
        if (!isJudged(*row.decision)) {
            ++join.unjudged;
            continue;
        }
        join.partlyJudged += row.decision->notJudged.isEmpty() ? 0 : 1;
        join.ids.push_back(row.id);
        join.rows.push_back(rowOf(row, *prediction->second, options));
    }
    for (const auto& [id, row] : byId)
        join.predictionsWithoutTruth += joined.contains(id) ? 0 : 1;
    if (join.rows.empty())
        throw Error(ErrorKind::Mismatch, options.truthPath, "has no judged sample to compare with the predictions");
    return join;
}

} // namespace locascope
