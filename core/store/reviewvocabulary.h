#pragma once

#include "core/plate/vocabulary.h"
#include "core/store/reviewstore.h"

#include <optional>
#include <string>

namespace locascope {

/// Key of the review's setting that keeps the vocabulary its labels name classes of; without it they are of the 28 of the challenge.
inline constexpr const char* vocabularySetting = "vocabulary";

/// JSON: id and CSV of the vocabulary.
std::string formatStoredVocabulary(const Vocabulary& vocabulary);
/// Error Invalid where it cannot be read.
Vocabulary parseStoredVocabulary(const std::string& json);

/// The vocabulary of `review`.
Vocabulary vocabularyOf(const ReviewStore& review);

/// The vocabulary of `review`, which from now on is `wanted` where that is given. Error Mismatch names both where the review is of another one already: it keeps another, or
/// has labels of another. Nothing is written into a review that is open for reading.
Vocabulary agreedVocabulary(ReviewStore& review, const std::optional<Vocabulary>& wanted);

} // namespace locascope
