#pragma once

#include "core/similarity/dotkernels.h"
#include "core/similarity/featuretable.h"

#include <vector>

namespace locascope {

/// The products of a vector with every row of the table, as DotKernel::dots. Of a large table half of the rows are taken by a thread of its own; every row's sum is what it would be on one. Any thread.
std::vector<float> dotsWithAll(const std::vector<float>& query, const FeatureTable& table, const DotKernel& kernel);

} // namespace locascope
