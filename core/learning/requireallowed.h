#pragma once

#include <torch/script.h>

#include <filesystem>

namespace locascope {

/// Error Invalid names the first operator, of any method of any part, that a classifier has no need of (isAllowedOperator).
void requireAllowedEverywhere(const torch::jit::Module& module, const std::filesystem::path& weights);

} // namespace locascope
