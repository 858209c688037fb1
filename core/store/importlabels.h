#pragma once

#include "core/plate/plate.h"
#include "core/review/labelcsv.h"
#include "core/store/compareimport.h"

#include <filesystem>
#include <string>
#include <vector>

namespace locascope {

/// Reads a CSV of labels or predictions whose every Id is one of `plate`. Errors: those of readFile and parseLabelTable.
LabelTable readLabelTable(const std::filesystem::path& file, const Plate& plate, const Vocabulary& vocabulary, FaultyLines faultyLines = FaultyLines::Refused);

/// Makes one act of what is imported together, of `importer`, whoever's labels it is. `events` are those of ComparedRow.
void joinImport(std::vector<LabelEvent>& events, const std::string& importer);

struct ImportedLabels {
    std::vector<LabelEvent> events; ///< to append, not joined yet
    std::size_t unchanged = 0;      ///< rows that the review has already, so that importing twice changes nothing
    std::size_t overNewer = 0;      ///< of `events`: what they replace is newer than what the file states
    std::size_t judged = 0;         ///< inherited rows of samples that the reviewer has judged: what was seen on the field stays
};

/// The decisions of `table`, read with the ids of `plate`, as events that follow what `review` holds. Errors of compareWithReview.
ImportedLabels labelsToImport(const LabelTable& table, const Plate& plate, const ReviewStore& review, const ImportOptions& options);

/// The probabilities of `table`; predicted labels count as 1 and 0.
std::vector<StoredPrediction> predictionsToImport(const LabelTable& table, const Plate& plate, std::size_t classes);

} // namespace locascope
