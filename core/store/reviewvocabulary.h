#pragma once

#include "core/plate/vocabulary.h"
#include "core/review/vocabularystate.h"
#include "core/store/reviewstore.h"

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace locascope {

/// Key of the review's setting that keeps the vocabulary its labels named classes of when it began; without it they are of the 28 of the challenge.
inline constexpr const char* vocabularySetting = "vocabulary";

/// JSON: id and CSV of the vocabulary.
std::string formatStoredVocabulary(const Vocabulary& vocabulary);
/// Error Invalid where it cannot be read.
Vocabulary parseStoredVocabulary(const std::string& json);

/// A change of the classes as the review has it.
struct StoredChange {
    LabelEvent event;
    VocabularyChange change;
    std::string voidBecause; ///< one English clause; empty: it counts
};

/// The classes of a review, and how they came about.
struct ReviewVocabulary {
    VocabularyState state;
    std::vector<StoredChange> changes;
    std::string newest;                   ///< uuid of the newest change that counts; empty: none
    std::vector<Vocabulary> earlier;      ///< what the vocabulary was from the beginning, the newest first, the present one among them
};

/// `events` of wholePlate, by sequence. A change counts where it was made of the classes as they were then: of two programs that change them at once, the first to be stored has. Errors of
/// parseVocabularyChange.
ReviewVocabulary derivedVocabulary(const Vocabulary& first, std::span<const LabelEvent> events);

/// The vocabulary of `review` as its changes leave it. Errors of parseVocabularyChange, with the file.
ReviewVocabulary reviewVocabulary(const ReviewStore& review);
Vocabulary vocabularyOf(const ReviewStore& review);

/// A review that was copied and then changed is the other one's future; where the classes were changed in both, each by itself, their numbers mean two things: Error Mismatch with
/// `secondFile`, whose words begin with `what` ("not merged").
void requireOneHistoryOfClasses(const ReviewVocabulary& first, const std::filesystem::path& firstFile, const ReviewVocabulary& second, const std::filesystem::path& secondFile,
                                const std::string& what);

/// What appends `change` to a review whose newest change is `newest`.
LabelEvent vocabularyEvent(VocabularyChange change, const std::string& newest, const std::string& reviewer, std::int64_t nowMs);

/// Appends the change. Invalid, with the file, says why it cannot be; Busy where another program changed the classes at the same moment: look at them and try again.
ReviewVocabulary changeVocabulary(ReviewStore& review, const VocabularyChange& change, const std::string& reviewer, std::int64_t nowMs);

/// The vocabulary of `review`, which from now on is `wanted` where that is given. Error Mismatch names both where the review is of another one already: it keeps another, or
/// has labels of another. One that it had earlier is no other. Nothing is written into a review that is open for reading.
Vocabulary agreedVocabulary(ReviewStore& review, const std::optional<Vocabulary>& wanted);

/// What a server does not show of others' decisions (ReviewStore::withheld): Refused throws PermissionDenied, since the truth does not follow from one voice.
enum class Withheld { Refused, LeftOut };

/// All events that are of samples, by sequence, their decisions and proposals in the classes of today, for whoever hands on what a review says: classes that were merged into others are not judged.
std::vector<LabelEvent> labelEventsOf(const ReviewStore& review, Withheld withheld = Withheld::Refused);
/// ReviewStore::currentDecisions in the classes of today.
std::map<std::string, Decision> decisionsToday(const ReviewStore& review, const VocabularyState& state, const std::optional<std::string>& reviewer);
/// What a file says in the classes of today, to be kept: whatever it says of merged classes is said of what they are now, and that they are not judged is no news.
Decision decisionOfFile(const VocabularyState& state, const Decision& decision);
/// ReviewStore::currentDecisions of every reviewer, as they were made.
DecisionsByReviewer everybodysDecisions(const ReviewStore& review);

} // namespace locascope
