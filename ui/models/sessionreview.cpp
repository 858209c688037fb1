#include "ui/models/sessionprivate.h"

#include <QDateTime>

#include <algorithm>
#include <iterator>
#include <utility>

namespace locascope {

namespace {

std::int64_t nowMs() { return QDateTime::currentMSecsSinceEpoch(); }

} // namespace

void Session::Private::startDraft() {
    const auto unfinished = drafts.find(current);
    if (unfinished != drafts.end()) {
        draft = std::move(unfinished->second);
        drafts.erase(unfinished);
        draft.offer(proposalFor(current)); // another model or z plane may have come meanwhile
        return;
    }
    draft = ReviewDraft(vocabulary.size());
    if (const ReviewLog::Entry* entry = log.entry(current))
        draft.showDecision(entry->decision);
    draft.offer(proposalFor(current));
}

/// Chips that were pressed but not committed wait for the reviewer's return; a note on a decided sample is stored at once.
void Session::Private::leaveDraft() {
    if (current < 0 || !draft.isDirty())
        return;
    const ReviewLog::Entry* entry = log.entry(current);
    if (entry && !draft.isPressed()) {
        Decision decision = entry->decision;
        decision.note = draft.note();
        record(current, decision);
    } else {
        drafts[current] = draft;
    }
}

CommitResult Session::Private::commit() {
    if (!isSample(current))
        return CommitResult::NoSample;
    const auto verdict = draft.commit(strict ? ReviewDraft::Hollows::Refused : ReviewDraft::Hollows::NotJudged);
    if (verdict.result != CommitResult::Committed)
        return verdict.result;
    const int sample = current;
    const bool isNew = !draft.repeatsStored() || rules(sample); // whoever rules may be one of those who disagree
    if (isNew) {
        record(sample, asMade(verdict.decision));
    }
    moveOn();
    return CommitResult::Committed;
}

CommitResult Session::Private::commitAs(Outcome outcome) {
    if (!isSample(current))
        return CommitResult::NoSample;
    record(current, asMade(draft.commitAs(outcome)));
    moveOn();
    return CommitResult::Committed;
}

bool Session::Private::rules(int sample) const { return queue.strategy() == QueueStrategy::Conflict && queue.holds(sample); }

void Session::Private::record(int sample, const Decision& decided) {
    Decision decision = decided;
    decision.secondsOnScreen = sample == current && shownSince.isValid() ? static_cast<double>(shownSince.elapsed()) / 1000 : 0;
    const std::string& id = sampleAt(sample).id;
    send(rules(sample) ? log.rule(sample, id, decision, nowMs()) : log.decide(sample, id, decision, nowMs()));
    if (sample == current) {
        draft = ReviewDraft(vocabulary.size());
        draft.showDecision(log.entry(sample)->decision);
        draft.offer(proposalFor(sample));
    }
    refreshFacts(sample);
}

void Session::Private::send(std::vector<LabelEvent> events) {
    moved = true;
    for (LabelEvent& event : events) {
        drafts.erase(plate->indexOf(event.sampleId));
        if (classes.changes.empty())
            continue;
        for (std::optional<Decision>* decision : {&event.before, &event.after})
            if (*decision)
                *decision = asStored(classes.state, **decision);
    }
    eventsHeld.insert(eventsHeld.end(), std::make_move_iterator(events.begin()), std::make_move_iterator(events.end()));
    if (settingsKnown)
        sendHeld();
}

void Session::Private::moveOn() {
    const int sample = current;
    const int row = rowOf(sample);
    int next = -1;
    if (row >= 0 && row + 1 < static_cast<int>(order().size()))
        next = order()[static_cast<std::size_t>(row) + 1];
    if (next >= 0)
        select(next);
    else
        emit q.chipsChanged();
    decisionChanged(sample);
    emit q.savingChanged();
}

void Session::Private::decisionChanged(int sample) {
    if (sample >= 0) {
        refreshFacts(sample);
    } else {
        refreshAllFacts();
        if (!draft.isDirty()) {
            startDraft();
            emit q.chipsChanged();
        }
    }
    if (dependsOnDecisions(arrangement))
        rebuildOrder();
    emit q.decisionsChanged(sample);
}

void Session::Private::refreshAllFacts() {
    for (int sample = 0; sample < static_cast<int>(facts.size()); ++sample)
        refreshFacts(sample);
}

void Session::Private::refreshFacts(int sample) {
    const ReviewLog::Entry* entry = log.entry(sample);
    const SampleFacts known = factsOf(entry ? &entry->decision : nullptr, entry ? entry->timeMs : 0, prediction(sample));
    if (known != facts[static_cast<std::size_t>(sample)])
        facts.set(static_cast<std::size_t>(sample), known);
}

void Session::Private::savingFailed(const std::vector<std::string>& uuids, const Error& error) {
    for (const std::string& uuid : uuids)
        log.failed(uuid);
    // What is kept on this computer is in no danger.
    const bool isInDanger = log.unsavedCount() > log.keptCount() || !ReviewPlace(options.reviewFile).isServer();
    settle(isInDanger ? "kept" : "saving");
    say(isInDanger ? Severity::Error : Severity::Warning, isInDanger ? "saving" : "kept", error);
    emit q.savingChanged();
}

bool Session::rules(int sampleIndex) const { return d->rules(sampleIndex); }

CommitResult Session::ruleAs(const Decision& side) {
    if (!d->rules(d->current))
        return CommitResult::NoSample;
    Decision ruling = d->repeated(side);
    ruling.notJudged = side.notJudged;
    d->record(d->current, d->asMade(ruling));
    d->moveOn();
    return CommitResult::Committed;
}

void Session::allowProposals() {
    if (!d->plate)
        return;
    d->allowed = true;
    d->putSetting(allowedSetting, "true");
    d->refreshAllFacts();
    if (dependsOnPredictions(d->arrangement))
        d->rebuildOrder();
    d->draft.offer(d->proposalFor(d->current));
    d->explainCurrent();
    emit chipsChanged();
    emit predictionsChanged(-1);
    emit modelChanged();
}

} // namespace locascope
