#pragma once

#include "core/plate/plate.h"
#include "core/review/labelcsv.h"
#include "core/store/voices.h"

#include <set>
#include <span>
#include <string>
#include <vector>

namespace locascope {

/// Whose word counts.
struct ReviewerChoice {
    /// Empty: the truth (a ruling; else what two or more reviewers agree on; else the only decision; what was inherited counts only where nobody judged the field). "consensus": a ruling, or what two or more
    /// agree on. Else the decisions of the reviewer of this name.
    std::string name;
};

/// Labels of a plate as its review has them.
struct ReviewedLabels {
    std::vector<LabelRow> rows;         ///< one per sample of the plate, in its order; without a decision where nothing counts
    std::vector<std::string> conflicts; ///< one line each: sample, and who disagrees
    std::vector<std::size_t> conflictRows = {}; ///< of each of these
    std::size_t ruled = 0;              ///< samples decided by a ruling
    std::size_t agreed = 0;             ///< by two or more reviewers
    std::size_t single = 0;             ///< by one
};

/// Leaves the rows of these samples alone, given by their place in the plate, and their conflicts. Nothing may have been left out before.
void keepOnly(ReviewedLabels& labels, const std::set<std::size_t>& samples);

/// `events` by sequence. Events of samples that the plate does not have are left out. Error NotFound where a reviewer is named who has said nothing.
ReviewedLabels reviewedLabels(const Plate& plate, std::span<const LabelEvent> events, const ReviewerChoice& choice);

} // namespace locascope
