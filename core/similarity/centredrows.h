#pragma once

#include "core/similarity/dotkernels.h"
#include "core/similarity/featuretable.h"

#include <cstddef>
#include <vector>

namespace locascope {

/// Vectors of length 1 of a table, their mean taken away, row by row.
struct CentredRows {
    std::vector<float> rows;
    std::vector<float> mean;
};

/// Of all samples up to `most`, of more those of as many spread evenly over them.
CentredRows someRows(const FeatureTable& table, std::size_t most);

/// Where every row of the table lies along a direction, from the mean on.
std::vector<float> placesAlong(const std::vector<float>& direction, const std::vector<float>& mean, const FeatureTable& table, const DotKernel& kernel);

} // namespace locascope
