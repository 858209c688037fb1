#include "ui/models/platesnapshot.h"

#include <utility>

namespace locascope {

PlateSnapshot::PlateSnapshot(Plate opened)
    : plate(std::move(opened))
    , places(placesOf(plate.samples))
    , hasProblem(plate.samples.size(), 0) {
    indexOfId.reserve(plate.samples.size());
    for (std::size_t i = 0; i < plate.samples.size(); ++i)
        indexOfId.emplace(plate.samples[i].id, static_cast<int>(i));
    for (const Problem& problem : plate.problems) {
        const int index = indexOf(problem.sampleId);
        if (index >= 0)
            hasProblem[static_cast<std::size_t>(index)] = 1;
    }
}

int PlateSnapshot::indexOf(std::string_view id) const {
    const auto found = indexOfId.find(id);
    return found == indexOfId.end() ? -1 : found->second;
}

} // namespace locascope
