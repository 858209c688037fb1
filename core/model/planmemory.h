#pragma once

#include "core/model/engine.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace locascope {

/// What a plan was chosen for: another model or recipe, input size, machine or LibTorch is another subject.
struct PlanSubject {
    std::string modelDigest; ///< predictionDigest of its card
    std::string input;   ///< "512 × 512 × 4"
    std::string machine; ///< processor, its features, cores, LibTorch, device; one line
    friend bool operator==(const PlanSubject&, const PlanSubject&) = default;
};

/// `engine` on this machine, run by `torchVersion`.
PlanSubject planSubject(const Engine& engine, const std::string& torchVersion);

struct RememberedPlan {
    PlanSubject subject;
    ExecutionPlan plan;
};

/// A small file each below `cacheDirectory`/plans. One that is damaged, of another subject, or not there is no plan; an empty directory remembers nothing. Any thread.
std::optional<ExecutionPlan> recallPlan(const std::filesystem::path& cacheDirectory, const PlanSubject& subject);
/// Does not throw: where nothing can be written the plan is chosen again next time.
void keepPlan(const std::filesystem::path& cacheDirectory, const PlanSubject& subject, const ExecutionPlan& plan);
/// All that are remembered for one predictionDigest, in no order.
std::vector<RememberedPlan> plansOf(const std::filesystem::path& cacheDirectory, const std::string& modelDigest);

} // namespace locascope
