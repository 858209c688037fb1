#include "app/commands/commands.h"

#include "app/chosenvocabulary.h"
#include "app/interrupts.h"
#include "app/openmodel.h"
#include "app/openreview.h"
#include "app/platescan.h"
#include "app/setaside.h"
#include "app/terminal.h"
#include "app/trainingdata.h"
#include "core/files/digest.h"
#include "core/files/error.h"
#include "core/files/writefile.h"
#include "core/model/learningmodule.h"
#include "core/model/learntplates.h"
#include "core/model/mappedengine.h"
#include "core/model/processor.h"
#include "core/model/trial.h"
#include "core/model/views.h"
#include "core/review/csv.h"
#include "core/store/reviewedlabels.h"
#include "core/store/reviewsheet.h"
#include "core/store/reviewvocabulary.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <iostream>
#include <thread>

namespace locascope {

namespace {

struct TrainRequest {
    std::filesystem::path plate;
    PlateNaming naming;
    std::filesystem::path out;
    std::filesystem::path labels;
    std::filesystem::path snapshot;
    std::filesystem::path groups;
    std::string groupColumn = "antibody";
    std::filesystem::path masks;
    std::filesystem::path review;
    std::filesystem::path vocabulary;
    std::filesystem::path from;
    std::filesystem::path resume;
    std::string reviewer;
    std::string name;
    int size = 0; ///< 0: that of the model to go on from, else 512
    double minutes = 0;
    std::string precision = "auto";
    TrainingOptions options;
};

struct Labels {
    std::vector<LabelRow> rows;
    std::optional<JoinedSheet> sheet; ///< of the review the labels come from
    std::string digest;               ///< of the snapshot's text
};

std::string textOf(const std::filesystem::path& file) {
    const Bytes bytes = readFile(file, {.maxBytes = maxCsvBytes, .inside = {}, .prefixBytes = {}});
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

Labels readLabels(const TrainRequest& request, const Plate& plate, const Vocabulary& vocabulary, const CommandContext& context) {
    if (request.labels.empty()) {
        const auto store = openReview(plate, request.review, context, ReviewUse::Read);
        Labels labels{reviewedLabels(plate, labelEventsOf(*store), {request.reviewer}).rows, sheetOf(*store, plate), {}};
        leaveOut(setAsideOf(*store, plate, labels.sheet ? &*labels.sheet : nullptr), labels.rows);
        return labels;
    }
    LabelTable table = parseLabelTable(textOf(request.labels), vocabulary, {.path = request.labels, .knownIds = {}});
    if (table.content != TableContent::Labels) {
        throw Error(ErrorKind::Invalid, request.labels, "holds predictions, not labels; a model does not learn from what another believed");
    }
    if (const auto store = openReviewIfAny(plate, request.review, context)) {
        const std::optional<JoinedSheet> sheet = sheetOf(*store, plate);
        leaveOut(setAsideOf(*store, plate, sheet ? &*sheet : nullptr), table.rows);
    }
    return {std::move(table.rows), {}, {}};
}

/// The labels as they are now: what reviewers change from here on does not reach this training.
Labels takeLabels(const TrainRequest& request, const Plate& plate, const Vocabulary& vocabulary, const CommandContext& context) {
    Labels labels = readLabels(request, plate, vocabulary, context);
    const FormattedLabels text = formatLabels(labels.rows, vocabulary, {.format = LabelFormat::Long, .content = TableContent::Labels});
    labels.digest = sha256(std::string_view(text.text));
    if (!request.snapshot.empty()) {
        writeFile(request.snapshot, text.text);
    }
    return labels;
}

/// A field that views are cut from keeps its share of the input.
InputRecipe ofSize(InputRecipe recipe, int side) {
    const auto scaled = [side](int length, int of) { return std::max(side, static_cast<int>(std::lround(static_cast<double>(length) * side / of))); };
    if (recipe.views.width > 0) {
        recipe.views.width = scaled(recipe.views.width, recipe.width);
        recipe.views.height = scaled(recipe.views.height, recipe.height);
    }
    recipe.width = recipe.height = side;
    return recipe;
}

/// Thresholds are chosen by what training sees, so that views and temperature of the parent would no longer belong to them.
void sayWhatIsNotTakenOver(const ModelCard& parent) {
    if (viewCount(parent.input) > 1 || parent.temperature != 1 || parent.output == OutputKind::ExclusiveLogits) {
        std::cerr << "trained on the upright view of the centre; further views, temperature and softmax of " << parent.name << " are not taken over\n";
    }
}

InputRecipe startingRecipe(const TrainRequest& request, const std::optional<ModelCard>& parent) {
    InputRecipe recipe = parent ? uprightRecipe(parent->input) : InputRecipe();
    if (!recipe.steps.empty()) {
        throw Error(ErrorKind::Unsupported, request.from, "scales each image by its own values or in several steps, which training does not follow; begin without --from");
    }
    if (request.size > 0) {
        recipe = ofSize(recipe, request.size);
    }
    if (recipe.width != recipe.height || recipe.width % maskSide != 0) {
        throw Error(ErrorKind::Invalid, request.from, "takes inputs of " + std::to_string(recipe.width) + " × " + std::to_string(recipe.height)
                        + "; training needs a square whose side is a multiple of " + std::to_string(maskSide) + ", say one by --size");
    }
    return recipe;
}

void sayWhatIsLeftOut(const TrainingData& data) {
    const auto say = [](std::size_t count, const char* what) {
        if (count > 0) {
            std::cerr << count << " " << what << "\n";
        }
    };
    say(data.withoutLabel, "samples have no label and are left out");
    say(data.withoutVerdict, "samples are unsure or unusable and are left out");
    say(data.withoutImage, "labels are of samples that the plate does not have");
    say(data.duplicates, "samples have the same images as another; they stay on its side of the split");
    for (const std::string& line : data.unusable) {
        std::cerr << "left out: " << line << "\n";
    }
}

Precision chosenPrecision(const std::string& choice) {
    const bool isFaster = choice == "bfloat16" || (choice == "auto" && hasFastBFloat16());
    return isFaster ? Precision::BFloat16 : Precision::Float32;
}

TrainingProgress epochLines() {
    const Progress line = terminalProgress("training");
    return [line](const TrainingState& state) {
        if (line) {
            const auto steps = static_cast<std::size_t>(state.steps);
            line(static_cast<std::size_t>(state.epoch - 1) * steps + static_cast<std::size_t>(state.step), static_cast<std::size_t>(state.epochs) * steps);
        }
        if (state.validationMacroF1) {
            std::printf("epoch %d of %d: loss %.4f, macro-F1 %.4f on the fields set aside\n", state.epoch, state.epochs, state.loss, *state.validationMacroF1);
            std::fflush(stdout);
        }
    };
}

std::string number(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%g", value);
    return text;
}

struct Made {
    const TrainRequest& request;
    const TrainingSet& set;
    const std::optional<ModelCard>& parent;
    const std::string& labelsDigest;
    const Plate& plate;
    double seconds = 0;
};

TrainedOn trainedOn(const Made& made) {
    const TrainedOn now = made.plate.simulated ? TrainedOn::Simulated : TrainedOn::Real;
    return !made.parent || made.parent->trainedOn == now ? now : made.parent->trainedOn == TrainedOn::Unknown ? TrainedOn::Unknown : TrainedOn::Mixed;
}

ModelCard cardOf(const TrainedModel& model, const Made& made, const Vocabulary& vocabulary) {
    const TrainingOptions& options = made.request.options;
    ModelCard card;
    card.name = made.request.name.empty() ? made.request.out.stem().string() : made.request.name;
    card.description = "Trained by locascope train on " + std::to_string(made.set.fields.size()) + (made.plate.simulated ? " simulated" : "") + " fields.";
    card.modelDigest = sha256(model.weights);
    card.vocabularyId = vocabulary.id();
    card.classes = made.set.classes;
    card.input = model.input;
    card.output = model.output;
    card.thresholds = model.thresholds;
    card.trainedOn = trainedOn(made);
    card.scores = model.scores;
    card.provenance = model.provenance;
    card.provenance["locascope"] = LOCASCOPE_VERSION;
    card.provenance["labels_digest"] = made.labelsDigest;
    card.provenance[learntPlatesKey] = learntPlates(made.parent ? &*made.parent : nullptr, plateFingerprint(made.plate));
    card.provenance["seed"] = std::to_string(options.seed);
    card.provenance["threads"] = std::to_string(options.threads);
    card.provenance["precision"] = options.precision == Precision::BFloat16 ? "bfloat16" : "float32";
    card.provenance["epochs"] = std::to_string(options.epochs);
    card.provenance["batch"] = std::to_string(options.batch);
    card.provenance["learning_rate"] = number(options.learningRate);
    card.provenance["mask_weight"] = number(made.request.masks.empty() ? 0 : options.maskWeight);
    card.provenance["wall_seconds"] = number(std::round(made.seconds));
    if (made.parent) {
        card.provenance["parent_digest"] = made.parent->modelDigest;
    }
    return card;
}

/// Fails now rather than after hours of training.
void requireWritable(const std::filesystem::path& out) {
    if (out.extension() != ".pt") {
        throw CLI::ValidationError("--out", out.string() + " does not end with .pt");
    }
    std::error_code failure;
    const std::filesystem::path directory = std::filesystem::absolute(out).parent_path();
    if (!std::filesystem::is_directory(directory, failure)) {
        throw Error(ErrorKind::NotFound, directory, "there is no such directory to write the model to");
    }
    if (std::filesystem::is_directory(out, failure)) {
        throw Error(ErrorKind::NotARegularFile, out, "is a directory");
    }
}

/// The weights first: a card without its weights would be worse than weights without their card.
void writeModel(const std::filesystem::path& out, const TrainedModel& model, const ModelCard& card) {
    writeFile(out, model.weights);
    writeFile(cardFileOf(out), formatModelCard(card));
}

/// What the labels name classes of, the newest first: of a review whose classes were changed, what they were before, too.
std::vector<Vocabulary> vocabulariesOfLabels(const TrainRequest& request, const Plate& plate, const std::optional<Vocabulary>& wanted, const CommandContext& context) {
    if (!request.labels.empty()) {
        return {wanted.value_or(humanProteinAtlasVocabulary())};
    }
    const auto store = openReview(plate, request.review, context, ReviewUse::Read);
    std::vector<Vocabulary> had = reviewVocabulary(*store).earlier;
    had.front() = agreedVocabulary(*store, wanted);
    return had;
}

/// The model to begin with may have learnt as many classes under other names.
const Vocabulary& namedAsBefore(const ModelCard& parent, const std::vector<Vocabulary>& had) {
    const Vocabulary& met = vocabularyMet(parent, had);
    return met.size() == had.front().size() ? met : had.front();
}

void runTrain(TrainRequest request, const CommandContext& context) {
    const auto started = std::chrono::steady_clock::now();
    requireReviewPlace(request.review);
    requireWritable(request.out);
    const StopOnInterrupt interrupt;
    const auto wanted = chosenVocabulary(request.vocabulary);
    const Plate plate = scanNamedPlate(request.plate, request.naming, context, interrupt.token());
    const std::vector<Vocabulary> vocabularies = vocabulariesOfLabels(request, plate, wanted, context);
    const Vocabulary& vocabulary = vocabularies.front();
    std::optional<ModelCard> parent;
    if (!request.from.empty()) {
        const std::filesystem::path card = modelCardFile(request.from, context);
        parent = readModelCard(card);
        requireVocabulary(*parent, namedAsBefore(*parent, vocabularies), card);
        if (!parent->members.empty()) {
            throw Error(ErrorKind::Unsupported, card, "is an ensemble, whose models are trained one by one; name one of them by --from");
        }
        request.options.from = weightsFileOf(card);
    }
    const InputRecipe recipe = startingRecipe(request, parent);
    if (parent) {
        sayWhatIsNotTakenOver(*parent);
    }
    const Labels labels = takeLabels(request, plate, vocabulary, context);

    TrainingSources sources{.groups = {}, .masks = request.masks, .threads = std::max(1, static_cast<int>(std::thread::hardware_concurrency()))};
    if (!request.groups.empty()) {
        sources.groups = readGroups(request.groups, request.groupColumn);
    } else if (labels.sheet) {
        sources.groups = sheetGroups(plate, *labels.sheet);
    }
    const TrainingData data = readTrainingData(plate, labels.rows, recipe, vocabulary, sources, terminalProgress("reading"), interrupt.token());
    sayWhatIsLeftOut(data);
    for (const std::string& warning : checkTrainingSet(data.set)) {
        std::cerr << "warning: " << warning << "\n";
    }

    request.options.precision = chosenPrecision(request.precision);
    request.options.maxSeconds = request.minutes * 60;
    if (!request.resume.empty()) {
        request.options.resumeDirectory = request.resume;
    }
    const auto learning = loadLearningModule();
    if (request.options.from) {
        requirePassedTrial({context.program, context.dataDirectory}, *request.options.from, *parent, {learning->torchVersion(), "cpu"}, interrupt.token());
    }
    const TrainedModel model = learning->train(data.set, request.options, epochLines(), interrupt.token());
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    const ModelCard card = cardOf(model, {request, data.set, parent, labels.digest, plate, seconds}, vocabulary);
    writeModel(request.out, model, card);
    std::printf("%s: macro-F1 %.4f on the fields set aside; %s\n", request.out.c_str(), card.scores.at("validation_macro_f1"),
                card.provenance.at("ended").c_str());
}

void addHow(CLI::App& command, TrainRequest& request) {
    TrainingOptions& options = request.options;
    options.threads = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    command.add_option("--epochs", options.epochs, "times that every field is seen")->check(CLI::Range(1, 10'000))->capture_default_str();
    command.add_option("--minutes", request.minutes, "end the schedule after so long, however many epochs that is")->check(CLI::PositiveNumber);
    command.add_option("--seed", options.seed, "the same seed and threads give the same model on the same machine")->capture_default_str();
    command.add_option("--threads", options.threads, "of the training")->check(CLI::Range(1, 256))->capture_default_str();
    command.add_option("--batch", options.batch, "fields a step")->check(CLI::Range(1, 1024))->capture_default_str();
    command.add_option("--learning-rate", options.learningRate, "the highest of the schedule")->check(CLI::PositiveNumber)->capture_default_str();
    command.add_option("--mask-weight", options.maskWeight, "weight of the masks beside the labels")->check(CLI::NonNegativeNumber)->capture_default_str();
    command.add_option("--size", request.size, "side of the input in pixels; without it that of --from, else 512")->check(CLI::Range(maskSide, 2048));
    command.add_option("--precision", request.precision, "auto, float32 or bfloat16")->check(CLI::IsMember({"auto", "float32", "bfloat16"}))->capture_default_str();
}

} // namespace

void addTrainCommand(CLI::App& app, const CommandContext& context) {
    const auto request = std::make_shared<TrainRequest>();
    CLI::App* command = app.add_subcommand("train", "train a model on the reviewed labels of a plate, or on a CSV of labels");
    command->add_option("PLATE", request->plate, "directory of images")->required();
    addNamingOptions(*command, request->naming);
    command->add_option("--out", request->out, "the weights to write, MODEL.pt; the card goes beside them as MODEL.yaml")->required();
    command->add_option("--labels", request->labels, "CSV of labels; without it the review's truth");
    command->add_option("--groups", request->groups, "CSV with Id and a column that names groups: no group is both learnt from and validated on");
    command->add_option("--group-column", request->groupColumn, "that column")->capture_default_str();
    command->add_option("--masks", request->masks, "directory of <id>_<class>.png that show where a pattern is, as simulate writes them")->check(CLI::ExistingDirectory);
    command->add_option("--from", request->from, "model to go on from");
    command->add_option("--resume", request->resume, "directory of checkpoints: an interrupted training goes on from there");
    command->add_option("--snapshot", request->snapshot, "CSV to keep the labels in that were learnt from");
    command->add_option("--name", request->name, "the model's name on its card");
    command->add_option("--review", request->review, "file, or postgresql:// address, that holds the review of the plate");
    addVocabularyOption(*command, request->vocabulary, "those of the review, or, with --labels, the 28 of the challenge");
    command->add_option("--reviewer", request->reviewer, "a reviewer's name, or consensus; without it the truth is learnt");
    addHow(*command, *request);
    command->callback([request, context] { runTrain(*request, context); });
}

} // namespace locascope
