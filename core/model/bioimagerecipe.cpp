#include "core/model/bioimage.h"

#include <algorithm>
#include <cmath>

namespace locascope {

namespace {

// Of each channel: the one line that several are, one after the other.
std::optional<std::pair<std::vector<double>, std::vector<double>>> lineOf(const std::vector<InputStep>& steps, double fullScale, std::size_t channels) {
    std::vector<double> factors(channels, fullScale);
    std::vector<double> addends(channels, 0);
    for (const InputStep& step : steps) {
        if (step.kind != StepKind::Linear)
            return {};
        for (std::size_t channel = 0; channel < channels; ++channel) {
            const double factor = step.factor.at(step.factor.size() == 1 ? 0 : channel);
            factors[channel] *= factor;
            addends[channel] = addends[channel] * factor + step.addend.at(step.addend.size() == 1 ? 0 : channel);
        }
    }
    if (std::any_of(factors.begin(), factors.end(), [](double factor) { return !(factor > 0) || !std::isfinite(1 / factor); }))
        return {};
    return std::pair{factors, addends};
}

} // namespace

bool dependOnUnits(const std::vector<InputStep>& steps) {
    return steps.empty() || (steps.front().kind != StepKind::Range && steps.front().kind != StepKind::Standardise);
}

void setSteps(InputRecipe& recipe, double fullScale, std::vector<InputStep> steps) {
    if (const auto line = lineOf(steps, fullScale, recipe.stains.size())) {
        const auto& [factors, addends] = *line;
        for (std::size_t channel = 0; channel < factors.size(); ++channel) {
            recipe.mean.push_back(-addends[channel] / factors[channel] + 0.0);
            recipe.deviation.push_back(1 / factors[channel]);
        }
        return;
    }
    if (fullScale != 1)
        steps.insert(steps.begin(), {.kind = StepKind::Linear, .factor = {fullScale}, .addend = {0}});
    recipe.steps = std::move(steps);
}

} // namespace locascope
