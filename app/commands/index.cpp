#include "app/commands/commands.h"

#include "app/counted.h"
#include "app/jsontext.h"
#include "app/terminal.h"
#include "core/imaging/loadsample.h"
#include "core/plate/scanplate.h"

#include <nlohmann/json.hpp>

#include <iostream>
#include <map>
#include <memory>

namespace locascope {

namespace {

using Json = nlohmann::ordered_json;

struct IndexRequest {
    std::filesystem::path plate;
    bool json = false;
};

Json textOrNull(const std::string& bytes) { return bytes.empty() ? Json() : Json(jsonText(bytes)); }
Json numberOrNull(int value) { return value == 0 ? Json() : Json(value); }

Json sampleJson(const Sample& sample, const std::string& id) {
    Json files = Json::object();
    for (const Stain stain : allStains) {
        if (const auto& file = sample.files[stain]) {
            files[std::string(stainKey(stain))] = jsonText(*file);
        }
    }
    return {{"id", jsonText(id)},
            {"plate", textOrNull(sample.plateName)},
            {"well", textOrNull(sample.well)},
            {"site", sample.site ? Json(*sample.site) : Json()},
            {"width", numberOrNull(sample.width)},
            {"height", numberOrNull(sample.height)},
            {"bits", numberOrNull(sample.bits)},
            {"pixel_size_um", sample.pixelSizeUm ? Json(*sample.pixelSizeUm) : Json()},
            {"files", std::move(files)}};
}

std::string noteText(const Note& note) {
    switch (note.kind) {
    case Note::Kind::StainAbsent: return "no sample has the stain " + note.subject;
    case Note::Kind::ContentUnlikeName: return note.subject + ": named as one format, read as the one it is (" + counted(note.count, "file") + " like it)";
    case Note::Kind::ValuesRounded: return note.subject + ": floating-point values, rounded to whole counts (" + counted(note.count, "file") + " like it)";
    case Note::Kind::LinkSkipped: return note.subject + ": link skipped";
    case Note::Kind::SpecialFileSkipped: break;
    case Note::Kind::FilesIgnored: return note.subject.empty() ? counted(note.count, "image") + " whose name says no stain left out" : note.subject + ": hidden folder, left out";
    }
    return {};
}

std::vector<std::string> noteTexts(const Plate& plate) {
    std::vector<std::string> texts;
    for (const Note& note : plate.notes) {
        if (std::string text = noteText(note); !text.empty()) {
            texts.push_back(jsonText(text));
        }
    }
    return texts;
}

/// A FIFO, a socket or a device among the images is a problem to whoever wants it to be an image.
std::vector<Problem> allProblems(const Plate& plate) {
    std::vector<Problem> problems = plate.problems;
    for (const Note& note : plate.notes) {
        if (note.kind == Note::Kind::SpecialFileSkipped) {
            problems.push_back({note.subject, {}, ErrorKind::NotARegularFile, "is a FIFO, a socket or a device and was not opened; remove it"});
        }
    }
    return problems;
}

Json indexJson(const Plate& plate) {
    const std::vector<std::string> ids = csvIds(plate);
    std::map<std::string, std::string> idOf;
    Json samples = Json::array();
    for (std::size_t i = 0; i < plate.samples.size(); ++i) {
        idOf[plate.samples[i].id] = ids[i];
        samples.push_back(sampleJson(plate.samples[i], ids[i]));
    }
    Json problems = Json::array();
    for (const Problem& problem : allProblems(plate)) {
        const auto known = idOf.find(problem.sampleId);
        problems.push_back({{"file", textOrNull(problem.file)},
                            {"sample", textOrNull(known == idOf.end() ? problem.sampleId : known->second)},
                            {"cause", jsonText(problem.cause)}});
    }
    Json notes = Json::array();
    for (const std::string& note : noteTexts(plate)) {
        notes.push_back(note);
    }
    return {{"scheme", textOrNull(plate.scheme)}, {"samples", std::move(samples)}, {"problems", std::move(problems)}, {"notes", std::move(notes)}};
}

void printIndex(const Plate& plate) {
    const std::vector<Problem> problems = allProblems(plate);
    std::cout << counted(plate.samples.size(), "sample") << ", " << counted(problems.size(), "problem")
              << (plate.scheme.empty() ? "" : ", named as: " + plate.scheme) << "\n";
    for (const std::string& note : noteTexts(plate)) {
        std::cout << "note: " << note << "\n";
    }
    for (const Problem& problem : problems) {
        std::cout << "problem: " << jsonText(problem.file.empty() ? problem.sampleId : problem.file) << ": " << problem.cause << "\n";
    }
}

void runIndex(const IndexRequest& request) {
    Plate plate = scanPlate(request.plate, {}, terminalProgress("listing"));
    inspectPlate(plate, {}, terminalProgress("reading headers"));
    if (request.json) {
        std::cout << indexJson(plate).dump(1) << "\n";
    } else {
        printIndex(plate);
    }
}

} // namespace

void addIndexCommand(CLI::App& app, const CommandContext&) {
    const auto request = std::make_shared<IndexRequest>();
    CLI::App* command = app.add_subcommand("index", "what is in a plate, and what is wrong with it");
    command->add_option("PLATE", request->plate, "directory of images")->required();
    command->add_flag("--json", request->json, "print one JSON object");
    command->callback([request] { runIndex(*request); });
}

} // namespace locascope
