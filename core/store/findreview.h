#pragma once

#include "core/store/reviewstore.h"

namespace locascope {

enum class ReviewMatch {
    New,   ///< no review of this plate yet; `file` is free for one
    Same,  ///< bound to this path
    Moved, ///< bound to a path that is gone, with this fingerprint: bindTo() it and tell the reviewer
    Twin,  ///< bound to a path that is still there, with this fingerprint: ask whether to go on with it
};

struct FoundReview {
    ReviewMatch match = ReviewMatch::New;
    std::filesystem::path file; ///< of the review; for New, where to create one
    PlateIdentity boundTo;      ///< as stored in the file; empty for New
    std::vector<std::filesystem::path> unreadable; ///< files among the reviews that could not be looked at
};

/// A pack keeps its answers in itself. Else the review of a plate among <dataDirectory>/reviews: by canonical path first, else by fingerprint (not when it is empty).
/// Makes and binds nothing; a log left by a crash is taken in. Any thread with a QCoreApplication alive.
FoundReview findReview(const std::filesystem::path& dataDirectory, const PlateIdentity& plate);

} // namespace locascope
