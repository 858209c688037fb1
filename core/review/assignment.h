#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace locascope {

/// Who is to judge what.
struct AssignmentOptions {
    std::vector<std::string> reviewers; ///< UTF-8, each once
    std::size_t each = 1;               ///< reviewers of every sample that overlaps; others have one
    double share = 1;                   ///< of the samples that overlap, in [0, 1]
    std::uint64_t seed = 0;
    friend bool operator==(const AssignmentOptions&, const AssignmentOptions&) = default;
};

/// For every sample the places of its reviewers in options.reviewers, ascending. round(share × samples) samples drawn by the seed have `each` of them,
/// the others one; no two reviewers' counts differ by more than one, and who is paired with whom is left to the seed. The same seed assigns the same on
/// every machine. Error Invalid: no reviewer, one named twice or without a name, fewer than `each`, `each` of 0, or a share outside [0, 1].
std::vector<std::vector<std::size_t>> assignReviewers(std::size_t samples, const AssignmentOptions& options);

/// An assignment as the review keeps it: frozen when it was made, whatever is added to the plate later.
struct Assignment {
    AssignmentOptions how;
    std::string by;          ///< UTF-8
    std::int64_t timeMs = 0; ///< UTC since 1970
    std::string follows;     ///< uuid of the event of the assignment that was in force when this one was made; empty: none, or one of before they were events
    std::map<std::string, std::vector<std::string>> samples; ///< by reviewer, ids as bytes in the order they were given
    friend bool operator==(const Assignment&, const Assignment&) = default;
};

/// assignReviewers() of these samples.
Assignment makeAssignment(const std::vector<std::string>& sampleIds, const AssignmentOptions& options);

/// Reviews of before assignments were events keep it under this key (core/store/reviewassignment.h).
inline constexpr const char* assignmentSetting = "assignment";
std::string formatAssignment(const Assignment& assignment);
/// None where the text is empty. Error Damaged where it is something else.
std::optional<Assignment> parseAssignment(std::string_view text);

/// Whether what formatAssignment() made names this sample, without reading all of it.
bool assigns(std::string_view text, const std::string& sampleId);

} // namespace locascope
