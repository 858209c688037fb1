#pragma once

#include "core/store/labelevent.h"

#include <cstddef>
#include <string>
#include <vector>

namespace locascope {

/// One reviewer's last word on one sample where two reviews went on apart and ended differently: neither knows the other's event.
struct Divergence {
    LabelEvent first;
    LabelEvent second;
    bool secondCounts = false; ///< which of them comes last after the merge, and so is current
};

struct MergedEvents {
    std::vector<LabelEvent> events; ///< as they are stored in the new review, numbered from 1
    std::size_t common = 0;         ///< in both
    std::size_t ofFirst = 0;        ///< in the first alone
    std::size_t ofSecond = 0;
    std::size_t reordered = 0;      ///< common events that the second has in another order than the first
    std::vector<Divergence> divergences; ///< by sample, then reviewer
};

/// The union of the events of two reviews, each by sequence; an event that both have (by uuid) is there once. Every event keeps its place behind those that
/// stood before it in its own review; between common events the earlier time goes first, of equal times the smaller uuid. So it does not matter which review is
/// named first, but where both have common events in different orders (it takes two merges made apart, and clocks that went back): there the first's order stands.
/// Error Damaged, without a path, where one uuid names two different events.
MergedEvents mergeEvents(const std::vector<LabelEvent>& first, const std::vector<LabelEvent>& second);

} // namespace locascope
