#include "core/similarity/neighbours.h"

#include "core/similarity/dotswithall.h"
#include "core/similarity/half.h"

#include <algorithm>

namespace locascope {

std::vector<float> cosinesOf(const FeatureTable& table, std::size_t row, const DotKernel& kernel) {
    const auto halves = table.row(row);
    std::vector<float> query(halves.size());
    std::transform(halves.begin(), halves.end(), query.begin(), [scale = table.scale(row)](std::uint16_t half) { return fromHalf(half) * scale; });
    std::vector<float> cosines = dotsWithAll(query, table, kernel);
    for (std::size_t other = 0; other < cosines.size(); ++other)
        cosines[other] = std::clamp(cosines[other] * table.scale(other), -1.0F, 1.0F);
    return cosines;
}

std::vector<Neighbour> neighboursOf(const FeatureTable& table, int sample, std::size_t count, const DotKernel& kernel) {
    const auto row = table.rowOf(sample);
    if (!row)
        return {};
    const std::vector<float> cosines = cosinesOf(table, *row, kernel);
    std::vector<Neighbour> neighbours(cosines.size());
    for (std::size_t other = 0; other < cosines.size(); ++other)
        neighbours[other] = {table.samples()[other], cosines[other]};
    const auto last = neighbours.begin() + static_cast<std::ptrdiff_t>(std::min(count, neighbours.size()));
    std::partial_sort(neighbours.begin(), last, neighbours.end(), [sample](const Neighbour& a, const Neighbour& b) {
        if ((a.sample == sample) != (b.sample == sample))
            return a.sample == sample;
        return a.similarity != b.similarity ? a.similarity > b.similarity : a.sample < b.sample;
    });
    neighbours.erase(last, neighbours.end());
    return neighbours;
}

} // namespace locascope
