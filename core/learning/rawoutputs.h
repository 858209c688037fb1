#pragma once

#include "core/model/preprocess.h"

#include <filesystem>
#include <span>
#include <vector>

namespace locascope {

/// As Learning::rawOutputs.
std::vector<std::vector<float>> rawOutputsOf(const std::filesystem::path& weights, const ModelCard& card, std::span<const InputTensor> images);

} // namespace locascope
