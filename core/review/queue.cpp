#include "core/review/queue.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace locascope {

namespace {

double logit(double probability) {
    constexpr double edge = 1e-7;
    const double inside = std::clamp(probability, edge, 1 - edge);
    return std::log(inside / (1 - inside));
}

bool isAbove(float probability, double threshold) { return probability >= static_cast<float>(threshold); }

std::vector<std::size_t> sortedByKey(const std::vector<double>& keys) {
    std::vector<std::size_t> order(keys.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&keys](std::size_t left, std::size_t right) { return keys[left] < keys[right]; });
    return order;
}

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

double certainty(std::span<const float> probabilities, std::span<const double> thresholds) {
    double smallest = std::numeric_limits<double>::infinity();
    for (std::size_t index = 0; index < std::min(probabilities.size(), thresholds.size()); ++index)
        if (const double distance = std::abs(logitsAbove(probabilities[index], thresholds[index])); distance < smallest)
            smallest = distance;
    return smallest;
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

double disagreementWeight(const Decision& decision, std::span<const float> probabilities, std::span<const double> thresholds) {
    double weight = 0;
    for (const ClassIndex index : disagreement(decision, probabilities, thresholds).classes())
        weight += std::abs(logitsAbove(probabilities[toIndex(index)], thresholds[toIndex(index)]));
    return weight;
}

std::vector<std::size_t> orderByUncertainty(std::span<const QueueSample> samples, std::span<const double> thresholds) {
    std::vector<double> keys;
    keys.reserve(samples.size());
    for (const QueueSample& sample : samples)
        keys.push_back(certainty(sample.probabilities, thresholds));
    return sortedByKey(keys);
}

std::vector<std::size_t> orderByDisagreement(std::span<const QueueSample> samples, std::span<const double> thresholds) {
    std::vector<double> keys;
    keys.reserve(samples.size());
    for (const QueueSample& sample : samples) {
        const bool comparable = sample.decision && !sample.probabilities.empty();
        keys.push_back(comparable ? -disagreementWeight(*sample.decision, sample.probabilities, thresholds) : 1);
    }
    return sortedByKey(keys);
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
