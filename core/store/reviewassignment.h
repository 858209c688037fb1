#pragma once

#include "core/review/assignment.h"
#include "core/store/reviewstore.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace locascope {

/// Who is to judge what, as a review has it: the newest event of the cause assignment that named the one in force before it. Of two that were made at once the
/// first to be stored counts; the other stays in the history and can be chosen there.
struct ReviewAssignment {
    std::optional<Assignment> now; ///< none: nothing was assigned
    std::string newest;            ///< uuid of its event; empty: none, or it is the setting of before assignments were events
};

/// Error Damaged, with the review's file: the setting cannot be read. An event that cannot be read counts for nothing (verify tells of it).
ReviewAssignment reviewAssignment(const ReviewStore& review);

/// An event that assigns, of the reviewer who does; `newest` as in ReviewAssignment.
LabelEvent assignmentEvent(Assignment assignment, const std::string& newest);

/// Appends it, by assignment.by at assignment.timeMs, in place of what is in force: `replaces` is the ReviewAssignment::newest that was looked at. Errors: Busy, where
/// another one came first and stays; as ReviewStore::append.
ReviewAssignment assign(ReviewStore& review, const Assignment& assignment, const std::string& replaces);

/// Those that nobody has judged: labels that are inherited from a whole antibody do not count. In the order of `sampleIds`.
std::vector<std::string> unjudged(const ReviewStore& review, const std::vector<std::string>& sampleIds);

} // namespace locascope
