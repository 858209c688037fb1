#include "app/commands/commands.h"

#include "app/chosenvocabulary.h"
#include "app/interrupts.h"
#include "app/modelplan.h"
#include "app/openmodel.h"
#include "app/openreview.h"
#include "app/platescan.h"
#include "app/preparesamples.h"
#include "app/saliencyfile.h"
#include "app/terminal.h"
#include "core/files/error.h"
#include "core/files/writefile.h"
#include "core/imaging/heatmap.h"
#include "core/model/devicelost.h"
#include "core/model/mappedengine.h"
#include "core/model/plantrial.h"
#include "core/model/predictinbatches.h"
#include "core/plate/vocabulary.h"
#include "core/review/labelcsv.h"
#include "core/review/metrics.h"
#include "core/store/reviewvocabulary.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <iostream>
#include <memory>
#include <optional>

namespace locascope {

namespace {

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

/// Gives the model another device to run on, or throws what it was told.
using FallBack = std::function<void(const DeviceLost& lost)>;

class Predicting {
public:
    /// `method`: of the maps, where any are asked for.
    Predicting(const Plate& plate, OpenedModel& model, const PredictRequest& request, SaliencyMethod method, FallBack fallBack)
        : m_plate(plate)
        , m_model(model)
        , m_method(method)
        , m_request(request)
        , m_fallBack(std::move(fallBack))
        , m_ids(csvIds(plate)) {}

    /// `batch`: those of `preparing` that were taken from it already. DeviceLost where there is no other device to go on with; what was classified before is kept.
    void run(std::vector<PreparedSample> batch, SamplePreparation& preparing, const Progress& progress, const std::stop_token& stop) {
        m_batch = static_cast<std::size_t>(m_model.engine->plan().batch);
        for (std::size_t done = 0; !batch.empty() && !stop.stop_requested(); batch = preparing.next(m_batch)) {
            done += batch.size();
            std::erase_if(batch, [this](const PreparedSample& one) { return refuse(one); });
            predict(batch);
            if (progress) {
                progress(done, preparing.total());
            }
        }
    }

    const std::vector<LabelRow>& rows() const { return m_rows; }
    const std::vector<StoredPrediction>& stored() const { return m_stored; }
    std::size_t refused() const { return m_refused; }

private:
    bool refuse(const PreparedSample& one) {
        if (one.problem) {
            say(one.sample, *one.problem);
        }
        return one.problem.has_value();
    }

    void say(std::size_t sample, const Problem& problem) {
        ++m_refused;
        std::cerr << "not classified: " << (problem.file.empty() ? m_ids[sample] : percentEncoded(problem.file)) << ": " << problem.cause << "\n";
    }

    void predict(const std::vector<PreparedSample>& batch) {
        std::vector<InputTensor> inputs;
        for (const PreparedSample& one : batch) {
            inputs.push_back(one.input);
        }
        try {
            keep(batch, predictInBatches(*m_model.engine, inputs, m_batch));
        } catch (const DeviceLost& lost) {
            m_fallBack(lost);
            m_batch = static_cast<std::size_t>(m_model.engine->plan().batch);
            predict(batch);
        } catch (const Error& error) {
            if (batch.size() == 1 && m_rows.empty() && m_refused > 20) {
                throw; // a model that refuses everything is no model for this plate
            }
            if (batch.size() == 1) {
                return say(batch.front().sample, {{}, {}, error.kind(), error.detail()});
            }
            for (const PreparedSample& one : batch) {
                predict({one});
            }
        }
    }

    void keep(const std::vector<PreparedSample>& batch, const std::vector<std::vector<float>>& probabilities) {
        for (std::size_t place = 0; place < probabilities.size(); ++place) {
            const PreparedSample& one = batch[place];
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

    void explain(const PreparedSample& one, const LabelRow& row) {
        const ModelCard& card = m_model.card();
        for (const ClassIndex index : labelsAbove(row.probabilities, card.thresholds, {card.atLeastOne}).classes()) {
            const SaliencyMap map = m_model.engine->explain(one.input, row.id, index, m_method);
            const SaliencyFormat format = m_request.saliencyFormat == "tif" ? SaliencyFormat::Tiff : SaliencyFormat::Png;
            const std::filesystem::path file = m_request.saliency / (row.id + "_" + std::to_string(toIndex(index)) + "." + m_request.saliencyFormat);
            makeDirectory(file.parent_path());
            writeFile(file, encodedSaliency(format, {m_plate, m_plate.samples[one.sample], m_model.card(), index, m_method}, saliencyPlane(map, one.width, one.height)), {.durability = Durability::Ordered});
        }
    }

    const Plate& m_plate;
    OpenedModel& m_model;
    const SaliencyMethod m_method;
    const PredictRequest& m_request;
    const FallBack m_fallBack;
    const std::vector<std::string> m_ids;
    std::size_t m_batch = 1; ///< smaller once memory ran out
    std::vector<LabelRow> m_rows;
    std::vector<StoredPrediction> m_stored;
    std::size_t m_refused = 0;
};

/// Decodes the first samples, on which plans may be tried, and says by which the model runs.
std::string settleOn(std::vector<PreparedSample>& first, SamplePreparation& preparing, const OpenedModel& model, const PredictRequest& request, const CommandContext& context,
                     const std::stop_token& stop) {
    first = preparing.next(PlanTrial::inputsWanted);
    std::vector<InputTensor> inputs;
    for (const PreparedSample& one : first) {
        if (!one.problem) {
            inputs.push_back(one.input);
        }
    }
    const PlanWish wish = request.plan == "plain" ? PlanWish::Plain : PlanWish::Auto;
    return settlePlan(model, wish, inputs, preparing.total(), context, stop);
}

/// A device that was named is never changed for another one.
FallBack fallBackOf(OpenedModel& model, const PredictRequest& request, const Vocabulary& vocabulary, const CommandContext& context, const std::stop_token& stop) {
    return [&model, &request, &vocabulary, &context, stop](const DeviceLost& lost) {
        if (request.device != "auto" || model.engine->device() == "cpu") {
            throw lost;
        }
        std::cerr << lost.detail() << "; going on with the processor\n";
        model = openModel(request.model, "cpu", vocabulary, context, stop);
        if (request.plan == "plain") {
            model.engine->usePlan({});
        }
    };
}

std::string settleOrFallBack(std::vector<PreparedSample>& first, SamplePreparation& preparing, const OpenedModel& model, const PredictRequest& request,
                             const FallBack& fallBack, const CommandContext& context, const std::stop_token& stop) {
    try {
        return settleOn(first, preparing, model, request, context, stop);
    } catch (const DeviceLost& lost) {
        fallBack(lost);
        return planText(model.engine->plan());
    }
}

/// What the table lacks, and why.
void requireWhole(const PredictRequest& request, std::size_t total, const Predicting& predicting, const std::optional<DeviceLost>& lost) {
    const std::size_t lacking = total - predicting.rows().size();
    if (lost) {
        throw Error(ErrorKind::Mismatch, request.out, "lacks " + std::to_string(lacking) + " samples: " + lost->detail() + "; run it again with --device cpu");
    }
    if (lacking > 0) {
        throw Error(ErrorKind::Mismatch, request.out, "lacks " + std::to_string(lacking) + " samples that could not be classified"
                        + (lacking > predicting.refused() ? " or were not reached; run it again" : "; the lines above say why"));
    }
}

/// What the model's classes are called today.
Vocabulary firstClassesOf(const Vocabulary& vocabulary, std::size_t count) {
    const auto& all = vocabulary.classes();
    return Vocabulary(vocabulary.id(), {all.begin(), all.begin() + static_cast<std::ptrdiff_t>(std::min(count, all.size()))});
}

void runPredict(const PredictRequest& request, const CommandContext& context) {
    requireReviewPlace(request.review);
    const Shard shard = shardOf(request.shard);
    const StopOnInterrupt interrupt;
    const Plate plate = scanNamedPlate(request.plate, request.naming, context, interrupt.token());
    const auto wanted = chosenVocabulary(request.vocabulary);
    const auto store = openReview(plate, request.review, context, ReviewUse::Write);
    const Vocabulary vocabulary = agreedVocabulary(*store, wanted);
    const Vocabulary met = vocabularyMet(readModelCard(modelCardFile(request.model, context)), reviewVocabulary(*store).earlier);
    OpenedModel model = openModel(request.model, request.device, met, context, interrupt.token());
    const auto method = request.saliency.empty() ? SaliencyMethod{} : chosenSaliencyMethod(*model.engine, request.saliencyMethod, model.cardFile);
    const FallBack fallBack = fallBackOf(model, request, met, context, interrupt.token());

    SamplePreparation preparing(plate, samplesOf(plate, shard), model.card().input);
    std::vector<PreparedSample> first;
    std::string plan;
    Predicting predicting(plate, model, request, method, fallBack);
    std::optional<DeviceLost> left;
    try {
        plan = settleOrFallBack(first, preparing, model, request, fallBack, context, interrupt.token());
        predicting.run(std::move(first), preparing, terminalProgress("classifying"), interrupt.token());
    } catch (const DeviceLost& lost) {
        left = lost;
    }

    store->putPredictions(predictionDigest(model.card()), predicting.stored());
    const FormattedLabels table = formatLabels(predicting.rows(), firstClassesOf(vocabulary, met.size()), {.format = LabelFormat::Wide, .content = TableContent::Probabilities});
    writeFile(request.out, table.text);
    std::cerr << predicting.rows().size() << " samples classified on " << model.engine->device() << " by " << model.card().name << (plan.empty() ? "" : "; ") << plan << "\n";
    requireWhole(request, preparing.total(), predicting, left);
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
    command->add_option("--review", request->review, "file, or postgresql:// address, that holds the review of the plate");
    command->callback([request, context] { runPredict(*request, context); });
}

} // namespace locascope
