#pragma once

#include "core/model/engine.h"

namespace locascope {

/// The LibTorch implementation of everything that learns.
std::unique_ptr<Learning> makeTorchLearning();

} // namespace locascope
