#pragma once

#include "core/plate/plate.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace locascope {

/// Finds samples by id: a hash table of positions, eight to sixteen bytes a sample. Immutable.
class SampleIds final {
public:
    SampleIds() = default;
    explicit SampleIds(const std::vector<Sample>& samples);

    /// Position in `samples`, which have the ids that the table was made of; −1 where no sample has it.
    int find(const std::vector<Sample>& samples, std::string_view id) const;

private:
    std::size_t firstPlace(std::string_view id) const;

    std::vector<int> m_places; ///< −1: free; a power of two of them, at least twice the samples
};

} // namespace locascope
