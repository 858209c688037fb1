#include "app/commands/commands.h"

#include "app/chosenvocabulary.h"
#include "app/interrupts.h"
#include "app/modelplan.h"
#include "app/openmodel.h"
#include "app/openreview.h"
#include "app/platescan.h"
#include "app/saliencyfile.h"
#include "app/terminal.h"
#include "core/files/error.h"
#include "core/files/writefile.h"
#include "core/imaging/heatmap.h"
#include "core/imaging/loadsample.h"
#include "core/model/plantrial.h"
#include "core/model/predictinbatches.h"
#include "core/plate/vocabulary.h"
#include "core/review/labelcsv.h"
#include "core/review/metrics.h"
#include "core/store/reviewvocabulary.h"

#include <algorithm>
#include <charconv>
#include <deque>
#include <future>
#include <iostream>
#include <memory>
#include <optional>

namespace locascope {

namespace {

constexpr std::size_t leastPreparedAhead = 12; ///< samples decoded while the model works
constexpr std::size_t batchesAhead = 2;

/// Every count-th sample from the number-th, from 1.
struct Shard {
    std::size_t number = 1;
    std::size_t count = 1;
};

struct PredictRequest {
    std::filesystem::path plate;
    PlateNaming naming;
    std::filesystem::path out;
    std::filesystem::path model;
    std::filesystem::path review;
    std::filesystem::path vocabulary;
    std::filesystem::path saliency;
    std::string saliencyMethod; ///< key; empty: the model's default
    std::string saliencyFormat = "png";
    std::string device = "auto";
    std::string plan = "auto";
    std::string shard;
};

/// A sample ready for the model, or why it is not.
struct Prepared {
    std::size_t sample = 0;
    InputTensor input;
    std::string contentDigest;
    int width = 0;
    int height = 0;
    std::optional<Problem> problem;
};

std::optional<std::size_t> wholeNumber(std::string_view text) {
    std::size_t value = 0;
    const auto [rest, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    return failure == std::errc() && rest == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

Shard shardOf(const std::string& text) {
    if (text.empty()) {
        return {};
    }
    const std::size_t slash = text.find('/');
    const auto number = wholeNumber(std::string_view(text).substr(0, slash));
    const auto count = slash == std::string::npos ? std::nullopt : wholeNumber(std::string_view(text).substr(slash + 1));
    if (!number || !count || *number < 1 || *number > *count) {
        throw CLI::ValidationError("--shard", text + " is not I/N with 1 ≤ I ≤ N");
    }
    return {*number, *count};
}

std::vector<std::size_t> samplesOf(const Plate& plate, const Shard& shard) {
    std::vector<std::size_t> samples;
    for (std::size_t sample = shard.number - 1; sample < plate.samples.size(); sample += shard.count) {
        samples.push_back(sample);
    }
    return samples;
}

Prepared prepare(const Plate& plate, std::size_t index, const InputRecipe& recipe) {
    const Sample& sample = plate.samples[index];
    Prepared prepared{.sample = index, .input = {}, .contentDigest = {}, .width = 0, .height = 0, .problem = {}};
    const LoadedSample image = loadSample(plate, sample, {.digest = true});
    const bool isFit = image.complete || (recipe.absentStain == AbsentStain::Zeros && !image.stack.isEmpty());
    if (!isFit) {
        prepared.problem = image.problems.empty() ? Problem{{}, sample.id, ErrorKind::Mismatch, "incomplete"} : image.problems.front();
        return prepared;
    }
    try {
        prepared.input = preprocess(image.stack, recipe);
    } catch (const Error& error) {
        prepared.problem = Problem{{}, sample.id, error.kind(), error.detail()};
    }
    prepared.contentDigest = image.contentDigest;
    prepared.width = image.stack.fullWidth;
    prepared.height = image.stack.fullHeight;
    return prepared;
}

/// Decodes ahead of the model, in order, on threads of its own.
class Preparing {
public:
    Preparing(const Plate& plate, std::vector<std::size_t> samples, InputRecipe recipe)
        : m_plate(plate)
        , m_samples(std::move(samples))
        , m_recipe(std::move(recipe)) {}

    std::size_t total() const { return m_samples.size(); }
    /// Up to `most` of the next samples; none at the end.
    std::vector<Prepared> next(std::size_t most) {
        std::vector<Prepared> prepared;
        m_most = std::max(leastPreparedAhead, batchesAhead * most);
        while (prepared.size() < most) {
            fill();
            if (m_ahead.empty()) {
                break;
            }
            prepared.push_back(m_ahead.front().get());
            m_ahead.pop_front();
        }
        fill();
        return prepared;
    }

private:
    void fill() {
        while (m_ahead.size() < m_most && m_next < m_samples.size()) {
            m_ahead.push_back(std::async(std::launch::async, prepare, std::cref(m_plate), m_samples[m_next++], std::cref(m_recipe)));
        }
    }

    const Plate& m_plate;
    const std::vector<std::size_t> m_samples;
    const InputRecipe m_recipe;
    std::size_t m_next = 0;
    std::size_t m_most = leastPreparedAhead;
    std::deque<std::future<Prepared>> m_ahead;
};

class Predicting {
public:
    /// `method`: of the maps, where any are asked for.
    Predicting(const Plate& plate, Engine& engine, const PredictRequest& request, SaliencyMethod method)
        : m_plate(plate)
        , m_engine(engine)
        , m_method(method)
        , m_request(request)
        , m_ids(csvIds(plate))
        , m_batch(static_cast<std::size_t>(engine.plan().batch)) {}

    /// `batch`: those of `preparing` that were taken from it already.
    void run(std::vector<Prepared> batch, Preparing& preparing, const Progress& progress, const std::stop_token& stop) {
        for (std::size_t done = 0;; batch = preparing.next(m_batch)) {
            if (batch.empty() || stop.stop_requested()) {
                m_unasked += preparing.total() - done;
                return;
            }
            done += batch.size();
            std::erase_if(batch, [this](const Prepared& one) { return refuse(one); });
            predict(batch);
            if (progress) {
                progress(done, preparing.total());
            }
        }
    }

    const std::vector<LabelRow>& rows() const { return m_rows; }
    const std::vector<StoredPrediction>& stored() const { return m_stored; }
    std::size_t refused() const { return m_refused; }
    std::size_t unasked() const { return m_unasked; }

private:
    bool refuse(const Prepared& one) {
        if (one.problem) {
            say(one.sample, *one.problem);
        }
        return one.problem.has_value();
    }

    void say(std::size_t sample, const Problem& problem) {
        ++m_refused;
        std::cerr << "not classified: " << (problem.file.empty() ? m_ids[sample] : percentEncoded(problem.file)) << ": " << problem.cause << "\n";
    }

    void predict(const std::vector<Prepared>& batch) {
        std::vector<InputTensor> inputs;
        for (const Prepared& one : batch) {
            inputs.push_back(one.input);
        }
        try {
            keep(batch, predictInBatches(m_engine, inputs, m_batch));
        } catch (const Error& error) {
            if (batch.size() == 1 && m_rows.empty() && m_refused > 20) {
                throw; // a model that refuses everything is no model for this plate
            }
            if (batch.size() == 1) {
                return say(batch.front().sample, {{}, {}, error.kind(), error.detail()});
            }
            for (const Prepared& one : batch) {
                predict({one});
            }
        }
    }

    void keep(const std::vector<Prepared>& batch, const std::vector<std::vector<float>>& probabilities) {
        for (std::size_t place = 0; place < probabilities.size(); ++place) {
            const Prepared& one = batch[place];
            LabelRow row;
            row.id = m_ids[one.sample];
            row.probabilities = probabilities[place];
            m_rows.push_back(row);
            m_stored.push_back({m_plate.samples[one.sample].id, probabilities[place], one.contentDigest});
            if (!m_request.saliency.empty()) {
                explain(one, row);
            }
        }
    }

    void explain(const Prepared& one, const LabelRow& row) {
        const ModelCard& card = m_engine.card();
        for (const ClassIndex index : labelsAbove(row.probabilities, card.thresholds, {card.atLeastOne}).classes()) {
            const SaliencyMap map = m_engine.explain(one.input, row.id, index, m_method);
            const SaliencyFormat format = m_request.saliencyFormat == "tif" ? SaliencyFormat::Tiff : SaliencyFormat::Png;
            const std::filesystem::path file = m_request.saliency / (row.id + "_" + std::to_string(toIndex(index)) + "." + m_request.saliencyFormat);
            makeDirectory(file.parent_path());
            writeFile(file, encodedSaliency(format, {m_plate, m_plate.samples[one.sample], m_engine.card(), index, m_method}, saliencyPlane(map, one.width, one.height)), {.durability = Durability::Ordered});
        }
    }

    const Plate& m_plate;
    Engine& m_engine;
    const SaliencyMethod m_method;
    const PredictRequest& m_request;
    const std::vector<std::string> m_ids;
    std::size_t m_batch; ///< smaller once memory ran out
    std::vector<LabelRow> m_rows;
    std::vector<StoredPrediction> m_stored;
    std::size_t m_refused = 0;
    std::size_t m_unasked = 0;
};

/// Decodes the first samples, on which plans may be tried, and says by which the model runs.
std::string settleOn(std::vector<Prepared>& first, Preparing& preparing, const OpenedModel& model, const PredictRequest& request, const CommandContext& context,
                     const std::stop_token& stop) {
    first = preparing.next(PlanTrial::inputsWanted);
    std::vector<InputTensor> inputs;
    for (const Prepared& one : first) {
        if (!one.problem) {
            inputs.push_back(one.input);
        }
    }
    const PlanWish wish = request.plan == "plain" ? PlanWish::Plain : PlanWish::Auto;
    return settlePlan(model, wish, inputs, preparing.total(), context, stop);
}

void runPredict(const PredictRequest& request, const CommandContext& context) {
    requireReviewFile(request.review);
    const Shard shard = shardOf(request.shard);
    const StopOnInterrupt interrupt;
    const Plate plate = scanNamedPlate(request.plate, request.naming, context, interrupt.token());
    const auto wanted = chosenVocabulary(request.vocabulary);
    const auto store = openReview(plate, request.review, context, ReviewUse::Write);
    const Vocabulary vocabulary = agreedVocabulary(*store, wanted);
    const OpenedModel model = openModel(request.model, request.device, vocabulary, context, interrupt.token());
    const auto method = request.saliency.empty() ? SaliencyMethod{} : chosenSaliencyMethod(*model.engine, request.saliencyMethod, model.cardFile);

    Preparing preparing(plate, samplesOf(plate, shard), model.card().input);
    std::vector<Prepared> first;
    const std::string plan = settleOn(first, preparing, model, request, context, interrupt.token());
    Predicting predicting(plate, *model.engine, request, method);
    predicting.run(std::move(first), preparing, terminalProgress("classifying"), interrupt.token());

    store->putPredictions(predictionDigest(model.card()), predicting.stored());
    const FormattedLabels table = formatLabels(predicting.rows(), vocabulary, {.format = LabelFormat::Wide, .content = TableContent::Probabilities});
    writeFile(request.out, table.text);
    std::cerr << predicting.rows().size() << " samples classified on " << model.engine->device() << " by " << model.card().name << "; " << plan << "\n";
    if (const std::size_t lacking = predicting.refused() + predicting.unasked(); lacking > 0) {
        throw Error(ErrorKind::Mismatch, request.out, "lacks " + std::to_string(lacking) + " samples that could not be classified"
                        + (predicting.unasked() > 0 ? " or were not reached; run it again" : "; the lines above say why"));
    }
}

} // namespace

void addPredictCommand(CLI::App& app, const CommandContext& context) {
    const auto request = std::make_shared<PredictRequest>();
    CLI::App* command = app.add_subcommand("predict", "classify every sample of a plate; kept in its review, too");
    command->add_option("PLATE", request->plate, "directory of images")->required();
    addNamingOptions(*command, request->naming);
    command->add_option("--out", request->out, "the CSV of probabilities to write: Id, then one column a class")->required();
    command->add_option("--model", request->model, "card, weights or name of a model; without it the one that came with the program");
    addVocabularyOption(*command, request->vocabulary, "those of the review, which without any are the 28 of the challenge");
    command->add_option("--device", request->device, "auto, cpu or cuda:N")->capture_default_str();
    command->add_option("--plan", request->plan, "auto: the fastest way to run the model here whose probabilities stay within 0.001 of the plain one's; plain: exactly repeatable")
        ->check(CLI::IsMember({"auto", "plain"}))
        ->capture_default_str();
    command->add_option("--shard", request->shard, "I/N: only every N-th sample, from the I-th");
    CLI::Option* saliency = command->add_option("--saliency", request->saliency,
                                                "directory for maps of the classes above their threshold: <id>_<class>.png, 16-bit grey of the image's size");
    command->add_option("--saliency-method", request->saliencyMethod, "how they are made, as far as the model allows: " + saliencyMethodKeys({allSaliencyMethods.begin(), allSaliencyMethods.end()}) + "; without it as suits the model best")->needs(saliency);
    command->add_option("--saliency-format", request->saliencyFormat, "png, or tif: that tells sample, class, method, model and pixel size, too")
        ->check(CLI::IsMember({"png", "tif"}))
        ->needs(saliency)
        ->capture_default_str();
    command->add_option("--review", request->review, "file that holds the review of the plate");
    command->callback([request, context] { runPredict(*request, context); });
}

} // namespace locascope
