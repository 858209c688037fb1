#include "core/store/acttrail.h"

#include <algorithm>
#include <utility>

namespace locascope {

namespace {

bool isOfAnAct(const LabelEvent& event) {
    switch (event.cause) {
    case EventCause::Reviewed:
    case EventCause::Bulk:
    case EventCause::Ruling:
    case EventCause::Undone: return true;
    case EventCause::Imported: return !event.act.empty(); // imports of old have none
    default: return false;
    }
}

} // namespace

ActTrail::ActTrail(std::string reviewer, std::set<std::string> known)
    : m_reviewer(std::move(reviewer))
    , m_known(std::move(known)) {}

void ActTrail::read(std::span<const LabelEvent> newestFirst) {
    for (const LabelEvent& event : newestFirst) {
        if (actorOf(event) != m_reviewer || !isOfAnAct(event))
            continue;
        if (m_unfinished && m_unfinished->id == actOf(event)) {
            m_unfinished->events.push_back(event);
            continue;
        }
        atStart();
        m_unfinished = StoredAct{actOf(event), event.undoes, event.cause == EventCause::Undone, event.cause == EventCause::Ruling, {event}};
    }
}

void ActTrail::atStart() {
    if (!m_unfinished)
        return;
    StoredAct act = *std::exchange(m_unfinished, std::nullopt);
    std::reverse(act.events.begin(), act.events.end());
    if (!m_known.contains(act.id))
        judge(std::move(act));
}

bool ActTrail::isTakenBack(const StoredAct& act) {
    if (m_takenBack.erase(act.id) > 0)
        return true;
    const auto left = m_takenBackOn.find(act.events.front().sampleId);
    if (act.isUndone || act.events.size() > 1 || left == m_takenBackOn.end() || left->second == 0)
        return false;
    --left->second;
    return true;
}

void ActTrail::judge(StoredAct act) {
    const bool isDone = !isTakenBack(act);
    for (StoredAct& undone : m_undone)
        if (undone.undoes == act.id)
            undone.isRuling = act.isRuling;
    if (!act.undoes.empty())
        m_takenBack.insert(act.undoes);
    else if (act.isUndone)
        ++m_takenBackOn[act.events.front().sampleId];
    else
        m_sawNewAct = true;
    if (!isDone)
        return;
    if (!act.isUndone)
        m_done.push_back(std::move(act));
    else if (!m_sawNewAct)
        m_undone.push_back(std::move(act));
}

std::vector<StoredAct> ActTrail::takeDone() { return std::exchange(m_done, {}); }
std::vector<StoredAct> ActTrail::takeUndone() {
    const auto isUnresolved = [this](const StoredAct& act) { return m_takenBack.contains(act.undoes); };
    return std::any_of(m_undone.begin(), m_undone.end(), isUnresolved) ? std::vector<StoredAct>() : std::exchange(m_undone, {});
}

} // namespace locascope
