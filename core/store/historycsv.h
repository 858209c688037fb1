#pragma once

#include "core/plate/vocabulary.h"
#include "core/store/mergeevents.h"
#include "core/store/reviewstore.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace locascope {

/// The history of a review as CSV (RFC 4180, CRLF, formula cells neutralised): one line per event. First what people read, classes by name, separated by semicolons and a
/// space; then what makes it whole: uuid, act_id, vocabulary, time_ms, and before_record and after_record, the decision as encodeDecision gives it, in Base64 (RFC 4648), and
/// digest, the SHA-256 of the line before it.
std::string historyCsvHeading();
std::string historyCsvLine(const LabelEvent& event, const Vocabulary& vocabulary);

/// The events of such a text, by their sequence in the review they come from. All or nothing: a CsvFault names the line that lacks something, has what another line has, or does not have
/// its digest, because it was edited.
std::vector<LabelEvent> parseHistoryCsv(std::string_view csv, const std::filesystem::path& path);

struct HistoryImport {
    std::size_t appended = 0;
    std::size_t known = 0;                ///< were there already, and stay as they are
    std::vector<Divergence> divergences; ///< as of merging: what one reviewer decided otherwise in the review (first) and in the history
};

/// Appends what `review` lacks, in one transaction. Error Mismatch where an event belongs before one that the review has: a review only grows at its end, so both have to be merged into a new one;
/// Mismatch, too, where it is of another vocabulary, or the classes were changed in both;
/// Damaged where one uuid names two different events.
HistoryImport importHistory(const std::vector<LabelEvent>& events, ReviewStore& review);

} // namespace locascope
