#pragma once

#include "core/store/reviewstore.h"

#include <span>
#include <vector>

namespace locascope {

/// What somebody saved does not follow what he saw. Both stand in the history.
struct Overtaken {
    LabelEvent own;
    LabelEvent other; ///< came in between
};

/// Which of the events that append() returned met others' on the same sample, of which their author did not know: those with numbers above `seen` (the newest that he had read) and below their own, by the
/// same reviewer with another outcome than `before` says, or, where both are rulings, by anybody. `seen` of the event before the first costs nothing.
std::vector<Overtaken> overtakenBy(const ReviewStore& review, std::span<const LabelEvent> stored, std::int64_t seen);

} // namespace locascope
