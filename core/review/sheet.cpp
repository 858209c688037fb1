#include "core/review/sheet.h"

#include "core/files/error.h"
#include "core/review/csv.h"
#include "core/review/csvcell.h"
#include "core/review/sheetkeys.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>
#include <unordered_set>
#include <utility>

namespace locascope {

namespace {

constexpr std::size_t cellsToGuessFrom = 1000;

struct RoleNames {
    SheetRole role;
    std::string_view key;
    std::array<std::string_view, 6> others; ///< lower case, without blanks, dashes and underscores
};

constexpr std::array<RoleNames, allSheetRoles.size()> roleNames = {{
    {SheetRole::Antibody, "antibody", {"ab", "antibodyid", "primaryantibody", "hpaid", "antibodyname", {}}},
    {SheetRole::Gene, "gene", {"genename", "genesymbol", "ensembl", "ensemblid", "target", {}}},
    {SheetRole::CellLine, "cell_line", {"cells", "celltype", "line", {}, {}, {}}},
    {SheetRole::Fixation, "fixation", {"fixative", "fix", {}, {}, {}, {}}},
    {SheetRole::Control, "control", {"controltype", "ctrl", "welltype", "role", "sampletype", {}}},
    {SheetRole::Group, "group", {"groupid", "fold", "batch", "split", {}, {}}},
}};

/// "Cell line", "cell_line" and "CellLine" are one name.
std::string plainName(std::string_view name) {
    std::string plain;
    for (const char letter : lowered(name))
        if (letter != ' ' && letter != '_' && letter != '-' && letter != '.')
            plain += letter;
    return plain;
}

double shareNaming(const SheetTable& sheet, std::size_t column, const SamplesByKey& samples, SheetKey key) {
    const std::size_t rows = std::min(sheet.rows.size(), cellsToGuessFrom);
    const auto named = std::count_if(sheet.rows.begin(), sheet.rows.begin() + static_cast<std::ptrdiff_t>(rows), [&](const auto& row) {
        return samples.contains(key == SheetKey::Sample ? row[column] : sheetWellKey({}, normalisedWell(row[column])));
    });
    return static_cast<double>(named) / static_cast<double>(rows);
}

/// The first column of the largest share above one half.
std::string keyColumnOf(const SheetTable& sheet, const SamplesByKey& samples, SheetKey key) {
    std::string best;
    double bestShare = 0.5;
    for (std::size_t column = 0; column < sheet.columns.size(); ++column)
        if (const double share = shareNaming(sheet, column, samples, key); share > bestShare) {
            best = sheet.columns[column];
            bestShare = share;
        }
    return best;
}

/// Of a sheet of wells: the column whose cells are names of the plate's plates, where there are several.
std::string plateColumnOf(const SheetTable& sheet, const Plate& plate) {
    std::unordered_set<std::string_view> names;
    for (const Sample& sample : plate.samples)
        names.insert(sample.plateName);
    if (names.size() < 2)
        return {};
    for (std::size_t column = 0; column < sheet.columns.size(); ++column)
        if (std::any_of(sheet.rows.begin(), sheet.rows.end(), [&](const auto& row) { return names.contains(row[column]); }))
            return sheet.columns[column];
    return {};
}

const RoleNames* roleNamed(std::string_view plain) {
    for (const RoleNames& names : roleNames)
        if (plain == plainName(names.key) || std::find(names.others.begin(), names.others.end(), plain) != names.others.end())
            return &names;
    return nullptr;
}

} // namespace

std::string_view sheetRoleKey(SheetRole role) { return roleNames[static_cast<std::size_t>(role)].key; }

std::optional<SheetRole> sheetRoleOfKey(std::string_view key) {
    for (const RoleNames& names : roleNames)
        if (names.key == key)
            return names.role;
    return {};
}

std::optional<std::size_t> SheetTable::columnIndex(std::string_view name) const {
    const auto found = std::find(columns.begin(), columns.end(), name);
    return found == columns.end() ? std::optional<std::size_t>() : static_cast<std::size_t>(found - columns.begin());
}

SheetTable parseSheet(std::string_view csv, const std::filesystem::path& path) {
    CsvReader reader(csv, path);
    CsvRecord record;
    SheetTable table;
    if (!reader.next(record))
        throw Error(ErrorKind::Empty, path, "is empty; a sheet has a line of column names and a row for each well or sample");
    std::unordered_set<std::string> names;
    for (const std::string& name : record.fields) {
        if (name.empty())
            reader.refuse(record.line, "has a column without a name");
        if (!names.insert(name).second)
            reader.refuse(record.line, "names the column '" + name + "' twice");
    }
    table.columns = record.fields;
    while (reader.next(record)) {
        table.rows.push_back(record.fields);
        table.lines.push_back(record.line);
    }
    if (table.rows.empty())
        throw Error(ErrorKind::Empty, path, "has column names and no row");
    return table;
}

SheetMapping guessMapping(const SheetTable& sheet, const Plate& plate) {
    SheetMapping mapping;
    mapping.keyColumn = keyColumnOf(sheet, samplesByName(plate), SheetKey::Sample);
    if (mapping.keyColumn.empty()) {
        mapping.keyColumn = keyColumnOf(sheet, samplesByWell(plate, false), SheetKey::Well);
        mapping.key = mapping.keyColumn.empty() ? SheetKey::Sample : SheetKey::Well;
        if (mapping.key == SheetKey::Well)
            mapping.plateColumn = plateColumnOf(sheet, plate);
    }
    for (const std::string& column : sheet.columns) {
        const RoleNames* names = column == mapping.keyColumn || column == mapping.plateColumn ? nullptr : roleNamed(plainName(column));
        if (names && mapping.column(names->role).empty())
            mapping.column(names->role) = column;
    }
    return mapping;
}

std::string formatStoredSheet(const StoredSheet& sheet) {
    const SheetMapping& mapping = sheet.mapping;
    nlohmann::ordered_json json;
    json["file"] = percentEncoded(sheet.fileName);
    json["key"] = mapping.key == SheetKey::Sample ? "sample" : "well";
    json["key_column"] = percentEncoded(mapping.keyColumn);
    json["plate_column"] = percentEncoded(mapping.plateColumn);
    for (const SheetRole role : allSheetRoles)
        json[std::string(sheetRoleKey(role))] = percentEncoded(mapping.column(role));
    if (!mapping.blinded.empty()) {
        json["blinded"] = nlohmann::ordered_json::array();
        for (const std::string& column : mapping.blinded)
            json["blinded"].push_back(percentEncoded(column));
    }
    json["csv"] = percentEncoded(sheet.csv);
    return json.dump();
}

StoredSheet parseStoredSheet(std::string_view text) {
    const nlohmann::json json = nlohmann::json::parse(text, nullptr, false);
    const auto textOf = [&](const std::string& key) {
        return json.contains(key) && json[key].is_string() ? percentDecoded(json[key].get<std::string>()) : std::string();
    };
    const std::string key = json.is_object() ? textOf("key") : std::string();
    if (key != "sample" && key != "well")
        throw Error(ErrorKind::Invalid, {}, "the sheet that the review keeps cannot be read; attach it again");
    StoredSheet sheet{textOf("file"), textOf("csv"), {key == "well" ? SheetKey::Well : SheetKey::Sample, textOf("key_column"), textOf("plate_column"), {}, {}}};
    for (const SheetRole role : allSheetRoles)
        sheet.mapping.column(role) = textOf(std::string(sheetRoleKey(role)));
    if (json.contains("blinded") && json["blinded"].is_array())
        for (const auto& column : json["blinded"])
            if (column.is_string())
                sheet.mapping.blinded.push_back(percentDecoded(column.get<std::string>()));
    return sheet;
}

} // namespace locascope
