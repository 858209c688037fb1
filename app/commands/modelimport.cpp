#include "app/commands/modelimport.h"

#include "app/chosenvocabulary.h"
#include "app/commands/importrequest.h"
#include "app/interrupts.h"
#include "core/files/error.h"
#include "core/files/writefile.h"
#include "core/model/bioimagepackage.h"
#include "core/model/learningmodule.h"

#include <algorithm>
#include <cstdio>
#include <memory>

namespace locascope {

namespace {

/// Inputs that are called red, green, blue and yellow say which stains they take.
std::vector<Stain> stainsOf(const std::vector<std::string>& inputs) {
    std::vector<Stain> stains;
    for (const std::string& input : inputs) {
        const auto stain = stainOfColourWord(input);
        if (!stain || std::find(stains.begin(), stains.end(), *stain) != stains.end()) {
            return {};
        }
        stains.push_back(*stain);
    }
    return stains;
}

OnnxImportOptions optionsOf(const ImportRequest& request, std::size_t classes) {
    OnnxImportOptions options;
    options.channels = request.stains.empty() ? stainCount : stainsNamed(request.stains).size();
    options.classes = classes;
    options.width = request.wantedWidth();
    options.height = request.wantedHeight();
    options.output = request.output;
    if (const auto said = outputWords.find(request.gives); said != outputWords.end()) {
        options.gives = said->second;
    }
    return options;
}

ModelCard cardOfFile(const ImportRequest& request, const ImportedModel& model, const Vocabulary& vocabulary) {
    ModelCard card = cardOf(request, model, vocabulary);
    if (request.name.empty()) {
        card.name = request.file.stem().string();
    }
    if (!request.stains.empty()) {
        card.input.stains = stainsNamed(request.stains);
    } else if (const auto stains = stainsOf(model.inputs); !stains.empty()) {
        card.input.stains = stains;
    }
    card.input.mean = request.mean;
    card.input.deviation = request.deviation;
    // A name that is no text, a mean for three of four stains.
    return rereadCard(card, request.file);
}

/// The trial, and what OpenCV makes of the file, which the card will say.
void tryFile(const ImportRequest& request, const ImportedModel& model, ModelCard& card, const std::filesystem::path& out, const CommandContext& context, const std::stop_token& stop) {
    const TrialFolder folder(out);
    const std::filesystem::path tried = folder / "model.pt";
    writeFile(tried, model.weights);
    try {
        putOnTrial(context.program, tried, card, request.limits, stop);
        card.provenance["cross_check"] = crossCheck(request, request.file, tried, card, model.output, context, stop);
    } catch (const Error& error) {
        throw ofImported(error, request.file, folder);
    }
}

void importFile(const ImportRequest& request, const CommandContext& context) {
    const std::filesystem::path out = freePlaceOf(request, request.file.stem().string(), context);
    const StopOnInterrupt interrupt;
    const Vocabulary vocabulary = chosenVocabulary(request.vocabulary).value_or(humanProteinAtlasVocabulary());
    const auto learning = loadLearningModule();
    const ImportedModel model = learning->importOnnx(request.file, optionsOf(request, vocabulary.size()));
    ModelCard card = cardOfFile(request, model, vocabulary);
    tryFile(request, model, card, out, context, interrupt.token());
    writeModel(out, model.weights, card);
    recordPassedTrial(context.dataDirectory, card, {learning->torchVersion(), learning->defaultDevice()});
    std::printf("%s: imported, passed its trial; %zu classes from '%s' as %s\n%s\n", out.c_str(), card.classes.size(), model.output.c_str(),
                model.gives == OutputKind::Logits ? "logits" : "probabilities", card.provenance["cross_check"].c_str());
}

void addInput(CLI::App& command, ImportRequest& request) {
    command.add_option("--size", request.side, "side of the input in pixels, where the file leaves it open")->check(CLI::Range(1, 4096));
    command.add_option("--width", request.width, "width of the input in pixels, where it is no square")->check(CLI::Range(1, 4096));
    command.add_option("--height", request.height, "height")->check(CLI::Range(1, 4096));
    command.add_option("--stains", request.stains,
                       "stains of the channels in their order, separated by commas: nucleus, protein, microtubules, reticulum; without it as inputs called red, green, blue, yellow "
                       "or channels of a package say, else of an ONNX file microtubules,protein,nucleus,reticulum")
        ->delimiter(',')->allow_extra_args(false);
    command.add_option("--mean", request.mean, "what is subtracted from each channel, as a share of full scale, separated by commas")->delimiter(',')->allow_extra_args(false);
    command.add_option("--deviation", request.deviation, "by what each channel is then divided")->delimiter(',')->allow_extra_args(false);
    command.add_option("--full-scale", request.fullScale, "of a package that does not say it: what the largest value of an image's type, 255 or 65535, is to the model: 255, 65535 or 1")
        ->check(CLI::IsMember({1.0, 255.0, 65535.0}));
}

void addOutput(CLI::App& command, ImportRequest& request) {
    command.add_option("--output", request.output, "name of the output to take; without it classes, else the first of as many values as there are classes");
    command.add_option("--gives", request.gives, "auto, logits or probabilities: what the output is where the last node does not tell; auto: logits; of TorchScript also exclusive_logits, of which one class is meant")
        ->check(CLI::IsMember({"auto", "logits", "probabilities", "exclusive_logits"}))->capture_default_str();
    addVocabularyOption(command, request.vocabulary, "the 28 of the challenge");
    command.add_option("--threshold", request.threshold, "of all classes")->check(CLI::Range(0.0, 1.0))->capture_default_str();
    command.add_flag("--at-least-one", request.atLeastOne, "propose the best class even below its threshold");
}

void addCard(CLI::App& command, ImportRequest& request) {
    command.add_option("--name", request.name, "the model's name on its card; without it the file's");
    command.add_option("--description", request.description, "for the card");
    command.add_option("--author", request.authors, "for the card; may be said several times")->allow_extra_args(false);
    command.add_option("--licence", request.licence, "for the card");
    command.add_option("--trained-on", request.trainedOn, "real, simulated, mixed or unknown images")
        ->check(CLI::IsMember({"real", "simulated", "mixed", "unknown"}))->capture_default_str();
}

void importAny(const ImportRequest& request, const CommandContext& context) {
    if (isTorchScript(request.file)) {
        return importTorchScript(request, context);
    }
    if (request.gives == "exclusive_logits") {
        throw CLI::ValidationError("--gives", "exclusive_logits is for TorchScript without a card alone");
    }
    isBioimagePackage(request.file) ? importPackage(request, context) : importFile(request, context);
}

} // namespace

void addModelImport(CLI::App& model, const CommandContext& context) {
    const auto request = std::make_shared<ImportRequest>();
    CLI::App* command = model.add_subcommand("import", "make a model of an ONNX file, a bioimage.io package or TorchScript, try it, and compare it with OpenCV's reading or the package's test tensors");
    command->add_option("FILE", request->file, "the ONNX file; of a package its folder, its rdf.yaml or its zip; TorchScript, with its card beside it, or without one what the card would say: --size, --stains, …")->required();
    command->add_option("--out", request->out, "the weights to write, MODEL.pt; the card goes beside them as MODEL.yaml. Without it into the models of your data directory");
    addInput(*command, *request);
    addOutput(*command, *request);
    addCard(*command, *request);
    command->add_flag("--unchecked", request->unchecked, "do not compare with OpenCV's reading or test tensors; the card says so");
    command->add_option("--seconds", request->limits.seconds, "most that trial and comparison may take, each")->check(CLI::PositiveNumber)->capture_default_str();
    command->callback([request, context] { importAny(*request, context); });
}

} // namespace locascope
