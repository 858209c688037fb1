#include "core/learning/train.h"

#include "core/files/digest.h"
#include "core/files/error.h"
#include "core/learning/architecture.h"
#include "core/learning/augment.h"
#include "core/learning/thresholds.h"
#include "core/learning/torchscript.h"
#include "core/learning/trainingstate.h"

#include <ATen/Parallel.h>
#include <torch/csrc/jit/runtime/interpreter.h>
#include <torch/torch.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <future>
#include <numeric>
#include <random>
#include <sstream>

namespace locascope {

namespace {

using Clock = std::chrono::steady_clock;

constexpr double warmUpShare = 0.05;
constexpr double maskPositiveWeight = 3;
constexpr double mostPositiveWeight = 6;

std::string fingerprintOf(const TrainingSet& set, const TrainingOptions& options) {
    std::ostringstream text;
    text << sha256(std::as_bytes(std::span(set.pixels))) << ' ' << options.seed << ' ' << options.batch << ' ' << options.epochs << ' '
         << options.learningRate << ' ' << options.weightDecay << ' ' << options.maskWeight << ' ' << options.validationShare << ' '
         << static_cast<int>(options.precision) << ' ' << (options.from ? options.from->string() : "");
    for (const TrainingField& field : set.fields) {
        text << ' ' << field.group;
        for (const ClassIndex index : field.labels.classes())
            text << ',' << toIndex(index);
    }
    return sha256(std::string_view(text.str()));
}

torch::Tensor tensorOf(const std::vector<float>& values, at::IntArrayRef shape) {
    return torch::from_blob(const_cast<float*>(values.data()), shape, torch::kFloat);
}

struct Taught {
    torch::Tensor logits;
    torch::Tensor evidence; ///< undefined where the module teaches none
};

// Calls one method of a module, op by op.
class Caller {
public:
    Caller(torch::jit::Module& module, Precision precision)
        : m_module(module)
        , m_teaches(module.find_method("teach").has_value()) {
        const char* method = !m_teaches ? "forward" : precision == Precision::BFloat16 && module.find_method("teach_bf16") ? "teach_bf16" : "teach";
        m_code = std::make_unique<torch::jit::Code>(inlinedMethod(module, method), method);
    }

    Taught operator()(const torch::Tensor& inputs) const {
        const auto output = runGraph(*m_code, {m_module._ivalue(), inputs}).at(0);
        if (!m_teaches)
            return {output.toTensor(), {}};
        const auto& both = output.toTupleRef().elements();
        return {both.at(0).toTensor(), both.at(1).toTensor()};
    }

private:
    torch::jit::Module& m_module;
    bool m_teaches;
    std::unique_ptr<torch::jit::Code> m_code;
};

class Training {
public:
    Training(const TrainingSet& set, const TrainingOptions& options, const TrainingProgress& progress, std::stop_token stop)
        : m_set(set)
        , m_options(options)
        , m_progress(progress)
        , m_stop(std::move(stop))
        , m_classes(static_cast<std::int64_t>(set.classes.size()))
        , m_process(startingModule(), fingerprintOf(set, options))
        , m_learn(m_process.learner(), options.precision)
        , m_validate(m_process.average(), options.precision) {
        split();
        std::vector<std::size_t> everyFourth;
        for (std::size_t place = 0; place < m_training.size(); place += m_training.size() > 400 ? 4 : 1)
            everyFourth.push_back(m_training[place]);
        m_figures = channelFigures(set, everyFourth);
        if (options.from || (!set.input.mean.empty() && !set.input.deviation.empty())) // a parent goes on seeing what it has learnt from
            m_figures = {set.input.mean.empty() ? std::vector<double>(set.input.stains.size(), 0) : set.input.mean,
                         set.input.deviation.empty() ? std::vector<double>(set.input.stains.size(), 1) : set.input.deviation};
        m_positiveWeights = positiveWeights();
    }

    TrainedModel run() {
        if (m_options.resumeDirectory && m_process.restore(*m_options.resumeDirectory))
            m_ending = m_process.epochsDone >= m_options.epochs ? "all epochs done" : "";
        m_spentBefore = m_process.secondsSpent;
        while (m_ending.empty() && m_process.epochsDone < m_options.epochs)
            epoch();
        return outcome();
    }

private:
    torch::jit::Module startingModule() const {
        if (m_options.from) {
            torch::jit::Module parent = loadScript(*m_options.from, {});
            if (parent.parameters().size() == 0)
                throw Error(ErrorKind::Unsupported, *m_options.from, "has nothing to train: its weights are constants, as torch.jit.freeze leaves them; go on from the model as it was before that");
            return parent;
        }
        return makeClassifier(static_cast<int>(m_set.input.stains.size()), static_cast<int>(m_set.classes.size()), m_options.seed);
    }

    void split() {
        const auto validation = chooseValidation(m_set.fields, m_options.validationShare, m_options.seed);
        for (std::size_t field = 0; field < m_set.fields.size(); ++field)
            (validation[field] ? m_validation : m_training).push_back(field);
    }

    // Rare classes weigh more, by the square root of their rarity.
    torch::Tensor positiveWeights() const {
        auto weights = torch::ones({m_classes});
        for (std::int64_t index = 0; index < m_classes; ++index) {
            const auto present = std::count_if(m_training.begin(), m_training.end(), [&](std::size_t field) {
                return m_set.fields[field].labels.contains(toClass(static_cast<std::size_t>(index)));
            });
            const double odds = static_cast<double>(m_training.size() - static_cast<std::size_t>(present)) / std::max<double>(1, static_cast<double>(present));
            weights[index] = std::clamp(std::sqrt(odds), 1.0, mostPositiveWeight);
        }
        return weights;
    }

    double secondsSpent() const { return m_spentBefore + std::chrono::duration<double>(Clock::now() - m_started).count(); }

    // How much of the training is behind us, by steps or, where time is limited and runs out first, by time.
    double elapsedShare(std::size_t step) const {
        const double steps = static_cast<double>(stepsAnEpoch());
        const double byStep = (m_process.epochsDone + static_cast<double>(step) / steps) / m_options.epochs;
        return m_options.maxSeconds > 0 ? std::max(byStep, secondsSpent() / m_options.maxSeconds) : byStep;
    }

    StepSize stepSize(std::size_t step) const {
        const double share = std::min(1.0, elapsedShare(step));
        const double rising = std::min(1.0, static_cast<double>(m_process.steps() + 1) /
                                                (warmUpShare * m_options.epochs * static_cast<double>(stepsAnEpoch())));
        const double falling = 0.5 * (1 + std::cos(share * 3.14159265358979));
        return {m_options.learningRate * rising * falling, m_options.weightDecay};
    }

    std::size_t batchSize() const { return std::min(static_cast<std::size_t>(std::max(1, m_options.batch)), m_training.size()); }
    std::size_t stepsAnEpoch() const { return m_training.size() / batchSize(); }

    std::vector<std::size_t> order() const {
        std::vector<std::size_t> fields = m_training;
        std::mt19937_64 random(m_options.seed * 1000003 + static_cast<std::uint64_t>(m_process.epochsDone));
        for (std::size_t last = fields.size(); last > 1; --last)
            std::swap(fields[last - 1], fields[random() % last]);
        return fields;
    }

    std::future<TrainingBatch> makeAhead(std::span<const std::size_t> fields, Augmentation augmentation) const {
        return std::async(std::launch::async, [this, fields, augmentation, epoch = m_process.epochsDone] {
            return makeBatch(m_set, m_figures, fields, augmentation, m_options.seed, epoch);
        });
    }

    torch::Tensor inputsOf(const TrainingBatch& batch) const {
        return tensorOf(batch.inputs, {static_cast<std::int64_t>(batch.fields.size()), m_set.input.height, m_set.input.width,
                                       static_cast<std::int64_t>(m_set.input.stains.size())})
            .permute({0, 3, 1, 2});
    }

    torch::Tensor lossOf(const TrainingBatch& batch) const {
        const auto count = static_cast<std::int64_t>(batch.fields.size());
        const Taught taught = m_learn(inputsOf(batch));
        const auto labels = tensorOf(batch.labels, {count, m_classes});
        const auto judged = tensorOf(batch.judged, {count, m_classes});
        auto loss = (torch::binary_cross_entropy_with_logits(taught.logits, labels, {}, m_positiveWeights, at::Reduction::None) * judged).mean();
        if (taught.evidence.defined() && m_options.maskWeight > 0)
            loss = loss + m_options.maskWeight * maskLoss(batch, taught.evidence, judged);
        return loss;
    }

    torch::Tensor maskLoss(const TrainingBatch& batch, torch::Tensor evidence, const torch::Tensor& judged) const {
        const auto count = static_cast<std::int64_t>(batch.fields.size());
        auto masks = tensorOf(batch.masks, {count, m_classes, maskSide, maskSide});
        if (evidence.size(2) != maskSide || evidence.size(3) != maskSide)
            masks = std::get<0>(torch::adaptive_max_pool2d(masks, {evidence.size(2), evidence.size(3)}));
        const auto weights = tensorOf(batch.maskWeights, {count, 1, 1, 1}) * judged.view({count, m_classes, 1, 1});
        const auto positive = torch::full({1}, maskPositiveWeight);
        const auto each = torch::binary_cross_entropy_with_logits(evidence, masks, {}, positive, at::Reduction::None);
        return (each * weights).mean() * static_cast<double>(m_classes) * 0.5;
    }

    void epoch() {
        const auto fields = order();
        double sum = 0;
        auto next = makeAhead(std::span(fields).subspan(0, batchSize()), Augmentation::Full);
        for (std::size_t step = 0; step < stepsAnEpoch() && m_ending.empty(); ++step) {
            const TrainingBatch batch = next.get();
            if (step + 1 < stepsAnEpoch())
                next = makeAhead(std::span(fields).subspan((step + 1) * batchSize(), batchSize()), Augmentation::Full);
            const auto loss = lossOf(batch);
            const double value = loss.item<double>();
            if (!std::isfinite(value))
                m_ending = "the loss was no finite number in epoch " + std::to_string(m_process.epochsDone + 1);
            else
                m_process.step(loss, stepSize(step));
            sum += value;
            if (m_stop.stop_requested())
                m_ending = "stopped";
            else if (m_ending.empty() && elapsedShare(step + 1) >= 1 && step + 1 < stepsAnEpoch())
                m_ending = "its time was over";
            report(step + 1, sum / static_cast<double>(step + 1), {});
        }
        if (next.valid())
            next.wait();
        if (m_ending.empty() || m_ending == "its time was over")
            finishEpoch(sum / static_cast<double>(stepsAnEpoch()));
    }

    void finishEpoch(double loss) {
        const double score = chooseThresholds(validate(m_validate)).macroF1;
        ++m_process.epochsDone;
        if (!m_process.hasBest() || score >= m_process.bestScore())
            m_process.keepAsBest(score);
        m_process.secondsSpent = secondsSpent();
        if (m_options.resumeDirectory)
            m_process.save(*m_options.resumeDirectory);
        report(stepsAnEpoch(), loss, score);
    }

    void report(std::size_t step, double loss, std::optional<double> score) const {
        if (m_progress)
            m_progress({m_process.epochsDone + (score ? 0 : 1), m_options.epochs, static_cast<int>(step),
                        static_cast<int>(stepsAnEpoch()), loss, score});
    }

    std::vector<ValidatedField> validate(const Caller& model) const {
        torch::NoGradGuard noGradients;
        std::vector<ValidatedField> validated;
        const std::size_t most = batchSize();
        for (std::size_t first = 0; first < m_validation.size(); first += most) {
            const auto fields = std::span(m_validation).subspan(first, std::min(most, m_validation.size() - first));
            const TrainingBatch batch = makeBatch(m_set, m_figures, fields, Augmentation::None, 0, 0);
            const auto rows = torch::sigmoid(model(inputsOf(batch)).logits).contiguous();
            const auto classes = static_cast<std::size_t>(m_classes);
            for (std::size_t place = 0; place < fields.size(); ++place) {
                const auto slice = [&](const float* values) {
                    return std::vector<float>(values + place * classes, values + (place + 1) * classes);
                };
                validated.push_back({slice(rows.data_ptr<float>()), slice(batch.labels.data()), slice(batch.judged.data())});
            }
        }
        return validated;
    }

    TrainedModel outcome() {
        TrainedModel model;
        model.weights = m_process.bestWeights();
        std::istringstream stream(std::string(reinterpret_cast<const char*>(model.weights.data()), model.weights.size()));
        torch::jit::Module best = torch::jit::load(stream);
        best.eval();
        const auto chosen = chooseThresholds(validate(Caller(best, Precision::Float32)));
        model.input = m_set.input;
        model.input.mean = m_figures.mean;
        model.input.deviation = m_figures.deviation;
        model.thresholds = chosen.thresholds;
        model.scores["validation_macro_f1"] = chosen.macroF1;
        std::int64_t parameters = 0;
        for (const torch::Tensor& parameter : best.parameters())
            parameters += parameter.numel();
        model.provenance = {{"torch", torchVersionText()},
                            {"parameters", std::to_string(parameters)},
                            {"epochs_done", std::to_string(m_process.epochsDone)},
                            {"ended", m_ending.empty() ? "all epochs done" : m_ending},
                            {"training_fields", std::to_string(m_training.size())},
                            {"validation_fields", std::to_string(m_validation.size())}};
        return model;
    }

    const TrainingSet& m_set;
    TrainingOptions m_options;
    TrainingProgress m_progress;
    std::stop_token m_stop;
    std::int64_t m_classes;
    TrainingProcess m_process;
    Caller m_learn;
    Caller m_validate;
    std::vector<std::size_t> m_training;
    std::vector<std::size_t> m_validation;
    ChannelFigures m_figures;
    torch::Tensor m_positiveWeights;
    Clock::time_point m_started = Clock::now();
    double m_spentBefore = 0;
    std::string m_ending;
};

} // namespace

TrainedModel trainModel(const TrainingSet& set, const TrainingOptions& options, const TrainingProgress& progress, std::stop_token stop) {
    checkTrainingSet(set);
    at::set_num_threads(std::max(1, options.threads));
    try {
        return Training(set, options, progress, std::move(stop)).run();
    } catch (const Error&) {
        throw;
    } catch (const std::exception& error) {
        throw translated(error, {}, ErrorKind::ModelFailed, "training failed");
    }
}

} // namespace locascope
