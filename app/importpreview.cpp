#include "app/importpreview.h"

#include "app/disputecsv.h"
#include "core/review/csv.h"
#include "core/review/csvcell.h"

#include <algorithm>

namespace locascope {

namespace {

void addDecision(std::vector<std::string>& cells, const std::optional<Decision>& decision, const std::optional<std::int64_t>& timeMs, const Vocabulary& vocabulary) {
    if (decision) {
        cells.insert(cells.end(), {std::string(outcomeKey(decision->outcome)), classNames(decision->present, vocabulary), classNames(decision->notJudged, vocabulary), decision->note});
    } else {
        cells.insert(cells.end(), {"none", "", "", ""});
    }
    cells.push_back(timeMs ? timeText(*timeMs) : "");
}

} // namespace

std::string previewLine(std::span<const ComparedRow> rows) {
    const auto count = [&](ImportChange change) {
        return std::to_string(std::count_if(rows.begin(), rows.end(), [change](const ComparedRow& row) { return row.change == change; }));
    };
    return count(ImportChange::New) + " new, " + count(ImportChange::Same) + " the same, " + count(ImportChange::Changed) + " changed, " + count(ImportChange::Conflict)
           + " in conflict with what was judged or is newer, " + count(ImportChange::Kept) + " left as judged on the field; nothing was written";
}

std::string formatPreview(std::span<const ComparedRow> rows, const LabelTable& table, const Vocabulary& vocabulary) {
    std::string text = formatCsvLine({"Id", "line", "reviewer", "change", "file_outcome", "file_present", "file_not_judged", "file_note", "file_time",
                                      "review_outcome", "review_present", "review_not_judged", "review_note", "review_time"});
    for (const ComparedRow& compared : rows) {
        if (compared.change == ImportChange::Same) {
            continue;
        }
        const LabelRow& row = table.rows[compared.row];
        std::vector<std::string> cells{row.id, row.line > 0 ? std::to_string(row.line) : "", compared.event.reviewer, std::string(importChangeKey(compared.change))};
        addDecision(cells, row.decision, row.timeMs, vocabulary);
        addDecision(cells, compared.event.before, compared.reviewTimeMs, vocabulary);
        text += formatCsvLine(cells);
    }
    return text;
}

} // namespace locascope
