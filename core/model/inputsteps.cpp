#include "core/model/inputsteps.h"

#include <algorithm>
#include <cmath>

namespace locascope {

namespace {

double numberOf(const std::vector<double>& numbers, std::size_t channel, double otherwise) {
    return numbers.empty() ? otherwise : numbers.size() == 1 ? numbers.front() : numbers.at(channel);
}

template <class Function>
void change(std::span<float> values, const Function& function) {
    std::transform(values.begin(), values.end(), values.begin(), [&](float value) { return static_cast<float>(function(static_cast<double>(value))); });
}

// As numpy.percentile: between the two values beside the place.
double percentileOf(std::vector<float>& values, double percentile) {
    const double place = percentile / 100 * static_cast<double>(values.size() - 1);
    const auto below = static_cast<std::ptrdiff_t>(place);
    const auto lower = values.begin() + below;
    std::nth_element(values.begin(), lower, values.end());
    const auto upper = lower + 1 == values.end() ? lower : std::min_element(lower + 1, values.end());
    const auto first = static_cast<double>(*lower);
    return first + (static_cast<double>(*upper) - first) * (place - static_cast<double>(below));
}

void stretch(std::span<float> values, const InputStep& step) {
    std::vector<float> ordered(values.begin(), values.end());
    const double lower = percentileOf(ordered, step.lowest);
    const double width = percentileOf(ordered, step.highest) - lower + step.epsilon;
    change(values, [=](double value) { return width > 0 ? (value - lower) / width : 0; });
}

void standardise(std::span<float> values, double epsilon) {
    double sum = 0;
    for (const float value : values)
        sum += static_cast<double>(value);
    const double mean = sum / static_cast<double>(values.size());
    double squares = 0;
    for (const float value : values)
        squares += (static_cast<double>(value) - mean) * (static_cast<double>(value) - mean);
    const double width = std::sqrt(squares / static_cast<double>(values.size())) + epsilon;
    change(values, [=](double value) { return width > 0 ? (value - mean) / width : 0; });
}

// On values that are looked at together: one channel, or all of them.
void apply(std::span<float> values, std::size_t channel, const InputStep& step) {
    switch (step.kind) {
    case StepKind::Linear: {
        const double factor = numberOf(step.factor, channel, 1);
        const double addend = numberOf(step.addend, channel, 0);
        return change(values, [=](double value) { return value * factor + addend; });
    }
    case StepKind::Range: return stretch(values, step);
    case StepKind::Standardise: return standardise(values, step.epsilon);
    case StepKind::Clip: return change(values, [&](double value) { return std::clamp(value, step.lowest, step.highest); });
    case StepKind::Binarise: return change(values, [above = numberOf(step.above, channel, 0)](double value) { return value > above ? 1.0 : 0.0; });
    case StepKind::Sigmoid: return change(values, [](double value) { return 1 / (1 + std::exp(-value)); });
    }
}

bool isOverImage(const InputStep& step) {
    return step.over == StepOver::Image && (step.kind == StepKind::Range || step.kind == StepKind::Standardise);
}

} // namespace

void applyInputSteps(std::span<float> values, std::size_t channels, const std::vector<InputStep>& steps) {
    if (values.empty() || channels == 0)
        return;
    const std::size_t pixels = values.size() / channels;
    for (const InputStep& step : steps)
        for (std::size_t channel = 0; channel < (isOverImage(step) ? 1 : channels); ++channel)
            apply(isOverImage(step) ? values : values.subspan(channel * pixels, pixels), channel, step);
}

} // namespace locascope
