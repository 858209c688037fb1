// Which plan the classifier runs by: the remembered one, or the fastest honest one, tried on samples that were answered already, in turn with the sweep.

#include "ui/models/classifierthread.h"

#include "ui/models/onthreadof.h"

#include <algorithm>
#include <utility>

namespace locascope {

/// A plan that is remembered and cannot be used after all is tried anew.
void ClassifierThread::recallPlan() {
    m_wantsTrial = m_engine->plans().size() > 1;
    if (const auto plan = m_wantsTrial && m_parts.recallPlan ? m_parts.recallPlan(*m_engine, *m_learning) : std::nullopt) {
        try {
            m_engine->usePlan(*plan);
            m_wantsTrial = false;
        } catch (const std::exception&) {
            m_wantsTrial = true;
        }
    }
    sweepBy(m_engine->plan());
    if (!m_wantsTrial && m_engine->plans().size() > 1)
        onThreadOf(this, [this, digest = m_answersOf, plan = m_engine->plan()] { emit planChosen(digest, plan); });
}

void ClassifierThread::sweepBy(const ExecutionPlan& plan) {
    const std::lock_guard lock(m_mutex);
    m_batch = static_cast<std::size_t>(std::max(1, plan.batch));
}

/// Copies, until there are enough of them to begin.
void ClassifierThread::offerForTrial(std::span<const InputTensor> answered) {
    if (!m_wantsTrial || m_trial)
        return;
    for (std::size_t i = 0; i < answered.size() && m_trialInputs.size() < PlanTrial::inputsWanted; ++i)
        m_trialInputs.push_back(answered[i]);
    if (m_trialInputs.size() < PlanTrial::inputsWanted)
        return;
    m_trial = std::make_unique<PlanTrial>(*m_engine, std::exchange(m_trialInputs, {}));
    const std::lock_guard lock(m_mutex);
    m_isTrying = true;
}

/// Called with the mutex held, which it gives up while the engine works.
void ClassifierThread::tryPlan(std::unique_lock<std::mutex>& lock) {
    m_sweeping = std::stop_source();
    const std::stop_token stop = m_sweeping.get_token();
    m_isSweepsTurn = true;
    lock.unlock();
    try {
        m_trial->step(stop);
        if (m_trial->isOver()) {
            const auto chosen = m_trial->chosen();
            endTrial();
            if (chosen) {
                sweepBy(chosen->plan);
                if (m_parts.keepPlan)
                    m_parts.keepPlan(*m_engine, *m_learning, chosen->plan);
                onThreadOf(this, [this, digest = m_answersOf, plan = chosen->plan] { emit planChosen(digest, plan); });
            }
        }
    } catch (const DeviceLost& lost) {
        loseDevice(lost);
    } catch (const std::exception&) {
        endTrial(); // the sweep goes on as it did, and says itself what cannot be classified
    }
    lock.lock();
    feedSweep();
}

void ClassifierThread::endTrial() {
    m_trial.reset();
    m_trialInputs.clear();
    m_wantsTrial = false;
    const std::lock_guard lock(m_mutex);
    m_isTrying = false;
}

} // namespace locascope
