#pragma once

#include "core/plate/plate.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace locascope {

// A sheet is a CSV that says something of wells or samples: antibody, gene, cell line, control type, anything. Its rows are joined to a plate by a key.

/// What the key column names.
enum class SheetKey {
    Sample, ///< the sample's CSV id (csvIds()), its id or its short id
    Well,   ///< a well as normalisedWell() reads it; with a plate column, that plate's
};

/// Columns with a meaning to the program. Every other column can be filtered and exported by its name.
enum class SheetRole { Antibody, Gene, CellLine, Fixation, Control, Group };
inline constexpr std::array<SheetRole, 6> allSheetRoles = {SheetRole::Antibody, SheetRole::Gene,    SheetRole::CellLine,
                                                           SheetRole::Fixation, SheetRole::Control, SheetRole::Group};

std::string_view sheetRoleKey(SheetRole role); ///< antibody, gene, cell_line, fixation, control, group
std::optional<SheetRole> sheetRoleOfKey(std::string_view key);

/// How a sheet is read, by column names as they stand in its header.
struct SheetMapping {
    SheetKey key = SheetKey::Sample;
    std::string keyColumn;
    std::string plateColumn; ///< of a well sheet for several plates; empty: every plate
    std::array<std::string, allSheetRoles.size()> columns; ///< by role; empty: none

    std::vector<std::string> blinded; ///< columns that the window hides while it is blind to the sheet

    const std::string& column(SheetRole role) const { return columns[static_cast<std::size_t>(role)]; }
    std::string& column(SheetRole role) { return columns[static_cast<std::size_t>(role)]; }
    friend bool operator==(const SheetMapping&, const SheetMapping&) = default;
};

/// A sheet as its file has it.
struct SheetTable {
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows; ///< as many cells as columns
    std::vector<std::size_t> lines;             ///< of each row in the file, from 1

    std::optional<std::size_t> columnIndex(std::string_view name) const; ///< as it stands in the header
};

/// Error Invalid names the line: no header, a column without name or named twice, and as CsvReader. Error Empty without a row.
SheetTable parseSheet(std::string_view csv, const std::filesystem::path& path);

/// A sheet that was read and not attached yet: what is kept of it, and what it says.
struct SheetFile {
    std::string fileName; ///< without its folder
    std::string csv;
    SheetTable table;
};

/// The mapping a person would choose: the column most of whose first 1,000 cells name a sample of the plate, else a well of it; roles by the usual
/// names in any case ("Ab", "cell line", "control_type", …). No key column where no column names more than half of its cells.
SheetMapping guessMapping(const SheetTable& sheet, const Plate& plate);

inline constexpr std::size_t mostSheetValues = 200;

/// A sheet joined to a plate. Immutable.
struct JoinedSheet {
    SheetTable table;
    SheetMapping mapping;
    std::vector<std::int32_t> rowOfSample;  ///< of each sample of the plate; −1: the sheet says nothing of it
    std::size_t samplesWithout = 0;         ///< samples the sheet says nothing of
    std::vector<std::size_t> unusedLines;   ///< of rows that name nothing of this plate, ascending
    /// By column: its distinct values on this plate in natural order; none where there are more than mostSheetValues, since nobody chooses among those.
    std::vector<std::vector<std::string>> values;

    /// Empty where the sheet says nothing of the sample or has no such column. Valid while the sheet lives.
    std::string_view cell(int sample, std::size_t column) const;
    std::string_view value(int sample, SheetRole role) const;
};

/// Error Invalid names the line: a key column that is not there, an empty key is skipped as unused, two rows for one key that say different things.
JoinedSheet joinSheet(SheetTable table, const SheetMapping& mapping, const Plate& plate, const std::filesystem::path& path);

/// A sheet as a review keeps it: its text, so that it needs no file later.
struct StoredSheet {
    std::string fileName; ///< without its folder
    std::string csv;
    SheetMapping mapping;
};
std::string formatStoredSheet(const StoredSheet& sheet); ///< one line of ASCII JSON
StoredSheet parseStoredSheet(std::string_view json);     ///< Error Invalid

/// The other fields that belong to a sample, in the plate's order.
struct Siblings {
    std::vector<int> sameWell;     ///< and the same plate
    std::vector<int> sameAntibody; ///< by the sheet, in other wells
};

/// Finds siblings at once. Made in one pass over the plate; refers to neither plate nor sheet afterwards.
class SiblingIndex final {
public:
    SiblingIndex() = default;
    SiblingIndex(const Plate& plate, const JoinedSheet* sheet); ///< `sheet` may be null
    Siblings of(int sample) const;
    /// Of every sample a number that it shares with those of its antibody, else of its well, and with no other.
    std::vector<std::size_t> groups() const;

private:
    using Group = std::vector<int>;
    std::vector<Group> m_groups;
    std::vector<std::int32_t> m_well, m_antibody; ///< group of each sample, −1: none
};

/// The sheet's group of a sample, else its antibody; empty where it says neither.
std::string_view namedGroup(const JoinedSheet& sheet, int sample);

/// What must stay together when a plate is split, by CSV id: namedGroup(). Samples of which it says nothing are left to the well.
std::map<std::string, std::string> sheetGroups(const Plate& plate, const JoinedSheet& sheet);

} // namespace locascope
