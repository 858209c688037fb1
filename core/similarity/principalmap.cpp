#include "core/similarity/principalmap.h"

#include "core/similarity/half.h"
#include "core/similarity/subspace.h"

#include <algorithm>
#include <cmath>

namespace locascope {

namespace {

constexpr std::size_t mostRows = 4096; ///< that directions are found from

// Vectors of length 1, row by row.
std::vector<float> someRows(const FeatureTable& table) {
    const std::size_t count = std::min(table.count(), mostRows), length = table.length();
    std::vector<float> rows(count * length);
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t row = i * table.count() / count;
        const auto halves = table.row(row);
        std::transform(halves.begin(), halves.end(), rows.begin() + static_cast<std::ptrdiff_t>(i * length),
                       [scale = table.scale(row)](std::uint16_t half) { return fromHalf(half) * scale; });
    }
    return rows;
}

std::vector<float> meanOf(const std::vector<float>& rows, std::size_t length) {
    std::vector<double> sums(length);
    for (std::size_t i = 0; i < rows.size(); ++i)
        sums[i % length] += static_cast<double>(rows[i]);
    std::vector<float> mean(length);
    std::transform(sums.begin(), sums.end(), mean.begin(), [count = static_cast<double>(rows.size() / length)](double sum) { return static_cast<float>(sum / count); });
    return mean;
}

void turnUpwards(std::vector<float>& direction) {
    const auto largest = std::max_element(direction.begin(), direction.end(), [](float a, float b) { return std::abs(a) < std::abs(b); });
    if (*largest < 0)
        for (float& value : direction)
            value = -value;
}

// Of every row, from the mean on.
std::vector<float> placesAlong(const std::vector<float>& direction, const std::vector<float>& mean, const FeatureTable& table, const DotKernel& kernel) {
    std::vector<float> places(table.count());
    kernel.dots(direction.data(), table.rows(), table.length(), table.count(), places.data());
    float origin = 0;
    for (std::size_t k = 0; k < mean.size(); ++k)
        origin += direction[k] * mean[k];
    for (std::size_t row = 0; row < places.size(); ++row)
        places[row] = places[row] * table.scale(row) - origin;
    return places;
}

} // namespace

PrincipalMap principalMap(const FeatureTable& table, const std::stop_token& stop, const DotKernel& kernel) {
    if (table.count() < 3)
        return {};
    std::vector<float> rows = someRows(table);
    const std::vector<float> mean = meanOf(rows, table.length());
    for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i] -= mean[i % mean.size()];
    PrincipalDirections found = principalDirections(rows, table.length(), 2, stop);
    if (found.directions.empty() || stop.stop_requested())
        return {};
    PrincipalMap map;
    std::array<std::vector<float>, 2> places;
    for (std::size_t axis = 0; axis < 2; ++axis) {
        places[axis].assign(table.count(), 0.0F);
        if (axis >= found.directions.size())
            continue;
        turnUpwards(found.directions[axis]);
        places[axis] = placesAlong(found.directions[axis], mean, table, kernel);
        map.shares[axis] = static_cast<float>(found.shares[axis]);
    }
    map.points.reserve(table.count());
    for (std::size_t row = 0; row < table.count(); ++row)
        map.points.push_back({table.samples()[row], places[0][row], places[1][row]});
    return map;
}

} // namespace locascope
