#include "app/commands/commands.h"

#include "app/counted.h"
#include "app/interrupts.h"
#include "app/jsontext.h"
#include "app/openreview.h"
#include "app/platescan.h"
#include "app/terminal.h"
#include "core/files/writefile.h"
#include "core/imaging/checkstaining.h"
#include "core/imaging/inspectremembering.h"
#include "core/review/stainingcheck.h"
#include "core/store/reviewsheet.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <iostream>
#include <memory>
#include <numeric>
#include <thread>

namespace locascope {

namespace {

using Json = nlohmann::ordered_json;

struct CheckRequest {
    std::filesystem::path plate;
    PlateNaming naming;
    std::filesystem::path review;
    std::filesystem::path out;
    std::string against;
    int threads = 0;
    bool json = false;
};

/// The sheet of the plate's review; none without either.
std::optional<JoinedSheet> sheetOfPlate(const CheckRequest& request, const Plate& plate, const CommandContext& context) {
    try {
        return sheetOf(*openReview(plate, request.review, context, ReviewUse::Read), plate);
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::NotFound || !request.review.empty()) {
            throw;
        }
        return {};
    }
}

StainingReference referenceOf(const std::string& against, std::span<const StainingUnit> units) {
    if (against.empty()) {
        return usualReference(units);
    }
    if (against == "plate") {
        return {StainingReference::Kind::Plate, {}};
    }
    return against == "controls" ? StainingReference{StainingReference::Kind::Controls, {}} : StainingReference{StainingReference::Kind::Value, against};
}

std::string referenceText(const StainingReport& report) {
    const std::string fields = counted(report.referenceFields, "field");
    switch (report.reference.kind) {
    case StainingReference::Kind::Plate: return "the whole plate (" + fields + ")";
    case StainingReference::Kind::Controls: return "all controls (" + fields + ")";
    case StainingReference::Kind::Value: return "the controls " + jsonText(report.reference.value) + " (" + fields + ")";
    }
    return fields;
}

std::vector<std::string> keysOf(StainingFlags flags) {
    std::vector<std::string> keys;
    for (const StainingFlag flag : allStainingFlags) {
        if (flags.has(flag)) {
            keys.emplace_back(stainingFlagKey(flag));
        }
    }
    return keys;
}

Json numberOrNull(double value) { return std::isfinite(value) ? Json(value) : Json(); }

const char* kindWord(StainingUnit::Kind kind) {
    switch (kind) {
    case StainingUnit::Kind::Well: return "well";
    case StainingUnit::Kind::Folder: return "folder";
    case StainingUnit::Kind::Group: return "group";
    case StainingUnit::Kind::Field: break;
    }
    return "field";
}

Json unitJson(const StainingUnit& unit) {
    return {{"kind", kindWord(unit.kind)}, {"plate", jsonText(unit.plate)}, {"name", jsonText(unit.name)}, {"group", jsonText(unit.group)},
            {"control", jsonText(unit.control)}, {"fields", unit.samples.size()}};
}

Json rowJson(const StainingRow& row) {
    return {{"unit", row.unit}, {"stain", std::string(stainKey(row.stain))}, {"figure", std::string(stainingFigureKey(row.figure))}, {"fields", row.fields},
            {"value", numberOrNull(row.value)}, {"controls", numberOrNull(row.controls)}, {"difference", numberOrNull(row.value - row.controls)},
            {"ratio", numberOrNull(row.ratio)}, {"z", numberOrNull(row.z)}, {"flags", keysOf(row.flags)}};
}

const char* againstWord(StainingReference::Kind kind) {
    switch (kind) {
    case StainingReference::Kind::Plate: return "plate";
    case StainingReference::Kind::Controls: return "controls";
    case StainingReference::Kind::Value: break;
    }
    return "value";
}

void printJson(const StainingReport& report, std::size_t unread) {
    const StainingLimits& limits = report.limits;
    Json units = Json::array(), rows = Json::array();
    for (const StainingUnit& unit : report.units) {
        units.push_back(unitJson(unit));
    }
    for (const StainingRow& row : report.rows) {
        rows.push_back(rowJson(row));
    }
    const Json object = {{"against", {{"kind", againstWord(report.reference.kind)}, {"value", jsonText(report.reference.value)}, {"fields", report.referenceFields}}},
                         {"limits", {{"z", limits.z}, {"focus_ratio", limits.focusRatio}, {"saturated_share", limits.saturatedShare}, {"clipped_share", limits.clippedShare}, {"empty_share", limits.emptyShare},
                                     {"background_ratio", limits.backgroundRatio}, {"area_ratio", limits.areaRatio}}},
                         {"not_whole", unread}, {"units", std::move(units)}, {"rows", std::move(rows)}};
    std::cout << object.dump(1) << "\n";
}

std::string numberText(const char* format, double value) {
    char text[32];
    std::snprintf(text, sizeof text, format, value);
    return std::isfinite(value) ? text : "-";
}

void printRow(const StainingReport& report, const StainingRow& row) {
    const StainingUnit& unit = report.units[static_cast<std::size_t>(row.unit)];
    std::string flags;
    for (const std::string& key : keysOf(row.flags)) {
        flags += (flags.empty() ? "" : " ") + key;
    }
    const std::string name = unit.name.empty() ? "." : jsonText(unit.plate.empty() ? unit.name : unit.plate + " " + unit.name);
    std::printf("%-16s %-12s %-18s %10s %10s %8s %8s  %s\n", name.c_str(), std::string(stainKey(row.stain)).c_str(), std::string(stainingFigureKey(row.figure)).c_str(),
                numberText("%.4g", row.value).c_str(), numberText("%.4g", row.controls).c_str(), numberText("%.2f", row.ratio).c_str(), numberText("%.1f", row.z).c_str(),
                flags.c_str());
}

void printFlagged(const StainingReport& report, std::size_t fields, std::size_t unread) {
    const auto flagged = std::count_if(report.rows.begin(), report.rows.end(), [](const StainingRow& row) { return !row.flags.isEmpty(); });
    std::printf("%s in %s, held against %s\n", counted(fields, "field").c_str(), counted(report.units.size(), "unit").c_str(), referenceText(report).c_str());
    if (unread > 0) {
        std::printf("%s not whole\n", counted(unread, "field").c_str());
    }
    if (flagged == 0) {
        std::printf("nothing out of the ordinary\n");
        return;
    }
    std::printf("%-16s %-12s %-18s %10s %10s %8s %8s  %s\n", "well", "stain", "figure", "value", "controls", "ratio", "z", "flags");
    for (const StainingRow& row : report.rows) {
        if (!row.flags.isEmpty()) {
            printRow(report, row);
        }
    }
}

/// Error where no plane at all was measured.
void requireSomething(const Plate& plate, std::span<const FieldStaining> fields) {
    const auto isMeasured = [](const FieldStaining& field) {
        return std::any_of(field.stains.values.begin(), field.stains.values.end(), [](const StainFigures& figures) { return figures.isMeasured != 0; });
    };
    if (std::none_of(fields.begin(), fields.end(), isMeasured)) {
        throw Error(ErrorKind::Unsupported, plate.root, "has no image of a known stain that can be read; see locascope index, and name its channels by --stains");
    }
}

std::vector<FieldStaining> fieldsOf(const CheckRequest& request, const Plate& plate, const CommandContext& context, const std::stop_token& stop) {
    StainingCache cache(context.cacheDirectory / "staining", plate.root);
    const int threads = request.threads > 0 ? request.threads : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    std::vector<FieldStaining> fields = checkStaining(plate, cache, threads, terminalProgress("measuring"), stop);
    const auto left = std::count_if(fields.begin(), fields.end(), [](const FieldStaining& field) { return field.isTried == 0; });
    if (left > 0) {
        throw Error(ErrorKind::TimedOut, plate.root,
                    "was interrupted with " + counted(static_cast<std::size_t>(left), "field") + " to go; the same command goes on there");
    }
    requireSomething(plate, fields);
    return fields;
}

void runCheck(const CheckRequest& request, const CommandContext& context) {
    const StopOnInterrupt interrupt;
    Plate plate = scanNamedPlate(request.plate, request.naming, context, interrupt.token());
    inspectRemembering(context.cacheDirectory, plate, terminalProgress("reading headers"), interrupt.token()); // which may tell the size of a pixel
    const std::optional<JoinedSheet> sheet = sheetOfPlate(request, plate, context);
    std::vector<StainingUnit> units = stainingUnits(plate, placesOf(plate.samples.read()), sheet ? &*sheet : nullptr);
    const StainingReference reference = referenceOf(request.against, units);
    const std::vector<FieldStaining> fields = fieldsOf(request, plate, context, interrupt.token());
    const StainingReport report = stainingReport(plate, fields, std::move(units), reference);
    const auto unread = static_cast<std::size_t>(std::count_if(fields.begin(), fields.end(), [](const FieldStaining& field) { return field.isWhole == 0; }));
    if (!request.out.empty()) {
        std::vector<std::size_t> rows(report.rows.size());
        std::iota(rows.begin(), rows.end(), std::size_t{0});
        writeFile(request.out, stainingCsv(report, rows));
    }
    if (request.json) {
        printJson(report, unread);
    } else {
        printFlagged(report, fields.size(), unread);
    }
}

} // namespace

void addCheckCommand(CLI::App& app, const CommandContext& context) {
    const auto request = std::make_shared<CheckRequest>();
    CLI::App* command = app.add_subcommand("check", "the staining of every well, held against the controls of the sheet");
    command->add_option("PLATE", request->plate, "directory of images")->required();
    addNamingOptions(*command, request->naming);
    command->add_option("--against", request->against, "a value of the sheet's control column, controls (all of them) or plate; without it the controls, if there are any");
    command->add_option("--out", request->out, "CSV file to write, one row for each well, stain and figure");
    command->add_option("--review", request->review, "file, or postgresql:// address, that holds the review of the plate, and with it the sheet");
    command->add_option("--threads", request->threads, "files read at the same time; without it one for each core")->check(CLI::Range(1, 256));
    command->add_flag("--json", request->json, "print one JSON object");
    command->callback([request, context] { runCheck(*request, context); });
}

} // namespace locascope
