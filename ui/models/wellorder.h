#pragma once

#include "core/plate/plate.h"

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace locascope {

/// The wells of a plate in the order in which people read them: by plate name, then A01, A02, … B01, … AA01. Immutable.
struct WellOrder {
    struct Well {
        std::string plateName;
        std::string name;
        friend bool operator==(const Well&, const Well&) = default;
    };
    static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

    WellOrder() = default;
    explicit WellOrder(const std::vector<Sample>& samples);

    std::vector<Well> wells;          ///< in order
    std::vector<std::uint32_t> ranks; ///< of each sample's well in `wells`; `none` where the sample has no well
};

} // namespace locascope
