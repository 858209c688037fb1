#include "core/review/queue.h"

#include <algorithm>
#include <cmath>

namespace locascope {

namespace {

double logit(double probability) {
    constexpr double edge = 1e-7;
    const double inside = std::clamp(probability, edge, 1 - edge);
    return std::log(inside / (1 - inside));
}

bool isAbove(float probability, double threshold) { return probability >= static_cast<float>(threshold); }

} // namespace

double logitsAbove(float probability, double threshold) { return logit(static_cast<double>(probability)) - logit(threshold); }

bool isBorderline(float probability, double threshold) { return std::abs(logitsAbove(probability, threshold)) < borderlineLogits; }

LabelSet borderlineClasses(std::span<const float> probabilities, std::span<const double> thresholds) {
    LabelSet classes;
    for (std::size_t index = 0; index < std::min(probabilities.size(), thresholds.size()); ++index)
        if (isBorderline(probabilities[index], thresholds[index]))
            classes.insert(toClass(index));
    return classes;
}

LabelSet disagreement(const Decision& decision, std::span<const float> probabilities, std::span<const double> thresholds) {
    LabelSet classes;
    if (decision.outcome == Outcome::Unusable || decision.outcome == Outcome::Unsure)
        return classes;
    for (std::size_t index = 0; index < std::min(probabilities.size(), thresholds.size()); ++index) {
        const ClassIndex labelClass = toClass(index);
        if (!decision.notJudged.contains(labelClass) &&
            decision.present.contains(labelClass) != isAbove(probabilities[index], thresholds[index]))
            classes.insert(labelClass);
    }
    return classes;
}

ReviewProgress progressOf(std::span<const QueueSample> samples) {
    ReviewProgress progress;
    progress.samples = samples.size();
    for (const QueueSample& sample : samples) {
        if (!sample.decision)
            continue;
        switch (sample.decision->outcome) {
        case Outcome::Labelled: ++progress.labelled; break;
        case Outcome::Negative: ++progress.negative; break;
        case Outcome::Unusable: ++progress.unusable; break;
        case Outcome::Unsure: ++progress.unsure; break;
        }
        progress.borderline += sample.decision->outcome == Outcome::Labelled && !sample.decision->notJudged.isEmpty();
    }
    return progress;
}

} // namespace locascope
