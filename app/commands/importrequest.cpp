#include "app/commands/importrequest.h"

#include "core/files/digest.h"
#include "core/files/writefile.h"
#include "core/model/crosscheck.h"
#include "core/model/modellibrary.h"

#include <algorithm>
#include <cstdio>
#include <system_error>
#include <unistd.h>

namespace locascope {

namespace {

/// Above this two readings of the same file do not agree; rounding makes some 1e-6.
constexpr double largestRounding = 1e-3;

std::filesystem::path placeOf(const ImportRequest& request, const std::string& name, const CommandContext& context) {
    if (request.out.empty()) {
        makeDirectory(modelsDirectory(context.dataDirectory));
        return modelsDirectory(context.dataDirectory) / (name + ".pt");
    }
    if (request.out.extension() != ".pt") {
        throw CLI::ValidationError("--out", request.out.string() + " does not end with .pt");
    }
    std::error_code failure;
    const std::filesystem::path directory = std::filesystem::absolute(request.out).parent_path();
    if (!std::filesystem::is_directory(directory, failure)) {
        throw Error(ErrorKind::NotFound, directory, "there is no such directory to write the model to");
    }
    return request.out;
}

} // namespace

const std::map<std::string, OutputKind> outputWords{{"logits", OutputKind::Logits}, {"probabilities", OutputKind::Probabilities}, {"exclusive_logits", OutputKind::ExclusiveLogits}};
const std::map<std::string, TrainedOn> trainedWords{{"simulated", TrainedOn::Simulated}, {"real", TrainedOn::Real}, {"mixed", TrainedOn::Mixed}, {"unknown", TrainedOn::Unknown}};

TrialFolder::TrialFolder(const std::filesystem::path& out)
    : m_path(std::filesystem::absolute(out).parent_path() / (".locascope-import-" + std::to_string(getpid()))) {
    makeDirectory(m_path, FileAccess::Private);
}

TrialFolder::~TrialFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
}

Error ofImported(const Error& error, const std::filesystem::path& imported, const TrialFolder& folder) {
    const std::filesystem::path inside = error.path().lexically_relative(folder / "");
    if (inside.empty() || inside.begin()->string() == "..") {
        return error;
    }
    const std::filesystem::path unpacked = error.path().lexically_relative(folder / "package");
    const bool isUnpacked = !unpacked.empty() && unpacked != "." && unpacked.begin()->string() != "..";
    return Error(error.kind(), imported, (isUnpacked ? unpacked.string() + ": " : "") + error.detail());
}

std::filesystem::path freePlaceOf(const ImportRequest& request, const std::string& name, const CommandContext& context) {
    const std::filesystem::path out = placeOf(request, name, context);
    std::error_code failure;
    for (const std::filesystem::path& file : {out, cardFileOf(out)}) {
        if (std::filesystem::exists(file, failure)) {
            throw Error(ErrorKind::Invalid, file, "is there already; remove it, or write the model elsewhere by --out");
        }
    }
    return out;
}

std::vector<Stain> stainsNamed(const std::vector<std::string>& keys) {
    std::vector<Stain> stains;
    for (const std::string& key : keys) {
        const auto stain = stainOfKey(key);
        if (!stain || std::find(stains.begin(), stains.end(), *stain) != stains.end()) {
            throw CLI::ValidationError("--stains", "'" + key + "' is no stain, or one said twice; known are nucleus, protein, microtubules, reticulum");
        }
        stains.push_back(*stain);
    }
    return stains;
}

ModelCard cardOf(const ImportRequest& request, const ImportedModel& model, const Vocabulary& vocabulary) {
    ModelCard card;
    card.name = request.name;
    card.description = request.description;
    card.authors = request.authors;
    card.licence = request.licence;
    card.modelDigest = sha256(model.weights);
    card.vocabularyId = vocabulary.id();
    for (const LabelClass& entry : vocabulary.classes()) {
        card.classes.push_back(entry.name);
    }
    card.input.width = model.width;
    card.input.height = model.height;
    card.output = model.gives;
    card.thresholds.assign(card.classes.size(), request.threshold);
    card.atLeastOne = request.atLeastOne;
    card.trainedOn = trainedWords.at(request.trainedOn);
    card.provenance = model.provenance;
    card.provenance["imported_by"] = "locascope " LOCASCOPE_VERSION;
    return card;
}

ModelCard rereadCard(const ModelCard& card, const std::filesystem::path& file) {
    return parseModelCard(formatModelCard(card), file);
}

std::string number(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.2g", value);
    return text;
}

std::string crossCheck(const ImportRequest& request, const std::filesystem::path& onnx, const std::filesystem::path& weights, const ModelCard& card, const std::string& output,
                       const CommandContext& context, const std::stop_token& stop) {
    if (request.unchecked) {
        return "not cross-checked: --unchecked";
    }
    double difference = 0;
    try {
        difference = crossCheckConfined(context.program, onnx, weights, card, output, request.limits, stop);
    } catch (const Error& error) {
        if (stop.stop_requested()) {
            throw;
        }
        return "not cross-checked: " + error.detail();
    }
    if (difference > largestRounding) {
        throw Error(ErrorKind::Mismatch, onnx, "gives other numbers here than in OpenCV (difference " + number(difference) +
                                                           "), so that one of them reads it wrongly; it was not imported, --unchecked does so all the same");
    }
    return "largest difference from OpenCV's reading on noise: " + number(difference);
}

void writeModel(const std::filesystem::path& out, const Bytes& weights, const ModelCard& card) {
    writeFile(out, weights);
    try {
        writeFile(cardFileOf(out), formatModelCard(card));
    } catch (...) {
        std::error_code ignored;
        std::filesystem::remove(out, ignored);
        throw;
    }
}

} // namespace locascope
