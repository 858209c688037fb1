#include "core/store/reviewnews.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace locascope {

namespace {

std::int64_t newestOf(std::span<const LabelEvent> events, std::int64_t seen) {
    for (const LabelEvent& event : events)
        seen = std::max(seen, event.sequence);
    return seen;
}

} // namespace

void ReviewNews::begin(const ReviewStore& review, std::optional<std::int64_t> seen) {
    if (m_seen)
        return;
    const std::vector<LabelEvent> newest = review.eventsBefore(0, 1);
    const std::int64_t now = newest.empty() ? 0 : newest.front().sequence;
    m_seen = std::min(seen.value_or(now), now);
}

std::vector<Overtaken> ReviewNews::afterAppending(const ReviewStore& review, std::span<const LabelEvent> stored) {
    if (!m_seen)
        return {};
    const std::int64_t newest = newestOf(stored, *m_seen);
    if (newest - *m_seen == std::count_if(stored.begin(), stored.end(), [this](const LabelEvent& event) { return event.sequence > *m_seen; })) {
        m_seen = newest;
        return {};
    }
    for (const LabelEvent& event : stored)
        m_own.insert(event.uuid);
    std::vector<LabelEvent> meanwhile = readOn(review);
    std::vector<Overtaken> overtaken = overtakenBy(meanwhile, stored);
    m_untold.insert(m_untold.end(), std::make_move_iterator(meanwhile.begin()), std::make_move_iterator(meanwhile.end()));
    return overtaken;
}

std::vector<LabelEvent> ReviewNews::take(const ReviewStore& review) {
    std::vector<LabelEvent> news = std::exchange(m_untold, {});
    if (!m_seen)
        return news;
    std::vector<LabelEvent> later = readOn(review);
    news.insert(news.end(), std::make_move_iterator(later.begin()), std::make_move_iterator(later.end()));
    return news;
}

/// Without those from here, which are forgotten once they are passed.
std::vector<LabelEvent> ReviewNews::readOn(const ReviewStore& review) {
    std::vector<LabelEvent> events = review.eventsAfter(*m_seen);
    m_seen = newestOf(events, *m_seen);
    std::erase_if(events, [this](const LabelEvent& event) { return m_own.erase(event.uuid) > 0; });
    return events;
}

} // namespace locascope
