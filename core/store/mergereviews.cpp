#include "core/store/mergereviews.h"

#include "core/files/error.h"
#include "core/store/databasefile.h"
#include "core/store/decisioncodec.h"
#include "core/store/eventtable.h"
#include "core/store/platebinding.h"
#include "core/store/predictiontable.h"
#include "core/store/reviewvocabulary.h"
#include "core/store/verifyreview.h"

#include <algorithm>
#include <map>

namespace locascope {

namespace {

namespace fs = std::filesystem;

using Settings = std::map<std::string, std::string>;
using Predictions = std::map<std::string, std::map<std::string, StoredPrediction>>; // by model, then sample

// All that a review holds.
struct Content {
    fs::path file;
    PlateIdentity plate;
    ReviewVocabulary vocabulary;
    std::vector<LabelEvent> events;
    Settings settings;
    Predictions predictions;
};

void requireFree(const fs::path& target) {
    for (const char* const suffix : {"", "-wal", "-shm", "-journal"})
        if (fs::path file = fs::path(target) += suffix; fs::exists(fs::symlink_status(file)))
            throw Error(ErrorKind::Invalid, file, "not merged: the file is already there; name a new one");
}

void requireTwo(const fs::path& first, const fs::path& second) {
    std::error_code ignored;
    if (fs::equivalent(first, second, ignored))
        throw Error(ErrorKind::Invalid, second, "not merged: both are the same file");
}

void requireWhole(const ReviewStore& review) {
    const std::vector<std::string> findings = review.verify();
    if (!findings.empty())
        throw Error(ErrorKind::Damaged, review.file(),
                    "not merged: " + findings.front() + "; rescue its labels with \"locascope review recover\" first");
}

Content contentOf(const fs::path& file) {
    const auto review = ReviewStore::open(file, {}, StoreMode::ReadOnly);
    const SqliteDatabase database(file, obstacleToWriting(file).empty() ? SqliteAccess::QueryOnly : readingAccess(file));
    if (schemaVersion(database) > static_cast<int>(reviewSchema().size()))
        throw Error(ErrorKind::Mismatch, file, "not merged: it was made by a newer Locascope; update this program");
    requireWhole(*review);
    Content content{file, review->boundTo(), reviewVocabulary(*review), review->allEvents(), review->settings(), {}};
    for (const std::string& model : review->modelDigests())
        content.predictions[model] = review->predictions(model);
    return content;
}

void requireSameVocabulary(const Content& first, const Content& second) {
    const Vocabulary &ofFirst = first.vocabulary.earlier.back(), &ofSecond = second.vocabulary.earlier.back();
    if (ofFirst.digest() != ofSecond.digest())
        throw Error(ErrorKind::Mismatch, second.file,
                    "not merged: it is a review of the vocabulary " + ofSecond.id() + ", and " + first.file.native() + " one of " + ofFirst.id());
}

std::optional<PackNote> packNoteIn(const Content& content) {
    const auto kept = content.settings.find(packSetting);
    return kept == content.settings.end() ? std::nullopt : parsePackNote(kept->second);
}

/// Two answers to one pack are of one plate, too.
bool isAnswerTo(const Content& second, const Content& first) {
    const auto note = packNoteIn(second);
    return note && !note->fingerprint.empty() && note->fingerprint == first.plate.fingerprint;
}

void requireSamePlate(const Content& first, const Content& second) {
    if (isAnswerTo(second, first))
        return;
    if (isAnswerTo(first, second))
        throw Error(ErrorKind::Mismatch, first.file, "not merged: it answers a pack of the plate of " + second.file.native() + "; name that review first");
    const bool isKnown = !first.plate.fingerprint.empty() && !second.plate.fingerprint.empty();
    if (isKnown ? first.plate.fingerprint == second.plate.fingerprint : first.plate.root == second.plate.root)
        return;
    throw Error(ErrorKind::Mismatch, second.file,
                "not merged: it belongs to a plate of other files (" + second.plate.root.native() + ") than " + first.file.native() + " (" +
                    first.plate.root.native() + "); if it is the same plate, with files added or removed, say --even-if-changed");
}

bool isSame(const StoredPrediction& left, const StoredPrediction& right) {
    return left.contentDigest == right.contentDigest && packFloats(left.probabilities) == packFloats(right.probabilities);
}

Settings mergedSettings(const Settings& first, const Settings& second, ReviewMerge& merge) {
    for (const auto& [key, value] : merge.pack ? Settings() : second) // of the display there
        if (const auto known = first.find(key); known != first.end() && known->second != value)
            merge.settingsOfFirst.push_back(key);
    Settings settings = first;
    if (!merge.pack)
        settings.insert(second.begin(), second.end());
    return settings;
}

Predictions mergedPredictions(Predictions first, const Predictions& second, ReviewMerge& merge) {
    for (const auto& [model, ofModel] : second) {
        auto& kept = first[model];
        for (const auto& [sample, prediction] : ofModel) {
            const auto [place, isNew] = kept.try_emplace(sample, prediction);
            merge.predictionsOfFirst += isNew || isSame(place->second, prediction) ? 0 : 1;
        }
    }
    for (const auto& [model, ofModel] : first)
        merge.predictions += ofModel.size();
    return first;
}

void bindPlates(const SqliteDatabase& database, const Content& first, const Content& second) {
    if (!second.plate.root.empty() && second.plate != first.plate)
        bindPlate(database, second.plate);
    if (!first.plate.root.empty())
        bindPlate(database, first.plate);
}

// In memory, so that nothing lies on the disk before all of it is known to hold.
void fill(const SqliteDatabase& database, const Content& first, const Content& second, ReviewMerge& merge) {
    createSchema(database, reviewSchema());
    SqliteTransaction transaction(database);
    bindPlates(database, first, second);
    appendEvents(database, merge.merged.events);
    for (const auto& [key, value] : mergedSettings(first.settings, second.settings, merge))
        storeSetting(database, key, value);
    for (const auto& [model, ofModel] : mergedPredictions(first.predictions, second.predictions, merge)) {
        std::vector<StoredPrediction> predictions;
        for (const auto& [sample, prediction] : ofModel)
            predictions.push_back(prediction);
        storePredictions(database, model, predictions);
    }
    transaction.commit();
}

MergedEvents mergedEventsOf(const Content& first, const Content& second) {
    try {
        return mergeEvents(first.events, second.events);
    } catch (const Error& error) {
        throw Error(error.kind(), second.file, "not merged with " + first.file.native() + ": " + error.detail());
    }
}

} // namespace

ReviewMerge mergeReviews(const fs::path& first, const fs::path& second, const fs::path& target, const MergeOptions& options) {
    requireFree(target);
    requireTwo(first, second);
    const Content one = contentOf(first), other = contentOf(second);
    requireSameVocabulary(one, other);
    requireOneHistoryOfClasses(one.vocabulary, one.file, other.vocabulary, other.file, "not merged");
    if (!options.evenIfPlatesDiffer)
        requireSamePlate(one, other);
    const ReviewVocabulary& later = one.vocabulary.changes.size() < other.vocabulary.changes.size() ? other.vocabulary : one.vocabulary;
    ReviewMerge merge{mergedEventsOf(one, other), later.state.vocabulary, one.plate.root.empty() ? other.plate : one.plate, {}};
    if (isAnswerTo(other, one))
        merge.pack = packNoteIn(other);
    const SqliteDatabase database(":memory:", SqliteAccess::ReadWrite);
    fill(database, one, other, merge);
    if (const auto findings = verifyReview(database, reviewSchema()); !findings.empty())
        throw Error(ErrorKind::Damaged, target, "not merged: what was made is not whole (" + findings.front() + ")");
    requireFree(target);
    backUpDatabase(database, target);
    return merge;
}

} // namespace locascope
