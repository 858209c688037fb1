#pragma once

#include "core/plate/plate.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace locascope {

/// One plane of an image, and where it lies.
struct PlacedPlane {
    int channel = 0;    ///< from 0, samples of a pixel counted each
    int z = 0;
    int t = 0;
    std::uint32_t file = 0; ///< number of an image in the listing
    int page = 0;       ///< as PlaneSource
    int component = -1; ///< as PlaneSource::channel
};

/// An image (series) of a file, or of several, with what the file says of it.
struct PlacedImage {
    std::vector<PlacedPlane> planes;
    std::vector<std::string> channels; ///< names by number; may be shorter
    std::optional<double> pixelSizeUm;
    std::string plateName;
    std::string well;                  ///< as normalisedWell
    std::optional<int> site;

    /// The file of its first plane, after which it is called.
    std::uint32_t firstFile() const { return planes.front().file; }
};

} // namespace locascope
