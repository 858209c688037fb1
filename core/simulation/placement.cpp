#include "core/simulation/placement.h"

#include <algorithm>

namespace locascope {
namespace {

float cellArea(const CellLine& line) {
    const float radius = line.nucleusRadius * line.cellRatio;
    return 3.14F * radius * radius;
}

bool isFarEnough(const std::vector<Place>& places, Point at, float distance) {
    return std::none_of(places.begin(), places.end(),
                        [&](const Place& it) { return length(it.at - at) < distance; });
}

Point middlePoint(Random& random) {
    return {random.uniform(130, 382), random.uniform(130, 382)};
}

void placeDividing(std::vector<Place>& places, const CellLine& line, const LayoutWishes& wishes,
                   Random& random) {
    const float apart = line.nucleusRadius * 2.6F;
    for (int i = 0, attempt = 0; i < wishes.dividing && attempt < 60; ++attempt) {
        const Point at = middlePoint(random);
        if (!isFarEnough(places, at, apart))
            continue;
        places.push_back({at, 1, i > 0 && random.chance(0.3F) ? Phase::Anaphase : Phase::Metaphase,
                          randomDirection(random), -1});
        ++i;
    }
    for (int i = 0, attempt = 0; i < wishes.bridges && attempt < 60; ++attempt) {
        const Point at = middlePoint(random);
        const Point axis = randomDirection(random);
        const float half = line.nucleusRadius * random.uniform(1.75F, 2.3F);
        if (!isFarEnough(places, at + axis * half, apart) || !isFarEnough(places, at - axis * half, apart) ||
            !isFarEnough(places, at, apart))
            continue;
        const auto first = static_cast<int>(places.size());
        places.push_back({at + axis * half, 0.72F, Phase::Daughter, axis, first + 1});
        places.push_back({at - axis * half, 0.72F, Phase::Daughter, axis, first});
        ++i;
    }
}

} // namespace

// Random sequential placing, near earlier cells where the culture grows in islands.
std::vector<Place> placeCells(const CellLine& line, const LayoutWishes& wishes, Random& random) {
    std::vector<Place> places;
    placeDividing(places, line, wishes, random);
    const float reach = line.nucleusRadius * line.cellRatio;
    const float side = 512 + 1.6F * reach;
    const float clustering = wishes.touching ? std::max(0.9F, line.clustering) : line.clustering;
    const auto wanted = static_cast<int>(side * side * line.coverage * wishes.density *
                                             (wishes.touching ? 1.25F : 1.0F) / cellArea(line) +
                                         random.uniform());
    const std::size_t forced = places.size();
    for (int attempt = 0; attempt < wanted * 30 && static_cast<int>(places.size() - forced) < wanted;
         ++attempt) {
        Place place;
        const float size = std::clamp(1 + 0.16F * random.normal(), 0.7F, 1.6F);
        place.size = random.chance(0.03F) ? size * 1.45F : size;
        place.at = {random.uniform(256 - side / 2, 256 + side / 2),
                    random.uniform(256 - side / 2, 256 + side / 2)};
        if (places.size() > forced + 1 && random.chance(clustering)) {
            const Place& neighbour =
                places[static_cast<std::size_t>(random.integer(0, static_cast<int>(places.size()) - 1))];
            place.at = neighbour.at + randomOffset(random, reach * 1.15F, reach * 1.7F);
        }
        place.axis = randomDirection(random);
        if (random.chance(0.012F))
            place.phase = Phase::Metaphase;
        if (std::max(std::fabs(place.at.x - 256), std::fabs(place.at.y - 256)) > side / 2)
            continue;
        const float crowd = random.chance(0.12F) ? 0.92F : wishes.touching ? 1.15F : 1.3F;
        if (isFarEnough(places, place.at,
                        line.nucleusRadius * crowd * 2 * std::sqrt(place.size) *
                            (place.size < 0.8F ? 0.9F : 1)))
            places.push_back(place);
    }
    return places;
}

} // namespace locascope
