#pragma once

#include "core/model/trial.h"

#include <string>
#include <vector>

namespace locascope {

/// Starts `program model verify --in-child ARGUMENTS -- weights`, which gives up all that a model has no need of, sends it the card and waits for its one line. What follows
/// "ok" in it; else Errors as putOnTrial.
std::string askConfinedChild(const std::filesystem::path& program, std::vector<std::string> arguments, const std::filesystem::path& weights,
                             const ModelCard& card, const TrialLimits& limits, std::stop_token stop);

} // namespace locascope
