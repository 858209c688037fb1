#pragma once

#include "tests/ui/widgets/scriptedfield.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

namespace locascope::testing {

// Queues in which a sample stands for what others are.

/// Of one class: the mean probability where it is said to be there, and of its absence where it is said not to be; nothing below 20 samples that have it.
struct ScriptedUsual {
    double there = 0, absent = 0;
};

inline bool saysWhatIsThere(const std::optional<ScriptedSaid>& said) {
    return said && (said->outcome == ScriptedOutcome::Labelled || said->outcome == ScriptedOutcome::Negative);
}

inline std::map<int, ScriptedUsual> usualOf(const ScriptedPlate& plate, const ScriptedLabels& labels) {
    std::map<int, ScriptedUsual> usual;
    std::map<int, std::pair<int, int>> counts;
    for (std::size_t sample = 0; sample < plate.size(); ++sample)
        for (std::size_t place = 0; saysWhatIsThere(labels[sample]) && place < plate[sample].probabilities.size(); ++place) {
            const int index = static_cast<int>(place);
            const auto probability = static_cast<double>(plate[sample].probabilities[place]);
            if (labels[sample]->chips.open.contains(index))
                continue;
            const bool isThere = labels[sample]->chips.solid.contains(index);
            (isThere ? usual[index].there : usual[index].absent) += isThere ? probability : 1 - probability;
            ++(isThere ? counts[index].first : counts[index].second);
        }
    for (auto& [index, known] : usual) {
        known.there /= std::max(counts[index].first, 1);
        known.absent /= std::max(counts[index].second, 1);
    }
    std::erase_if(usual, [&](const auto& one) { return counts[one.first].first < 20 || counts[one.first].second == 0; });
    return usual;
}

/// By how much the model is against what is said of a sample and a class; nothing where it is no surer than it usually is.
inline std::optional<double> doubtOf(const ScriptedUsual& usual, bool isSaid, double probability) {
    const bool isSure = probability >= usual.there, isSureOfAbsence = 1 - probability >= usual.absent;
    const bool seesIt = isSure && isSureOfAbsence ? probability >= 0.5 : isSure;
    if ((!isSure && !isSureOfAbsence) || seesIt == isSaid)
        return {};
    return static_cast<float>(isSaid ? 1 - 2 * probability : 2 * probability - 1);
}

/// Labels that are perhaps wrong, by confident learning: the largest doubt first.
inline std::vector<int> doubtedSamples(const ScriptedPlate& plate, const ScriptedLabels& labels, const std::vector<int>& order) {
    const auto usual = usualOf(plate, labels);
    std::vector<std::pair<double, int>> doubted;
    for (const int sample : order) {
        const auto& said = labels[static_cast<std::size_t>(sample)];
        std::optional<double> most;
        for (const auto& [index, known] : usual)
            if (saysWhatIsThere(said) && !said->chips.open.contains(index))
                if (const auto doubt = doubtOf(known, said->chips.solid.contains(index), static_cast<double>(plate[static_cast<std::size_t>(sample)].probabilities[static_cast<std::size_t>(index)])))
                    most = std::max(most.value_or(-1), *doubt);
        if (most)
            doubted.emplace_back(*most, sample);
    }
    std::stable_sort(doubted.begin(), doubted.end(), [](const auto& left, const auto& right) { return left.first > right.first; });
    std::vector<int> samples;
    for (const auto& one : doubted)
        samples.push_back(one.second);
    return samples;
}

/// Unreviewed: one of each kind first, by the order of the plate, then the rest, which is all like what came before.
inline std::vector<int> spreadSamples(const ScriptedPlate& plate, const ScriptedLabels& labels) {
    std::vector<int> first, rest;
    std::set<int> kinds;
    for (std::size_t sample = 0; sample < plate.size(); ++sample)
        if (!labels[sample])
            (kinds.insert(plate[sample].kind).second ? first : rest).push_back(static_cast<int>(sample));
    first.insert(first.end(), rest.begin(), rest.end());
    return first;
}

/// Unreviewed: those of the kind of `chosen`, then the others.
inline std::vector<int> samplesNear(const ScriptedPlate& plate, const ScriptedLabels& labels, int chosen) {
    std::vector<int> like, unlike;
    for (std::size_t sample = 0; sample < plate.size(); ++sample)
        if (!labels[sample] && static_cast<int>(sample) != chosen)
            (plate[sample].kind == plate[static_cast<std::size_t>(chosen)].kind ? like : unlike).push_back(static_cast<int>(sample));
    like.insert(like.end(), unlike.begin(), unlike.end());
    return like;
}

} // namespace locascope::testing
