#pragma once

#include <cstdint>
#include <vector>

namespace locascope {

/// Smooth random texture of a square field in [0, 1], mean 0.5: values on a lattice of `cellUnits` field
/// units (512 a field side), interpolated. Row-major, one value a pixel.
std::vector<float> valueNoise(int pixels, float cellUnits, std::uint64_t key);

} // namespace locascope
