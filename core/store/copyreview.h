#pragma once

#include "core/store/reviewstore.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace locascope {

struct ReviewCopy {
    std::size_t events = 0;       ///< copied
    std::size_t common = 0;       ///< that the target had already
    std::size_t predictions = 0;  ///< copied
    std::size_t predictionsKept = 0;       ///< which both have with different numbers; the target's are kept
    std::vector<std::string> settingsKept; ///< keys of settings that both have with different values; the target's are kept
};

/// Gives `target` what `source` holds and it lacks: events with their uuids, times and acts, in their order and behind the target's own; predictions and settings. Both are
/// verified before, the target after. May be run again after any failure. Errors, with which nothing was copied: Damaged where one has faults, or both have other content for the same
/// event; Mismatch for other vocabularies, plates of other files, and where one reviewer decided otherwise on one sample in both: these are to be merged (mergeReviews).
ReviewCopy copyReview(const ReviewStore& source, ReviewStore& target);

/// A new file of all that `source` holds, verified in memory, and written whole or not at all over what may be there.
ReviewCopy copyReviewToFile(const ReviewStore& source, const std::filesystem::path& target);

} // namespace locascope
