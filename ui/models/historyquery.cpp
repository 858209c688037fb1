#include "ui/models/historyquery.h"

#include "core/review/assignment.h"
#include "core/store/reviewstore.h"

#include <algorithm>

namespace locascope {

namespace {

constexpr std::size_t rowsAtOnce = 2'000;

bool names(const std::optional<Decision>& decision, ClassIndex index) { return decision && decision->present.contains(index); }

bool holds(const std::string& text, const QString& part) { return QString::fromStdString(text).contains(part, Qt::CaseInsensitive); }

bool holdsText(const LabelEvent& event, const QString& part, bool hidesNames) {
    return part.isEmpty() || (!hidesNames && holds(event.sampleId, part)) || holds(event.reviewer, part) || (event.after && holds(event.after->note, part)) ||
           (event.before && holds(event.before->note, part));
}

bool isOfSample(const LabelEvent& event, const std::string& sampleId) {
    return event.sampleId == sampleId || (event.cause == EventCause::Assignment && assigns(event.vocabularyDigest, sampleId));
}

/// Of one sample there are few: all at once.
HistoryPage pageOfSample(const ReviewStore& review, const HistoryQuery& query) {
    HistoryPage page;
    page.events = review.history(query.filter.sampleId);
    for (LabelEvent& event : review.history(wholePlate))
        if (isOfSample(event, query.filter.sampleId))
            page.events.push_back(std::move(event));
    std::sort(page.events.begin(), page.events.end(), [](const LabelEvent& left, const LabelEvent& right) { return left.sequence > right.sequence; });
    page.readTo = 1;
    page.isComplete = true;
    return page;
}

HistoryPage pageOfReview(const ReviewStore& review, const HistoryQuery& query) {
    HistoryPage page;
    page.events = review.eventsBefore(query.before, rowsAtOnce);
    page.isComplete = page.events.size() < rowsAtOnce;
    page.readTo = page.events.empty() ? 1 : page.events.back().sequence;
    return page;
}

} // namespace

bool passes(const LabelEvent& event, const HistoryFilter& filter) {
    if ((!filter.sampleId.empty() && !isOfSample(event, filter.sampleId)) || (!filter.reviewer.empty() && event.reviewer != filter.reviewer))
        return false;
    if (!filter.only.empty() && event.reviewer != filter.only)
        return false;
    if (event.cause == EventCause::Imported && std::binary_search(filter.blindOn.begin(), filter.blindOn.end(), event.sampleId))
        return false;
    if (filter.cause && event.cause != *filter.cause)
        return false;
    if (filter.labelClass && !names(event.before, *filter.labelClass) && !names(event.after, *filter.labelClass))
        return false;
    return holdsText(event, filter.text, filter.hidesNames);
}

HistoryPage readHistoryPage(const ReviewStore& review, const HistoryQuery& query) {
    HistoryPage page = query.filter.sampleId.empty() ? pageOfReview(review, query) : pageOfSample(review, query);
    page.isComplete = page.isComplete || page.readTo <= query.after + 1;
    std::erase_if(page.events, [&](const LabelEvent& event) {
        return event.sequence <= query.after || (query.before > 0 && event.sequence >= query.before) || !passes(event, query.filter);
    });
    if (query.before == 0)
        page.reviewers = query.filter.only.empty() ? review.reviewers() : std::vector{query.filter.only};
    return page;
}

} // namespace locascope
