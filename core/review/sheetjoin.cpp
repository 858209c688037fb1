#include "core/review/sheet.h"

#include "core/files/error.h"
#include "core/review/sheetkeys.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <unordered_map>
#include <utility>

namespace locascope {

namespace {

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
        return sheetWellKey(m_plateColumn ? row[*m_plateColumn] : std::string(), normalisedWell(row[m_column]));
    }

private:
    SheetKey m_key;
    std::size_t m_column;
    std::optional<std::size_t> m_plateColumn;
};

/// Of the rows that are used; stops looking at a column that has too many.
std::vector<std::string> valuesOf(const JoinedSheet& sheet, std::size_t column) {
    std::set<std::string_view> values;
    std::int32_t last = -1;
    for (const std::int32_t row : sheet.rowOfSample) {
        if (row < 0 || row == std::exchange(last, row))
            continue;
        values.insert(sheet.table.rows[static_cast<std::size_t>(row)][column]);
        if (values.size() > mostSheetValues + 1)
            return {};
    }
    values.erase(std::string_view());
    std::vector<std::string> sorted(values.begin(), values.end());
    std::sort(sorted.begin(), sorted.end(), naturallyBefore);
    return sorted.size() <= mostSheetValues ? sorted : std::vector<std::string>();
}

} // namespace

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
    for (std::size_t column = 0; column < joined.table.columns.size(); ++column)
        joined.values.push_back(valuesOf(joined, column));
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
            join(wells, sheetWellKey(sample.plateName, sample.well), m_well[i], index);
        if (const std::string_view named = antibody ? sheet->cell(index, *antibody) : std::string_view(); !named.empty())
            join(antibodies, std::string(named), m_antibody[i], index);
    }
}

std::vector<std::size_t> SiblingIndex::groups() const {
    std::vector<std::size_t> groups(m_well.size());
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const std::int32_t known = m_antibody[i] >= 0 ? m_antibody[i] : m_well[i];
        groups[i] = known >= 0 ? static_cast<std::size_t>(known) : m_groups.size() + i;
    }
    return groups;
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

std::map<std::string, std::string> sheetGroups(const Plate& plate, const JoinedSheet& sheet) {
    const std::vector<std::string> ids = csvIds(plate);
    std::map<std::string, std::string> groups;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if (const std::string_view group = namedGroup(sheet, static_cast<int>(i)); !group.empty())
            groups[ids[i]] = group;
    }
    return groups;
}

} // namespace locascope
