#include "core/similarity/centredrows.h"

#include "core/similarity/dotswithall.h"
#include "core/similarity/half.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace locascope {

namespace {

std::vector<float> rowsOf(const FeatureTable& table, std::size_t most) {
    const std::size_t count = std::min(table.count(), most), length = table.length();
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

} // namespace

CentredRows someRows(const FeatureTable& table, std::size_t most) {
    std::vector<float> rows = rowsOf(table, most);
    std::vector<float> mean = meanOf(rows, table.length());
    for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i] -= mean[i % mean.size()];
    return {std::move(rows), std::move(mean)};
}

std::vector<float> placesAlong(const std::vector<float>& direction, const std::vector<float>& mean, const FeatureTable& table, const DotKernel& kernel) {
    std::vector<float> places = dotsWithAll(direction, table, kernel);
    float origin = 0;
    for (std::size_t k = 0; k < mean.size(); ++k)
        origin += direction[k] * mean[k];
    for (std::size_t row = 0; row < places.size(); ++row)
        places[row] = places[row] * table.scale(row) - origin;
    return places;
}

} // namespace locascope
