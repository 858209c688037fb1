#include "app/modelplan.h"

#include "core/files/error.h"
#include "core/model/planmemory.h"
#include "core/model/plantrial.h"

#include <cstdio>

namespace locascope {

namespace {

std::string foundText(const PlanTrial& trial, const MeasuredPlan& chosen) {
    char figures[96];
    std::snprintf(figures, sizeof figures, " (found among %zu, %.2f times as fast as plain, within %.1g of it)", trial.measured().size(),
                  trial.measured().front().seconds / chosen.seconds, chosen.deviation);
    return planText(chosen.plan) + figures;
}

bool usesRemembered(Engine& engine, const std::optional<ExecutionPlan>& plan) {
    if (!plan)
        return false;
    try {
        engine.usePlan(*plan);
        return true;
    } catch (const Error&) {
        return false; // of another build, say: it is tried anew
    }
}

} // namespace

std::string settlePlan(const OpenedModel& model, PlanWish wish, std::span<const InputTensor> inputs, std::size_t total, const CommandContext& context,
                       std::stop_token stop) {
    Engine& engine = *model.engine;
    if (wish == PlanWish::Plain) {
        engine.usePlan({});
        return "plain: " + planText({});
    }
    const PlanSubject subject = planSubject(engine, model.learning->torchVersion());
    if (usesRemembered(engine, recallPlan(context.cacheDirectory, subject)))
        return planText(engine.plan()) + " (as found before)";
    if (total < samplesWorthATrial || inputs.empty() || engine.plans().size() < 2)
        return planText(engine.plan());
    PlanTrial trial(engine, {inputs.begin(), inputs.end()});
    while (!trial.isOver() && !stop.stop_requested())
        trial.step(stop);
    const auto chosen = trial.chosen();
    if (!chosen)
        return planText(engine.plan());
    keepPlan(context.cacheDirectory, subject, chosen->plan);
    return foundText(trial, *chosen);
}

} // namespace locascope
