#pragma once

#include "core/files/error.h"
#include "core/model/engine.h"

#include <limits>
#include <utility>
#include <vector>

namespace locascope::testing {

/// A model that looks at corners and so sees every flip: the first class is the value top left, the second that right of it. Its map is the first channel.
class LookingEngine final : public Engine {
public:
    explicit LookingEngine(ModelCard card) : m_card(std::move(card)) {}

    const ModelCard& card() const override { return m_card; }
    std::string device() const override { return "cpu"; }
    std::vector<std::vector<float>> predict(std::span<const InputTensor> inputs, std::stop_token stop) override {
        passes.push_back(inputs.size());
        if (inputs.size() > most)
            throw Error(ErrorKind::TooLarge, {}, "it asks for more memory than there is");
        if (passes.size() > passesUntilStopped || stop.stop_requested())
            return {};
        std::vector<std::vector<float>> rows;
        seen.clear();
        for (const InputTensor& input : inputs) {
            rows.push_back({input.values.at(0), input.values.at(1)});
            seen.push_back({input.values.at(0), input.values.at(1), 1});
        }
        return rows;
    }
    bool givesFeatures() const override { return sees; }
    std::vector<std::vector<float>> takeFeatures() override { return sees ? std::exchange(seen, {}) : std::vector<std::vector<float>>(); }
    std::vector<std::vector<float>> predictShown(const InputTensor& input, std::stop_token stop) override {
        shown.push_back(input);
        return predict({&input, 1}, stop);
    }
    ExecutionPlan plan() const override { return m_plan; }
    void usePlan(const ExecutionPlan& plan) override { m_plan = plan; }
    std::vector<SaliencyMethod> methods() override { return {SaliencyMethod::GradCam}; }
    using Engine::explain;
    SaliencyMap explain(const InputTensor& input, const std::string&, ClassIndex, SaliencyMethod, std::stop_token) override {
        shown.push_back(input);
        return {input.width, input.height, {input.values.begin(), input.values.begin() + input.width * input.height}};
    }

    bool sees = true; ///< gives what it looked at as features, with a 1 behind it
    std::vector<std::vector<float>> seen;
    std::size_t most = std::numeric_limits<std::size_t>::max(); ///< inputs that there is memory for
    std::size_t passesUntilStopped = std::numeric_limits<std::size_t>::max();
    std::vector<std::size_t> passes;
    std::vector<InputTensor> shown;

private:
    ModelCard m_card;
    ExecutionPlan m_plan = startingPlan();
};

/// One channel of 2 × 2, of a field of side × side where that is given; classes One and Two.
inline ModelCard lookingCard(int fieldSide = 0) {
    ModelCard card;
    card.name = "looking";
    card.modelDigest = std::string(64, 'a');
    card.vocabularyId = "two";
    card.classes = {"One", "Two"};
    card.thresholds = {0.5, 0.5};
    card.input = {.width = 2, .height = 2, .stains = {Stain::Protein}};
    card.input.views.width = card.input.views.height = fieldSide;
    return card;
}

/// A field of side × side whose values count from 0 in hundredths, row by row, from `first` on.
inline InputTensor countingField(int side, int first = 0) {
    InputTensor field{1, side, side, {}};
    for (int value = 0; value < side * side; ++value)
        field.values.push_back(static_cast<float>(first + value) / 100);
    return field;
}

} // namespace locascope::testing
