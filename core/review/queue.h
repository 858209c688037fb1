#pragma once

#include "core/review/decision.h"

#include <cstddef>
#include <optional>
#include <span>

namespace locascope {

/// Distance from its threshold, in logits, within which a class is borderline (INTERACTION.md, 9).
inline constexpr double borderlineLogits = 0.4;

/// logit(probability) − logit(threshold); both are cut to [1e-7, 1 − 1e-7] first, so that it is finite. NaN for NaN.
double logitsAbove(float probability, double threshold);
bool isBorderline(float probability, double threshold);
/// Every class that is borderline. `thresholds` has one entry per class.
LabelSet borderlineClasses(std::span<const float> probabilities, std::span<const double> thresholds);

/// Classes on which a decision and a model differ: present though below the threshold, or absent though at or above it. Not
/// judged classes never differ. Empty for unusable and unsure samples.
LabelSet disagreement(const Decision& decision, std::span<const float> probabilities, std::span<const double> thresholds);

/// What an order is computed from; a copy or a view of what does not change meanwhile.
struct QueueSample {
    std::span<const float> probabilities; ///< empty: not predicted
    const Decision* decision = nullptr;   ///< null: unreviewed
};

struct ReviewProgress {
    std::size_t samples = 0;
    std::size_t labelled = 0, negative = 0, unusable = 0, unsure = 0;
    std::size_t borderline = 0; ///< labelled with a class not judged: to be looked at again
    std::size_t reviewed() const { return labelled + negative + unusable + unsure; }
    friend bool operator==(const ReviewProgress&, const ReviewProgress&) = default;
};

ReviewProgress progressOf(std::span<const QueueSample> samples);

} // namespace locascope
