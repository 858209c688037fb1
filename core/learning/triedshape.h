#pragma once

#include "core/model/weightsshape.h"

namespace locascope {

/// As shapeOfWeights, which asks this of the module.
WeightsShape triedShape(const std::filesystem::path& weights);

} // namespace locascope
