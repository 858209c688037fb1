#pragma once

#include "core/imaging/decode.h"
#include "core/plate/plate.h"

#include <optional>
#include <string>

namespace locascope {

// The wording that loadSample and inspectPlate share, so that one fault reads the same wherever it is met.

/// "incomplete: blue, yellow missing" for stains that other samples of the plate have; nothing where none is
/// missing.
std::optional<Problem> missingStains(const Plate& plate, const Sample& sample);

/// Says that of several pages, or frames of an animation, the first is used.
std::string firstPageClause(FileFormat format);

/// "512 x 512 of 8 bits".
std::string shapeClause(const ImageHeader& header);

} // namespace locascope
