#include "core/store/reviewvocabulary.h"

#include "core/files/error.h"
#include "core/plate/vocabularies.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace locascope {

namespace {

bool hasLabelsOfAnother(const ReviewStore& review, const Vocabulary& wanted) {
    const auto events = review.eventsAfter(0);
    return std::any_of(events.begin(), events.end(), [digest = wanted.digest()](const LabelEvent& event) {
        return !isOfWholePlate(event) && event.vocabularyDigest != digest; // none: of the time when there was one vocabulary
    });
}

bool wasOf(const ReviewVocabulary& has, const Vocabulary& wanted) {
    return std::any_of(has.earlier.begin(), has.earlier.end(), [digest = wanted.digest()](const Vocabulary& one) { return one.digest() == digest; });
}

Vocabulary firstVocabulary(const ReviewStore& review) {
    const auto kept = review.setting(vocabularySetting);
    return kept ? parseStoredVocabulary(*kept) : humanProteinAtlasVocabulary();
}

void take(ReviewVocabulary& known, const LabelEvent& event) {
    StoredChange stored{event, parseVocabularyChange(event.vocabularyDigest), {}};
    try {
        if (stored.change.follows != known.newest)
            throw Error(ErrorKind::Busy, {}, "the classes were changed before it was stored");
        known.state = changed(known.state, stored.change);
        known.newest = event.uuid;
        known.earlier.insert(known.earlier.begin(), known.state.vocabulary);
    } catch (const Error& error) {
        stored.voidBecause = error.detail();
    }
    known.changes.push_back(std::move(stored));
}

void readToday(const VocabularyState& state, std::optional<Decision>& decision) {
    if (!decision)
        return;
    decision = readAs(state, *decision);
    decision->notJudged = decision->notJudged.united(mergedAway(state));
    decision->proposal.probabilities = readProbabilities(state, decision->proposal.probabilities);
    const std::vector<double> thresholds = readThresholds(state, {decision->proposal.thresholds.begin(), decision->proposal.thresholds.end()});
    decision->proposal.thresholds.assign(thresholds.begin(), thresholds.end());
}

// The first change that counts in `one` and that the other review does not have.
const StoredChange* ownChange(const ReviewVocabulary& one, const ReviewVocabulary& other) {
    for (const StoredChange& change : one.changes) {
        const auto isThere = [&](const StoredChange& known) { return known.event.uuid == change.event.uuid; };
        if (change.voidBecause.empty() && std::none_of(other.changes.begin(), other.changes.end(), isThere))
            return &change;
    }
    return nullptr;
}

std::string described(const StoredChange& stored) { return std::string(changeKindKey(stored.change.kind)) + " by " + stored.event.reviewer; }

[[noreturn]] void refuse(const ReviewStore& review, const std::string& has, const Vocabulary& wanted) {
    throw Error(ErrorKind::Mismatch, review.file(),
                "is a review of " + has + ", not of " + wanted.id() + "; go on with it without --vocabulary, or begin another by --review FILE");
}

} // namespace

std::string formatStoredVocabulary(const Vocabulary& vocabulary) {
    const nlohmann::ordered_json json{{"id", vocabulary.id()}, {"csv", formatVocabulary(vocabulary)}};
    return json.dump();
}

Vocabulary parseStoredVocabulary(const std::string& text) {
    const nlohmann::json json = nlohmann::json::parse(text, nullptr, false);
    if (!json.is_object() || !json.contains("id") || !json["id"].is_string() || !json.contains("csv") || !json["csv"].is_string())
        throw Error(ErrorKind::Invalid, {}, "the vocabulary that the review keeps cannot be read");
    return parseVocabulary(json["id"].get<std::string>(), json["csv"].get<std::string>());
}

ReviewVocabulary derivedVocabulary(const Vocabulary& first, std::span<const LabelEvent> events) {
    ReviewVocabulary known{unchangedState(first), {}, {}, {first}};
    for (const LabelEvent& event : events)
        if (event.cause == EventCause::Vocabulary)
            take(known, event);
    return known;
}

ReviewVocabulary reviewVocabulary(const ReviewStore& review) {
    try {
        return derivedVocabulary(firstVocabulary(review), review.history(wholePlate));
    } catch (const Error& error) {
        if (error.path().empty())
            throw Error(error.kind(), review.file(), error.detail());
        throw;
    }
}

Vocabulary vocabularyOf(const ReviewStore& review) { return reviewVocabulary(review).state.vocabulary; }

void requireOneHistoryOfClasses(const ReviewVocabulary& first, const std::filesystem::path& firstFile, const ReviewVocabulary& second, const std::filesystem::path& secondFile,
                                const std::string& what) {
    const StoredChange *ofFirst = ownChange(first, second), *ofSecond = ownChange(second, first);
    if (ofFirst && ofSecond)
        throw Error(ErrorKind::Mismatch, secondFile,
                    what + ": its classes were changed (" + described(*ofSecond) + ") apart from those of " + firstFile.native() + " (" + described(*ofFirst) +
                        "); export the labels of one as CSV and import them into the other, by the names of its classes");
}

LabelEvent vocabularyEvent(VocabularyChange change, const std::string& newest, const std::string& reviewer, std::int64_t nowMs) {
    change.follows = newest;
    LabelEvent event;
    event.uuid = newUuid();
    event.sampleId = std::string(wholePlate);
    event.reviewer = reviewer;
    event.timeMs = nowMs;
    event.cause = EventCause::Vocabulary;
    event.vocabularyDigest = formatVocabularyChange(change);
    return event;
}

ReviewVocabulary changeVocabulary(ReviewStore& review, const VocabularyChange& change, const std::string& reviewer, std::int64_t nowMs) {
    const ReviewVocabulary before = reviewVocabulary(review);
    try {
        static_cast<void>(changed(before.state, change));
    } catch (const Error& error) {
        throw Error(error.kind(), review.file(), "the classes were not changed: " + error.detail());
    }
    const LabelEvent event = vocabularyEvent(change, before.newest, reviewer, nowMs);
    review.append(std::span(&event, 1));
    ReviewVocabulary after = reviewVocabulary(review);
    const auto own = std::find_if(after.changes.begin(), after.changes.end(), [&](const StoredChange& one) { return one.event.uuid == event.uuid; });
    if (own == after.changes.end() || !own->voidBecause.empty())
        throw Error(ErrorKind::Busy, review.file(), "the classes were not changed: somebody else changed them at the same moment; look at them and try again");
    return after;
}

Vocabulary agreedVocabulary(ReviewStore& review, const std::optional<Vocabulary>& wanted) {
    const auto kept = review.setting(vocabularySetting);
    const ReviewVocabulary known = reviewVocabulary(review);
    const Vocabulary& has = known.state.vocabulary;
    if (!wanted || wasOf(known, *wanted))
        return has;
    if (kept)
        refuse(review, "the vocabulary " + has.id(), *wanted);
    if (hasLabelsOfAnother(review, *wanted))
        refuse(review, "labels of another vocabulary (" + has.id() + ")", *wanted);
    if (review.mode() == StoreMode::ReadWrite)
        review.putSetting(vocabularySetting, formatStoredVocabulary(*wanted));
    return *wanted;
}

std::vector<LabelEvent> labelEventsOf(const ReviewStore& review, Withheld withheld) {
    const ReviewVocabulary known = reviewVocabulary(review);
    std::vector<LabelEvent> events = withheld == Withheld::LeftOut ? review.eventsAfter(0) : review.allEvents();
    std::erase_if(events, isOfWholePlate);
    if (known.changes.empty())
        return events;
    for (LabelEvent& event : events) {
        readToday(known.state, event.before);
        readToday(known.state, event.after);
    }
    return events;
}

Decision decisionOfFile(const VocabularyState& state, const Decision& decision) {
    Decision said = decision;
    said.notJudged = decision.notJudged.without(mergedAway(state));
    said.classes = static_cast<std::uint16_t>(state.classes.size());
    said = readAs(state, said);
    said.classes = asStored(state, said).classes;
    return readAs(state, said);
}

std::map<std::string, Decision> decisionsToday(const ReviewStore& review, const VocabularyState& state, const std::optional<std::string>& reviewer) {
    std::map<std::string, Decision> decisions = review.currentDecisions(reviewer);
    for (auto& [sample, decision] : decisions)
        decision = readAs(state, decision);
    return decisions;
}

DecisionsByReviewer everybodysDecisions(const ReviewStore& review) {
    DecisionsByReviewer decisions;
    for (const std::string& reviewer : review.reviewers())
        if (auto own = review.currentDecisions(reviewer); !own.empty())
            decisions.emplace(reviewer, std::move(own));
    return decisions;
}

} // namespace locascope
