#pragma once

#include "core/plate/plate.h"

#include <optional>

namespace locascope {

/// What the headers of a sample's files tell before anything is decoded.
struct SampleHeaders {
    SampleShape shape;                 ///< of the first stain asked for whose header can be read; 0 where none can
    std::optional<double> pixelSizeUm; ///< of the sample, else the first that any stain's TIFF tells
};

/// Opens as few files as that takes. What is wrong with one is passed over here: whoever decodes it says so.
SampleHeaders headersOf(const Plate& plate, const Sample& sample, const PerStain<bool>& wanted);

} // namespace locascope
