#pragma once

#include "core/imaging/decode.h"

#include <string>

namespace locascope {

// The wording that loadSample and inspectPlate share, so that one fault reads the same wherever it is met.

/// Says that of several pages, or frames of an animation, the first is used.
std::string firstPageClause(FileFormat format);

/// "512 x 512 of 8 bits".
std::string shapeClause(const ImageHeader& header);

} // namespace locascope
