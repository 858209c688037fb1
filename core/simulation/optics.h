#pragma once

#include "core/imaging/plane.h"
#include "core/simulation/canvas.h"

#include <cstdint>

namespace locascope {

/// How one stain is recorded.
struct Exposure {
    float gain = 150;          ///< counts for light 1
    float countsPerPhoton = 5; ///< shot noise: its variance is the signal times this
    float readNoise = 1.5F;    ///< counts, standard deviation
    float offset = 2;          ///< counts taken off as background; what falls below zero is recorded as zero
    float blurUnits = 0.6F;    ///< standard deviation of the point spread, field units
    float haze = 0.06F;        ///< share of light from out of focus
    float vignetting = 0.05F;  ///< loss in the corners
};

/// Blurs the light in place, as the objective does.
void focusLight(Canvas& light, const Exposure& exposure);

/// Records focused light with shot and read noise in 8 bits.
Plane recordLight(const Canvas& light, const Exposure& exposure, std::uint64_t key);

/// Light that `share` of the pixels over `floor` exceed; 0 where none does.
float brightLevel(const Canvas& light, float floor, float share);

} // namespace locascope
