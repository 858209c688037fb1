#include "core/similarity/principalmap.h"

#include "core/similarity/centredrows.h"
#include "core/similarity/subspace.h"

#include <algorithm>
#include <cmath>

namespace locascope {

namespace {

constexpr std::size_t mostRows = 4096; ///< that directions are found from

void turnUpwards(std::vector<float>& direction) {
    const auto largest = std::max_element(direction.begin(), direction.end(), [](float a, float b) { return std::abs(a) < std::abs(b); });
    if (*largest < 0)
        for (float& value : direction)
            value = -value;
}

} // namespace

PrincipalMap principalMap(const FeatureTable& table, const std::stop_token& stop, const DotKernel& kernel) {
    if (table.count() < 3)
        return {};
    const CentredRows some = someRows(table, mostRows);
    PrincipalDirections found = principalDirections(some.rows, table.length(), 2, stop);
    if (found.directions.empty() || stop.stop_requested())
        return {};
    PrincipalMap map;
    std::array<std::vector<float>, 2> places;
    for (std::size_t axis = 0; axis < 2; ++axis) {
        places[axis].assign(table.count(), 0.0F);
        if (axis >= found.directions.size())
            continue;
        turnUpwards(found.directions[axis]);
        places[axis] = placesAlong(found.directions[axis], some.mean, table, kernel);
        map.shares[axis] = static_cast<float>(found.shares[axis]);
    }
    map.points.reserve(table.count());
    for (std::size_t row = 0; row < table.count(); ++row)
        map.points.push_back({table.samples()[row], places[0][row], places[1][row]});
    return map;
}

} // namespace locascope
