#pragma once

#include "app/openmodel.h"

#include <span>
#include <string>

namespace locascope {

enum class PlanWish {
    Plain, ///< as loaded, float32, one sample at a time: the same figures whenever the same machine runs it
    Auto,  ///< the one remembered for this machine, else one that is found by trying where there are samples enough, else startingPlan()
};

/// Trying takes some seconds: it pays from so many samples.
inline constexpr std::size_t samplesWorthATrial = 200;

/// Settles by which plan `model` classifies `total` samples, of which `inputs` are some, and remembers what was found in the user's cache. Says what it is,
/// in words for the line that ends the command. Errors of Engine::usePlan.
std::string settlePlan(const OpenedModel& model, PlanWish wish, std::span<const InputTensor> inputs, std::size_t total, const CommandContext& context,
                       std::stop_token stop);

} // namespace locascope
