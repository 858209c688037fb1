#pragma once

#include "core/similarity/dotkernels.h"
#include "core/similarity/featuretable.h"

#include <array>
#include <stop_token>
#include <vector>

namespace locascope {

/// Samples laid out in a plane: the first two principal components of their vectors of length 1 (Hotelling 1933), so that samples that look alike to the model lie close together, though not all
/// that lie close together look alike.
struct PrincipalMap {
    struct Point {
        int sample = -1;
        float x = 0, y = 0; ///< x is the direction in which samples differ most
    };
    std::vector<Point> points;      ///< in the table's order
    std::array<float, 2> shares{};  ///< of all variance, by component, in [0, 1]
};

/// Directions are those of all samples up to 4,096, of more those of 4,096 spread evenly over them, found by subspace iteration with a fixed start (Rutishauser 1969); each points to where its largest number is positive. The same
/// table gives the same map on the same processor. Fewer than three samples: no points. Empty where `stop` was requested. Any thread.
PrincipalMap principalMap(const FeatureTable& table, const std::stop_token& stop = {}, const DotKernel& kernel = *availableDotKernels().front());

} // namespace locascope
