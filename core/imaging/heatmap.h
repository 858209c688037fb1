#pragma once

#include "core/imaging/composite.h"
#include "core/imaging/plane.h"

#include <cstddef>
#include <cstdint>
#include <span>
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

/// Maps of value to colour whose lightness rises in even steps (Oklab).
enum class HeatPalette {
    Ember, ///< dark violet, red, orange, yellow
    Lagoon, ///< dark blue, teal, green, pale yellow: no red, beside red stains
    Grey
};

/// 256 entries.
const std::vector<Colour>& heatColours(HeatPalette palette = HeatPalette::Ember);

/// The `place`-th of colours that are told apart beside one another, of equal lightness; they repeat after six.
Colour distinctColour(std::size_t place);
/// 256 entries of one colour, for a map that is one of several.
std::vector<Colour> flatColours(Colour colour);

/// With which colours a map is painted, and how strongly.
struct HeatInk {
    std::span<const Colour> colours; ///< 256, from value 0 to 1
    double opacity = 0.55;           ///< in [0, 1]
};

/// Blends a map over what `pixels` holds (layout as compositeView), bilinear, the ink's opacity times the map's value.
/// `imageWidth` × `imageHeight` is the full size of the field.
void overlayHeatMap(const SaliencyMap& map, int imageWidth, int imageHeight, const Viewport& view, const HeatInk& ink,
                    std::uint32_t* pixels, std::size_t bytesPerLine);

} // namespace locascope
