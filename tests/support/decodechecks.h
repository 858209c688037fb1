#pragma once

#include "core/imaging/decode.h"
#include "tests/support/expecterror.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <vector>

namespace locascope::testing {

inline Plane decoded(const Bytes& bytes, Stain stain = Stain::Protein, int reduction = 1) {
    return decodePlane(bytes, "made", {.stain = stain, .reduction = reduction, .limits = {}, .stop = {}});
}

/// The lengths at which a prefix of `bytes` was decoded as if it were whole; each must be refused. All
/// lengths for short files, `tries` evenly spaced ones and the last 64 for long ones.
inline std::vector<std::size_t> acceptedPrefixes(const Bytes& bytes, std::size_t tries) {
    std::vector<std::size_t> accepted;
    const std::size_t step = std::max<std::size_t>(1, bytes.size() / tries);
    for (std::size_t length = 0; length < bytes.size();
         length += bytes.size() - length <= 64 ? 1 : std::min(step, bytes.size() - 64 - length + 1)) {
        const Bytes prefix(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(length));
        if (!errorOf([&] { decoded(prefix); }))
            accepted.push_back(length);
    }
    return accepted;
}

} // namespace locascope::testing
