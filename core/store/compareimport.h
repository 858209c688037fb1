#pragma once

#include "core/plate/plate.h"
#include "core/review/labelcsv.h"
#include "core/store/reviewstore.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace locascope {

struct ImportOptions {
    std::string reviewer;         ///< whose labels these are; empty: the row says
    std::string fallbackReviewer; ///< where the row does not say either
    std::string vocabularyDigest;
    std::int64_t nowMs = 0;       ///< UTC since 1970, for rows without a time
    bool asRuling = false;        ///< the decisions settle what others disagree on
};

/// What a row of a table would do to the review.
enum class ImportChange {
    New,      ///< the reviewer has said nothing of this sample
    Same,     ///< the review has it already, as a ruling where that is wanted: nothing is appended
    Changed,  ///< the reviewer said something else before
    Conflict, ///< as Changed, but the reviewer changed the review after the time that the row states, or judged the sample where the row states none; before a
              ///< ruling, anybody did after that time
    Kept,     ///< an inherited row of a sample that the reviewer has judged: what was seen on the field stays, nothing is appended
};

/// Stable English keys for files: new, same, changed, conflict, kept.
std::string_view importChangeKey(ImportChange change);

struct ComparedRow {
    std::size_t row = 0; ///< of the table
    ImportChange change = ImportChange::New;
    LabelEvent event;    ///< what would be appended; `before` is what the review says
    std::optional<std::int64_t> reviewTimeMs; ///< when the review was changed last, by whom `change` says; none where it says nothing
};

/// Every row of `table` with a decision, in its order, held against `review`; null: there is no review yet. The table was read with the ids of `plate`.
/// Error Invalid where a ruling is wanted and a sample has two rows.
std::vector<ComparedRow> compareWithReview(const LabelTable& table, const Plate& plate, const ReviewStore* review, const ImportOptions& options);

/// The sample of every Id that a CSV may name.
std::map<std::string, std::string> sampleIdsByCsvId(const Plate& plate);

} // namespace locascope
