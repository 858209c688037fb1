#pragma once

#include "core/plate/fieldstaining.h"
#include "core/plate/places.h"
#include "core/plate/plate.h"
#include "core/review/sheet.h"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace locascope {

// The staining of a plate, well by well, held against its controls. What a field's figures mean stands in core/plate/fieldstaining.h, how they are measured in core/imaging.

enum class StainingFigure { Background, ForegroundShare, ForegroundMedian, ForegroundP99, Saturated, Focus, NucleusCount, NucleusAreaPx, NucleusAreaUm2, EmptyFields };
inline constexpr std::array<StainingFigure, 10> allStainingFigures = {
    StainingFigure::Background, StainingFigure::ForegroundShare, StainingFigure::ForegroundMedian, StainingFigure::ForegroundP99, StainingFigure::Saturated,
    StainingFigure::Focus,      StainingFigure::NucleusCount,    StainingFigure::NucleusAreaPx,    StainingFigure::NucleusAreaUm2, StainingFigure::EmptyFields};

std::string_view stainingFigureKey(StainingFigure figure); ///< background, foreground_share, foreground_median, foreground_p99, saturated, focus, nucleus_count, nucleus_area_px, nucleus_area_um2, empty_fields
/// Nuclei are figures of the nucleus stain alone.
bool hasFigure(Stain stain, StainingFigure figure);
/// In [0, 1].
bool isShare(StainingFigure figure);

/// NaN where it is not known: not measured, or meaningless in a field without a foreground. EmptyFields is 0 or 1: without a foreground of the stain, of the nucleus stain without a nucleus.
double figureOf(const FieldStaining& field, Stain stain, StainingFigure figure, std::optional<double> pixelSizeUm);

enum class ControlKind { None, Negative, Positive, Other };
/// What a sheet's control column means, in any case: "neg…", "nc", "secondary…", "no primary…", "no antibody…", "isotype…", "blank", "mock" are negative, "pos…" and "pc" positive;
/// nothing, "sample", "test", "none", "no", "false", "0" and "-" are no control.
ControlKind controlKind(std::string_view value);

/// Fields that are judged together.
struct StainingUnit {
    enum class Kind { Well, Folder, Group, Field };
    Kind kind = Kind::Field;
    std::string plate;   ///< as Place::plate, of wells and folders
    std::string name;    ///< a well or folder as Place::name, a value of the sheet, or a field's CSV id
    int place = -1;      ///< in Places::places, of wells and folders
    std::string group;   ///< the sheet's group, else antibody, of its first field
    std::string control; ///< the sheet's control, where all its fields have the same; else empty
    std::map<std::string, std::vector<int>> controls; ///< its fields that are controls, by what the sheet calls them
    std::vector<int> samples; ///< ascending
};

/// Wells and folders; fields that have neither go by the sheet's group or antibody, else each is a unit. In the order of places, then of values or fields. `sheet` may be null.
std::vector<StainingUnit> stainingUnits(const Plate& plate, const Places& places, const JoinedSheet* sheet);

/// When a flag is raised; Unread, where a field was measured and a plane of it that the plate has could not be read. z is the robust z of a row, ratio its ratio to the controls.
struct StainingLimits {
    double z = 3;                   ///< beyond it a value is unlike the controls
    double focusRatio = 0.7;        ///< out of focus: z below −z and ratio below this; without a z half of it decides alone
    double saturatedShare = 0.01;   ///< saturated: more of the foreground, so that its 99th percentile is cut off
    double clippedShare = 0.1;      ///< where more of the foreground is saturated, focus and nuclear size raise no flag: clipped edges and grown outlines say nothing of them
    double emptyShare = 0.5;        ///< empty: at least this share of the fields
    double backgroundRatio = 1.5;   ///< high background: z above z and ratio above this
    double areaRatio = 1.4;         ///< nuclear size: |z| above z and ratio above this or below its inverse
};

/// Weak: a protein whose median lies within z spreads of the fields of the negative controls, or below them.
enum class StainingFlag : std::uint8_t { OutOfFocus = 1, Saturated = 2, Empty = 4, Weak = 8, HighBackground = 16, NuclearSize = 32, Unread = 64 };
inline constexpr std::array<StainingFlag, 7> allStainingFlags = {StainingFlag::OutOfFocus, StainingFlag::Saturated,      StainingFlag::Empty, StainingFlag::Weak,
                                                                 StainingFlag::HighBackground, StainingFlag::NuclearSize, StainingFlag::Unread};
std::string_view stainingFlagKey(StainingFlag flag); ///< out_of_focus, saturated, empty, weak, high_background, nuclear_size, unread

/// Several of them.
struct StainingFlags {
    std::uint8_t bits = 0;
    bool has(StainingFlag flag) const { return (bits & static_cast<std::uint8_t>(flag)) != 0; }
    void add(StainingFlag flag) { bits = static_cast<std::uint8_t>(bits | static_cast<std::uint8_t>(flag)); }
    bool isEmpty() const { return bits == 0; }
    friend bool operator==(const StainingFlags&, const StainingFlags&) = default;
};

/// One figure of one stain of a unit. What is not known is NaN.
struct StainingRow {
    int unit = 0;            ///< in StainingReport::units
    Stain stain{};
    StainingFigure figure{};
    int fields = 0;          ///< that have the figure
    double value = 0;        ///< their median; of EmptyFields their mean
    double controls = 0;     ///< the same of all fields of the controls
    double ratio = 0;        ///< value / controls; NaN where controls is 0
    double z = 0;            ///< (value − controls) / (1.4826 × median absolute deviation of the controls' fields); NaN below three fields or without a deviation
    StainingFlags flags;     ///< that the figure raises
};

/// Against what units are held.
struct StainingReference {
    enum class Kind { Plate, Controls, Value };
    Kind kind = Kind::Plate; ///< every field, every control, or controls of one value
    std::string value;       ///< of Kind::Value, as the sheet's control column has it
    friend bool operator==(const StainingReference&, const StainingReference&) = default;
};

struct StainingReport {
    std::vector<StainingUnit> units;
    std::vector<StainingRow> rows;        ///< by unit, stain, figure; a figure that no field of the unit has is left out, unless it says Unread
    StainingReference reference;
    std::size_t referenceFields = 0;
    StainingLimits limits;
    std::vector<std::string> controlValues; ///< of units that are controls, in natural order
};

/// The controls where there are any, else the whole plate.
StainingReference usualReference(std::span<const StainingUnit> units);

/// `fields`: one per sample of the plate, in its order. "Weak" is the protein stain's alone: its foreground median is no more than that of the negative controls, and the unit
/// is no control. Robust z: B. Iglewicz and D. Hoaglin, "How to detect and handle outliers", 1993. Error Invalid where no unit is a control of the value named.
StainingReport stainingReport(const Plate& plate, std::span<const FieldStaining> fields, std::vector<StainingUnit> units, const StainingReference& reference,
                              const StainingLimits& limits = {});

/// The fields that make a row's value, the worst first: the least sharp, the most saturated, the darkest, those with most background, the empty ones; for nuclei those
/// farthest from the controls. Fields without the figure come last.
std::vector<int> fieldsBehind(const StainingReport& report, const StainingRow& row, const Plate& plate, std::span<const FieldStaining> fields);

/// Well, group and control, stain, figure, fields, value, controls, difference, ratio, z, flags; what is not known is empty. With CRLF, through formatCsvLine.
std::string stainingCsv(const StainingReport& report, std::span<const std::size_t> rows);

} // namespace locascope
