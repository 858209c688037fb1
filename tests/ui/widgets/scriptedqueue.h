#pragma once

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace locascope::testing {

enum class ScriptedOutcome { Labelled, Negative, Unusable, Unsure };

/// Classes are places in the vocabulary.
struct ScriptedChips {
    std::set<int> solid, open /* hollow or not judged */, touched;
    bool other = false;
    std::string note;
};
struct ScriptedSaid {
    ScriptedOutcome outcome = ScriptedOutcome::Labelled;
    ScriptedChips chips;
};
struct ScriptedField {
    std::string sampleId; ///< path in the plate
    std::string csvId;
    std::vector<float> probabilities; ///< of the table that the script imports; every threshold is 0.5
};

enum class ScriptedQueue { Unreviewed, Margin, RareFirst, Differ, Borderline };

using ScriptedPlate = std::vector<ScriptedField>;
using ScriptedLabels = std::vector<std::optional<ScriptedSaid>>; ///< by sample

/// In logits.
inline double aboveThreshold(float probability) {
    const auto p = static_cast<double>(probability);
    return std::log(p / (1 - p));
}

inline std::set<int> without(std::set<int> left, const std::set<int>& right) {
    for (const int one : right)
        left.erase(one);
    return left;
}

inline std::set<int> proposed(const ScriptedField& field) {
    std::set<int> classes;
    for (std::size_t index = 0; index < field.probabilities.size(); ++index)
        if (field.probabilities[index] >= 0.5F)
            classes.insert(static_cast<int>(index));
    return classes;
}

/// Larger comes first; none: it is not in the queue.
using ScriptedScore = std::optional<double>;

inline ScriptedScore marginOf(const ScriptedField& field) {
    double nearest = 100;
    for (const float probability : field.probabilities)
        nearest = std::min(nearest, std::abs(aboveThreshold(probability)));
    return -nearest;
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
    case ScriptedQueue::Unreviewed: return said ? std::nullopt : ScriptedScore(0.0);
    case ScriptedQueue::Margin: return said ? std::nullopt : marginOf(field);
    case ScriptedQueue::RareFirst: return said ? std::nullopt : rarityOf(field, sizes);
    case ScriptedQueue::Differ: return said ? differenceOf(field, *said) : std::nullopt;
    case ScriptedQueue::Borderline:
        return said && said->outcome == ScriptedOutcome::Labelled && !said->chips.open.empty() ? ScriptedScore(static_cast<double>(said->chips.open.size())) : std::nullopt;
    }
    return {};
}

/// Of equal ones, those that come first in `order` come first.
inline std::vector<int> samplesIn(ScriptedQueue queue, const ScriptedPlate& plate, const ScriptedLabels& labels, const std::vector<int>& order) {
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
