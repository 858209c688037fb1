#pragma once

#include "core/plate/places.h"
#include "core/plate/plate.h"

#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace locascope {

/// A plate as it was at one moment, with what is looked up often. Immutable and shared between threads.
struct PlateSnapshot {
    explicit PlateSnapshot(Plate opened);
    PlateSnapshot(const PlateSnapshot&) = delete;
    PlateSnapshot& operator=(const PlateSnapshot&) = delete;

    const Plate plate;
    const Places places;                                 ///< wells and folders
    std::unordered_map<std::string_view, int> indexOfId; ///< views into plate.samples
    std::vector<char> hasProblem;                        ///< one per sample

    /// −1 where no sample has it.
    int indexOf(std::string_view id) const;
};

using PlateReference = std::shared_ptr<const PlateSnapshot>;

} // namespace locascope
