#pragma once

#include "core/review/decision.h"
#include "core/store/reviewstore.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace locascope {

/// A sample that a reviewer left unsure, which asks the others. A note that says @name asks whoever is named, anywhere in it and whatever the case.
struct Question {
    std::string sampleId;
    std::string asker;    ///< UTF-8, as all names and words here
    std::string question; ///< the note; may be empty
    std::int64_t timeMs = 0;
    std::string answerer; ///< empty: nobody has answered
    std::string answer;   ///< the note with which he decided; may be empty
    std::optional<Decision> decision; ///< the answer
    friend bool operator==(const Question&, const Question&) = default;
};

/// All that was said of samples on which somebody is unsure, and by whom anything was said in the review.
struct OpenQuestions {
    std::vector<std::string> reviewers;
    std::vector<LabelEvent> events; ///< as they were stored: classes of then; those of each sample by sequence
};

/// One pass over the current decisions, and over the history of what somebody is unsure of. Errors as ReviewStore::history.
OpenQuestions openQuestions(const ReviewStore& review);

/// Whether the note names this reviewer: @name, followed by no letter or digit.
bool isAddressedTo(std::string_view note, const std::string& reviewer);

/// What others ask `reviewer`: where another's last word is that he is unsure, and nobody has decided since (imported labels decide nothing here: they know nothing of the question); where the note names reviewers, those alone are asked, each until he has decided himself. By sample id, then by asker.
/// `events` of these samples, those of each by sequence; `reviewers`: whom the review knows.
std::vector<Question> questionsTo(const std::string& reviewer, std::span<const LabelEvent> events, const std::vector<std::string>& reviewers);

/// What `reviewer` asked and others have answered: where his last word is that he is unsure and another has decided since; the newest answer of each, a ruling before any other. By sample id.
std::vector<Question> answersTo(const std::string& reviewer, std::span<const LabelEvent> events);

} // namespace locascope
