#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace locascope {

enum class StepKind {
    Linear,      ///< value × factor + addend
    Range,       ///< (value − lower) / (upper − lower + epsilon), of the percentiles `lowest` and `highest` as numpy's linear interpolation has them
    Standardise, ///< (value − mean) / (deviation + epsilon) of the values themselves, the deviation that of a population
    Clip,        ///< to lowest … highest
    Binarise,    ///< 1 where it is greater than `above`, else 0
    Sigmoid,
};
/// What the figures of Range and Standardise are of: each channel of an image, or all of its channels together.
enum class StepOver { Channel, Image };

/// One step of an input recipe. Lists have one number for all channels or one a channel; what the kind does not use is as it is here. The steps are those of bioimage.io's model descriptions 0.4 and 0.5.
struct InputStep {
    StepKind kind = StepKind::Linear;
    StepOver over = StepOver::Channel;
    std::vector<double> factor = {};
    std::vector<double> addend = {};
    std::vector<double> above = {};
    double lowest = 0;
    double highest = 0;
    double epsilon = 0;
    friend bool operator==(const InputStep&, const InputStep&) = default;
};

/// Most steps of a recipe.
inline constexpr std::size_t maxInputSteps = 32;

/// One step after the other, in place; `values` is channels × pixels. Computed in double, kept in float.
void applyInputSteps(std::span<float> values, std::size_t channels, const std::vector<InputStep>& steps);

} // namespace locascope
