#include "core/store/outboxdelivery.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <span>
#include <utility>

namespace locascope {

namespace {

using Because = EventsRefused::Because;
using Act = std::span<const LabelEvent>;

struct Why {
    Because because = Because::Content;
    std::string reason;
};

std::vector<Act> actsOf(std::span<const LabelEvent> events) {
    std::vector<Act> acts;
    for (std::size_t i = 0; i < events.size();) {
        std::size_t end = i + 1;
        while (end < events.size() && actOf(events[end]) == actOf(events[i]))
            ++end;
        acts.push_back(events.subspan(i, end - i));
        i = end;
    }
    return acts;
}

bool isRuling(const LabelEvent& event) { return event.cause == EventCause::Ruling || isOfWholePlate(event); }

// What is known of why events are refused, so that of many for one reason one is asked about.
class Refusals final {
public:
    void add(Act act, const Why& why) {
        for (const LabelEvent& event : act) {
            m_refused.push_back({event, why.because, why.reason});
            m_touched.emplace(event.reviewer, event.sampleId);
            m_acts.insert(actOf(event));
        }
    }
    /// The server's word of an act that was given alone.
    void learn(Act act, const Why& why) {
        const std::string& reviewer = act.front().reviewer;
        if (why.because == Because::Reviewer && std::all_of(act.begin(), act.end(), [&](const LabelEvent& event) { return event.reviewer == reviewer; }))
            m_ofReviewer.emplace(reviewer, why);
        if (why.because == Because::Ruling)
            m_ofRulings = why;
        add(act, why);
    }
    std::optional<Why> of(Act act) const {
        for (const LabelEvent& event : act) {
            if (const auto known = m_ofReviewer.find(event.reviewer); known != m_ofReviewer.end())
                return known->second;
            if (m_ofRulings && isRuling(event))
                return m_ofRulings;
        }
        for (const LabelEvent& event : act)
            if (m_touched.contains({event.reviewer, event.sampleId}) || m_acts.contains(event.undoes))
                return Why{Because::Earlier, "it builds on what the server refused, and is sent after it"};
        return {};
    }
    std::vector<RefusedEvent> take() {
        std::ranges::sort(m_refused, {}, [](const RefusedEvent& one) { return one.event.sequence; });
        return std::move(m_refused);
    }

private:
    std::vector<RefusedEvent> m_refused;
    std::set<std::pair<std::string, std::string>> m_touched;
    std::set<std::string> m_acts;
    std::map<std::string, Why> m_ofReviewer;
    std::optional<Why> m_ofRulings;
};

class Deliverer final {
public:
    Deliverer(ReviewStore& server, std::span<const Act> acts, Refusals& refusals)
        : m_server(server)
        , m_acts(acts)
        , m_refusals(refusals) {}

    /// Number of acts that were sent or refused; fewer than there are where `delivery.stoppedBy`. All at once where nothing is refused, else halved down to the one that is.
    std::size_t run(Delivery& delivery) {
        std::size_t size = m_acts.size();
        while (m_place < m_acts.size()) {
            const std::size_t end = take(size);
            try {
                const std::vector<LabelEvent> stored = m_taken.empty() ? std::vector<LabelEvent>() : m_server.append(m_taken);
                delivery.sent.insert(delivery.sent.end(), stored.begin(), stored.end());
                m_place = end;
                size = m_acts.size();
            } catch (const EventsRefused& refused) {
                size = m_actsTaken / 2;
                if (size > 0)
                    continue;
                m_refusals.learn(m_acts[m_lastTaken], {refused.because(), refused.detail()});
                m_place = m_lastTaken + 1;
                size = m_acts.size();
            } catch (const Error& error) {
                delivery.stoppedBy = error;
                break;
            }
        }
        return m_place;
    }

private:
    /// The next acts but those that are known to be refused; behind the last of them.
    std::size_t take(std::size_t count) {
        m_taken.clear();
        m_actsTaken = 0;
        std::size_t next = m_place;
        for (; next < m_acts.size() && m_actsTaken < count; ++next) {
            const Act act = m_acts[next];
            if (m_isHeld.contains(next))
                continue;
            if (const auto why = m_refusals.of(act)) {
                m_isHeld.insert(next);
                m_refusals.add(act, *why);
                continue;
            }
            m_taken.insert(m_taken.end(), act.begin(), act.end());
            ++m_actsTaken;
            m_lastTaken = next;
        }
        return next;
    }

    ReviewStore& m_server;
    std::span<const Act> m_acts;
    Refusals& m_refusals;
    std::size_t m_place = 0;
    std::set<std::size_t> m_isHeld;
    std::vector<LabelEvent> m_taken;
    std::size_t m_actsTaken = 0;
    std::size_t m_lastTaken = 0;
};

std::vector<LabelEvent> inOrder(std::vector<LabelEvent> events, const std::vector<RefusedEvent>& refused) {
    for (const RefusedEvent& one : refused)
        events.push_back(one.event);
    std::ranges::sort(events, {}, &LabelEvent::sequence);
    return events;
}

} // namespace

Delivery deliver(Outbox& outbox, ReviewStore& server, const DeliveryOptions& options) {
    const Outbox::Waiting waiting = outbox.waiting();
    const std::vector<RefusedEvent> before = outbox.refused();
    const std::vector<LabelEvent> events = options.alsoRefused ? inOrder(waiting.events, before) : waiting.events;
    const std::vector<Act> acts = actsOf(events);
    Delivery delivery;
    Refusals refusals;
    if (!options.alsoRefused)
        for (const RefusedEvent& one : before)
            refusals.add({&one.event, 1}, {one.because, one.reason});
    const std::size_t done = Deliverer(server, acts, refusals).run(delivery);
    const std::int64_t firstLeft = done < acts.size() ? acts[done].front().sequence : waiting.last + 1;
    delivery.refused = refusals.take();
    if (options.alsoRefused) // those that were not come to stay as they were
        std::copy_if(before.begin(), before.end(), std::back_inserter(delivery.refused), [&](const RefusedEvent& one) {
            return one.event.sequence >= firstLeft && std::none_of(delivery.refused.begin(), delivery.refused.end(), [&](const RefusedEvent& other) { return other.event.sequence == one.event.sequence; });
        });
    std::ranges::sort(delivery.refused, {}, [](const RefusedEvent& one) { return one.event.sequence; });
    outbox.markRefused(delivery.refused);
    outbox.markDelivered(firstLeft - 1);
    outbox.learnFingerprint(server.boundTo().fingerprint);
    return delivery;
}

} // namespace locascope
