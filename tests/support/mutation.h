#pragma once

#include "core/files/readfile.h"

#include <algorithm>
#include <cstdint>
#include <random>

namespace locascope::testing {

/// Changes a file as accidents and attackers do: bits flipped, bytes set to extremes, runs copied, lost or
/// inserted, the end cut. The same generator state gives the same change on every machine.
inline Bytes mutated(Bytes bytes, std::mt19937& random) {
    const auto below = [&](std::size_t limit) {
        return limit == 0 ? 0 : static_cast<std::size_t>(random()) % limit;
    };
    const auto at = [&](std::size_t index) { return bytes.begin() + static_cast<std::ptrdiff_t>(index); };
    for (std::size_t i = 1 + below(4); i > 0 && !bytes.empty(); --i) {
        const std::size_t place =
            below(2) ? below(bytes.size()) : below(std::min<std::size_t>(bytes.size(), 200));
        const std::size_t length = std::min(bytes.size() - place, 1 + below(40));
        switch (below(6)) {
        case 0:
            bytes[place] ^= static_cast<std::byte>(1U << below(8));
            break;
        case 1:
            bytes[place] = static_cast<std::byte>(below(3) == 0 ? 0xff : below(2) == 0 ? 0x00 : 0x7f);
            break;
        case 2:
            std::fill_n(at(place), length, static_cast<std::byte>(below(256)));
            break;
        case 3: {
            const Bytes run(at(place), at(place + length));
            bytes.insert(at(below(bytes.size())), run.begin(), run.end());
            break;
        }
        case 4:
            bytes.erase(at(place), at(place + length));
            break;
        default:
            bytes.resize(place);
        }
    }
    return bytes;
}

} // namespace locascope::testing
