#pragma once

#include "app/commands/commands.h"
#include "core/plate/plate.h"
#include "core/plate/vocabulary.h"
#include "core/store/reviewstore.h"

#include <memory>
#include <optional>

namespace locascope {

/// What a command wants of a plate's review.
enum class ReviewUse {
    Read,  ///< it must be there: Error NotFound
    Write, ///< made where there is none; Error ReadOnly where it cannot be written to
};

/// Opens the review of a plate: in `named`, a file or a server, or, where that is empty, the plate's own below the data directory. A review of a plate that was moved
/// here is bound to this path, which is said on standard error. Error Mismatch where another plate with the same images has one (--review chooses it),
/// Unsupported where a server of another kind is named. Errors of ReviewStore::open.
std::unique_ptr<ReviewStore> openReview(const Plate& plate, const ReviewPlace& named, const CommandContext& context, ReviewUse use);

/// openReview for reading; null where there is none yet.
std::unique_ptr<ReviewStore> openReviewIfAny(const Plate& plate, const ReviewPlace& named, const CommandContext& context);

/// That of the review which openReview would open; nothing where there is none yet. Errors of openReview.
std::optional<Vocabulary> vocabularyOfReview(const Plate& plate, const ReviewPlace& named, const CommandContext& context);

/// Error Unsupported where another kind of server is named than PostgreSQL.
void requireReviewPlace(const ReviewPlace& named);

/// The name a reviewer goes by who did not give one: the login name, else "reviewer".
std::string loginName();

} // namespace locascope
