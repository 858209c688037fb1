#pragma once

#include "core/plate/vocabulary.h"
#include "core/store/mergeevents.h"
#include "core/store/pack.h"
#include "core/store/reviewstore.h"

#include <filesystem>
#include <string>
#include <vector>

namespace locascope {

struct MergeOptions {
    bool evenIfPlatesDiffer = false; ///< the reviews are bound to plates of other files, or nobody knows
};

struct ReviewMerge {
    MergedEvents merged;
    Vocabulary vocabulary;
    PlateIdentity plate;                      ///< that of the first, or of the second where the first has none
    std::vector<std::string> settingsOfFirst; ///< keys of settings that both have with different values; the first's are kept
    std::size_t predictions = 0;              ///< of all models and samples
    std::optional<PackNote> pack = {};        ///< where the second is the answer to a pack of the first one's plate
    std::size_t predictionsOfFirst = 0;       ///< of these, which both have with different numbers; the first's are kept
};

/// Makes `target` of the events (mergeEvents), settings and predictions of two reviews of one plate, with a hash chain of its own. Both reviews are verified
/// before, and are not changed, but that a log which a crash left is taken in as at every opening; the new one is verified in memory, of which it takes
/// its own size, and is then written whole or not at all. One thread, beside a living QCoreApplication.
/// Errors: Invalid where `target` or a log of that name exists, or both reviews are one file; Damaged where a review has faults, or both have other content for the same event; Mismatch for
/// the answer to a pack as the first of them, other vocabularies, other plates or a newer schema; those of ReviewStore.
ReviewMerge mergeReviews(const std::filesystem::path& first, const std::filesystem::path& second, const std::filesystem::path& target,
                         const MergeOptions& options = {});

} // namespace locascope
