#include "core/review/secondlook.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace locascope {

namespace {

bool isJudged(const QueueSample& sample) {
    const Decision* decision = sample.decision;
    return decision && !decision->inherited &&
           (decision->outcome == Outcome::Labelled || decision->outcome == Outcome::Negative);
}

/// Calls `take(class, isPresent, probability)` for every label of a sample that counts.
template <class Take>
void eachLabel(const QueueSample& sample, std::size_t classes, const Take& take) {
    if (!isJudged(sample))
        return;
    for (std::size_t i = 0; i < std::min(classes, sample.probabilities.size()); ++i)
        if (const float probability = sample.probabilities[i];
            !std::isnan(probability) && !sample.decision->notJudged.contains(toClass(i)))
            take(i, sample.decision->present.contains(toClass(i)), static_cast<double>(probability));
}

std::vector<ClassConfidence> confidences(std::span<const QueueSample> samples, std::size_t classes,
                                         const std::stop_token& stop) {
    std::vector<ClassConfidence> known(classes);
    for (const QueueSample& sample : samples) {
        if (stop.stop_requested())
            break;
        eachLabel(sample, classes, [&](std::size_t i, bool isPresent, double probability) {
            ++(isPresent ? known[i].positives : known[i].negatives);
            (isPresent ? known[i].meanPresent : known[i].meanAbsent) +=
                isPresent ? probability : 1 - probability;
        });
    }
    for (std::size_t i = 0; i < classes; ++i) {
        ClassConfidence& one = known[i];
        one.index = toClass(i);
        one.meanPresent /= static_cast<double>(std::max<std::size_t>(one.positives, 1));
        one.meanAbsent /= static_cast<double>(std::max<std::size_t>(one.negatives, 1));
    }
    return known;
}

bool canBeJudged(const ClassConfidence& one) {
    return one.positives >= leastPositives && one.negatives > 0;
}

/// What a sample is with confidence, if anything.
std::optional<bool> confidentlyPresent(const ClassConfidence& known, double probability) {
    const bool isPresent = probability >= known.meanPresent;
    const bool isAbsent = 1 - probability >= known.meanAbsent;
    if (isPresent && isAbsent)
        return probability >= 0.5;
    return isPresent || isAbsent ? std::optional(isPresent) : std::nullopt;
}

std::optional<LabelDoubt> doubtOf(const ClassConfidence& known, bool isLabelled, double probability) {
    const std::optional<bool> isPresent = confidentlyPresent(known, probability);
    if (!isPresent || *isPresent == isLabelled)
        return std::nullopt;
    const double margin = 2 * probability - 1; // of presence beside absence
    return LabelDoubt{known.index, isLabelled ? Doubt::Surplus : Doubt::Missing,
                      static_cast<float>(probability),
                      static_cast<float>(isLabelled ? 1 - known.meanAbsent : known.meanPresent),
                      static_cast<float>(isLabelled ? -margin : margin)};
}

bool isLarger(const LabelDoubt& left, const LabelDoubt& right) {
    return left.margin > right.margin;
}

} // namespace

SecondLook secondLook(std::span<const QueueSample> samples, std::size_t classes,
                      const std::stop_token& stop) {
    std::vector<ClassConfidence> known = confidences(samples, classes, stop);
    SecondLook look;
    for (std::size_t sample = 0; sample < samples.size() && !stop.stop_requested(); ++sample) {
        std::vector<LabelDoubt> doubts;
        eachLabel(samples[sample], classes, [&](std::size_t i, bool isLabelled, double probability) {
            const auto doubt =
                canBeJudged(known[i]) ? doubtOf(known[i], isLabelled, probability) : std::nullopt;
            if (!doubt)
                return;
            ++(isLabelled ? known[i].surplus : known[i].missing);
            doubts.push_back(*doubt);
        });
        std::stable_sort(doubts.begin(), doubts.end(), isLarger);
        if (!doubts.empty())
            look.samples.push_back({sample, std::move(doubts)});
    }
    std::stable_sort(look.samples.begin(), look.samples.end(),
                     [](const DoubtedSample& left, const DoubtedSample& right) {
                         return isLarger(left.doubts.front(), right.doubts.front());
                     });
    for (const ClassConfidence& one : known)
        (canBeJudged(one) ? look.judged : look.passedOver).push_back(one);
    return look;
}

} // namespace locascope
