#pragma once

#include <cmath>
#include <optional>
#include <set>
#include <string>
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
    bool isBlind = false; ///< nothing of a prediction was on screen
};
struct ScriptedField {
    std::string sampleId; ///< path in the plate
    std::string csvId;
    std::vector<float> probabilities; ///< of the table that the script imports, or of its model; every threshold is 0.5
    int kind = 0;                     ///< to the model samples of one kind look alike, and unlike all others
};

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

} // namespace locascope::testing
