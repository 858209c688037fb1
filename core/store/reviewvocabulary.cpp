#include "core/store/reviewvocabulary.h"

#include "core/files/error.h"
#include "core/plate/vocabularies.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace locascope {

namespace {

bool hasLabelsOfAnother(const ReviewStore& review, const Vocabulary& wanted) {
    const auto events = review.allEvents();
    return std::any_of(events.begin(), events.end(), [digest = wanted.digest()](const LabelEvent& event) {
        return event.vocabularyDigest != digest; // none: of the time when there was one vocabulary
    });
}

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

Vocabulary vocabularyOf(const ReviewStore& review) {
    const auto kept = review.setting(vocabularySetting);
    return kept ? parseStoredVocabulary(*kept) : humanProteinAtlasVocabulary();
}

Vocabulary agreedVocabulary(ReviewStore& review, const std::optional<Vocabulary>& wanted) {
    const auto kept = review.setting(vocabularySetting);
    const Vocabulary has = vocabularyOf(review);
    if (!wanted || wanted->digest() == has.digest())
        return has;
    if (kept)
        refuse(review, "the vocabulary " + has.id(), *wanted);
    if (hasLabelsOfAnother(review, *wanted))
        refuse(review, "labels of another vocabulary (" + has.id() + ")", *wanted);
    if (review.mode() == StoreMode::ReadWrite)
        review.putSetting(vocabularySetting, formatStoredVocabulary(*wanted));
    return *wanted;
}

} // namespace locascope
