#pragma once

#include "core/imaging/composite.h"
#include "core/imaging/plane.h"

#include <cstdint>
#include <vector>

namespace locascope {

/// Where the classifier looked, for one class: row-major, values in [0, 1], covering the whole field whatever its size.
struct SaliencyMap {
    int width = 0;
    int height = 0;
    std::vector<float> values;
    bool isEmpty() const { return values.empty(); }
};

/// The map as 16-bit grey of width × height: 65,535 is 1, bilinear between the centres of its cells, edges repeated. Error Invalid for an empty map.
Plane saliencyPlane(const SaliencyMap& map, int width, int height);

/// Perceptually even map from dark violet to yellow; 256 entries.
const std::vector<Colour>& heatColours();

/// Blends a map over what `pixels` holds (layout as compositeView), bilinear, `opacity` in [0, 1] times the map's value.
/// `imageWidth` × `imageHeight` is the full size of the field.
void overlayHeatMap(const SaliencyMap& map, int imageWidth, int imageHeight, const Viewport& view, double opacity,
                    std::uint32_t* pixels, std::size_t bytesPerLine);

} // namespace locascope
