#include "ui/models/reviewlog.h"

#include "core/store/reviewstore.h"

#include <algorithm>
#include <set>
#include <utility>

namespace locascope {

const ReviewLog::Entry* ReviewLog::entry(int sample) const {
    const auto found = m_entries.find(sample);
    return found == m_entries.end() ? nullptr : &found->second;
}

void ReviewLog::restore(std::unordered_map<int, Entry> stored) {
    for (const auto& [uuid, pending] : m_pending) {
        if (const Entry* mine = entry(pending.sample))
            stored[pending.sample] = *mine;
        else
            stored.erase(pending.sample);
    }
    m_entries = std::move(stored);
    m_inherited = static_cast<std::size_t>(std::count_if(m_entries.begin(), m_entries.end(), [](const auto& one) { return one.second.decision.inherited; }));
}

bool ReviewLog::isReviewed(int sample) const {
    const Entry* known = entry(sample);
    return known && !known->decision.inherited;
}

void ReviewLog::put(int sample, const std::optional<Entry>& entry) {
    if (const auto known = m_entries.find(sample); known != m_entries.end()) {
        m_inherited -= known->second.decision.inherited ? 1 : 0;
        m_entries.erase(known);
    }
    if (!entry)
        return;
    m_inherited += entry->decision.inherited ? 1 : 0;
    m_entries.emplace(sample, *entry);
}

LabelEvent ReviewLog::append(const Act& act, const std::string& sampleId, EventCause cause, std::int64_t nowMs) {
    LabelEvent event;
    event.uuid = newUuid();
    event.sampleId = sampleId;
    event.reviewer = m_author.reviewer;
    event.timeMs = nowMs;
    event.cause = cause;
    event.before = act.before;
    event.after = act.after;
    event.modelDigest = act.after ? act.after->proposal.modelDigest : std::string();
    event.vocabularyDigest = m_author.vocabularyDigest;
    put(act.sample, act.after ? std::optional(Entry{*act.after, nowMs}) : std::nullopt);
    m_pending[event.uuid] = {act.sample, SavingState::Saving};
    return event;
}

LabelEvent ReviewLog::decide(int sample, const std::string& sampleId, std::optional<Decision> after, std::int64_t nowMs) {
    const Entry* before = entry(sample);
    Act act{sample, before ? std::optional(before->decision) : std::nullopt, std::move(after)};
    LabelEvent event = append(act, sampleId, EventCause::Reviewed, nowMs);
    m_undo.push_back(std::move(act));
    m_redo.clear();
    return event;
}

LabelEvent ReviewLog::undo(const std::string& sampleId, std::int64_t nowMs) {
    Act act = std::move(m_undo.back());
    m_undo.pop_back();
    LabelEvent event = append({act.sample, act.after, act.before}, sampleId, EventCause::Undone, nowMs);
    m_redo.push_back(std::move(act));
    return event;
}

LabelEvent ReviewLog::redo(const std::string& sampleId, std::int64_t nowMs) {
    Act act = std::move(m_redo.back());
    m_redo.pop_back();
    LabelEvent event = append(act, sampleId, EventCause::Reviewed, nowMs);
    m_undo.push_back(std::move(act));
    return event;
}

void ReviewLog::saving(const std::string& uuid) {
    const auto found = m_pending.find(uuid);
    if (found != m_pending.end())
        found->second.state = SavingState::Saving;
}

int ReviewLog::saved(const std::string& uuid) {
    const auto found = m_pending.find(uuid);
    if (found == m_pending.end())
        return -1;
    const int sample = found->second.sample;
    m_pending.erase(found);
    return sample;
}

int ReviewLog::failed(const std::string& uuid) {
    const auto found = m_pending.find(uuid);
    if (found == m_pending.end())
        return -1;
    found->second.state = SavingState::Failed;
    return found->second.sample;
}

std::vector<std::string> ReviewLog::pendingUuids() const {
    std::vector<std::string> uuids;
    for (const auto& [uuid, pending] : m_pending)
        uuids.push_back(uuid);
    return uuids;
}

std::vector<int> ReviewLog::unsavedSamples() const {
    std::set<int> samples;
    for (const auto& [uuid, pending] : m_pending)
        samples.insert(pending.sample);
    return {samples.begin(), samples.end()};
}

SavingState ReviewLog::savingState(int sample) const {
    SavingState state = m_entries.contains(sample) ? SavingState::Saved : SavingState::None;
    for (const auto& [uuid, pending] : m_pending) {
        if (pending.sample != sample)
            continue;
        if (pending.state == SavingState::Failed)
            return SavingState::Failed;
        state = SavingState::Saving;
    }
    return state;
}

} // namespace locascope
