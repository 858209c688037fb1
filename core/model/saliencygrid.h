#pragma once

#include "core/imaging/heatmap.h"

#include <vector>

namespace locascope {

/// Value at cell coordinates (0, 0 is the centre of the first cell), bilinear, edges repeated. The map is not empty.
float sampledAt(const SaliencyMap& map, double x, double y);

/// The same map in width × height cells.
SaliencyMap resizedMap(const SaliencyMap& map, int width, int height);

/// Scales values that are not negative so that the largest is 1; all 0 stays so.
void scaleToOne(std::vector<float>& values);

} // namespace locascope
