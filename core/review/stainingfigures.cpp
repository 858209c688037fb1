#include "core/review/stainingcheck.h"

#include "core/review/csv.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdio>
#include <limits>
#include <map>
#include <string>

namespace locascope {

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
constexpr std::array<std::string_view, allStainingFigures.size()> figureKeys = {"background", "foreground_share", "foreground_median", "foreground_p99", "saturated",
                                                                                "focus", "nucleus_count", "nucleus_area_px", "nucleus_area_um2", "empty_fields"};
constexpr std::array<std::string_view, allStainingFlags.size()> flagKeys = {"out_of_focus", "saturated", "empty", "weak", "high_background", "nuclear_size", "unread"};

bool isOfNuclei(StainingFigure figure) {
    return figure == StainingFigure::NucleusCount || figure == StainingFigure::NucleusAreaPx || figure == StainingFigure::NucleusAreaUm2;
}

double emptiness(const FieldStaining& field, Stain stain) {
    if (stain == Stain::Nucleus)
        return field.nucleusCount == 0 ? 1 : 0;
    return field.stains[stain].foregroundMedian > 0 ? 0 : 1;
}

double nuclearFigure(const FieldStaining& field, StainingFigure figure, std::optional<double> pixelSizeUm) {
    switch (figure) {
    case StainingFigure::NucleusCount: return field.nucleusCount;
    case StainingFigure::NucleusAreaPx: return static_cast<double>(field.nucleusArea);
    case StainingFigure::NucleusAreaUm2: return pixelSizeUm ? static_cast<double>(field.nucleusArea) * *pixelSizeUm * *pixelSizeUm : unknown;
    default: return unknown;
    }
}

std::string trimmedLower(std::string_view value) {
    std::string text;
    for (const char letter : value)
        text += static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    const std::size_t first = text.find_first_not_of(" \t"), last = text.find_last_not_of(" \t");
    return first == std::string::npos ? std::string() : text.substr(first, last - first + 1);
}

std::string_view groupOf(const JoinedSheet* sheet, int sample) { return sheet ? namedGroup(*sheet, sample) : std::string_view(); }

void addControls(StainingUnit& unit, const JoinedSheet& sheet) {
    const std::string_view first = sheet.value(unit.samples.front(), SheetRole::Control);
    bool isOne = true;
    for (const int sample : unit.samples) {
        const std::string_view control = sheet.value(sample, SheetRole::Control);
        isOne = isOne && control == first;
        if (controlKind(control) != ControlKind::None)
            unit.controls[std::string(control)].push_back(sample);
    }
    if (isOne)
        unit.control = first;
}

StainingUnit unitOf(StainingUnit::Kind kind, std::string name, std::vector<int> samples, const JoinedSheet* sheet) {
    StainingUnit unit;
    unit.kind = kind;
    unit.name = std::move(name);
    unit.group = groupOf(sheet, samples.front());
    unit.samples = std::move(samples);
    if (sheet)
        addControls(unit, *sheet);
    return unit;
}

void addPlaces(std::vector<StainingUnit>& units, const Places& places, const JoinedSheet* sheet) {
    for (std::size_t i = 0; i < places.places.size(); ++i) {
        const Place& place = places.places[i];
        const auto samples = places.samplesOf(static_cast<int>(i));
        StainingUnit unit = unitOf(place.isFolder ? StainingUnit::Kind::Folder : StainingUnit::Kind::Well, place.name, {samples.begin(), samples.end()}, sheet);
        unit.plate = place.plate;
        unit.place = static_cast<int>(i);
        units.push_back(std::move(unit));
    }
}

std::string number(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.6g", value);
    return std::isfinite(value) ? text : std::string();
}

std::string flagTexts(StainingFlags flags) {
    std::string text;
    for (const StainingFlag flag : allStainingFlags)
        if (flags.has(flag))
            text += (text.empty() ? "" : " ") + std::string(stainingFlagKey(flag));
    return text;
}

} // namespace

std::string_view stainingFigureKey(StainingFigure figure) { return figureKeys[static_cast<std::size_t>(figure)]; }

std::string_view stainingFlagKey(StainingFlag flag) {
    return flagKeys[static_cast<std::size_t>(std::find(allStainingFlags.begin(), allStainingFlags.end(), flag) - allStainingFlags.begin())];
}

bool hasFigure(Stain stain, StainingFigure figure) { return stain == Stain::Nucleus || !isOfNuclei(figure); }

bool isShare(StainingFigure figure) {
    return figure == StainingFigure::ForegroundShare || figure == StainingFigure::Saturated || figure == StainingFigure::EmptyFields;
}

double figureOf(const FieldStaining& field, Stain stain, StainingFigure figure, std::optional<double> pixelSizeUm) {
    const StainFigures& figures = field.stains[stain];
    if (!figures.isMeasured)
        return unknown;
    if (isOfNuclei(figure))
        return nuclearFigure(field, figure, pixelSizeUm);
    switch (figure) {
    case StainingFigure::Background: return static_cast<double>(figures.background);
    case StainingFigure::ForegroundShare: return static_cast<double>(figures.foregroundShare);
    case StainingFigure::ForegroundMedian: return static_cast<double>(figures.foregroundMedian);
    case StainingFigure::ForegroundP99: return static_cast<double>(figures.foregroundP99);
    case StainingFigure::Saturated: return static_cast<double>(figures.saturatedShare);
    case StainingFigure::Focus: return static_cast<double>(figures.focus);
    case StainingFigure::EmptyFields: return emptiness(field, stain);
    default: return unknown;
    }
}

ControlKind controlKind(std::string_view value) {
    const std::string text = trimmedLower(value);
    const auto isOneOf = [&](std::initializer_list<const char*> words) {
        return std::any_of(words.begin(), words.end(), [&](const char* word) { return text == word; });
    };
    const auto begins = [&](std::initializer_list<const char*> words) {
        return std::any_of(words.begin(), words.end(), [&](const char* word) { return text.rfind(word, 0) == 0; });
    };
    if (text.empty() || isOneOf({"sample", "test", "none", "no", "false", "0", "-"}))
        return ControlKind::None;
    if (begins({"neg", "secondary", "no primary", "no antibody", "isotype"}) || isOneOf({"nc", "blank", "mock"}))
        return ControlKind::Negative;
    return begins({"pos"}) || isOneOf({"pc"}) ? ControlKind::Positive : ControlKind::Other;
}

std::vector<StainingUnit> stainingUnits(const Plate& plate, const Places& places, const JoinedSheet* sheet) {
    std::vector<StainingUnit> units;
    addPlaces(units, places, sheet);
    const auto before = [](const std::string& left, const std::string& right) { return naturallyBefore(left, right); };
    std::map<std::string, std::vector<int>, decltype(before)> groups(before);
    std::vector<int> alone;
    for (int sample = 0; sample < static_cast<int>(plate.samples.size()); ++sample) {
        if (places.ofSample[static_cast<std::size_t>(sample)] >= 0)
            continue;
        const std::string_view group = groupOf(sheet, sample);
        (group.empty() ? alone : groups[std::string(group)]).push_back(sample);
    }
    for (auto& [name, samples] : groups)
        units.push_back(unitOf(StainingUnit::Kind::Group, name, std::move(samples), sheet));
    const std::vector<std::string> ids = alone.empty() ? std::vector<std::string>() : csvIds(plate);
    for (const int sample : alone)
        units.push_back(unitOf(StainingUnit::Kind::Field, ids[static_cast<std::size_t>(sample)], {sample}, sheet));
    return units;
}

std::string stainingCsv(const StainingReport& report, std::span<const std::size_t> rows) {
    std::string text = formatCsvLine({"plate", "well", "group", "control", "stain", "figure", "fields", "value", "controls", "difference", "ratio", "z", "flags"});
    for (const std::size_t index : rows) {
        const StainingRow& row = report.rows[index];
        const StainingUnit& unit = report.units[static_cast<std::size_t>(row.unit)];
        text += formatCsvLine({unit.plate, unit.name, unit.group, unit.control, std::string(stainKey(row.stain)), std::string(stainingFigureKey(row.figure)),
                               std::to_string(row.fields), number(row.value), number(row.controls), number(row.value - row.controls), number(row.ratio),
                               number(row.z), flagTexts(row.flags)});
    }
    return text;
}

} // namespace locascope
