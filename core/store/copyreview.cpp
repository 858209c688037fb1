#include "core/store/copyreview.h"

#include "core/files/error.h"
#include "core/store/databasefile.h"
#include "core/store/decisioncodec.h"
#include "core/store/eventtable.h"
#include "core/store/mergeevents.h"
#include "core/store/platebinding.h"
#include "core/store/predictiontable.h"
#include "core/store/reviewvocabulary.h"
#include "core/store/verifyreview.h"

#include <set>

namespace locascope {

namespace {

void requireWhole(const ReviewStore& review, const char* when) {
    const std::vector<std::string> findings = review.verify();
    if (!findings.empty())
        throw Error(ErrorKind::Damaged, review.file(), std::string(when) + findings.front() + "; look at it with \"locascope review verify\"");
}

void requireSamePlate(const PlateIdentity& source, const ReviewStore& target) {
    const PlateIdentity plate = target.boundTo();
    if (source.fingerprint.empty() || plate.fingerprint.empty() || source.fingerprint == plate.fingerprint)
        return;
    throw Error(ErrorKind::Mismatch, target.file(),
                "not copied: it belongs to a plate of other files (" + plate.root.native() + ") than the source (" + source.root.native() + "); name another target");
}

void requireSameVocabulary(const ReviewStore& source, const ReviewStore& target, bool isFresh) {
    const ReviewVocabulary classes = reviewVocabulary(source), there = reviewVocabulary(target);
    const Vocabulary &ours = classes.earlier.back(), &theirs = there.earlier.back();
    requireOneHistoryOfClasses(classes, source.file(), there, target.file(), "not copied");
    if (ours.digest() != theirs.digest() && !(isFresh && !target.setting(vocabularySetting)))
        throw Error(ErrorKind::Mismatch, target.file(),
                    "not copied: it is a review of the vocabulary " + theirs.id() + ", and the source one of " + ours.id());
}

std::vector<LabelEvent> missingEvents(const std::vector<LabelEvent>& source, const std::vector<LabelEvent>& target, const ReviewStore& named) {
    try {
        if (const auto divergences = mergeEvents(target, source).divergences; !divergences.empty())
            throw Error(ErrorKind::Mismatch, {},
                        "not copied: in both, " + divergences.front().first.reviewer + " and others decided otherwise on " + std::to_string(divergences.size()) +
                            " samples; copy it into a file, and join the two with \"locascope review merge\"");
    } catch (const Error& error) {
        throw Error(error.kind(), named.file(), error.detail());
    }
    std::set<std::string> known;
    for (const LabelEvent& event : target)
        known.insert(event.uuid);
    std::vector<LabelEvent> missing;
    for (const LabelEvent& event : source)
        if (!known.contains(event.uuid))
            missing.push_back(event);
    return missing;
}

void copySettings(const ReviewStore& source, ReviewStore& target, ReviewCopy& copy) {
    const auto theirs = target.settings();
    for (const auto& [key, value] : source.settings())
        if (const auto known = theirs.find(key); known == theirs.end())
            target.putSetting(key, value);
        else if (known->second != value)
            copy.settingsKept.push_back(key);
}

bool isSame(const StoredPrediction& left, const StoredPrediction& right) {
    return left.contentDigest == right.contentDigest && packFloats(left.probabilities) == packFloats(right.probabilities);
}

void copyPredictions(const ReviewStore& source, ReviewStore& target, ReviewCopy& copy) {
    for (const std::string& model : source.modelDigests()) {
        const auto theirs = target.predictions(model);
        std::vector<StoredPrediction> missing;
        for (const auto& [sample, prediction] : source.predictions(model))
            if (const auto known = theirs.find(sample); known == theirs.end())
                missing.push_back(prediction);
            else
                copy.predictionsKept += isSame(known->second, prediction) ? 0 : 1;
        if (!missing.empty())
            target.putPredictions(model, missing);
        copy.predictions += missing.size();
    }
}

// Every event of the source is there as it was, but for its number.
void requireCopied(const std::vector<LabelEvent>& source, const ReviewStore& target) {
    requireWhole(target, "the copy is not whole: ");
    std::map<std::string, LabelEvent> there;
    for (LabelEvent& event : target.allEvents())
        there.emplace(event.uuid, std::move(event));
    for (LabelEvent event : source) {
        const auto found = there.find(event.uuid);
        event.sequence = found == there.end() ? 0 : found->second.sequence;
        if (found == there.end() || !(found->second == event))
            throw Error(ErrorKind::Damaged, target.file(), "the copy is not whole: an event is missing or other than in the source; copy again");
    }
}

} // namespace

ReviewCopy copyReview(const ReviewStore& source, ReviewStore& target) {
    requireWhole(source, "not copied: ");
    requireWhole(target, "not copied: ");
    requireSamePlate(source.boundTo(), target);
    const std::vector<LabelEvent> ours = source.allEvents(), theirs = target.allEvents();
    requireSameVocabulary(source, target, theirs.empty());
    const std::vector<LabelEvent> missing = missingEvents(ours, theirs, target);
    ReviewCopy copy;
    copy.events = missing.size();
    copy.common = ours.size() - missing.size();
    copySettings(source, target, copy); // the vocabulary before what it gives a meaning
    if (!missing.empty())
        target.append(missing);
    copyPredictions(source, target, copy);
    requireCopied(ours, target);
    return copy;
}

ReviewCopy copyReviewToFile(const ReviewStore& source, const std::filesystem::path& target) {
    ReviewCopy copy;
    const SqliteDatabase database(":memory:", SqliteAccess::ReadWrite);
    createSchema(database, reviewSchema());
    SqliteTransaction transaction(database);
    bindPlate(database, source.boundTo());
    const std::vector<LabelEvent> events = source.allEvents();
    appendEvents(database, events);
    copy.events = events.size();
    for (const auto& [key, value] : source.settings())
        storeSetting(database, key, value);
    for (const std::string& model : source.modelDigests()) {
        std::vector<StoredPrediction> predictions;
        for (auto& [sample, prediction] : source.predictions(model))
            predictions.push_back(prediction);
        storePredictions(database, model, predictions);
        copy.predictions += predictions.size();
    }
    transaction.commit();
    if (const auto findings = verifyReview(database, reviewSchema()); !findings.empty())
        throw Error(ErrorKind::Damaged, target, "not copied: what was made is not whole (" + findings.front() + ")");
    backUpDatabase(database, target);
    return copy;
}

} // namespace locascope
