#pragma once

#include "core/imaging/heatmap.h"

#include <vector>

namespace locascope {

/// A piece of a line; ends are fractions of the field's width and height.
struct ContourPiece {
    float fromX, fromY, toX, toY;
};

/// Where the map, bilinear between the centres of its cells and repeated to the field's edges, has this value (marching squares; saddles are split by their mean).
/// In no order. None for an empty map.
std::vector<ContourPiece> contourOf(const SaliencyMap& map, float level);

/// A cell whose value no neighbour (of 8) exceeds.
struct SaliencyPeak {
    double x = 0; ///< its middle, as a fraction of the field's width
    double y = 0;
    float value = 0;
    friend bool operator==(const SaliencyPeak&, const SaliencyPeak&) = default;
};

/// The highest peaks of `least` or more, the highest first, `most` at most. Of two neighbours of equal value the upper left one is the peak.
std::vector<SaliencyPeak> peaksOf(const SaliencyMap& map, float least = 0.3F, std::size_t most = 12);

} // namespace locascope
