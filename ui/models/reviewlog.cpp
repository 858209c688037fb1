#include "ui/models/reviewlog.h"

#include "core/store/reviewstore.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace locascope {

const ReviewLog::Entry* ReviewLog::entry(int sample) const {
    const auto found = m_entries.find(sample);
    return found == m_entries.end() ? nullptr : &found->second;
}

void ReviewLog::setAuthor(Author author) {
    m_author = std::move(author);
    if (m_author.read)
        for (auto& [sample, known] : m_entries)
            known.decision = m_author.read(known.decision);
}

void ReviewLog::restore(std::unordered_map<int, Entry> stored) {
    if (m_author.read)
        for (auto& [sample, known] : stored)
            known.decision = m_author.read(known.decision);
    for (const int sample : unsavedSamples()) {
        if (const Entry* mine = entry(sample))
            stored[sample] = *mine;
        else
            stored.erase(sample);
    }
    m_entries = std::move(stored);
    m_inherited = static_cast<std::size_t>(std::count_if(m_entries.begin(), m_entries.end(), [](const auto& one) { return one.second.decision.inherited; }));
}

bool ReviewLog::isReviewed(int sample) const {
    const Entry* known = entry(sample);
    return known && !known->decision.inherited;
}

void ReviewLog::put(int sample, const std::optional<Decision>& decision, std::int64_t timeMs) {
    if (sample < 0)
        return;
    const auto known = m_entries.find(sample);
    if (known != m_entries.end())
        m_inherited -= known->second.decision.inherited ? 1 : 0;
    if (!decision) {
        if (known != m_entries.end())
            m_entries.erase(known);
        return;
    }
    m_inherited += decision->inherited ? 1 : 0;
    Entry& entry = known != m_entries.end() ? known->second : m_entries[sample];
    entry.decision = m_author.read ? m_author.read(*decision) : *decision;
    entry.timeMs = timeMs;
}

std::vector<LabelEvent> ReviewLog::append(const Act& act, EventCause cause, const std::string& undoes, std::int64_t nowMs) {
    const bool isShared = act.changes.size() > 1 || act.cause == EventCause::Imported;
    const std::string base = act.id.substr(0, act.id.find('/'));
    std::vector<LabelEvent> events;
    events.reserve(act.changes.size());
    m_pending.reserve(m_pending.size() + act.changes.size());
    for (const Change& change : act.changes) {
        LabelEvent& event = events.emplace_back();
        event.uuid = isShared ? base + '/' + std::to_string(events.size()) : act.id; // neighbours in the index of uuids, which is written where they go
        event.sampleId = change.sampleId;
        event.reviewer = change.reviewer.empty() ? m_author.reviewer : change.reviewer;
        event.timeMs = nowMs;
        event.cause = cause;
        event.before = change.before;
        event.after = change.after;
        event.modelDigest = change.after ? change.after->proposal.modelDigest : std::string();
        event.vocabularyDigest = m_author.vocabularyDigest;
        event.act = isShared ? act.id : std::string();
        event.undoes = undoes;
        const int sample = change.reviewer.empty() ? change.sample : -1;
        put(sample, change.after, nowMs);
        m_pending[event.uuid] = {sample, SavingState::Saving};
        ++m_unsaved[sample].saving;
    }
    m_ownActs.insert(act.id);
    return events;
}

std::vector<LabelEvent> ReviewLog::decide(int sample, const std::string& sampleId, std::optional<Decision> after, std::int64_t nowMs) {
    std::vector<Change> changes;
    changes.push_back({sample, sampleId, {}, std::move(after)});
    return decideAll(std::move(changes), nowMs);
}

std::vector<LabelEvent> ReviewLog::decideAll(std::vector<Change> changes, std::int64_t nowMs) {
    const EventCause cause = changes.size() > 1 ? EventCause::Bulk : EventCause::Reviewed;
    return done({newUuid(), std::move(changes), cause}, nowMs);
}

std::vector<LabelEvent> ReviewLog::rule(int sample, const std::string& sampleId, Decision after, std::int64_t nowMs) {
    std::vector<Change> changes;
    changes.push_back({sample, sampleId, {}, std::move(after)});
    return ruleAll(std::move(changes), nowMs);
}

std::vector<LabelEvent> ReviewLog::ruleAll(std::vector<Change> changes, std::int64_t nowMs) {
    return done({newUuid(), std::move(changes), EventCause::Ruling}, nowMs);
}

std::vector<LabelEvent> ReviewLog::done(Act act, std::int64_t nowMs) {
    for (Change& change : act.changes)
        if (const Entry* before = entry(change.sample))
            change.before = before->decision;
    std::vector<LabelEvent> events = append(act, act.cause, {}, nowMs);
    m_undo.push_back(std::move(act));
    m_redo.clear();
    return events;
}

bool ReviewLog::Act::hasOthers() const {
    return std::any_of(changes.begin(), changes.end(), [](const Change& change) { return !change.reviewer.empty(); });
}

/// Back to what was before, from what is now: something else may have been stored since, by another program.
ReviewLog::Act ReviewLog::reversed(Act act) const {
    Act back{newUuid(), {}, act.cause};
    if (act.cause == EventCause::Imported)
        back.id = actBy(back.id, m_author.reviewer);
    back.changes.reserve(act.changes.size());
    for (Change& change : act.changes) {
        const bool isKnown = change.sample >= 0 && change.reviewer.empty();
        const Entry* now = isKnown ? entry(change.sample) : nullptr;
        std::optional<Decision> before = now ? std::optional(now->decision) : isKnown ? std::nullopt : std::move(change.after);
        back.changes.push_back({change.sample, std::move(change.sampleId), std::move(before), std::move(change.before), std::move(change.reviewer)});
    }
    return back;
}

bool ReviewLog::leaveOut(std::vector<Act>& acts, const OfOthers& changed) {
    std::erase_if(acts.back().changes, [&](const Change& change) { return changed.contains({change.sampleId, change.reviewer}); });
    if (!acts.back().changes.empty())
        return true;
    acts.pop_back();
    return false;
}

const ReviewLog::Act* ReviewLog::lastDeciding() const {
    const auto found = std::find_if(m_undo.rbegin(), m_undo.rend(), [](const Act& act) { return act.cause != EventCause::Imported && act.changes.front().after.has_value(); });
    return found == m_undo.rend() ? nullptr : &*found;
}

std::vector<LabelEvent> ReviewLog::undo(std::int64_t nowMs) {
    Act act = std::move(m_undo.back());
    m_undo.pop_back();
    const std::string undoes = act.id;
    m_redo.push_back(reversed(std::move(act)));
    return append(m_redo.back(), EventCause::Undone, undoes, nowMs);
}

std::vector<LabelEvent> ReviewLog::redo(std::int64_t nowMs) {
    Act undoing = std::move(m_redo.back());
    m_redo.pop_back();
    const std::string undoes = undoing.id;
    m_undo.push_back(reversed(std::move(undoing)));
    return append(m_undo.back(), m_undo.back().cause, undoes, nowMs);
}

ReviewLog::Act ReviewLog::actOfStored(const StoredAct& stored, const std::function<int(const std::string&)>& sampleOf) const {
    Act act{stored.id, {}, stored.events.size() > 1 ? EventCause::Bulk : EventCause::Reviewed};
    if (stored.isRuling)
        act.cause = EventCause::Ruling;
    else if (stored.id.find('/') != std::string::npos) // named by actBy
        act.cause = EventCause::Imported;
    act.changes.reserve(stored.events.size());
    for (const LabelEvent& event : stored.events)
        act.changes.push_back({sampleOf(event.sampleId), event.sampleId, event.before, event.after, event.reviewer == m_author.reviewer ? std::string() : event.reviewer});
    return act;
}

void ReviewLog::addStored(const StoredAct& stored, const std::function<int(const std::string&)>& sampleOf) {
    m_undo.push_back(actOfStored(stored, sampleOf));
    m_redo.clear();
    m_ownActs.insert(stored.id);
    for (std::size_t i = 0; i < stored.events.size(); ++i) {
        const LabelEvent& event = stored.events[i];
        if (const Change& change = m_undo.back().changes[i]; change.reviewer.empty())
            put(change.sample, event.after, event.timeMs);
    }
}

void ReviewLog::restoreActs(const std::vector<StoredAct>& done, const std::vector<StoredAct>& undone, const std::function<int(const std::string&)>& sampleOf) {
    std::vector<Act> older;
    for (auto act = done.rbegin(); act != done.rend(); ++act)
        older.push_back(actOfStored(*act, sampleOf));
    m_undo.insert(m_undo.begin(), std::make_move_iterator(older.begin()), std::make_move_iterator(older.end()));
    if (!m_ownActs.empty())
        return;
    for (const StoredAct& act : undone)
        m_redo.insert(m_redo.begin(), actOfStored(act, sampleOf));
}

int& ReviewLog::unsaved(const Pending& pending) {
    Unsaved& of = m_unsaved[pending.sample];
    return pending.state == SavingState::Failed ? of.failed : pending.state == SavingState::Kept ? of.kept : of.saving;
}

void ReviewLog::settle(int sample) {
    const auto found = m_unsaved.find(sample);
    if (found != m_unsaved.end() && found->second.saving == 0 && found->second.failed == 0 && found->second.kept == 0)
        m_unsaved.erase(found);
}

int ReviewLog::moveTo(const std::string& uuid, SavingState state) {
    const auto found = m_pending.find(uuid);
    if (found == m_pending.end())
        return -1;
    Pending& pending = found->second;
    if (pending.state != SavingState::Kept) {
        --unsaved(pending);
        pending.state = state;
        ++unsaved(pending);
        m_keptCount += state == SavingState::Kept ? 1 : 0;
    }
    return pending.sample;
}

void ReviewLog::saving(const std::string& uuid) { moveTo(uuid, SavingState::Saving); }
int ReviewLog::kept(const std::string& uuid) { return moveTo(uuid, SavingState::Kept); }
int ReviewLog::failed(const std::string& uuid) { return moveTo(uuid, SavingState::Failed); }

void ReviewLog::addKept(const std::vector<LabelEvent>& events, const std::function<int(const std::string&)>& sampleOf) {
    std::set<int> decidedSince;
    for (const auto& [sample, unsaved] : m_unsaved)
        decidedSince.insert(sample);
    for (const LabelEvent& event : events) {
        const int sample = event.reviewer == m_author.reviewer ? sampleOf(event.sampleId) : -1;
        if (!m_pending.try_emplace(event.uuid, Pending{sample, SavingState::Kept}).second)
            continue;
        ++m_keptCount;
        ++m_unsaved[sample].kept;
        if (sample >= 0 && !decidedSince.contains(sample))
            put(sample, event.after, event.timeMs);
    }
}

int ReviewLog::saved(const std::string& uuid) {
    const auto found = m_pending.find(uuid);
    if (found == m_pending.end())
        return -1;
    const int sample = found->second.sample;
    --unsaved(found->second);
    m_keptCount -= found->second.state == SavingState::Kept ? 1 : 0;
    settle(sample);
    m_pending.erase(found);
    return sample;
}

std::vector<std::string> ReviewLog::pendingUuids() const {
    std::vector<std::string> uuids;
    for (const auto& [uuid, pending] : m_pending)
        uuids.push_back(uuid);
    return uuids;
}

std::vector<int> ReviewLog::unsavedSamples() const {
    std::vector<int> samples;
    for (const auto& [sample, unsaved] : m_unsaved)
        if (sample >= 0)
            samples.push_back(sample);
    std::sort(samples.begin(), samples.end());
    return samples;
}

bool ReviewLog::takeElsewhere(const LabelEvent& event, int sample) {
    const Entry* known = entry(sample);
    if (m_unsaved.contains(sample) || (known ? known->timeMs == event.timeMs && event.after == known->decision : !event.after))
        return false;
    put(sample, event.after, event.timeMs);
    return true;
}

SavingState ReviewLog::savingState(int sample) const {
    if (const auto found = m_unsaved.find(sample); found != m_unsaved.end())
        return found->second.failed > 0 ? SavingState::Failed : found->second.saving > 0 ? SavingState::Saving : SavingState::Kept;
    return m_entries.contains(sample) ? SavingState::Saved : SavingState::None;
}

} // namespace locascope
