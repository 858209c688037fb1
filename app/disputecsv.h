#pragma once

#include "core/plate/vocabulary.h"
#include "core/store/voices.h"

#include <span>
#include <string>

namespace locascope {

/// One line of a list of disagreements: what one event says of a sample, and why it is listed.
struct DisputedWord {
    std::string id;    ///< of the sample, as the file shall have it
    std::string state; ///< disputeStateKey, or another word
    const LabelEvent* event = nullptr;
};

/// By name, separated by "; ".
std::string classNames(const LabelSet& labels, const Vocabulary& vocabulary);

/// The independent voices of a dispute by name, then its ruling.
std::vector<DisputedWord> wordsOf(const Dispute& dispute, const std::string& id);

/// CSV: Id, state, reviewer, cause, outcome, present, not_judged, time (UTC, ISO 8601), note. Classes by name, separated by "; ".
std::string formatDisputes(std::span<const DisputedWord> words, const Vocabulary& vocabulary);

} // namespace locascope
