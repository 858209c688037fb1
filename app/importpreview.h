#pragma once

#include "core/plate/vocabulary.h"
#include "core/store/compareimport.h"

#include <span>
#include <string>

namespace locascope {

/// One line: how many rows are new, the same, changed, in conflict or left out, and that nothing was written.
std::string previewLine(std::span<const ComparedRow> rows);

/// CSV of the rows that differ from the review: Id, line, reviewer, change, then outcome, present, not_judged, note and time of the file and of the review.
std::string formatPreview(std::span<const ComparedRow> rows, const LabelTable& table, const Vocabulary& vocabulary);

} // namespace locascope
