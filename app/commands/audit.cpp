#include "app/commands/commands.h"

#include "app/auditgroups.h"
#include "app/bootstrap.h"
#include "app/chosenvocabulary.h"
#include "app/counted.h"
#include "app/jsontext.h"
#include "app/openreview.h"
#include "app/platescan.h"
#include "app/setaside.h"
#include "app/terminal.h"
#include "app/trainingdata.h"
#include "core/files/readfile.h"
#include "core/model/mappedengine.h"
#include "core/model/modelcard.h"
#include "core/plate/vocabulary.h"
#include "core/review/auditjson.h"
#include "core/review/auditrows.h"
#include "core/review/csv.h"
#include "core/store/reviewedlabels.h"
#include "core/store/reviewvocabulary.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <iostream>
#include <map>
#include <set>

namespace locascope {

namespace {

struct AuditRequest {
    std::filesystem::path plate;
    PlateNaming naming;
    std::filesystem::path truth;
    std::filesystem::path predictions;
    std::filesystem::path review;
    std::filesystem::path model;
    std::filesystem::path vocabulary;
    std::string reviewer;
    std::string thresholds; ///< a number for all classes, or a file
    std::filesystem::path groups;
    std::string groupColumn = "antibody";
    bool atLeastOne = false;
    BootstrapOptions bootstrap{.resamples = 0};
    bool json = false;
    bool drawn = false; ///< of the samples drawn by lot alone
};

/// How the truth of a plate came about, in samples.
struct TruthShares {
    std::size_t ruled, agreed, single, conflicts;
};

struct Inputs {
    LabelTable truth;
    LabelTable predictions;
    AuditJoinOptions join;
    Vocabulary vocabulary;
    std::optional<TruthShares> shares; ///< of a plate's truth
    std::optional<DrawnSamples> drawn; ///< that alone are audited; this use is counted
    std::map<std::string, std::string> groups; ///< by CSV id: what is resampled together
    std::string groupedBy;                     ///< what names them: the column of a file, or "sheet or well"; empty: samples by themselves
};

/// An interval with what was drawn for it.
struct Resampled {
    Interval interval;
    std::size_t groups = 0; ///< 0: samples by themselves
};

std::string fileText(const std::filesystem::path& file) {
    const Bytes bytes = readFile(file, {.maxBytes = maxCsvBytes, .inside = {}, .prefixBytes = {}});
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

LabelTable tableOf(const std::filesystem::path& file, const Vocabulary& vocabulary) {
    return parseLabelTable(fileText(file), vocabulary, {.path = file, .knownIds = {}});
}

std::vector<double> chosenThresholds(const AuditRequest& request, const Vocabulary& vocabulary, const std::vector<double>& otherwise) {
    if (request.thresholds.empty()) {
        return otherwise;
    }
    double value = 0;
    const char* end = request.thresholds.data() + request.thresholds.size();
    if (const auto [rest, failure] = std::from_chars(request.thresholds.data(), end, value); failure != std::errc() || rest != end) {
        return parseThresholds(fileText(request.thresholds), vocabulary, request.thresholds);
    }
    if (!(value >= 0 && value <= 1)) {
        throw CLI::ValidationError("--thresholds", request.thresholds + " is not between 0 and 1");
    }
    return std::vector<double>(vocabulary.size(), value);
}

Inputs inputsOfFiles(const AuditRequest& request) {
    Inputs inputs;
    const Vocabulary vocabulary = chosenVocabulary(request.vocabulary).value_or(humanProteinAtlasVocabulary());
    inputs.vocabulary = vocabulary;
    inputs.truth = tableOf(request.truth, vocabulary);
    inputs.predictions = tableOf(request.predictions, vocabulary);
    inputs.join.truthPath = request.truth;
    inputs.join.predictionsPath = request.predictions;
    inputs.join.thresholds = chosenThresholds(request, vocabulary, std::vector<double>(vocabulary.size(), 0.5));
    inputs.join.threshold.atLeastOne = request.atLeastOne;
    return inputs;
}

/// The model whose predictions are audited: the card's, else the only one that the review has predictions of.
std::string chosenModel(const ReviewStore& store, const std::optional<ModelCard>& card, const std::filesystem::path& plate) {
    if (card) {
        return predictionDigest(*card);
    }
    const std::vector<std::string> digests = store.modelDigests();
    if (digests.empty()) {
        throw Error(ErrorKind::NotFound, plate, "has no predictions in its review; run locascope predict or import some first");
    }
    if (digests.size() > 1) {
        throw Error(ErrorKind::Mismatch, plate, "has predictions of " + std::to_string(digests.size()) + " models; name one by --model");
    }
    return digests.front();
}

/// A class that the model does not know is one that it never proposes.
LabelTable predictionsOf(const Plate& plate, const ReviewStore& store, const VocabularyState& classes, const std::string& digest) {
    const auto stored = store.predictions(digest);
    const std::vector<std::string> ids = csvIds(plate);
    LabelTable table{.format = LabelFormat::Wide, .content = TableContent::Probabilities, .rows = {}};
    for (std::size_t i = 0; i < plate.samples.size(); ++i) {
        if (const auto found = stored.find(plate.samples[i].id); found != stored.end()) {
            LabelRow row;
            row.id = ids[i];
            row.probabilities = readProbabilities(classes, found->second.probabilities);
            std::replace_if(row.probabilities.begin(), row.probabilities.end(), [](float value) { return std::isnan(value); }, 0.0F);
            table.rows.push_back(std::move(row));
        }
    }
    return table;
}

/// The reviewed samples that have a prediction; the others are counted on standard error.
LabelTable truthOf(const ReviewedLabels& labels, const LabelTable& predictions) {
    std::set<std::string> predicted;
    for (const LabelRow& row : predictions.rows) {
        predicted.insert(row.id);
    }
    LabelTable table;
    std::size_t unpredicted = 0;
    for (const LabelRow& row : labels.rows) {
        if (row.decision && predicted.contains(row.id)) {
            table.rows.push_back(row);
            table.rows.back().reviewer.clear();
        } else if (row.decision) {
            ++unpredicted;
        }
    }
    if (unpredicted > 0) {
        std::cerr << counted(unpredicted, "reviewed sample") << " without a prediction took no part\n";
    }
    return table;
}

/// With --drawn what was said blindly of the samples drawn by lot, else what was said of all others: those are kept for figures that nothing was fitted to.
std::vector<LabelEvent> eventsToAudit(const AuditRequest& request, const ReviewStore& store, const Plate& plate, Inputs& inputs) {
    const auto drawn = parseDrawnSamples(store.setting(drawnSetting).value_or(""));
    if (request.drawn && !drawn) {
        throw Error(ErrorKind::NotFound, plate.root, "has no samples drawn by lot in its review; draw them in the window (Review, Queue, Drawn by lot)");
    }
    std::vector<LabelEvent> events = labelEventsOf(store);
    if (!drawn) {
        return events;
    }
    const std::set<std::string> ids(drawn->samples.begin(), drawn->samples.end());
    std::erase_if(events, [&](const LabelEvent& event) { return ids.contains(event.sampleId) != request.drawn; });
    if (request.drawn) {
        inputs.drawn = drawn;
        return blindEvents(std::move(events), *drawn);
    }
    std::cerr << counted(ids.size(), "sample") << " drawn by lot took no part; --drawn audits them alone\n";
    return events;
}

Inputs inputsOfPlate(const AuditRequest& request, const CommandContext& context) {
    std::optional<ModelCard> card;
    if (!request.model.empty()) {
        card = readModelCard(request.model);
    }
    const auto wanted = chosenVocabulary(request.vocabulary);
    const Plate plate = scanNamedPlate(request.plate, request.naming, context);
    const auto store = openReview(plate, request.review, context, request.drawn ? ReviewUse::Write : ReviewUse::Read);
    const Vocabulary vocabulary = agreedVocabulary(*store, wanted);
    const ReviewVocabulary known = reviewVocabulary(*store);
    const Vocabulary met = card ? vocabularyMet(*card, known.earlier) : vocabulary;
    if (const auto meeting = card ? meetingOf(*card, met, context.dataDirectory, request.model) : std::nullopt) {
        card = mappedCard(*card, *meeting, met);
    }
    Inputs inputs;
    const ReviewedLabels labels = reviewedLabels(plate, eventsToAudit(request, *store, plate, inputs), {request.reviewer});
    inputs.vocabulary = vocabulary;
    inputs.predictions = predictionsOf(plate, *store, known.state, chosenModel(*store, card, plate.root));
    inputs.truth = truthOf(labels, inputs.predictions);
    inputs.join.truthPath = store->file();
    inputs.join.predictionsPath = store->file();
    inputs.join.thresholds =
        chosenThresholds(request, vocabulary, card && !card->thresholds.empty() ? readThresholds(known.state, card->thresholds) : std::vector<double>(vocabulary.size(), 0.5));
    inputs.join.threshold.atLeastOne = request.atLeastOne || (card && card->atLeastOne);
    if (request.bootstrap.resamples > 0 && request.groups.empty()) {
        inputs.groups = groupsOfPlate(plate, *store);
        inputs.groupedBy = "group or antibody of the sheet, else well";
    }
    if (inputs.drawn) {
        ++inputs.drawn->uses;
        store->putSetting(drawnSetting, formatDrawnSamples(*inputs.drawn));
    }
    inputs.shares = TruthShares{labels.ruled, labels.agreed, labels.single, labels.conflicts.size()};
    return inputs;
}

void sayWhatTookNoPart(const AuditJoin& joined) {
    const auto say = [](std::size_t count, const char* what, const char* so) {
        if (count > 0) {
            std::cerr << counted(count, what) << so << "\n";
        }
    };
    say(joined.predictionsWithoutTruth, "prediction", " without a truth took no part");
    say(joined.unjudged, "unsure or unusable sample", " took no part");
    say(joined.partlyJudged, "sample", " with classes that were not judged; those count as absent");
}

void printFigures(const AuditFigures& figures, const Vocabulary& vocabulary) {
    std::printf("%zu samples, %zu classes\n", figures.rows, figures.classes);
    std::printf("macro-F1 %.4f   micro-F1 %.4f   weighted-F1 %.4f   samples-F1 %.4f\n", figures.macroF1, figures.microF1, figures.weightedF1, figures.samplesF1);
    std::printf("subset accuracy %.4f   Hamming loss %.4f   macro Jaccard %.4f\n\n", figures.subsetAccuracy, figures.hammingLoss, figures.jaccardMacro);
    std::printf("%-32s %9s %9s %9s %9s\n", "class", "precision", "recall", "F1", "support");
    for (std::size_t i = 0; i < figures.perClass.size(); ++i) {
        const ClassFigures& one = figures.perClass[i];
        std::printf("%-32s %9.4f %9.4f %9.4f %9zu\n", vocabulary.at(toClass(i)).name.c_str(), one.precision, one.recall, one.f1, one.support);
    }
}

void printInterval(const Resampled& resampled, const Inputs& inputs, const BootstrapOptions& options) {
    const std::string drawn = resampled.groups == 0 ? "the samples" : counted(resampled.groups, "group") + " (" + inputs.groupedBy + ")";
    std::printf("\nmacro-F1 within %.4f and %.4f (95 %%, %zu resamples of %s, seed %llu)\n", resampled.interval.low, resampled.interval.high, options.resamples, drawn.c_str(),
                static_cast<unsigned long long>(options.seed));
}

void printShares(const TruthShares& shares) {
    std::printf("truth: %zu ruled, %zu agreed on by two or more, %zu by one reviewer, %zu in conflict and left out\n", shares.ruled, shares.agreed, shares.single,
                shares.conflicts);
}

void printJson(const AuditFigures& figures, const Vocabulary& vocabulary, const Inputs& inputs, const std::optional<Resampled>& resampled,
               const AuditRequest& request) {
    const bool ofScores = inputs.predictions.content == TableContent::Probabilities;
    auto object = nlohmann::ordered_json::parse(formatAuditJson(figures, vocabulary, ofScores ? inputs.join.thresholds : std::vector<double>()));
    if (resampled) {
        const bool ofGroups = resampled->groups > 0;
        object["macro_f1_interval"] = {{"low", resampled->interval.low}, {"high", resampled->interval.high}, {"level", 0.95},
                                       {"resamples", request.bootstrap.resamples}, {"seed", request.bootstrap.seed},
                                       {"drawn", ofGroups ? "groups" : "samples"}, {"groups", ofGroups ? nlohmann::ordered_json(resampled->groups) : nlohmann::ordered_json()},
                                       {"grouped_by", ofGroups ? nlohmann::ordered_json(inputs.groupedBy) : nlohmann::ordered_json()}};
    }
    if (inputs.drawn) {
        object["drawn"] = {{"samples", inputs.drawn->samples.size()}, {"population", inputs.drawn->population}, {"inclusion", inputs.drawn->inclusion()}, {"seed", inputs.drawn->seed}, {"uses", inputs.drawn->uses}};
    }
    if (inputs.shares) {
        object["truth"] = {{"ruled", inputs.shares->ruled}, {"agreed", inputs.shares->agreed}, {"single", inputs.shares->single},
                           {"conflicts", inputs.shares->conflicts}};
    }
    std::cout << object.dump(1) << "\n";
}

std::optional<Resampled> resample(const Inputs& inputs, const AuditJoin& joined, std::size_t classes, const AuditRequest& request) {
    if (request.bootstrap.resamples == 0) {
        return {};
    }
    const std::vector<std::string> groups = groupsOfRows(inputs.groups, joined.ids);
    const std::size_t count = std::set<std::string>(groups.begin(), groups.end()).size();
    if (count == 1) {
        std::cerr << "all samples are in one group, so that an interval says nothing; name others by --groups\n";
    }
    return Resampled{macroF1Interval(joined.rows, groups, classes, request.bootstrap, terminalProgress("resampling")), count};
}

void runAudit(const AuditRequest& request, const CommandContext& context) {
    const bool ofFiles = !request.truth.empty() && !request.predictions.empty();
    if (ofFiles != request.plate.empty() || (request.truth.empty() != request.predictions.empty())) {
        throw CLI::ValidationError("needs either --truth and --predictions, or a plate");
    }
    if (ofFiles && request.drawn) {
        throw CLI::ValidationError("--drawn", "is of a plate, whose review keeps what was drawn");
    }
    Inputs inputs = ofFiles ? inputsOfFiles(request) : inputsOfPlate(request, context);
    const Vocabulary& vocabulary = inputs.vocabulary;
    if (!request.groups.empty()) {
        inputs.groups = readGroups(request.groups, request.groupColumn);
        inputs.groupedBy = "column " + jsonText(request.groupColumn) + " of " + jsonText(request.groups.filename().string());
    }
    const AuditJoin joined = joinForAudit(inputs.truth, inputs.predictions, inputs.join);
    sayWhatTookNoPart(joined);
    const AuditFigures figures = audit(joined.rows, vocabulary.size());
    const std::optional<Resampled> resampled = resample(inputs, joined, vocabulary.size(), request);
    if (request.json) {
        printJson(figures, vocabulary, inputs, resampled, request);
        return;
    }
    printFigures(figures, vocabulary);
    if (resampled) {
        printInterval(*resampled, inputs, request.bootstrap);
    }
    if (inputs.drawn) {
        std::printf("drawn by lot: %zu of %zu samples, each with probability %.4f; use %zu of this draw\n", inputs.drawn->samples.size(), inputs.drawn->population,
                    inputs.drawn->inclusion(), inputs.drawn->uses);
    }
    if (inputs.shares) {
        printShares(*inputs.shares);
    }
}

} // namespace

void addAuditCommand(CLI::App& app, const CommandContext& context) {
    const auto request = std::make_shared<AuditRequest>();
    CLI::App* command = app.add_subcommand("audit", "macro-F1 and the figures of every class, from two CSV files or from a plate's review");
    command->add_option("PLATE", request->plate, "directory of images whose review holds labels and predictions");
    addNamingOptions(*command, request->naming);
    command->add_option("--truth", request->truth, "CSV of true labels");
    command->add_option("--predictions", request->predictions, "CSV of predicted labels or probabilities");
    command->add_option("--thresholds", request->thresholds, "one number, or a CSV class,threshold; without it the model's, else 0.5");
    command->add_flag("--at-least-one", request->atLeastOne, "keep the most probable class where none reaches its threshold");
    command->add_option("--bootstrap", request->bootstrap.resamples, "resamples for an interval of macro-F1")->check(CLI::Range(1, 1'000'000));
    command->add_option("--groups", request->groups, "CSV with Id and a column that names groups: whole groups are resampled; without it those of a plate's sheet, or its wells");
    command->add_option("--group-column", request->groupColumn, "of the CSV of --groups")->capture_default_str();
    command->add_option("--seed", request->bootstrap.seed, "of the resamples")->capture_default_str();
    command->add_option("--model", request->model, "whose predictions of the plate");
    addVocabularyOption(*command, request->vocabulary, "those of the review, which without any are the 28 of the challenge");
    command->add_option("--review", request->review, "file, or postgresql:// address, that holds the review of the plate");
    command->add_option("--reviewer", request->reviewer, "a reviewer's name, or consensus; without it the truth counts");
    command->add_flag("--drawn", request->drawn, "only the samples drawn by lot, as they were judged without seeing a proposal; each use is counted in the review");
    command->add_flag("--json", request->json, "print one JSON object");
    command->callback([request, context] { runAudit(*request, context); });
}

} // namespace locascope
