#include "app/chosenvocabulary.h"
#include "app/commands/importrequest.h"
#include "app/interrupts.h"
#include "core/files/error.h"
#include "core/files/readfile.h"
#include "core/files/unpackzip.h"
#include "core/files/writefile.h"
#include "core/model/bioimagepackage.h"
#include "core/model/learningmodule.h"
#include "core/model/npy.h"
#include "core/model/tensortest.h"
#include "core/plate/channeltable.h"

#include <algorithm>
#include <cstdio>
#include <optional>

namespace locascope {

namespace {

bool isArchive(const std::filesystem::path& file) {
    std::error_code ignored;
    return !std::filesystem::is_directory(file, ignored) && file.extension() != ".yaml" && file.extension() != ".yml";
}

/// A package is called as its zip, its folder, or the folder of its description.
std::string nameOf(const std::filesystem::path& file) {
    std::filesystem::path path = std::filesystem::absolute(file).lexically_normal();
    if (!path.has_filename()) {
        path = path.parent_path();
    }
    if (isArchive(file)) {
        return path.stem().string();
    }
    std::error_code ignored;
    return (std::filesystem::is_directory(file, ignored) ? path : path.parent_path()).filename().string();
}

BioimagePackage opened(const std::filesystem::path& file, const std::filesystem::path& fresh) {
    if (!isArchive(file)) {
        return openBioimagePackage(file);
    }
    makeDirectory(fresh, FileAccess::Private);
    unpackZip(readFile(file, {.maxBytes = maxPackageFileBytes}), file, fresh);
    return openBioimagePackage(fresh);
}

std::optional<NumberArray> testInputOf(const BioimagePackage& package) {
    const auto place = package.model.testInput ? placeOf(package, *package.model.testInput) : std::nullopt;
    if (!place) {
        return {};
    }
    return parseNpy(readFile(*place), *place);
}

int sideOf(const StatedSide& side, int wanted, std::optional<std::int64_t> tested, const std::string& option, const std::filesystem::path& file) {
    if (side.step == 0 && wanted != 0 && wanted != side.least) {
        throw Error(ErrorKind::Mismatch, file, "takes images of " + std::to_string(side.least) + " pixels a side, and " + option + " says " + std::to_string(wanted));
    }
    const std::int64_t taken = side.step == 0 ? side.least : wanted != 0 ? wanted : tested.value_or(0);
    if (taken == 0) {
        throw Error(ErrorKind::Invalid, file, "leaves the size of its images open, and has no test tensor of one; say it by " + option);
    }
    if (side.step != 0 && (taken < side.least || (taken - side.least) % side.step != 0)) {
        throw Error(ErrorKind::Mismatch, file, "takes images of " + std::to_string(side.least) + " pixels a side or a multiple of " + std::to_string(side.step) + " more, not of " + std::to_string(taken));
    }
    return static_cast<int>(std::min<std::int64_t>(taken, 1 << 20));
}

std::vector<Stain> stainsOf(const ImportRequest& request, const BioimagePackage& package) {
    std::vector<Stain> stains = stainsNamed(request.stains);
    if (stains.empty()) {
        for (const std::string& name : package.model.channelNames) {
            auto stain = stainOfKey(name);
            stain = stain ? stain : stainOfColourWord(name);
            stain = stain ? stain : guessedStain(name);
            if (!stain || std::find(stains.begin(), stains.end(), *stain) != stains.end()) {
                throw Error(ErrorKind::Invalid, package.description, "does not tell which stain its channel '" + name.substr(0, 60) + "' is; say the stains of all channels by --stains");
            }
            stains.push_back(*stain);
        }
    }
    if (stains.empty()) {
        throw Error(ErrorKind::Invalid, package.description, "does not tell the stains of its " + std::to_string(package.model.channels) + " channels; say them by --stains");
    }
    if (stains.size() != package.model.channels) {
        throw Error(ErrorKind::Mismatch, package.description, "takes " + std::to_string(package.model.channels) + " channels, and --stains names " + std::to_string(stains.size()));
    }
    return stains;
}

/// By name where names are those of the vocabulary; names that mean nothing to it (class0, …) are taken for its classes where there are as many.
void requireClasses(const BioimagePackage& package, const Vocabulary& vocabulary) {
    const BioimageModel& model = package.model;
    if (model.classes != vocabulary.size()) {
        throw Error(ErrorKind::Mismatch, package.description, "gives " + std::to_string(model.classes) + " classes, and the vocabulary " + vocabulary.id() + " has " + std::to_string(vocabulary.size()));
    }
    const bool areKnown = std::any_of(model.classNames.begin(), model.classNames.end(), [&](const std::string& name) { return vocabulary.find(name).has_value(); });
    for (std::size_t index = 0; areKnown && index < model.classNames.size(); ++index) {
        if (vocabulary.find(model.classNames[index]) != toClass(index)) {
            throw Error(ErrorKind::Mismatch, package.description, "calls its class " + std::to_string(index) + " '" + model.classNames[index].substr(0, 60) + "', which in the vocabulary " +
                                                                      vocabulary.id() + " is " + vocabulary.at(toClass(index)).name);
        }
    }
}

double fullScaleOf(const ImportRequest& request, const BioimagePackage& package) {
    if (request.fullScale != 0) {
        return request.fullScale;
    }
    if (package.model.fullScale) {
        return *package.model.fullScale;
    }
    if (dependOnUnits(package.model.steps)) {
        throw Error(ErrorKind::Invalid, package.description,
                    "does not say in which units images are (uint8, uint16, or a range from 0 to 1, 255 or 65535), and what is done to them depends on it; say it by --full-scale");
    }
    return 255; // cancels out
}

std::optional<OutputKind> givesOf(const ImportRequest& request, const BioimageModel& model) {
    const auto said = outputWords.find(request.gives);
    if (said != outputWords.end() && said->second == OutputKind::Probabilities && model.endsInSigmoid) {
        throw CLI::ValidationError("--gives", "the package asks for a sigmoid, so that its weights give logits");
    }
    return said != outputWords.end() ? said->second : model.gives;
}

ImportedModel fromTorchScript(const ImportRequest& request, const BioimagePackage& package, const std::filesystem::path& weights) {
    ImportedModel model;
    model.weights = readFile(weights, {.maxBytes = maxPackageFileBytes});
    model.gives = givesOf(request, package.model).value_or(OutputKind::Logits);
    return model;
}

ImportedModel fromOnnx(const ImportRequest& request, const BioimagePackage& package, const std::filesystem::path& weights, Learning& learning, int width, int height) {
    OnnxImportOptions options;
    options.channels = package.model.channels;
    options.classes = package.model.classes;
    options.width = width;
    options.height = height;
    options.output = request.output;
    options.gives = givesOf(request, package.model);
    return learning.importOnnx(weights, options);
}

struct Weights {
    std::filesystem::path file;
    bool isOnnx = false;
};

Weights weightsOf(const BioimagePackage& package) {
    const BioimageModel& model = package.model;
    if (!model.torchScript && !model.onnx) {
        std::string others;
        for (const std::string& kind : model.otherWeights) {
            others += (others.empty() ? "" : ", ") + kind.substr(0, 40);
        }
        throw Error(ErrorKind::Unsupported, package.description, "has no weights as torchscript or onnx, but " + (others.empty() ? std::string("none") : others));
    }
    if (model.onnx && !(model.torchScript && placeOf(package, *model.torchScript)) && (placeOf(package, *model.onnx) || !model.torchScript)) {
        return {requiredPlaceOf(package, *model.onnx, "its weights"), true};
    }
    return {requiredPlaceOf(package, *model.torchScript, "its weights"), false};
}

ModelCard packageCard(const ImportRequest& request, const BioimagePackage& package, const ImportedModel& model, const Vocabulary& vocabulary) {
    ModelCard card = cardOf(request, model, vocabulary);
    const BioimageModel& said = package.model;
    card.name = !request.name.empty() ? request.name : said.name.empty() ? nameOf(request.file) : said.name;
    card.description = request.description.empty() ? said.description : request.description;
    card.authors = request.authors.empty() ? said.authors : request.authors;
    card.licence = request.licence.empty() ? said.licence : request.licence;
    card.input.stains = stainsOf(request, package);
    setSteps(card.input, fullScaleOf(request, package), said.steps);
    if (said.above) {
        card.thresholds.assign(card.classes.size(), *said.above);
    }
    card.provenance["bioimage_format"] = said.formatVersion;
    card.provenance["bioimage_digest"] = package.digest;
    return rereadCard(card, package.description);
}

/// What the package's own test tensors say of the weights.
std::string testOf(const ImportRequest& request, const BioimagePackage& package, const ImportedModel& model, const ModelCard& card, const std::filesystem::path& tried,
                   const std::optional<NumberArray>& input, const CommandContext& context, const std::stop_token& stop) {
    const BioimageModel& said = package.model;
    if (request.unchecked) {
        return "not verified: --unchecked";
    }
    const auto expected = said.testOutput ? placeOf(package, *said.testOutput) : std::nullopt;
    if (!input || !expected) {
        return "not verified: its test tensors are not there";
    }
    if (input->shape.size() == 4 && said.width.step + said.height.step > 0 && (input->shape[2] != card.input.height || input->shape[3] != card.input.width)) {
        return "not verified: its test tensors are of another size than was asked for";
    }
    ModelCard tested = card;
    tested.input.mean.clear();
    tested.input.deviation.clear();
    tested.input.steps = said.steps;
    const TensorTest test{*placeOf(package, *said.testInput), *expected, said.endsInSigmoid || model.sigmoidLeftOut, said.above.value_or(-1)};
    const double difference = testTensorsConfined(context.program, test, tried, tested, request.limits, stop);
    const std::string words = "largest difference " + number(difference) + ", " + number(testTensorTolerance) + " allowed";
    return difference <= testTensorTolerance ? "verified: its test tensors are reproduced (" + words + ")" : "not verified: its test tensors are not reproduced (" + words + ")";
}

void report(const std::filesystem::path& out, const ModelCard& card, bool isOnnx) {
    std::printf("%s: imported from %s, passed its trial; %zu classes as %s\n%s\n", out.c_str(), isOnnx ? "ONNX" : "TorchScript", card.classes.size(),
                card.output == OutputKind::Logits ? "logits" : "probabilities", card.provenance.at("test_tensors").c_str());
    if (isOnnx) {
        std::printf("%s\n", card.provenance.at("cross_check").c_str());
    }
}

void importInto(const std::filesystem::path& out, const TrialFolder& folder, const ImportRequest& request, const CommandContext& context) {
    const StopOnInterrupt interrupt;
    const BioimagePackage package = opened(request.file, folder / "package");
    const Weights weights = weightsOf(package);
    requireStatedDigests(package);
    const Vocabulary vocabulary = chosenVocabulary(request.vocabulary).value_or(humanProteinAtlasVocabulary());
    requireClasses(package, vocabulary);
    const auto input = testInputOf(package);
    const auto tested = [&](std::size_t axis) { return input && input->shape.size() == 4 ? std::optional(input->shape[axis]) : std::nullopt; };
    const int width = sideOf(package.model.width, request.wantedWidth(), tested(3), "--size or --width", package.description);
    const int height = sideOf(package.model.height, request.wantedHeight(), tested(2), "--size or --height", package.description);
    const auto learning = loadLearningModule();
    ImportedModel model = weights.isOnnx ? fromOnnx(request, package, weights.file, *learning, width, height) : fromTorchScript(request, package, weights.file);
    model.width = width;
    model.height = height;
    ModelCard card = packageCard(request, package, model, vocabulary);
    const std::filesystem::path tried = folder / "model.pt";
    writeFile(tried, model.weights);
    putOnTrial(context.program, tried, card, request.limits, interrupt.token());
    if (weights.isOnnx) {
        card.provenance["cross_check"] = crossCheck(request, weights.file, tried, card, model.output, context, interrupt.token());
    }
    card.provenance["test_tensors"] = testOf(request, package, model, card, tried, input, context, interrupt.token());
    writeModel(out, model.weights, card);
    recordPassedTrial(context.dataDirectory, card, {learning->torchVersion(), learning->defaultDevice()});
    report(out, card, weights.isOnnx);
}

} // namespace

void importPackage(const ImportRequest& request, const CommandContext& context) {
    if (!request.mean.empty() || !request.deviation.empty()) {
        throw CLI::ValidationError("--mean", "a package says itself how images are scaled");
    }
    const std::filesystem::path out = freePlaceOf(request, nameOf(request.file), context);
    const TrialFolder folder(out);
    try {
        importInto(out, folder, request, context);
    } catch (const Error& error) {
        throw ofImported(error, request.file, folder);
    }
}

} // namespace locascope
