#pragma once

#include "core/plate/places.h"
#include "core/plate/plate.h"
#include "ui/models/sampleids.h"
#include "ui/models/sampletexts.h"
#include "ui/models/wellorder.h"

#include <memory>
#include <string_view>
#include <vector>

namespace locascope {

/// What follows from the samples' names alone. Immutable.
struct SampleTables {
    explicit SampleTables(const std::vector<Sample>& samples);

    SampleIds ids;
    SampleTexts texts;
    WellOrder wells;
    Places places; ///< wells and folders
};

/// A plate as it was at one moment, with what is looked up often. Immutable and shared between threads.
struct PlateSnapshot {
    explicit PlateSnapshot(Plate opened);
    /// Shares the tables of `before` where the samples' names are the same.
    PlateSnapshot(Plate inspected, const PlateSnapshot& before);
    PlateSnapshot(const PlateSnapshot&) = delete;
    PlateSnapshot& operator=(const PlateSnapshot&) = delete;

    const Plate plate;
    const std::shared_ptr<const SampleTables> tables;
    const Places& places;         ///< of `tables`
    std::vector<char> hasProblem; ///< one per sample

    /// −1 where no sample has it.
    int indexOf(std::string_view id) const;

private:
    void markProblems();
};

using PlateReference = std::shared_ptr<const PlateSnapshot>;

} // namespace locascope
