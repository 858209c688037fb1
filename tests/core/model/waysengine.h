#pragma once

#include "core/files/error.h"
#include "core/model/engine.h"

#include <functional>
#include <optional>
#include <vector>

namespace locascope::testing {

/// How a model does by one plan.
struct Way {
    double secondsAPass = 0.001;
    double secondsAnInput = 0.01;
    double deviation = 0;             ///< of each first class
    std::optional<ErrorKind> failure;
};

/// An engine whose plans take the time and give the answers a test wants. The first class of an input is its value plus the deviation, the second 0.5.
class WaysEngine : public Engine {
public:
    explicit WaysEngine(std::function<Way(const ExecutionPlan&)> wayOf) : m_wayOf(std::move(wayOf)) {}

    const ModelCard& card() const override { return m_card; }
    std::string device() const override { return name; }
    std::vector<SaliencyMethod> methods() override { return {}; }
    SaliencyMap explain(const InputTensor&, const std::string&, ClassIndex, SaliencyMethod, std::stop_token) override { return {}; }
    ExecutionPlan plan() const override { return m_plan; }
    void usePlan(const ExecutionPlan& plan) override {
        m_plan = plan;
        used.push_back(plan);
    }
    std::vector<ExecutionPlan> plans() const override {
        return {{}, {.frozen = true}, {.frozen = true, .channelsLast = true}, {.frozen = true, .channelsLast = true, .numbers = NumberFormat::BFloat16}};
    }
    std::vector<std::vector<float>> predict(std::span<const InputTensor> inputs, std::stop_token stop) override {
        if (beforePass)
            beforePass(inputs);
        if (stop.stop_requested())
            return {};
        const Way way = m_wayOf(m_plan);
        if (way.failure)
            throw Error(*way.failure, {}, "as the test wants it");
        now += way.secondsAPass + way.secondsAnInput * static_cast<double>(inputs.size());
        std::vector<std::vector<float>> rows;
        for (const InputTensor& input : inputs)
            rows.push_back({input.values.front() + static_cast<float>(way.deviation), 0.5F});
        return rows;
    }

    std::string name = "cpu";
    double now = 0; ///< seconds that passed in passes
    std::vector<ExecutionPlan> used;
    std::function<void(std::span<const InputTensor>)> beforePass;

private:
    std::function<Way(const ExecutionPlan&)> m_wayOf;
    ModelCard m_card;
    ExecutionPlan m_plan = startingPlan();
};

inline std::vector<InputTensor> valuedInputs(std::size_t count) {
    std::vector<InputTensor> inputs;
    for (std::size_t index = 0; index < count; ++index)
        inputs.push_back({1, 1, 1, {static_cast<float>(index) / 100}});
    return inputs;
}

} // namespace locascope::testing
