#pragma once

#include "core/files/error.h"
#include "core/model/devicelost.h"
#include "core/model/engine.h"
#include "core/plate/vocabulary.h"

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <utility>

namespace locascope::testing {

/// How a classifier in a test behaves. Shared with its thread.
struct EnginePlan {
    std::atomic<int> milliseconds = 0; ///< per input; given up when stopped
    std::atomic<int> predicted = 0;    ///< inputs answered
    std::atomic<int> loaded = 0;       ///< learning modules
    std::atomic<int> explained = 0;    ///< maps made
    std::atomic<bool> hasPeaks = false; ///< they have one at the upper left, and a lower one at the lower right
    std::atomic<SaliencyMethod> explainedBy = SaliencyMethod::GradCam; ///< the last of them
    std::atomic<bool> refuses = false; ///< ModelFailed for every input
    std::atomic<bool> holds = false;   ///< answers nothing, stopped or not, before this is false again
    std::atomic<int> held = 0;         ///< questions that waited for that
    std::atomic<std::chrono::steady_clock::rep> lastAsked = 0; ///< when a prediction began, in ticks of the clock
    std::atomic<bool> hasPlans = false;         ///< may run as loaded or frozen besides startingPlan()
    std::atomic<int> plainMilliseconds = 0;     ///< per input more, by the plain plan
    std::atomic<int> plansUsed = 0;             ///< changes of plan
    std::atomic<int> predictedBeforeTrying = 0; ///< inputs answered before the first of them
    std::atomic<int> sweptWhileTrying = 0;      ///< inputs answered by startingPlan() after it
    std::atomic<std::size_t> mostInputs = 64;   ///< memory runs out above it
    std::string device = "cpu";                 ///< that "auto" stands for
    std::atomic<int> deviceAnswers = 1 << 30;   ///< inputs answered by any device but the processor before it is lost
    std::atomic<bool> hasFeatures = false;      ///< of the raw value k: alike where k leaves the same rest by three
    TrainedOn trainedOn = TrainedOn::Real;
    std::string digest = "model-a";
};

inline ModelCard planCard(const EnginePlan& plan) {
    const Vocabulary vocabulary = humanProteinAtlasVocabulary();
    ModelCard card;
    card.name = "test";
    card.modelDigest = plan.digest;
    card.vocabularyId = vocabulary.id();
    for (const LabelClass& one : vocabulary.classes())
        card.classes.push_back(one.name);
    card.thresholds.assign(vocabulary.size(), 0.5);
    card.input.width = card.input.height = 8;
    card.trainedOn = plan.trainedOn;
    return card;
}

inline void waitWhileHeld(EnginePlan& plan) {
    if (plan.holds)
        ++plan.held;
    const auto latest = std::chrono::steady_clock::now() + std::chrono::seconds(20); // a test that failed must end
    while (plan.holds && std::chrono::steady_clock::now() < latest)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
}

/// Says class k with 0.98 where the first value of the protein plane is k, and 0.01 of every other; 0.55 of class 27.
/// A map is the class and that k, both in hundredths.
class PlannedEngine final : public Engine {
public:
    PlannedEngine(std::shared_ptr<EnginePlan> plan, std::string device)
        : m_plan(std::move(plan))
        , m_card(planCard(*m_plan))
        , m_device(std::move(device)) {}

    const ModelCard& card() const override { return m_card; }
    std::string device() const override { return m_device; }
    std::vector<std::vector<float>> predict(std::span<const InputTensor> inputs, std::stop_token stop) override {
        return answers(inputs, m_plan->milliseconds + (m_way == ExecutionPlan{} ? m_plan->plainMilliseconds.load() : 0), stop);
    }
    bool givesFeatures() const override { return m_plan->hasFeatures; }
    std::vector<std::vector<float>> takeFeatures() override { return std::exchange(m_features, {}); }
    std::vector<std::vector<float>> predictShown(const InputTensor& input, std::stop_token stop) override {
        return answers({&input, 1}, m_plan->milliseconds, stop);
    }
    ExecutionPlan plan() const override { return m_way; }
    void usePlan(const ExecutionPlan& plan) override {
        if (m_plan->plansUsed++ == 0)
            m_plan->predictedBeforeTrying = m_plan->predicted.load();
        m_way = plan;
    }
    std::vector<ExecutionPlan> plans() const override {
        return m_plan->hasPlans ? std::vector<ExecutionPlan>{{}, {.frozen = true}} : std::vector<ExecutionPlan>{m_way};
    }
    std::vector<SaliencyMethod> methods() override { return {SaliencyMethod::GradCam, SaliencyMethod::GradCamPlusPlus, SaliencyMethod::Occlusion}; }
    SaliencyMap explain(const InputTensor& input, const std::string&, ClassIndex index, SaliencyMethod method, std::stop_token) override {
        waitWhileHeld(*m_plan);
        m_plan->explainedBy = method;
        ++m_plan->explained;
        if (m_plan->hasPeaks)
            return {4, 4, {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.6F}};
        return {2, 1, {static_cast<float>(toIndex(index)) / 100, static_cast<float>(proteinOf(input)) / 100}};
    }

private:
    std::vector<std::vector<float>> answers(std::span<const InputTensor> inputs, int milliseconds, const std::stop_token& stop) {
        std::vector<std::vector<float>> rows;
        m_features.clear();
        m_plan->lastAsked = std::chrono::steady_clock::now().time_since_epoch().count();
        if (inputs.size() > m_plan->mostInputs)
            throw Error(ErrorKind::TooLarge, {}, "it asks for more memory than there is");
        for (const InputTensor& input : inputs) {
            const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(milliseconds);
            while (std::chrono::steady_clock::now() < until && !stop.stop_requested())
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            const bool wasHeld = m_plan->holds;
            waitWhileHeld(*m_plan);
            if (stop.stop_requested() && !wasHeld)
                return rows;
            if (m_device != "cpu" && m_plan->deviceAnswers-- <= 0)
                throw DeviceLost(m_device, "an illegal memory access was encountered");
            if (m_plan->refuses)
                throw Error(ErrorKind::ModelFailed, {}, "not a number");
            std::vector<float> row(m_card.classes.size(), 0.01F);
            row[proteinOf(input) % row.size()] = 0.98F;
            row[27] = 0.55F;
            rows.push_back(std::move(row));
            if (m_plan->hasFeatures)
                m_features.push_back(featuresOf(proteinOf(input)));
            ++m_plan->predicted;
            if (m_plan->plansUsed > 0 && m_way == startingPlan())
                ++m_plan->sweptWhileTrying;
        }
        return rows;
    }

    static std::vector<float> featuresOf(std::size_t value) {
        std::vector<float> features(67);
        features[value % 3] = 1;
        features[3 + value % 64] = 0.1F;
        return features;
    }

    static std::size_t proteinOf(const InputTensor& input) {
        const std::size_t plane = input.values.size() / static_cast<std::size_t>(input.channels);
        return static_cast<std::size_t>(input.values[plane] * 255 + 0.5F); // channel 1
    }

    std::shared_ptr<EnginePlan> m_plan;
    ModelCard m_card;
    std::string m_device;
    ExecutionPlan m_way = startingPlan();
    std::vector<std::vector<float>> m_features;
};

class PlannedLearning final : public Learning {
public:
    explicit PlannedLearning(std::shared_ptr<EnginePlan> plan) : m_plan(std::move(plan)) { ++m_plan->loaded; }
    std::string torchVersion() const override { return "test"; }
    std::string defaultDevice() const override { return m_plan->device; }
    std::unique_ptr<Engine> load(const std::filesystem::path&, const ModelCard&, const EngineOptions& options) override {
        return std::make_unique<PlannedEngine>(m_plan, options.device == "auto" ? m_plan->device : options.device);
    }
    void examine(const std::filesystem::path&, const ModelCard&) override {}
    ImportedModel importOnnx(const std::filesystem::path&, const OnnxImportOptions&) override { return {}; }
    double crossCheckOnnx(const std::filesystem::path&, const std::filesystem::path&, const ModelCard&, const std::string&) override { return 0; }
    std::vector<std::vector<float>> rawOutputs(const std::filesystem::path&, const ModelCard&, std::span<const InputTensor>) override { return {}; }
    TrainedModel train(const TrainingSet&, const TrainingOptions&, const TrainingProgress&, std::stop_token) override { return {}; }

private:
    std::shared_ptr<EnginePlan> m_plan;
};

} // namespace locascope::testing
