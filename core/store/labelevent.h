#pragma once

#include "core/review/decision.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace locascope {

enum class EventCause { Reviewed, Undone, Imported, Bulk, Ruling, Vocabulary, Assignment };

/// Stable English keys for files: reviewed, undone, imported, bulk, ruling, vocabulary, assignment.
std::string_view eventCauseKey(EventCause cause);
std::optional<EventCause> eventCauseOfKey(std::string_view key);

/// What an event is of that concerns no single sample: no sample is called so, since a sample is a path below the plate's root.
inline constexpr const char* wholePlate = "/";

/// One appended row of a review. Never changed, never deleted. `before` and `after` empty: no decision.
struct LabelEvent {
    std::int64_t sequence = 0;    ///< given by the store; the only order there is
    std::string uuid;             ///< made by the client, unique: appending the same event twice stores it once
    std::string sampleId;         ///< bytes, as Sample::id
    std::string reviewer;         ///< UTF-8
    std::int64_t timeMs = 0;      ///< UTC, milliseconds since 1970, for people only
    EventCause cause = EventCause::Reviewed;
    std::optional<Decision> before;
    std::optional<Decision> after;
    std::string modelDigest;      ///< of the model on screen, or of the imported predictions; may be empty
    std::string vocabularyDigest; ///< of an event that is of `wholePlate` and decides nothing: what it says (formatVocabularyChange, formatAssignment)
    std::string act = {};    ///< shared by the events of an act on several samples; empty: the event is an act of its own, named by its uuid
    std::string undoes = {}; ///< the act that this one takes back; empty: none, or not known (undone before schema 2)
    friend bool operator==(const LabelEvent&, const LabelEvent&) = default;
};

/// Says something of the plate and decides nothing of a sample.
inline bool isOfWholePlate(const LabelEvent& event) { return event.cause == EventCause::Vocabulary || event.cause == EventCause::Assignment; }

/// What `undoes` calls the act this event belongs to.
const std::string& actOf(const LabelEvent& event);

/// The id of an act that may have events of other reviewers (an import, and what takes it back): `id` and whose act it is.
std::string actBy(const std::string& id, const std::string& actor);
/// Whose act it is: named by actBy, else the event's reviewer.
std::string_view actorOf(const LabelEvent& event);

} // namespace locascope
