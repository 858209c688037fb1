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

/// Which of the events that append() returned met others' on the same sample, of which their author did not know: the newest one before it of the same reviewer, where it says neither what `before` nor what `after` says,
/// or, where both are rulings, of anybody. `meanwhile` are events between what he had read and now, by sequence, without `stored`.
std::vector<Overtaken> overtakenBy(std::span<const LabelEvent> meanwhile, std::span<const LabelEvent> stored);

/// Of those with numbers above `seen`, the newest that he had read. That of the event before the first of `stored` costs nothing.
std::vector<Overtaken> overtakenBy(const ReviewStore& review, std::span<const LabelEvent> stored, std::int64_t seen);

} // namespace locascope
