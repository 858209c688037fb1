#pragma once

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

namespace locascope::testing {

/// The greatest difference between what `expected` holds and the same entry of `found`; infinite where null
/// meets a number or an entry is missing.
inline double greatestDifference(const nlohmann::json& expected, const nlohmann::json& found) {
    const double infinite = std::numeric_limits<double>::infinity();
    double greatest = 0;
    if (expected.is_object() || expected.is_array()) {
        if (expected.type() != found.type() || (expected.is_array() && expected.size() != found.size()))
            return infinite;
        for (const auto& entry : expected.items()) {
            const bool there = expected.is_array() || found.contains(entry.key());
            greatest = std::max(
                greatest, !there ? infinite
                                 : greatestDifference(entry.value(), expected.is_array()
                                                                         ? found[std::stoul(entry.key())]
                                                                         : found[entry.key()]));
        }
        return greatest;
    }
    if (expected.is_number() && found.is_number())
        return std::abs(expected.get<double>() - found.get<double>());
    return expected == found ? 0 : infinite;
}

} // namespace locascope::testing
