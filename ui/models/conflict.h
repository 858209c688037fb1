#pragma once

#include "core/store/voices.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace locascope {

struct PlateSnapshot;

/// One reviewer's words on a sample.
struct Word {
    std::string reviewer; ///< UTF-8
    std::int64_t timeMs = 0;
    std::string note;     ///< UTF-8
    friend bool operator==(const Word&, const Word&) = default;
};

/// Those who agree on a sample, and on what.
struct Side {
    Decision decision;
    std::vector<Word> words; ///< by reviewer, never empty
};

/// A sample on which reviewers disagree.
struct Conflict {
    int sample = -1;
    DisputeState state = DisputeState::Open;
    std::vector<Side> sides;      ///< two or more, that of the most reviewers first, else that of the first by name
    std::optional<Side> ruling;   ///< of one word, where somebody has ruled
};

/// Of the samples that the plate has, in its order. `events` by sequence.
std::vector<Conflict> conflictsIn(std::span<const LabelEvent> events, const PlateSnapshot& plate);

/// Classes that are present on one side and not on another, or were judged on one alone.
LabelSet disputedClasses(const Conflict& conflict);

} // namespace locascope
