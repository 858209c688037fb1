#include "ui/models/platesnapshot.h"

#include <algorithm>
#include <utility>

namespace locascope {

namespace {

bool haveSameNames(const std::vector<Sample>& left, const std::vector<Sample>& right) {
    return std::equal(left.begin(), left.end(), right.begin(), right.end(), [](const Sample& a, const Sample& b) {
        return a.id == b.id && a.well == b.well && a.plateName == b.plateName;
    });
}

} // namespace

SampleTables::SampleTables(const std::vector<Sample>& samples)
    : ids(samples)
    , texts(samples)
    , wells(samples)
    , places(placesOf(samples)) {}

PlateSnapshot::PlateSnapshot(Plate opened)
    : plate(std::move(opened))
    , tables(std::make_shared<const SampleTables>(plate.samples))
    , places(tables->places) {
    markProblems();
}

PlateSnapshot::PlateSnapshot(Plate inspected, const PlateSnapshot& before)
    : plate(std::move(inspected))
    , tables(haveSameNames(plate.samples, before.plate.samples) ? before.tables : std::make_shared<const SampleTables>(plate.samples))
    , places(tables->places) {
    markProblems();
}

void PlateSnapshot::markProblems() {
    hasProblem.assign(plate.samples.size(), 0);
    for (const Problem& problem : plate.problems)
        if (const int index = indexOf(problem.sampleId); index >= 0)
            hasProblem[static_cast<std::size_t>(index)] = 1;
}

int PlateSnapshot::indexOf(std::string_view id) const { return tables->ids.find(plate.samples, id); }

} // namespace locascope
