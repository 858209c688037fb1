#include "core/model/plantrial.h"

#include "core/model/devicelost.h"
#include "core/model/views.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <thread>

namespace locascope {

namespace {

constexpr std::size_t fewestInputs = 2;
constexpr std::size_t mostPasses = 16;
constexpr std::size_t fewestPasses = 2;
constexpr double enoughSeconds = 0.3;  ///< of passes of one plan
constexpr double clearlySlower = 1.3;  ///< than the fastest so far: what a few passes tell for sure
constexpr double plainShare = 0.25;    ///< of all seconds
constexpr int largestBatch = 8;
constexpr int largestDeviceBatch = 32; ///< of an accelerator, which few images leave idle

double secondsNow() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

double largestDifference(const std::vector<float>& row, const std::vector<float>& reference) {
    double largest = row.size() == reference.size() ? 0 : INFINITY;
    for (std::size_t index = 0; index < row.size() && index < reference.size(); ++index)
        largest = std::max(largest, std::abs(static_cast<double>(row[index]) - static_cast<double>(reference[index])));
    return largest;
}

// Another one of each, so that all kinds of views are tried. What holds for every view holds for their mean and their maximum.
std::vector<InputTensor> oneViewOfEach(const std::vector<InputTensor>& inputs, const InputRecipe& recipe) {
    std::vector<InputTensor> views;
    for (std::size_t index = 0; index < inputs.size(); ++index)
        views.push_back(viewOf(inputs[index], recipe, index % viewCount(recipe)));
    return views;
}

} // namespace

PlanTrial::PlanTrial(Engine& engine, std::vector<InputTensor> inputs, Limits limits, Clock clock)
    : m_engine(engine.ofOneView())
    , m_inputs(&m_engine == &engine ? std::move(inputs) : oneViewOfEach(inputs, engine.card().input))
    , m_limits(limits)
    , m_clock(std::move(clock))
    , m_before(m_engine.plan())
    , m_allowed(limits.seconds) {}

PlanTrial::PlanTrial(Engine& engine, std::vector<InputTensor> inputs)
    : PlanTrial(engine, std::move(inputs), Limits{}, secondsNow) {}

void PlanTrial::step(std::stop_token stop) {
    const double start = m_clock();
    if (m_stage == Stage::Plain)
        measurePlain(stop);
    else if (m_stage == Stage::Confirming)
        confirm(stop);
    else if (m_stage != Stage::Over)
        measureNext(stop);
    m_spent += m_clock() - start;
    const ExecutionPlan wanted = m_chosen ? m_chosen->plan : m_before;
    if (m_engine.plan() != wanted)
        m_engine.usePlan(wanted);
}

// The first pass is not timed. Of a slow model the first inputs must do.
void PlanTrial::measurePlain(const std::stop_token& stop) {
    try {
        m_engine.usePlan({});
        m_engine.predict({&m_inputs.front(), 1}, stop);
        Rows rows;
        std::vector<double> times;
        const double start = m_clock();
        while (rows.size() < m_inputs.size() && (rows.size() < fewestInputs || m_clock() - start < m_limits.seconds * plainShare)) {
            const double began = m_clock();
            auto row = m_engine.predict({&m_inputs[rows.size()], 1}, stop);
            if (row.empty())
                return;
            times.push_back(m_clock() - began);
            rows.push_back(std::move(row.front()));
        }
        m_reference = std::move(rows);
        m_inputs.resize(m_reference.size());
        m_measured.push_back({{}, median(times), 0});
        m_allowed = std::max(m_limits.seconds, std::min(m_limits.most, m_limits.passes * median(times)));
    } catch (const DeviceLost&) {
        throw;
    } catch (const Error&) {
        m_stage = Stage::Over;
        return;
    }
    for (const ExecutionPlan& plan : m_engine.plans())
        if (plan != ExecutionPlan{})
            m_ahead.push_back(plan);
    m_stage = Stage::Forms;
    moveOn();
}

void PlanTrial::measureNext(const std::stop_token& stop) {
    try {
        if (const auto one = measure(m_ahead.front(), stop))
            m_measured.push_back(*one);
        else
            return; // stopped: once more next time
    } catch (const DeviceLost&) {
        throw;
    } catch (const Error&) {
        // This plan cannot be used here.
    }
    m_ahead.pop_front();
    moveOn();
}

std::optional<MeasuredPlan> PlanTrial::measure(const ExecutionPlan& plan, const std::stop_token& stop) {
    m_engine.usePlan(plan);
    const std::size_t batch = static_cast<std::size_t>(plan.batch);
    repeatInputs(batch);
    const auto warmUp = deviation(0, batch, stop);
    if (!warmUp)
        return std::nullopt;
    MeasuredPlan one{plan, 0, *warmUp};
    std::vector<double> times;
    double total = 0;
    for (std::size_t pass = 0; pass < mostPasses && (pass < fewestPasses || total < enoughSeconds); ++pass) {
        const std::size_t first = pass * batch % (m_inputs.size() - batch + 1);
        const double began = m_clock();
        const auto differs = deviation(first, batch, stop);
        if (!differs)
            return std::nullopt;
        times.push_back(m_clock() - began);
        total += times.back();
        one.deviation = std::max(one.deviation, *differs);
        one.seconds = median(times) / static_cast<double>(batch);
        if (times.size() > fewestPasses && isHopeless(one))
            break;
    }
    return one;
}

/// It would not be chosen, so that no more of the plate's time is spent on it.
bool PlanTrial::isHopeless(const MeasuredPlan& one) const {
    return !(one.deviation <= mostDeviation) || one.seconds > fastestHonest(m_measured)->seconds * clearlySlower;
}

/// The first inputs follow the last again until `count` can run together.
void PlanTrial::repeatInputs(std::size_t count) {
    while (m_inputs.size() < count)
        m_inputs.push_back(InputTensor(m_inputs[m_inputs.size() % m_reference.size()]));
}

/// Of `count` inputs from the `first`, run together; nothing when stopped.
std::optional<double> PlanTrial::deviation(std::size_t first, std::size_t count, const std::stop_token& stop) {
    const Rows rows = m_engine.predict(std::span(m_inputs).subspan(first, count), stop);
    if (rows.size() < count)
        return std::nullopt;
    double largest = 0;
    for (std::size_t row = 0; row < count; ++row)
        largest = std::max(largest, largestDifference(rows[row], m_reference[(first + row) % m_reference.size()]));
    return largest;
}

void PlanTrial::moveOn() {
    while (m_ahead.empty() && m_stage != Stage::Confirming) {
        m_stage = static_cast<Stage>(static_cast<int>(m_stage) + 1);
        if (m_stage == Stage::Threads)
            queueThreads();
        else if (m_stage == Stage::Batches)
            queueBatches();
    }
    if (m_spent >= m_allowed) {
        m_ahead.clear();
        m_stage = Stage::Confirming;
    }
}

void PlanTrial::queueThreads() {
    const int cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    ExecutionPlan plan = fastestHonest(m_measured)->plan;
    plan.threads = cores / 2;
    if (plan.threads > 0)
        m_ahead.push_back(plan);
}

void PlanTrial::queueBatches() {
    const MeasuredPlan best = *fastestHonest(m_measured);
    const int largest = m_engine.device() == "cpu" ? std::min(largestBatch, static_cast<int>(m_reference.size())) : largestDeviceBatch;
    for (int batch = 2; batch <= largest; batch *= 2) {
        if (best.seconds * batch > m_limits.passSeconds)
            return;
        ExecutionPlan plan = best.plan;
        plan.batch = batch;
        m_ahead.push_back(plan);
    }
}

// The plan that is taken has shown its answer to every input. The plain one agrees with itself, so this ends.
void PlanTrial::confirm(const std::stop_token& stop) {
    const MeasuredPlan* fastest = fastestHonest(m_measured);
    if (fastest == nullptr) {
        m_stage = Stage::Over;
        return;
    }
    const MeasuredPlan best = *fastest;
    const auto same = std::find_if(m_measured.begin(), m_measured.end(), [&](const MeasuredPlan& one) { return one.plan == best.plan; });
    try {
        m_engine.usePlan(best.plan);
        const std::size_t batch = static_cast<std::size_t>(best.plan.batch);
        for (std::size_t first = 0; best.plan != ExecutionPlan{} && first < m_inputs.size(); first += batch) {
            const auto differs = deviation(first, std::min(batch, m_inputs.size() - first), stop);
            if (!differs)
                return;
            same->deviation = std::max(same->deviation, *differs);
        }
        if (same->deviation <= mostDeviation) {
            m_chosen = *same;
            m_stage = Stage::Over;
        }
    } catch (const DeviceLost&) {
        throw;
    } catch (const Error&) {
        same->deviation = INFINITY;
    }
}

} // namespace locascope
