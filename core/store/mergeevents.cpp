#include "core/store/mergeevents.h"

#include "core/files/error.h"
#include "core/store/decisioncodec.h"
#include "core/store/voices.h"

#include <map>
#include <optional>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace locascope {

namespace {

using Places = std::unordered_map<std::string_view, std::size_t>; // by uuid

Places placesOf(const std::vector<LabelEvent>& events) {
    Places places;
    places.reserve(events.size());
    for (std::size_t i = 0; i < events.size(); ++i)
        places.emplace(events[i].uuid, i);
    return places;
}

std::optional<std::string> encoded(const std::optional<Decision>& decision) {
    return decision ? std::optional(encodeDecision(*decision)) : std::nullopt;
}

LabelEvent withoutDecisions(LabelEvent event) {
    event.sequence = 0;
    event.before.reset();
    event.after.reset();
    return event;
}

// Decisions as bytes, not values: a probability that is not known is no number, and equals nothing.
bool isSame(const LabelEvent& left, const LabelEvent& right) {
    return withoutDecisions(left) == withoutDecisions(right) && encoded(left.before) == encoded(right.before) && encoded(left.after) == encoded(right.after);
}

bool isEarlier(const LabelEvent& left, const LabelEvent& right) { return std::tie(left.timeMs, left.uuid) < std::tie(right.timeMs, right.uuid); }

// One of the two reviews, as far as it has been merged.
class Source final {
public:
    Source(const std::vector<LabelEvent>& events, const Places& others)
        : m_events(events)
        , m_others(others)
        , m_taken(events.size()) {}

    bool atEnd() {
        while (m_next < m_events.size() && m_taken[m_next])
            ++m_next;
        return m_next == m_events.size();
    }
    const LabelEvent& head() const { return m_events[m_next]; }
    std::optional<std::size_t> placeInOther() const {
        const auto found = m_others.find(head().uuid);
        return found == m_others.end() ? std::nullopt : std::optional(found->second);
    }
    std::size_t place() const { return m_next; }
    void take(std::size_t place) { m_taken[place] = true; }

private:
    const std::vector<LabelEvent>& m_events;
    const Places& m_others;
    std::vector<bool> m_taken;
    std::size_t m_next = 0;
};

class Merger final {
public:
    Merger(const std::vector<LabelEvent>& first, const std::vector<LabelEvent>& second)
        : m_firstPlaces(placesOf(first))
        , m_secondPlaces(placesOf(second))
        , m_first(first, m_secondPlaces)
        , m_second(second, m_firstPlaces)
        , m_secondEvents(second) {
        m_merged.events.reserve(first.size() + second.size());
    }

    MergedEvents merged() {
        for (bool isMore = true; isMore;)
            isMore = step();
        return std::move(m_merged);
    }

private:
    bool step() {
        const bool firstEnds = m_first.atEnd(), secondEnds = m_second.atEnd();
        if (firstEnds && secondEnds)
            return false;
        const auto firstShared = firstEnds ? std::nullopt : m_first.placeInOther();
        const auto secondShared = secondEnds ? std::nullopt : m_second.placeInOther();
        const bool firstIsFree = !firstEnds && !firstShared, secondIsFree = !secondEnds && !secondShared;
        if (firstIsFree && (!secondIsFree || isEarlier(m_first.head(), m_second.head())))
            takeAlone(m_first, m_merged.ofFirst);
        else if (secondIsFree)
            takeAlone(m_second, m_merged.ofSecond);
        else
            takeCommon(*firstShared);
        return true;
    }

    void takeAlone(Source& source, std::size_t& count) {
        keep(source.head());
        source.take(source.place());
        ++count;
    }

    void takeCommon(std::size_t placeInSecond) {
        const LabelEvent& other = m_secondEvents[placeInSecond];
        if (!isSame(m_first.head(), other))
            throw Error(ErrorKind::Damaged, {}, "event " + other.uuid + " is not the same in both reviews");
        m_merged.reordered += placeInSecond == m_second.place() ? 0 : 1;
        ++m_merged.common;
        keep(m_first.head());
        m_first.take(m_first.place());
        m_second.take(placeInSecond);
    }

    void keep(const LabelEvent& event) {
        m_merged.events.push_back(event);
        m_merged.events.back().sequence = static_cast<std::int64_t>(m_merged.events.size());
    }

    Places m_firstPlaces, m_secondPlaces;
    Source m_first, m_second;
    const std::vector<LabelEvent>& m_secondEvents;
    MergedEvents m_merged;
};

using LastWords = std::map<std::pair<std::string, std::string>, const LabelEvent*>; // by sample and reviewer

LastWords lastWordsIn(const std::vector<LabelEvent>& events) {
    LastWords words;
    for (const LabelEvent& event : events)
        words[{event.sampleId, event.reviewer}] = &event;
    return words;
}

bool saysTheSame(const std::optional<Decision>& left, const std::optional<Decision>& right) {
    if (!left || !right)
        return !left && !right;
    return agree(*left, *right) && left->other == right->other && left->note == right->note;
}

std::vector<Divergence> divergencesOf(const std::vector<LabelEvent>& first, const std::vector<LabelEvent>& second, const std::vector<LabelEvent>& merged) {
    const Places inFirst = placesOf(first), inSecond = placesOf(second);
    const LastWords ofSecond = lastWordsIn(second), afterwards = lastWordsIn(merged);
    std::vector<Divergence> divergences;
    for (const auto& [key, word] : lastWordsIn(first)) {
        const auto other = ofSecond.find(key);
        const bool wentApart = other != ofSecond.end() && !inSecond.contains(word->uuid) && !inFirst.contains(other->second->uuid);
        if (wentApart && !saysTheSame(word->after, other->second->after))
            divergences.push_back({*word, *other->second, afterwards.at(key)->uuid == other->second->uuid});
    }
    return divergences;
}

} // namespace

MergedEvents mergeEvents(const std::vector<LabelEvent>& first, const std::vector<LabelEvent>& second) {
    MergedEvents merged = Merger(first, second).merged();
    merged.divergences = divergencesOf(first, second, merged.events);
    return merged;
}

} // namespace locascope
