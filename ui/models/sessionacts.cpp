// Acts over several samples, and what takes acts back.

#include "ui/models/sessionprivate.h"

#include "core/store/decisioncodec.h"

#include <QDateTime>

#include <algorithm>
#include <utility>

namespace locascope {

namespace {

constexpr std::size_t rowsAtOnce = 1'000;   ///< of events, so that a decision need not wait long for its turn
constexpr std::size_t undoableInReserve = 20;

std::int64_t nowMs() { return QDateTime::currentMSecsSinceEpoch(); }

bool saysTheSame(const Decision& left, const Decision& right) {
    return !left.inherited && left.outcome == right.outcome && left.present == right.present && left.notJudged == right.notJudged && left.other == right.other &&
           left.note == right.note;
}

ActSummary summaryOf(const ReviewLog::Act& act, const std::optional<Decision>& after) {
    return {static_cast<int>(act.changes.size()), act.changes.front().sample, after};
}

std::string bytesOf(const std::optional<Decision>& decision) { return decision ? encodeDecision(*decision) : std::string(); }

ReviewLog::OfOthers changedByOthers(const ReviewStore& review, const ReviewLog::Act& act) {
    std::map<std::string, std::map<std::string, Decision>> decisions; // by reviewer, then sample
    ReviewLog::OfOthers changed;
    for (const ReviewLog::Change& change : act.changes) {
        if (change.reviewer.empty())
            continue;
        if (!decisions.contains(change.reviewer))
            decisions[change.reviewer] = review.currentDecisions(change.reviewer);
        const auto& known = decisions.at(change.reviewer);
        const auto now = known.find(change.sampleId);
        if (bytesOf(now == known.end() ? std::nullopt : std::optional(now->second)) != bytesOf(change.after))
            changed.emplace(change.sampleId, change.reviewer);
    }
    return changed;
}

/// What a page of older events says of acts.
struct OlderPage {
    std::vector<StoredAct> done;
    std::vector<StoredAct> undone;
    std::int64_t before = 0;
    bool isAtStart = false;
};

OlderPage readPage(const ReviewStore& review, ActTrail& trail, std::int64_t before) {
    const std::vector<LabelEvent> events = review.eventsBefore(before, rowsAtOnce);
    OlderPage page;
    page.isAtStart = events.size() < rowsAtOnce;
    page.before = events.empty() ? before : events.back().sequence;
    trail.read(events);
    if (page.isAtStart)
        trail.atStart();
    page.done = trail.takeDone();
    page.undone = trail.takeUndone();
    return page;
}

} // namespace

/// The labels of `decision`, as this sample gets them. Nobody saw what the model proposes here, so it is judged blind; what was left hollow on the
/// sample on screen was left so for that one. The note stays what it is, unless it says why the reviewer is unsure.
Decision Session::Private::decisionFor(int sample, const Decision& decision) const {
    Decision given = decision;
    if (sample == current)
        return given;
    given.proposal = {};
    given.notJudged = decision.notJudged.intersected(decision.touched);
    given.secondsOnScreen = 0;
    if (decision.outcome != Outcome::Unsure) {
        const ReviewLog::Entry* known = log.entry(sample);
        given.note = known ? known->decision.note : std::string();
    }
    return given;
}

BulkPlan Session::Private::planFor(Decision decision) const {
    BulkPlan made;
    made.result = CommitResult::Committed;
    made.decision = asMade(std::move(decision));
    for (const int sample : selection.samples()) {
        const ReviewLog::Entry* known = log.entry(sample);
        if (known && saysTheSame(known->decision, decisionFor(sample, made.decision))) {
            ++made.unchanged;
            continue;
        }
        made.samples.push_back(sample);
        made.reviewedBefore += log.isReviewed(sample) ? 1 : 0;
    }
    return made;
}

BulkPlan Session::Private::planForSelected(std::optional<Outcome> outcome) const {
    if (selection.isEmpty() || !isSample(current))
        return {};
    if (outcome)
        return planFor(draft.commitAs(*outcome));
    const auto verdict = draft.commit(strict ? ReviewDraft::Hollows::Refused : ReviewDraft::Hollows::NotJudged);
    if (verdict.result == CommitResult::Committed)
        return planFor(verdict.decision);
    BulkPlan refused;
    refused.result = verdict.result;
    return refused;
}

void Session::Private::decideAll(const BulkPlan& planned) {
    std::vector<ReviewLog::Change> changes;
    changes.reserve(planned.samples.size());
    for (const int sample : planned.samples) {
        Decision decision = decisionFor(sample, planned.decision);
        if (sample == current && shownSince.isValid())
            decision.secondsOnScreen = static_cast<double>(shownSince.elapsed()) / 1000;
        changes.push_back({sample, sampleAt(sample).id, {}, std::move(decision)});
    }
    if (changes.empty())
        return;
    const bool areRulings = std::all_of(changes.begin(), changes.end(), [this](const ReviewLog::Change& change) { return rules(change.sample); });
    send(areRulings ? log.ruleAll(std::move(changes), nowMs()) : log.decideAll(std::move(changes), nowMs()));
    startDraft();
    emit q.chipsChanged();
    decisionChanged(-1);
    emit q.savingChanged();
}

std::optional<Decision> Session::Private::lastDecision() const {
    const ReviewLog::Act* act = log.lastDeciding();
    if (!act)
        return {};
    const auto& changes = act->changes;
    const auto own = std::find_if(changes.begin(), changes.end(), [this](const ReviewLog::Change& change) { return change.sample == current; });
    return own != changes.end() ? own->after : changes.front().after;
}

/// The labels of another sample, with what is on screen now.
Decision Session::Private::repeated(const Decision& last) const {
    Decision decision = draft.commitAs(last.outcome);
    decision.present = choosableOf(last.present);
    decision.notJudged = choosableOf(last.notJudged.intersected(last.touched)).without(decision.present);
    decision.other = last.other;
    decision.touched = choosableOf(last.touched);
    return decision;
}

CommitResult Session::Private::repeatLast() {
    const auto last = lastDecision();
    if (!isSample(current))
        return CommitResult::NoSample;
    if (!last)
        return CommitResult::NothingSolid;
    record(current, asMade(repeated(*last)));
    moveOn();
    return CommitResult::Committed;
}

void Session::Private::restoreState(int sample, const std::optional<Decision>& state) {
    if (!isSample(sample))
        return;
    const ReviewLog::Entry* known = log.entry(sample);
    if (known ? state == known->decision : !state)
        return;
    send(log.decide(sample, sampleAt(sample).id, state, nowMs()));
    if (sample == current)
        startDraft();
    else
        select(sample);
    emit q.chipsChanged();
    decisionChanged(sample);
    emit q.savingChanged();
}

/// After an act was taken back or done again: on screen is one of its samples, as it was.
void Session::Private::showTakenBack(const ReviewLog::Act& act, std::optional<Decision> pressed) {
    const auto isHere = [this](const ReviewLog::Change& change) { return change.sample == current; };
    const auto here = std::find_if(act.changes.begin(), act.changes.end(), isHere);
    const ReviewLog::Change& shown = here != act.changes.end() ? *here : act.changes.front();
    if (shown.sample >= 0 && shown.sample != current)
        select(shown.sample);
    if (shown.sample >= 0 && pressed && !shown.after) {
        draft = ReviewDraft(vocabulary.size());
        if (hidesPrediction(shown.sample))
            pressed->proposal = {};
        draft.resume(readAs(classes.state, *pressed));
        draft.offer(proposalFor(shown.sample));
    } else if (shown.sample >= 0) {
        startDraft();
    }
    emit q.chipsChanged();
    if (act.changes.size() > 1)
        decisionChanged(-1);
    else if (shown.sample >= 0)
        decisionChanged(shown.sample);
    emit q.savingChanged();
}

void Session::Private::undo() {
    if (draft.undoPress()) {
        emit q.chipsChanged();
        return;
    }
    if (!log.canUndo())
        return;
    if (!log.lastAct().hasOthers())
        return takeBack();
    unlessChanged(log.lastAct(), [this, id = log.lastAct().id](const ReviewLog::OfOthers& changed) {
        if (log.canUndo() && log.lastAct().id == id && log.leaveOutOfUndo(changed))
            takeBack();
    });
}

void Session::Private::takeBack() {
    send(log.undo(nowMs()));
    const ReviewLog::Act act = log.lastUndone();
    showTakenBack(act, act.changes.size() == 1 ? act.changes.front().before : std::nullopt);
    readOlderActs();
}

void Session::Private::redo() {
    if (!log.canRedo())
        return;
    if (!log.lastUndone().hasOthers())
        return doAgain();
    unlessChanged(log.lastUndone(), [this, id = log.lastUndone().id](const ReviewLog::OfOthers& changed) {
        if (log.canRedo() && log.lastUndone().id == id && log.leaveOutOfRedo(changed))
            doAgain();
    });
}

void Session::Private::doAgain() {
    send(log.redo(nowMs()));
    const ReviewLog::Act act = log.lastAct(); // a copy: leaving a sample with a changed note is an act, too
    showTakenBack(act, {});
}

/// An import has labels of other reviewers, who may have decided otherwise since.
void Session::Private::unlessChanged(const ReviewLog::Act& act, std::function<void(const ReviewLog::OfOthers& changed)> then) {
    if (!store)
        return;
    store->ask([act](ReviewStore& review) { return changedByOthers(review, act); },
               [number = plateNumber, this, then = std::move(then)](const ReviewLog::OfOthers& changed) {
                   if (number == plateNumber)
                       then(changed);
               },
               [this](const Error& error) { say(Severity::Error, "saving", error); });
}

void Session::Private::startReadingActs() {
    olderActs = {};
    olderActs.trail = std::make_shared<ActTrail>(reviewer, log.ownActs());
    readOlderActs();
}

/// Some acts are held in reserve; more are read as these are taken back.
void Session::Private::readOlderActs() {
    if (!store || !olderActs.trail || olderActs.isReading || olderActs.isAtStart || log.undoable() >= undoableInReserve)
        return;
    olderActs.isReading = true;
    const auto trail = olderActs.trail;
    store->ask([trail, before = olderActs.before](ReviewStore& review) { return readPage(review, *trail, before); },
               [this, trail](const OlderPage& page) {
                   if (trail != olderActs.trail)
                       return;
                   olderActs.isReading = false;
                   olderActs.isAtStart = page.isAtStart;
                   olderActs.before = page.before;
                   log.restoreActs(page.done, page.undone, [this](const std::string& id) { return plate->indexOf(id); });
                   if (!page.done.empty() || !page.undone.empty())
                       emit q.savingChanged();
                   readOlderActs();
               },
               [this, trail](const Error&) {
                   if (trail == olderActs.trail)
                       olderActs.isReading = false;
               });
}

std::optional<ActSummary> Session::nextUndo() const {
    if (d->draft.isPressed() || !d->log.canUndo())
        return {};
    return summaryOf(d->log.lastAct(), d->log.lastAct().changes.front().after);
}

std::optional<ActSummary> Session::nextRedo() const {
    if (!d->log.canRedo())
        return {};
    return summaryOf(d->log.lastUndone(), d->log.lastUndone().changes.front().before);
}

std::optional<Decision> Session::lastDecision() const { return d->lastDecision(); }
CommitResult Session::repeatLast() { return d->repeatLast(); }
void Session::restoreState(int sampleIndex, const std::optional<Decision>& state) { d->restoreState(sampleIndex, state); }
BulkPlan Session::planForSelected(std::optional<Outcome> outcome) const { return d->planForSelected(outcome); }
void Session::decideAll(const BulkPlan& plan) { d->decideAll(plan); }

BulkPlan Session::planRepeatForSelected() const {
    const auto last = d->lastDecision();
    return last && !d->selection.isEmpty() ? d->planFor(d->repeated(*last)) : BulkPlan{};
}

} // namespace locascope
