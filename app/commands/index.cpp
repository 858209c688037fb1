#include "app/commands/commands.h"

#include "app/counted.h"
#include "app/jsontext.h"
#include "app/platescan.h"
#include "app/terminal.h"
#include "core/imaging/inspectremembering.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iostream>
#include <map>
#include <memory>
#include <set>

namespace locascope {

namespace {

using Json = nlohmann::ordered_json;

struct IndexRequest {
    std::filesystem::path plate;
    PlateNaming naming;
    bool json = false;
};

Json textOrNull(const std::string& bytes) { return bytes.empty() ? Json() : Json(jsonText(bytes)); }
Json numberOrNull(int value) { return value == 0 ? Json() : Json(value); }

/// Null where each stain is the one plane of its file.
Json planesJson(const Sample& sample) {
    if (!sample.planes) {
        return {};
    }
    Json stains = Json::object();
    for (const Stain stain : allStains) {
        Json planes = Json::array();
        for (const PlaneSource& plane : sample.planes->stains[stain]) {
            planes.push_back({{"file", jsonText(plane.file)}, {"page", plane.page}, {"channel", plane.channel < 0 ? Json() : Json(plane.channel)}});
        }
        if (!planes.empty()) {
            stains[std::string(stainKey(stain))] = std::move(planes);
        }
    }
    return stains;
}

Json sampleJson(const Plate& plate, std::size_t index, const std::string& id) {
    const Sample& sample = plate.samples[index];
    const SampleShape shape = shapeOf(plate, index);
    const auto pixelSize = pixelSizeOf(plate, sample);
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
            {"width", numberOrNull(shape.width)},
            {"height", numberOrNull(shape.height)},
            {"bits", numberOrNull(shape.bits)},
            {"pixel_size_um", pixelSize ? Json(pixelSize->micrometres) : Json()},
            {"files", std::move(files)},
            {"planes", planesJson(sample)}};
}

std::string noteText(const Note& note) {
    switch (note.kind) {
    case Note::Kind::StainAbsent: return "no sample has the stain " + note.subject;
    case Note::Kind::ContentUnlikeName: return note.subject + ": named as one format, read as the one it is (" + counted(note.count, "file") + " like it)";
    case Note::Kind::ValuesRounded: return note.subject + ": floating-point values, rounded to whole counts (" + counted(note.count, "file") + " like it)";
    case Note::Kind::LinkSkipped: return note.subject + ": link skipped";
    case Note::Kind::SpecialFileSkipped: break;
    case Note::Kind::FilesIgnored: return note.subject.empty() ? counted(note.count, "image") + " whose name says no stain left out" : note.subject + ": hidden folder, left out";
    case Note::Kind::ChannelsWithoutStain: return "no stain is known of " + note.subject + "; say which is which with --stains";
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

const char* sourceWord(Channel::Source source) {
    switch (source) {
    case Channel::Source::Nobody: break;
    case Channel::Source::Scheme: return "scheme";
    case Channel::Source::Guess: return "guess";
    case Channel::Source::User: return "user";
    }
    return nullptr;
}

Json channelJson(const Channel& channel) {
    const char* source = sourceWord(channel.source);
    return {{"key", jsonText(channel.key)},
            {"name", textOrNull(channel.name)},
            {"stain", channel.stain ? Json(std::string(stainKey(*channel.stain))) : Json()},
            {"said_by", source ? Json(source) : Json()}};
}

std::string channelText(const Channel& channel) {
    std::string text = jsonText(channel.key) + (channel.name.empty() ? "" : " (" + jsonText(channel.name) + ")");
    if (!channel.stain) {
        return text + " = ?";
    }
    text += " = " + std::string(stainKey(*channel.stain));
    return channel.source == Channel::Source::Guess ? text + " by its name" : text;
}

template <class T>
std::string joined(const T& texts) {
    std::string line;
    for (const std::string& text : texts) {
        line += (line.empty() ? "" : ", ") + text;
    }
    return line;
}

/// What all samples together tell: channels, wells, sites, z planes and the size of a pixel.
void printPlaces(const Plate& plate) {
    std::vector<std::string> channels;
    for (const Channel& channel : plate.channels) {
        channels.push_back(channelText(channel));
    }
    if (!channels.empty()) {
        std::cout << "channels: " << joined(channels) << "\n";
    }
    std::map<std::string, std::size_t> wells;
    std::set<double> pixelSizes;
    std::size_t most = 0;
    for (const Sample& sample : plate.samples) {
        if (!sample.well.empty()) {
            most = std::max(most, ++wells[sample.well]);
        }
        if (const auto size = pixelSizeOf(plate, sample)) {
            pixelSizes.insert(size->micrometres);
        }
    }
    if (!wells.empty()) {
        std::cout << "wells: " << wells.size() << ", from " << wells.begin()->first << " to " << wells.rbegin()->first << ", up to " << counted(most, "field") << " in one\n";
    }
    if (plate.depth > 1) {
        std::cout << "z planes: " << plate.depth << ", " << (plate.chosenPlane ? "read: " + std::to_string(*plate.chosenPlane) : "read: the maximum of all") << "\n";
    }
    if (!pixelSizes.empty()) {
        std::cout << "pixel size: " << *pixelSizes.begin();
        if (pixelSizes.size() > 1) {
            std::cout << " to " << *pixelSizes.rbegin();
        }
        std::cout << " micrometres" << (plate.enteredPixelSizeUm ? ", entered" : "") << "\n";
    }
}

Json indexJson(const Plate& plate) {
    const std::vector<std::string> ids = csvIds(plate);
    std::map<std::string, std::string> idOf;
    Json samples = Json::array();
    for (std::size_t i = 0; i < plate.samples.size(); ++i) {
        idOf[plate.samples[i].id] = ids[i];
        samples.push_back(sampleJson(plate, i, ids[i]));
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
    Json channels = Json::array();
    for (const Channel& channel : plate.channels) {
        channels.push_back(channelJson(channel));
    }
    return {{"scheme", textOrNull(plate.scheme)},
            {"scheme_chosen", plate.isSchemeChosen},
            {"channels", std::move(channels)},
            {"z_planes", plate.depth},
            {"plane", plate.chosenPlane ? Json(*plate.chosenPlane) : Json()},
            {"entered_pixel_size_um", plate.enteredPixelSizeUm ? Json(*plate.enteredPixelSizeUm) : Json()},
            {"samples", std::move(samples)}, {"problems", std::move(problems)}, {"notes", std::move(notes)}};
}

void printIndex(const Plate& plate) {
    const std::vector<Problem> problems = allProblems(plate);
    std::cout << counted(plate.samples.size(), "sample") << ", " << counted(problems.size(), "problem")
              << (plate.scheme.empty() ? "" : ", named as: " + plate.scheme) << (plate.isSchemeChosen ? " (chosen)" : "") << "\n";
    printPlaces(plate);
    for (const std::string& note : noteTexts(plate)) {
        std::cout << "note: " << note << "\n";
    }
    for (const Problem& problem : problems) {
        std::cout << "problem: " << jsonText(problem.file.empty() ? problem.sampleId : problem.file) << ": " << problem.cause << "\n";
    }
}

void runIndex(const IndexRequest& request, const CommandContext& context) {
    Plate plate = scanNamedPlate(request.plate, request.naming, context);
    inspectRemembering(context.cacheDirectory, plate, terminalProgress("reading headers"));
    if (request.json) {
        std::cout << indexJson(plate).dump(1) << "\n";
    } else {
        printIndex(plate);
    }
}

} // namespace

void addIndexCommand(CLI::App& app, const CommandContext& context) {
    const auto request = std::make_shared<IndexRequest>();
    CLI::App* command = app.add_subcommand("index", "what is in a plate, and what is wrong with it");
    command->add_option("PLATE", request->plate, "directory of images")->required();
    addNamingOptions(*command, request->naming);
    command->add_flag("--json", request->json, "print one JSON object");
    command->callback([request, context] { runIndex(*request, context); });
}

} // namespace locascope
