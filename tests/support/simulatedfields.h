#pragma once

#include "core/files/digest.h"
#include "core/simulation/simulate.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

namespace locascope::testing {

/// SHA-256 over all planes, then all masks of a field.
inline std::string fieldDigest(const SimulatedField& field) {
    std::vector<std::byte> bytes;
    const auto append = [&](const Plane& plane) {
        bytes.insert(bytes.end(), plane.data(), plane.data() + plane.byteCount());
    };
    for (const Plane& plane : field.stack.planes.values)
        append(plane);
    for (const Plane& mask : field.masks)
        append(mask);
    return sha256(bytes);
}

inline std::size_t litPixels(const Plane& mask) {
    const auto* values = mask.row<std::uint8_t>(0);
    return static_cast<std::size_t>(std::count(values, values + mask.byteCount(), std::uint8_t{255}));
}

} // namespace locascope::testing
