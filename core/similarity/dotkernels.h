#pragma once

#include "core/similarity/kernels/dotkernel.h"

#include <vector>

namespace locascope {

/// The kernels this processor can run, the fastest first; "portable" is always the last. The same for the life of the process.
const std::vector<const DotKernel*>& availableDotKernels();

} // namespace locascope
