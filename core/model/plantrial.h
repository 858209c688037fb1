#pragma once

#include "core/model/engine.h"

#include <deque>
#include <functional>
#include <optional>

namespace locascope {

/// Finds the fastest plan whose probabilities stay within mostDeviation of the plain plan's on real inputs: first among Engine::plans(), then that with fewer
/// threads, then in batches. A plan that fails or runs out of memory is none. Of the engine's thread; goes on in steps, so that others are served in between.
class PlanTrial {
public:
    struct Limits {
        double seconds = 3;        ///< after that no further plan is tried, but
        double passes = 30;        ///< for a slow model after as long as so many passes of the plain plan take, and never
        double most = 60;          ///< after more seconds
        double passSeconds = 0.25; ///< no batch that takes longer, so that whoever asks meanwhile waits no longer
    };
    static constexpr std::size_t inputsWanted = 8;
    using Clock = std::function<double()>; ///< seconds that never go back

    /// `engine` must outlive it. `inputs`: at least one, preprocessed samples of the plate; of a slow model fewer are used. Of a model
    /// with views one view of each is used, and the seconds are those of a view.
    PlanTrial(Engine& engine, std::vector<InputTensor> inputs, Limits limits, Clock clock);
    PlanTrial(Engine& engine, std::vector<InputTensor> inputs);

    /// Measures one plan, or, when nothing is left to measure, chooses. The engine has the plan it had before until one is chosen, and the chosen one then.
    /// Where `stop` is requested it returns after the pass at work, and the same plan is measured again next time. Does not throw for a plan that fails; DeviceLost ends it.
    void step(std::stop_token stop = {});
    bool isOver() const { return m_stage == Stage::Over; }
    /// Nothing while it goes on, and where the plain plan failed, so that there was nothing to hold others against.
    const std::optional<MeasuredPlan>& chosen() const { return m_chosen; }
    /// The plain one first.
    const std::vector<MeasuredPlan>& measured() const { return m_measured; }

private:
    enum class Stage { Plain, Forms, Threads, Batches, Confirming, Over };
    using Rows = std::vector<std::vector<float>>;

    void measurePlain(const std::stop_token& stop);
    void measureNext(const std::stop_token& stop);
    std::optional<MeasuredPlan> measure(const ExecutionPlan& plan, const std::stop_token& stop);
    bool isHopeless(const MeasuredPlan& one) const;
    void confirm(const std::stop_token& stop);
    void moveOn();
    void queueThreads();
    void queueBatches();
    void repeatInputs(std::size_t count);
    std::optional<double> deviation(std::size_t first, std::size_t count, const std::stop_token& stop);

    Engine& m_engine;
    std::vector<InputTensor> m_inputs;
    const Limits m_limits;
    const Clock m_clock;
    const ExecutionPlan m_before;
    Stage m_stage = Stage::Plain;
    Rows m_reference; ///< of the plain plan, one row an input
    std::deque<ExecutionPlan> m_ahead;
    std::vector<MeasuredPlan> m_measured;
    std::optional<MeasuredPlan> m_chosen;
    double m_spent = 0;
    double m_allowed; ///< seconds
};

} // namespace locascope
