#include "core/store/overtaken.h"

#include <algorithm>
#include <set>
#include <string>
#include <unordered_map>

namespace locascope {

namespace {

using OfSample = std::vector<const LabelEvent*>; // by sequence

const LabelEvent* newestBefore(const OfSample& others, const LabelEvent& own, const auto& condition) {
    const auto found = std::find_if(others.rbegin(), others.rend(), [&](const LabelEvent* other) { return other->sequence < own.sequence && condition(*other); });
    return found == others.rend() ? nullptr : *found;
}

const LabelEvent* inTheWayOf(const LabelEvent& own, const OfSample& others) {
    const LabelEvent* ruling = own.cause == EventCause::Ruling ? newestBefore(others, own, [](const LabelEvent& other) { return other.cause == EventCause::Ruling; }) : nullptr;
    const LabelEvent* word = newestBefore(others, own, [&](const LabelEvent& other) { return other.reviewer == own.reviewer; });
    if (word && (word->after == own.before || word->after == own.after))
        word = nullptr;
    if (!ruling || !word)
        return ruling ? ruling : word;
    return ruling->sequence > word->sequence ? ruling : word;
}

} // namespace

std::vector<Overtaken> overtakenBy(std::span<const LabelEvent> meanwhile, std::span<const LabelEvent> stored) {
    std::unordered_map<std::string, OfSample> others;
    for (const LabelEvent& event : meanwhile)
        others[event.sampleId].push_back(&event);
    std::vector<Overtaken> overtaken;
    for (const LabelEvent& own : stored)
        if (const auto ofSample = others.find(own.sampleId); ofSample != others.end())
            if (const LabelEvent* other = inTheWayOf(own, ofSample->second))
                overtaken.push_back({own, *other});
    return overtaken;
}

std::vector<Overtaken> overtakenBy(const ReviewStore& review, std::span<const LabelEvent> stored, std::int64_t seen) {
    std::int64_t newest = seen;
    std::set<std::string> own;
    for (const LabelEvent& event : stored) {
        newest = std::max(newest, event.sequence);
        own.insert(event.uuid);
    }
    if (newest - seen <= static_cast<std::int64_t>(stored.size()))
        return {};
    std::vector<LabelEvent> meanwhile = review.eventsAfter(seen);
    std::erase_if(meanwhile, [&](const LabelEvent& event) { return own.contains(event.uuid); });
    return overtakenBy(meanwhile, stored);
}

} // namespace locascope
