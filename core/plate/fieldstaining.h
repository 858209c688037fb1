#pragma once

#include "core/plate/stain.h"

#include <cstdint>

namespace locascope {

/// What one plane of raw counts tells of its staining. Counts are as stored, 8 or 16 bits.
struct StainFigures {
    float background = 0;       ///< mode of the values at or below the median, counts
    float threshold = 0;        ///< a value above it is foreground, counts
    float foregroundShare = 0;  ///< of all pixels, in [0, 1]
    float foregroundMedian = 0; ///< of the foreground, counts above the background; 0 without a foreground
    float foregroundP99 = 0;    ///< 99th percentile of the same
    float saturatedShare = 0;   ///< of the foreground, in [0, 1]: values that are the most the file can say
    float focus = 0;            ///< in (0, 1), more is sharper; NaN without a foreground
    std::uint8_t isMeasured = 0; ///< 0: the field has no such plane, or it could not be read
    std::uint8_t unused[3] = {};
};

/// What was measured of one field. Plain values, so that many can be kept and written as they lie in memory.
struct FieldStaining {
    PerStain<StainFigures> stains;
    float nucleusArea = 0;          ///< median, pixels of the file; NaN without a whole nucleus or a nucleus stain
    std::int32_t nucleusCount = -1; ///< connected bodies; touching nuclei are one; −1 without a nucleus stain
    std::uint8_t isTried = 0;       ///< 0: not measured yet
    std::uint8_t isWhole = 0;       ///< 0: some file of it could not be read
    std::uint8_t unused[2] = {};
};

} // namespace locascope
