#include "core/store/reviewassignment.h"

#include "core/files/error.h"
#include "core/store/reviewvocabulary.h"
#include "core/store/voices.h"

#include <algorithm>

namespace locascope {

namespace {

std::optional<Assignment> ofSetting(const ReviewStore& review) {
    try {
        return parseAssignment(review.setting(assignmentSetting).value_or(""));
    } catch (const Error& error) {
        throw error.path().empty() ? Error(error.kind(), review.file(), error.detail()) : error;
    }
}

std::optional<Assignment> ofEvent(const LabelEvent& event) {
    try {
        return parseAssignment(event.vocabularyDigest);
    } catch (const Error&) {
        return {};
    }
}

} // namespace

ReviewAssignment reviewAssignment(const ReviewStore& review) {
    ReviewAssignment known;
    for (const LabelEvent& event : review.history(wholePlate)) {
        if (event.cause != EventCause::Assignment)
            continue;
        if (auto said = ofEvent(event); said && said->follows == known.newest)
            known = {std::move(said), event.uuid};
    }
    if (known.newest.empty())
        known.now = ofSetting(review);
    return known;
}

LabelEvent assignmentEvent(Assignment assignment, const std::string& newest) {
    assignment.follows = newest;
    LabelEvent event;
    event.uuid = newUuid();
    event.sampleId = std::string(wholePlate);
    event.reviewer = assignment.by;
    event.timeMs = assignment.timeMs;
    event.cause = EventCause::Assignment;
    event.vocabularyDigest = formatAssignment(assignment);
    return event;
}

ReviewAssignment assign(ReviewStore& review, const Assignment& assignment, const std::string& replaces) {
    const LabelEvent event = assignmentEvent(assignment, replaces);
    if (reviewAssignment(review).newest == replaces)
        review.append(std::span(&event, 1));
    ReviewAssignment now = reviewAssignment(review);
    if (now.newest != event.uuid)
        throw Error(ErrorKind::Busy, review.file(), "not assigned: somebody else assigned samples at the same moment; look at the assignment and try again");
    return now;
}

std::vector<std::string> unjudged(const ReviewStore& review, const std::vector<std::string>& sampleIds) {
    const std::vector<LabelEvent> events = labelEventsOf(review); // which the voices point into
    const auto voices = voicesBySample(events);
    std::vector<std::string> ids;
    std::copy_if(sampleIds.begin(), sampleIds.end(), std::back_inserter(ids), [&](const std::string& id) {
        const auto said = voices.find(id);
        return said == voices.end() || std::all_of(said->second.begin(), said->second.end(), [](const auto& voice) { return voice.second->after->inherited; });
    });
    return ids;
}

} // namespace locascope
