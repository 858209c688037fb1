#pragma once

#include "tests/ui/widgets/scriptedlikeness.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace locascope::testing {

enum class ScriptedQueue { InOrder, Unreviewed, Entropy, Margin, RareFirst, SecondLook, Differ, Borderline };

/// Larger comes first; none: it is not in the queue.
using ScriptedScore = std::optional<double>;

inline ScriptedScore marginOf(const ScriptedField& field) {
    double nearest = 100;
    for (const float probability : field.probabilities)
        nearest = std::min(nearest, std::abs(aboveThreshold(probability)));
    return -nearest;
}

inline ScriptedScore entropyOf(const ScriptedField& field) {
    double bits = 0;
    for (const float probability : field.probabilities)
        for (const double share : {static_cast<double>(probability), 1 - static_cast<double>(probability)})
            bits -= share > 0 ? share * std::log2(share) : 0;
    return bits;
}

/// `sizes`: how many samples have each class, by what was said of them, else by what is proposed.
inline ScriptedScore rarityOf(const ScriptedField& field, const std::map<int, int>& sizes) {
    std::optional<int> rarest;
    for (const int index : proposed(field))
        if (!rarest || sizes.at(index) < sizes.at(*rarest))
            rarest = index;
    return rarest ? ScriptedScore(static_cast<double>(field.probabilities[static_cast<std::size_t>(*rarest)]) / 2 - sizes.at(*rarest)) : std::nullopt;
}

inline ScriptedScore differenceOf(const ScriptedField& field, const ScriptedSaid& said) {
    if (said.outcome == ScriptedOutcome::Unusable || said.outcome == ScriptedOutcome::Unsure)
        return {};
    std::set<int> apart = without(without(said.chips.solid, proposed(field)), said.chips.open);
    apart.merge(without(without(proposed(field), said.chips.solid), said.chips.open));
    double weight = 0;
    for (const int index : apart)
        weight += std::abs(aboveThreshold(field.probabilities[static_cast<std::size_t>(index)]));
    return apart.empty() ? std::nullopt : ScriptedScore(weight);
}

inline ScriptedScore scoreOf(ScriptedQueue queue, const ScriptedField& field, const std::optional<ScriptedSaid>& said, const std::map<int, int>& sizes) {
    switch (queue) {
    case ScriptedQueue::InOrder: return 0.0;
    case ScriptedQueue::Unreviewed: return said ? std::nullopt : ScriptedScore(0.0);
    case ScriptedQueue::Entropy: return said ? std::nullopt : entropyOf(field);
    case ScriptedQueue::Margin: return said ? std::nullopt : marginOf(field);
    case ScriptedQueue::RareFirst: return said ? std::nullopt : rarityOf(field, sizes);
    case ScriptedQueue::Differ: return said ? differenceOf(field, *said) : std::nullopt;
    case ScriptedQueue::Borderline:
        return said && said->outcome == ScriptedOutcome::Labelled && !said->chips.open.empty() ? ScriptedScore(static_cast<double>(said->chips.open.size())) : std::nullopt;
    case ScriptedQueue::SecondLook: break; // which is no matter of one field
    }
    return {};
}

/// Of equal ones, those that come first in `order` come first.
inline std::vector<int> samplesIn(ScriptedQueue queue, const ScriptedPlate& plate, const ScriptedLabels& labels, const std::vector<int>& order) {
    if (queue == ScriptedQueue::SecondLook)
        return doubtedSamples(plate, labels, order);
    std::map<int, int> sizes;
    for (std::size_t sample = 0; sample < plate.size(); ++sample)
        for (const int index : !labels[sample] ? proposed(plate[sample]) : labels[sample]->outcome == ScriptedOutcome::Labelled ? labels[sample]->chips.solid : std::set<int>())
            ++sizes[index];
    std::vector<std::pair<double, int>> scored;
    for (const int sample : order)
        if (const auto score = scoreOf(queue, plate[static_cast<std::size_t>(sample)], labels[static_cast<std::size_t>(sample)], sizes))
            scored.emplace_back(*score, sample);
    std::stable_sort(scored.begin(), scored.end(), [](const auto& left, const auto& right) { return left.first > right.first; });
    std::vector<int> samples;
    for (const auto& one : scored)
        samples.push_back(one.second);
    return samples;
}

} // namespace locascope::testing
