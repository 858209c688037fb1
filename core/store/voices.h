#pragma once

#include "core/store/labelevent.h"

#include <map>
#include <span>
#include <string>
#include <vector>

namespace locascope {

/// Two decisions agree where outcome, present classes and classes not judged are the same.
bool agree(const Decision& left, const Decision& right);

/// The last word of every reviewer on one sample, by name; none where it was taken back. Points into the events it was made of.
using Voices = std::map<std::string, const LabelEvent*>;

/// Of every sample with an event, by id. `events` by sequence. Where a reviewer ruled and then took back another act of theirs, the ruling is their word still.
std::map<std::string, Voices> voicesBySample(std::span<const LabelEvent> events);

/// What every reviewer made of the field without knowing the others': rulings and what was inherited for a whole antibody are no such word, and the
/// one before a ruling stays. Samples of nobody are left out.
std::map<std::string, Voices> independentVoices(std::span<const LabelEvent> events);

/// Judged on the field itself by somebody who saw no proposal: not imported, not labelled with others, not inherited.
bool isBlindJudgement(const LabelEvent& event);

/// Where somebody judged the field, what others inherited for it is no voice.
void dropInherited(Voices& voices);

/// The newest ruling, or null.
const LabelEvent* lastRuling(const Voices& voices);

/// What two or more agree on, when no other such group is as large; else null.
const LabelEvent* agreedOn(const Voices& voices);

enum class DisputeState {
    Open,     ///< no truth: a ruling is needed
    Outvoted, ///< more agree on one decision than on any other
    Ruled,
};

/// Stable English keys for files: open, outvoted, ruled.
std::string_view disputeStateKey(DisputeState state);

/// A sample on which not all independent voices agree.
struct Dispute {
    std::string sampleId;
    DisputeState state = DisputeState::Open;
    Voices voices;                      ///< independent
    const LabelEvent* ruling = nullptr; ///< null unless Ruled
};

/// By sample id. `events` by sequence; they must outlive the result.
std::vector<Dispute> disputesIn(std::span<const LabelEvent> events);

} // namespace locascope
