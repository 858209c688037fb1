#include "core/store/overtaken.h"

#include <algorithm>
#include <map>
#include <set>

namespace locascope {

namespace {

bool isInTheWay(const LabelEvent& own, const LabelEvent& other) {
    if (other.sequence >= own.sequence)
        return false;
    const bool areRulings = own.cause == EventCause::Ruling && other.cause == EventCause::Ruling;
    return areRulings || (own.reviewer == other.reviewer && other.after != own.before);
}

} // namespace

std::vector<Overtaken> overtakenBy(const ReviewStore& review, std::span<const LabelEvent> stored, std::int64_t seen) {
    std::int64_t newest = seen;
    std::set<std::string> own;
    for (const LabelEvent& event : stored) {
        newest = std::max(newest, event.sequence);
        own.insert(event.uuid);
    }
    if (newest - seen <= static_cast<std::int64_t>(stored.size()))
        return {};
    std::map<std::string, std::vector<LabelEvent>> others;
    for (LabelEvent& event : review.eventsAfter(seen))
        if (!own.contains(event.uuid))
            others[event.sampleId].push_back(std::move(event));
    std::vector<Overtaken> overtaken;
    for (const LabelEvent& event : stored)
        if (const auto found = others.find(event.sampleId); found != others.end()) {
            const auto last = std::find_if(found->second.rbegin(), found->second.rend(), [&](const LabelEvent& other) { return isInTheWay(event, other); });
            if (last != found->second.rend())
                overtaken.push_back({event, *last});
        }
    return overtaken;
}

} // namespace locascope
