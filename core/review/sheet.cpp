#include "core/review/sheet.h"

#include "core/files/error.h"
#include "core/review/csv.h"
#include "core/review/csvcell.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>
#include <unordered_map>
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

std::string wellKey(std::string_view plateName, std::string_view well) { return std::string(plateName) + '\n' + std::string(well); }

using SamplesByKey = std::unordered_map<std::string, std::vector<std::int32_t>>;

/// Every way in which a sheet may name a sample; a short id that several samples share names none.
SamplesByKey samplesByName(const Plate& plate) {
    SamplesByKey samples;
    samples.reserve(plate.samples.size());
    const std::vector<std::string> ids = csvIds(plate);
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const auto index = static_cast<std::int32_t>(i);
        samples[ids[i]] = {index};
        if (ids[i] == percentEncoded(plate.samples[i].shortId))
            samples.try_emplace(plate.samples[i].shortId, std::vector<std::int32_t>{index});
        samples.try_emplace(plate.samples[i].id, std::vector<std::int32_t>{index});
    }
    return samples;
}

SamplesByKey samplesByWell(const Plate& plate, bool withPlate) {
    SamplesByKey samples;
    for (std::size_t i = 0; i < plate.samples.size(); ++i)
        if (const Sample& sample = plate.samples[i]; !sample.well.empty())
            samples[wellKey(withPlate ? sample.plateName : std::string(), sample.well)].push_back(static_cast<std::int32_t>(i));
    return samples;
}

std::size_t requiredColumn(const SheetTable& table, const std::string& name, const std::filesystem::path& path) {
    if (const auto index = table.columnIndex(name))
        return *index;
    throw Error(ErrorKind::Invalid, path, "has no column '" + name + "'; choose one of its columns again");
}

/// How the rows of a sheet name what they are about.
class KeyReader final {
public:
    KeyReader(const SheetTable& table, const SheetMapping& mapping, const std::filesystem::path& path)
        : m_key(mapping.key)
        , m_column(requiredColumn(table, mapping.keyColumn, path)) {
        if (m_key == SheetKey::Well && !mapping.plateColumn.empty())
            m_plateColumn = requiredColumn(table, mapping.plateColumn, path);
    }

    bool withPlate() const { return m_plateColumn.has_value(); }
    std::string keyOf(const std::vector<std::string>& row) const {
        if (m_key == SheetKey::Sample)
            return row[m_column];
        return wellKey(m_plateColumn ? row[*m_plateColumn] : std::string(), normalisedWell(row[m_column]));
    }

private:
    SheetKey m_key;
    std::size_t m_column;
    std::optional<std::size_t> m_plateColumn;
};

double shareNaming(const SheetTable& sheet, std::size_t column, const SamplesByKey& samples, SheetKey key) {
    const std::size_t rows = std::min(sheet.rows.size(), cellsToGuessFrom);
    const auto named = std::count_if(sheet.rows.begin(), sheet.rows.begin() + static_cast<std::ptrdiff_t>(rows), [&](const auto& row) {
        return samples.contains(key == SheetKey::Sample ? row[column] : wellKey({}, normalisedWell(row[column])));
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
    StoredSheet sheet{textOf("file"), textOf("csv"), {key == "well" ? SheetKey::Well : SheetKey::Sample, textOf("key_column"), textOf("plate_column"), {}}};
    for (const SheetRole role : allSheetRoles)
        sheet.mapping.column(role) = textOf(std::string(sheetRoleKey(role)));
    return sheet;
}

std::string_view JoinedSheet::cell(int sample, std::size_t column) const {
    const std::int32_t row = rowOfSample[static_cast<std::size_t>(sample)];
    return row < 0 || column >= table.columns.size() ? std::string_view() : std::string_view(table.rows[static_cast<std::size_t>(row)][column]);
}

std::string_view JoinedSheet::value(int sample, SheetRole role) const {
    const auto column = table.columnIndex(mapping.column(role));
    return column ? cell(sample, *column) : std::string_view();
}

JoinedSheet joinSheet(SheetTable table, const SheetMapping& mapping, const Plate& plate, const std::filesystem::path& path) {
    const KeyReader keys(table, mapping, path);
    const SamplesByKey samples = mapping.key == SheetKey::Sample ? samplesByName(plate) : samplesByWell(plate, keys.withPlate());
    JoinedSheet joined;
    joined.rowOfSample.assign(plate.samples.size(), -1);
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const auto found = samples.find(keys.keyOf(table.rows[row]));
        if (found == samples.end()) {
            joined.unusedLines.push_back(table.lines[row]);
            continue;
        }
        std::int32_t& earlier = joined.rowOfSample[static_cast<std::size_t>(found->second.front())];
        if (earlier >= 0 && table.rows[static_cast<std::size_t>(earlier)] != table.rows[row])
            throw Error(ErrorKind::Invalid, path,
                        "line " + std::to_string(table.lines[row]) + " says other things than line " +
                            std::to_string(table.lines[static_cast<std::size_t>(earlier)]) + " of the same " +
                            (mapping.key == SheetKey::Sample ? "sample" : "well") + "; keep one of them");
        for (const std::int32_t sample : found->second)
            joined.rowOfSample[static_cast<std::size_t>(sample)] = static_cast<std::int32_t>(row);
    }
    joined.samplesWithout = static_cast<std::size_t>(std::count(joined.rowOfSample.begin(), joined.rowOfSample.end(), -1));
    joined.table = std::move(table);
    joined.mapping = mapping;
    return joined;
}

SiblingIndex::SiblingIndex(const Plate& plate, const JoinedSheet* sheet)
    : m_well(plate.samples.size(), -1)
    , m_antibody(plate.samples.size(), -1) {
    const auto antibody = sheet ? sheet->table.columnIndex(sheet->mapping.column(SheetRole::Antibody)) : std::optional<std::size_t>();
    std::unordered_map<std::string, std::int32_t> wells, antibodies;
    const auto join = [this](auto& known, const std::string& key, std::int32_t& group, int sample) {
        group = known.try_emplace(key, static_cast<std::int32_t>(m_groups.size())).first->second;
        if (static_cast<std::size_t>(group) == m_groups.size())
            m_groups.emplace_back();
        m_groups[static_cast<std::size_t>(group)].push_back(sample);
    };
    for (std::size_t i = 0; i < plate.samples.size(); ++i) {
        const Sample& sample = plate.samples[i];
        const int index = static_cast<int>(i);
        if (!sample.well.empty())
            join(wells, wellKey(sample.plateName, sample.well), m_well[i], index);
        if (const std::string_view named = antibody ? sheet->cell(index, *antibody) : std::string_view(); !named.empty())
            join(antibodies, std::string(named), m_antibody[i], index);
    }
}

Siblings SiblingIndex::of(int sample) const {
    Siblings siblings;
    const auto i = static_cast<std::size_t>(sample);
    if (sample < 0 || i >= m_well.size())
        return siblings;
    if (m_well[i] >= 0)
        siblings.sameWell = m_groups[static_cast<std::size_t>(m_well[i])];
    if (m_antibody[i] >= 0)
        std::copy_if(m_groups[static_cast<std::size_t>(m_antibody[i])].begin(), m_groups[static_cast<std::size_t>(m_antibody[i])].end(),
                     std::back_inserter(siblings.sameAntibody),
                     [&](int other) { return m_well[i] < 0 || m_well[static_cast<std::size_t>(other)] != m_well[i]; });
    std::erase(siblings.sameWell, sample);
    std::erase(siblings.sameAntibody, sample);
    return siblings;
}

std::string_view namedGroup(const JoinedSheet& sheet, int sample) {
    const std::string_view group = sheet.value(sample, SheetRole::Group);
    return group.empty() ? sheet.value(sample, SheetRole::Antibody) : group;
}

std::vector<std::string> groupsOf(const Plate& plate, const JoinedSheet* sheet) {
    std::vector<std::string> groups;
    groups.reserve(plate.samples.size());
    for (std::size_t i = 0; i < plate.samples.size(); ++i) {
        const Sample& sample = plate.samples[i];
        const int index = static_cast<int>(i);
        const std::string_view named = sheet ? namedGroup(*sheet, index) : std::string_view();
        if (!named.empty())
            groups.emplace_back(named);
        else
            groups.push_back(sample.well.empty() ? sample.id : wellKey(sample.plateName, sample.well));
    }
    return groups;
}

} // namespace locascope
