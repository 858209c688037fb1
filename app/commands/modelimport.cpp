#include "app/commands/modelimport.h"

#include "app/interrupts.h"
#include "core/files/digest.h"
#include "core/files/error.h"
#include "core/files/writefile.h"
#include "core/model/crosscheck.h"
#include "core/model/learningmodule.h"
#include "core/model/trial.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <memory>
#include <system_error>
#include <unistd.h>

namespace locascope {

namespace {

struct ImportRequest {
    std::filesystem::path file;
    std::filesystem::path out;
    int side = 0;
    int width = 0;
    int height = 0;
    std::vector<std::string> stains;
    std::vector<double> mean;
    std::vector<double> deviation;
    std::string output;
    std::string gives = "auto";
    std::string trainedOn = "unknown";
    std::string name;
    std::string description;
    std::vector<std::string> authors;
    std::string licence;
    double threshold = 0.5;
    bool atLeastOne = false;
    bool unchecked = false;
    TrialLimits limits;
};

const std::map<std::string, OutputKind> outputWords{{"logits", OutputKind::Logits}, {"probabilities", OutputKind::Probabilities}};
const std::map<std::string, TrainedOn> trainedWords{{"simulated", TrainedOn::Simulated}, {"real", TrainedOn::Real}, {"mixed", TrainedOn::Mixed}, {"unknown", TrainedOn::Unknown}};

/// Beside the model that will be: it disappears with everything in it, whatever happens.
class TrialFolder final {
public:
    explicit TrialFolder(const std::filesystem::path& out)
        : m_path(std::filesystem::absolute(out).parent_path() / (".locascope-import-" + std::to_string(getpid()))) {
        makeDirectory(m_path, FileAccess::Private);
    }
    ~TrialFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    TrialFolder(const TrialFolder&) = delete;
    TrialFolder& operator=(const TrialFolder&) = delete;

    std::filesystem::path operator/(const std::filesystem::path& name) const { return m_path / name; }

private:
    std::filesystem::path m_path;
};

std::filesystem::path placeOf(const ImportRequest& request, const CommandContext& context) {
    if (request.out.empty()) {
        makeDirectory(context.dataDirectory / "models");
        return context.dataDirectory / "models" / request.file.stem().concat(".pt");
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

void requireFree(const std::filesystem::path& out) {
    std::error_code failure;
    for (const std::filesystem::path& file : {out, cardFileOf(out)}) {
        if (std::filesystem::exists(file, failure)) {
            throw Error(ErrorKind::Invalid, file, "is there already; remove it, or write the model elsewhere by --out");
        }
    }
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
    options.width = request.width > 0 ? request.width : request.side;
    options.height = request.height > 0 ? request.height : request.side;
    options.output = request.output;
    if (const auto said = outputWords.find(request.gives); said != outputWords.end()) {
        options.gives = said->second;
    }
    return options;
}

ModelCard cardOf(const ImportRequest& request, const ImportedModel& model, const Vocabulary& vocabulary) {
    ModelCard card;
    card.name = request.name.empty() ? request.file.stem().string() : request.name;
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
    if (!request.stains.empty()) {
        card.input.stains = stainsNamed(request.stains);
    } else if (const auto stains = stainsOf(model.inputs); !stains.empty()) {
        card.input.stains = stains;
    }
    card.input.mean = request.mean;
    card.input.deviation = request.deviation;
    card.output = model.gives;
    card.thresholds.assign(card.classes.size(), request.threshold);
    card.atLeastOne = request.atLeastOne;
    card.trainedOn = trainedWords.at(request.trainedOn);
    card.provenance = model.provenance;
    card.provenance["imported_by"] = "locascope " LOCASCOPE_VERSION;
    // What cannot be read back is not written: a name that is no text, a mean for three of four stains.
    return parseModelCard(formatModelCard(card), request.file);
}

std::string number(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.2g", value);
    return text;
}

/// Above this two readings of the same file do not agree; rounding makes some 1e-6.
constexpr double largestRounding = 1e-3;

std::string crossCheck(const ImportRequest& request, const std::filesystem::path& weights, const ModelCard& card, const std::string& output,
                       const CommandContext& context, const std::stop_token& stop) {
    if (request.unchecked) {
        return "not cross-checked: --unchecked";
    }
    double difference = 0;
    try {
        difference = crossCheckConfined(context.program, request.file, weights, card, output, request.limits, stop);
    } catch (const Error& error) {
        if (stop.stop_requested()) {
            throw;
        }
        return "not cross-checked: " + error.detail();
    }
    if (difference > largestRounding) {
        throw Error(ErrorKind::Mismatch, request.file, "gives other numbers here than in OpenCV (difference " + number(difference) +
                                                           "), so that one of them reads it wrongly; it was not imported, --unchecked does so all the same");
    }
    return "largest difference from OpenCV's reading on noise: " + number(difference);
}

/// Both or none.
void writeBoth(const std::filesystem::path& out, const Bytes& weights, const ModelCard& card) {
    writeFile(out, weights);
    try {
        writeFile(cardFileOf(out), formatModelCard(card));
    } catch (...) {
        std::error_code ignored;
        std::filesystem::remove(out, ignored);
        throw;
    }
}

void runImport(const ImportRequest& request, const CommandContext& context) {
    const std::filesystem::path out = placeOf(request, context);
    requireFree(out);
    const StopOnInterrupt interrupt;
    const Vocabulary vocabulary = humanProteinAtlasVocabulary();
    const auto learning = loadLearningModule();
    const ImportedModel model = learning->importOnnx(request.file, optionsOf(request, vocabulary.size()));
    ModelCard card = cardOf(request, model, vocabulary);
    {
        const TrialFolder folder(out);
        const std::filesystem::path tried = folder / "model.pt";
        writeFile(tried, model.weights);
        putOnTrial(context.program, tried, card, request.limits, interrupt.token());
        card.provenance["cross_check"] = crossCheck(request, tried, card, model.output, context, interrupt.token());
    }
    writeBoth(out, model.weights, card);
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
                       "say, else microtubules,protein,nucleus,reticulum")
        ->delimiter(',')->allow_extra_args(false);
    command.add_option("--mean", request.mean, "what is subtracted from each channel, as a share of full scale, separated by commas")->delimiter(',')->allow_extra_args(false);
    command.add_option("--deviation", request.deviation, "by what each channel is then divided")->delimiter(',')->allow_extra_args(false);
}

void addOutput(CLI::App& command, ImportRequest& request) {
    command.add_option("--output", request.output, "name of the output to take; without it classes, else the first of as many values as there are classes");
    command.add_option("--gives", request.gives, "auto, logits or probabilities: what the output is where the last node does not tell; auto: logits")
        ->check(CLI::IsMember({"auto", "logits", "probabilities"}))->capture_default_str();
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

} // namespace

void addModelImport(CLI::App& model, const CommandContext& context) {
    const auto request = std::make_shared<ImportRequest>();
    CLI::App* command = model.add_subcommand("import", "make a model of an ONNX file, try it, and compare it with OpenCV's reading");
    command->add_option("FILE", request->file, "the ONNX file")->required();
    command->add_option("--out", request->out, "the weights to write, MODEL.pt; the card goes beside them as MODEL.yaml. Without it into the models of your data directory");
    addInput(*command, *request);
    addOutput(*command, *request);
    addCard(*command, *request);
    command->add_flag("--unchecked", request->unchecked, "do not compare with OpenCV's reading; the card says so");
    command->add_option("--seconds", request->limits.seconds, "most that trial and comparison may take, each")->check(CLI::PositiveNumber)->capture_default_str();
    command->callback([request, context] { runImport(*request, context); });
}

} // namespace locascope
