#include "core/imaging/focus.h"

#include <cstdint>
#include <limits>

namespace locascope {

namespace {

constexpr int smallestSide = 8;

/// Sums over the pixels that have neighbours two to the right and two below.
struct Sums {
    std::uint64_t pixels = 0;
    std::uint64_t values = 0;
    std::uint64_t squares = 0;
    std::uint64_t squaredSteps1 = 0; ///< of differences to the next, across and down
    std::uint64_t squaredSteps2 = 0; ///< to the one after
};

template <class T>
std::uint64_t squaredDifferences(const T* __restrict left, const T* __restrict right, int count) {
    std::uint64_t sum = 0;
    for (int x = 0; x < count; ++x) {
        const std::int32_t step = static_cast<std::int32_t>(left[x]) - static_cast<std::int32_t>(right[x]);
        const auto magnitude = static_cast<std::uint32_t>(step < 0 ? -step : step);
        sum += magnitude * magnitude; // 65535² is below 2³²
    }
    return sum;
}

template <class T>
Sums sumsOf(const Plane& plane) {
    Sums sums;
    const int width = plane.width() - 2;
    for (int y = 0; y + 2 < plane.height(); ++y) {
        const T *row = plane.row<T>(y), *below = plane.row<T>(y + 1), *second = plane.row<T>(y + 2);
        std::uint64_t values = 0, squares = 0;
        for (int x = 0; x < width; ++x) {
            const std::uint32_t value = row[x];
            values += value;
            squares += value * value;
        }
        sums.values += values;
        sums.squares += squares;
        sums.squaredSteps1 += squaredDifferences(row, row + 1, width) + squaredDifferences(row, below, width);
        sums.squaredSteps2 += squaredDifferences(row, row + 2, width) + squaredDifferences(row, second, width);
    }
    sums.pixels = static_cast<std::uint64_t>(width) * static_cast<std::uint64_t>(plane.height() - 2);
    return sums;
}

} // namespace

double focusOf(const Plane& plane) {
    constexpr double undefined = std::numeric_limits<double>::quiet_NaN();
    if (plane.width() < smallestSide || plane.height() < smallestSide)
        return undefined;
    const Sums sums = plane.bits() == 16 ? sumsOf<std::uint16_t>(plane) : sumsOf<std::uint8_t>(plane);
    const auto pixels = static_cast<double>(sums.pixels);
    const double mean = static_cast<double>(sums.values) / pixels;
    const double variance = static_cast<double>(sums.squares) / pixels - mean * mean;
    // The mean squared difference at a distance k is 2 (C(0) − C(k)); each sum has two directions.
    const double step1 = static_cast<double>(sums.squaredSteps1) / (4 * pixels);
    const double step2 = static_cast<double>(sums.squaredSteps2) / (4 * pixels);
    const double covariance1 = variance - step1;
    if (!(covariance1 > 0.02 * variance)) // noise alone
        return undefined;
    return (step2 - step1) / covariance1;
}

} // namespace locascope
