#include "core/review/labelcsv.h"

#include "core/files/error.h"
#include "core/plate/plate.h"
#include "core/review/csvcell.h"
#include "core/review/longcsv.h"

#include <algorithm>
#include <array>
#include <limits>
#include <unordered_map>
#include <unordered_set>

namespace locascope {

namespace {

constexpr std::array<std::pair<LabelFormat, std::string_view>, 3> formatKeys = {{
    {LabelFormat::Challenge, "challenge"},
    {LabelFormat::Wide, "wide"},
    {LabelFormat::Long, "long"},
}};

/// The records of a table with one row per sample: checks and counts the Ids.
class RowReader final {
public:
    RowReader(CsvReader& reader, const IdCheck& ids, std::size_t idColumn)
        : m_reader(reader)
        , m_ids(ids)
        , m_idColumn(idColumn) {}

    /// Starts the next row; false at the end.
    bool next(LabelRow& row) {
        if (!m_reader.next(m_record))
            return false;
        row = {};
        row.line = m_record.line;
        row.id = m_ids.checked(m_record.fields[m_idColumn], m_record.line);
        const auto [first, isNew] = m_lines.emplace(row.id, row.line);
        if (!isNew)
            m_reader.refuse(row.line, "Id " + row.id + " was on line " + std::to_string(first->second) + " already");
        return true;
    }
    const std::string& field(std::size_t column) const { return m_record.fields[column]; }

private:
    CsvReader& m_reader;
    const IdCheck& m_ids;
    std::size_t m_idColumn;
    CsvRecord m_record;
    std::unordered_map<std::string, std::size_t> m_lines;
};

/// A sample of which all is said: negative where nothing is present and nothing left open.
Decision judged(LabelSet present, LabelSet notJudged) {
    Decision decision;
    decision.outcome = present.isEmpty() && notJudged.isEmpty() ? Outcome::Negative : Outcome::Labelled;
    decision.present = std::move(present);
    decision.notJudged = std::move(notJudged);
    return decision;
}

LabelSet indicesOf(const CsvReader& reader, std::string_view text, std::size_t line, std::size_t classes) {
    LabelSet labels;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        const std::string_view word = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (word.empty())
            continue;
        const auto index = wholeNumberOf(word);
        if (!index)
            reader.refuse(line, "\"" + std::string(word) + "\" is no class index; separate indices by spaces");
        if (*index >= classes)
            reader.refuse(line, "class " + std::string(word) + ", but the last one is " + std::to_string(classes - 1));
        labels.insert(toClass(static_cast<std::size_t>(*index)));
    }
    return labels;
}

/// Every row that passes, with what `take` makes of its cells.
template <class Take>
std::vector<LabelRow> readRows(RowReader& rows, LineTrial& trial, const Take& take) {
    std::vector<LabelRow> table;
    for (bool isMore = true; isMore;)
        trial.passes([&] {
            LabelRow row;
            isMore = rows.next(row);
            if (!isMore)
                return;
            take(row);
            table.push_back(std::move(row));
        });
    return table;
}

std::vector<LabelRow> readChallenge(CsvReader& reader, RowReader rows, std::size_t column, const Vocabulary& vocabulary, LineTrial& trial) {
    return readRows(rows, trial, [&](LabelRow& row) { row.decision = judged(indicesOf(reader, rows.field(column), row.line, vocabulary.size()), {}); });
}

/// The column of every class, by its name or by p and its index.
std::vector<std::size_t> classColumns(const CsvReader& reader, const CsvColumns& columns, const Vocabulary& vocabulary,
                                      std::size_t line) {
    const bool numbered = columns.contains("p0");
    std::vector<std::size_t> places;
    for (const LabelClass& labelClass : vocabulary.classes()) {
        const std::string name = numbered ? "p" + std::to_string(toIndex(labelClass.index)) : labelClass.name;
        const auto place = columns.find(lowered(name));
        if (place == columns.end())
            reader.refuse(line, places.empty() ? "no column of labels; name one Target or Predicted, or one after each class (" + name + " and so on, or p0, p1 and so on)"
                                               : "no column " + name);
        places.push_back(place->second);
    }
    for (const auto& [name, place] : columns)
        if (name != "id" && std::find(places.begin(), places.end(), place) == places.end())
            reader.refuse(line, "column " + name + " is no class");
    return places;
}

/// A wide row before it is known whether the table holds labels or probabilities.
void takeCells(const CsvReader& reader, const RowReader& rows, const std::vector<std::size_t>& places, LabelRow& row) {
    for (std::size_t index = 0; index < places.size(); ++index) {
        const std::string& cell = rows.field(places[index]);
        const auto value = probabilityOf(cell, reader.delimiter());
        if (!value && !cell.empty())
            reader.refuse(row.line, "\"" + cell + "\" is no number from 0 to 1");
        row.probabilities.push_back(value.value_or(std::numeric_limits<float>::quiet_NaN()));
    }
}

bool isLabelCell(const std::string& cell) { return cell.empty() || cell == "0" || cell == "1"; }

void becomeLabels(LabelRow& row) {
    LabelSet present, notJudged;
    for (std::size_t index = 0; index < row.probabilities.size(); ++index) {
        if (row.probabilities[index] == 1)
            present.insert(toClass(index));
        else if (row.probabilities[index] != 0) // NaN: the cell was empty
            notJudged.insert(toClass(index));
    }
    row.decision = judged(std::move(present), std::move(notJudged));
    row.probabilities.clear();
}

void requireProbabilities(const CsvReader& reader, const LabelRow& row) {
    for (const float value : row.probabilities)
        if (!(value >= 0))
            reader.refuse(row.line, "a probability is missing");
}

LabelTable readWide(CsvReader& reader, RowReader rows, const std::vector<std::size_t>& places, bool numbered, LineTrial& trial) {
    LabelTable table{LabelFormat::Wide, numbered ? TableContent::Probabilities : TableContent::Labels, {}};
    table.rows = readRows(rows, trial, [&](LabelRow& row) {
        takeCells(reader, rows, places, row);
        for (const std::size_t place : places)
            if (!isLabelCell(rows.field(place)))
                table.content = TableContent::Probabilities;
    });
    for (LabelRow& row : table.rows) {
        if (table.content == TableContent::Labels)
            becomeLabels(row);
        else
            requireProbabilities(reader, row);
    }
    return table;
}

} // namespace

std::string_view labelFormatKey(LabelFormat format) {
    for (const auto& [known, key] : formatKeys)
        if (known == format)
            return key;
    return {};
}

std::optional<LabelFormat> labelFormatOfKey(std::string_view key) {
    for (const auto& [format, known] : formatKeys)
        if (known == key)
            return format;
    return {};
}

CsvColumns columnsOf(const CsvReader& reader, const CsvRecord& header) {
    CsvColumns columns;
    for (std::size_t place = 0; place < header.fields.size(); ++place)
        if (!columns.emplace(lowered(header.fields[place]), place).second)
            reader.refuse(header.line, "column " + header.fields[place] + " is there twice");
    return columns;
}

IdCheck::IdCheck(const CsvReader& reader, const LabelReadOptions& options)
    : m_reader(reader)
    , m_path(options.path)
    , m_anyIsKnown(!options.knownIds) {
    if (options.knownIds)
        for (const std::string& id : *options.knownIds)
            m_known.emplace(id, true);
}

std::string IdCheck::checked(const std::string& id, std::size_t line) const {
    if (id.empty())
        m_reader.refuse(line, "the Id is empty");
    if (m_anyIsKnown || m_known.contains(id))
        return id;
    std::string encoded = percentEncoded(id);
    if (!m_known.contains(encoded))
        throw CsvFault(m_path, line, "Id " + id + " is not in this plate; take the line out, or name the plate that has it", id);
    return encoded;
}

LabelTable parseLabelTable(std::string_view csv, const Vocabulary& vocabulary, const LabelReadOptions& options) {
    CsvReader reader(csv, options.path);
    CsvRecord header;
    if (!reader.next(header))
        throw Error(ErrorKind::Empty, options.path, "has no header; is it a CSV file?");
    const CsvColumns columns = columnsOf(reader, header);
    const auto id = columns.find("id");
    if (id == columns.end())
        reader.refuse(header.line, "no column Id; the first line must name the columns, such as Id,Target");
    const IdCheck ids(reader, options);
    const auto target = columns.find("target"), predicted = columns.find("predicted");
    if (target != columns.end() && predicted != columns.end())
        reader.refuse(header.line, "both Target and Predicted; keep one of them");
    const auto labels = target != columns.end() ? target : predicted;
    LineTrial trial(options.faultyLines);
    LabelTable table;
    if (labels != columns.end())
        table = {LabelFormat::Challenge, labels == target ? TableContent::Labels : TableContent::PredictedLabels,
                 readChallenge(reader, RowReader(reader, ids, id->second), labels->second, vocabulary, trial)};
    else if (columns.contains("class") || columns.contains("decision"))
        table = {LabelFormat::Long, TableContent::Labels, readLongRows(reader, columns, vocabulary, ids, trial)};
    else
        table = readWide(reader, RowReader(reader, ids, id->second), classColumns(reader, columns, vocabulary, header.line), columns.contains("p0"), trial);
    table.unread = std::move(trial).unread();
    return table;
}

} // namespace locascope
