#pragma once

#include "core/files/readfile.h"

#include <cstdint>
#include <string>

namespace locascope::testing {

/// A TorchScript file whose module consists of this source ("def forward(self, x): …"), with a parameter `weight` of 3 × 4 numbers 0.1, 0.2, …
Bytes scriptOf(const std::string& source);

/// The built-in architecture with random weights.
Bytes classifierScript(int channels, int classes, std::uint64_t seed);

} // namespace locascope::testing
