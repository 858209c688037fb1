#pragma once

#include "core/imaging/plane.h"

#include <vector>

namespace locascope {

/// What one resized position takes from its axis: `weights` (sum 1) over the positions from `first` on.
struct AxisTaps {
    int first = 0;
    std::vector<float> weights;
};

/// From `from` to `to` positions: the area mean where to < from, else linear between the centres, edges repeated. One entry per resized position.
std::vector<AxisTaps> axisTaps(int from, int to);

/// A plane as fractions of full scale (raw / 255 or raw / 65535), resized to width × height, row-major, written to `target`.
void resamplePlane(const Plane& plane, int width, int height, float* target);

} // namespace locascope
