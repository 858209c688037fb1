#include "core/store/reviewsheet.h"

#include "core/files/readfile.h"
#include "core/review/csv.h"

#include <map>
#include <utility>

namespace locascope {

namespace {

/// Samples by the value that the sheet has for them.
std::map<std::string, std::vector<std::size_t>> samplesByValue(const Plate& plate, const JoinedSheet& sheet, SheetRole role) {
    std::map<std::string, std::vector<std::size_t>> samples;
    for (std::size_t i = 0; i < plate.samples.size(); ++i)
        if (const std::string_view value = sheet.value(static_cast<int>(i), role); !value.empty())
            samples[std::string(value)].push_back(i);
    return samples;
}

} // namespace

std::string readSheetText(const std::filesystem::path& file) {
    const Bytes bytes = readFile(file, {.maxBytes = maxSheetBytes, .inside = {}, .prefixBytes = {}});
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::optional<JoinedSheet> sheetOf(const ReviewStore& review, const Plate& plate) {
    const std::optional<std::string> kept = review.setting(sheetSetting);
    if (!kept || *kept == "null")
        return {};
    const StoredSheet stored = parseStoredSheet(*kept);
    return joinSheet(parseSheet(stored.csv, stored.fileName), stored.mapping, plate, stored.fileName);
}

void addSheet(const JoinedSheet& sheet, std::vector<LabelRow>& rows, LabelWriteOptions& options) {
    options.sheetColumns = sheet.table.columns;
    for (std::size_t i = 0; i < rows.size(); ++i)
        for (std::size_t column = 0; column < sheet.table.columns.size(); ++column)
            rows[i].sheetCells.emplace_back(sheet.cell(static_cast<int>(i), column));
}

LabelTable readInheritedLabels(const std::filesystem::path& file, const Plate& plate, const JoinedSheet& sheet, SheetRole role,
                               const Vocabulary& vocabulary) {
    if (sheet.mapping.column(role).empty())
        throw Error(ErrorKind::Invalid, file, "needs a sheet with a column for " + std::string(sheetRoleKey(role)) + "; attach one first");
    const auto samples = samplesByValue(plate, sheet, role);
    std::vector<std::string> values;
    for (const auto& [value, indices] : samples)
        values.push_back(value);
    const Bytes bytes = readFile(file, {.maxBytes = maxCsvBytes, .inside = {}, .prefixBytes = {}});
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    LabelTable table = parseLabelTable(text, vocabulary, {.path = file, .knownIds = values});
    if (table.content != TableContent::Labels)
        throw Error(ErrorKind::Invalid, file, "holds predictions; only labels can be given to a whole " + std::string(sheetRoleKey(role)));
    const std::vector<std::string> ids = csvIds(plate);
    std::vector<LabelRow> rows;
    for (const LabelRow& row : table.rows)
        for (const std::size_t sample : samples.at(row.id)) {
            LabelRow& inherited = rows.emplace_back(row);
            inherited.id = ids[sample];
            if (inherited.decision)
                inherited.decision->inherited = true;
        }
    table.rows = std::move(rows);
    return table;
}

} // namespace locascope
