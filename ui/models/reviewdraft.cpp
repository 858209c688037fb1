#include "ui/models/reviewdraft.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace locascope {

namespace {

bool isSolid(ChipMark mark) {
    return mark == ChipMark::Proposed || mark == ChipMark::Added;
}

/// The other state of a chip that is pressed. `base` says what it was before any press.
ChipMark toggled(ChipMark mark, ChipMark base) {
    switch (mark) {
    case ChipMark::Proposed: return ChipMark::Rejected;
    case ChipMark::Rejected: return base == ChipMark::Proposed ? ChipMark::Proposed : ChipMark::Added;
    case ChipMark::Added: return base == ChipMark::Hollow || base == ChipMark::Rejected ? ChipMark::Rejected : ChipMark::Absent;
    case ChipMark::Absent:
    case ChipMark::Hollow:
    case ChipMark::NotJudged: return ChipMark::Added;
    }
    return mark;
}

std::vector<ChipMark> marksOf(const Decision& decision, std::size_t classes) {
    std::vector<ChipMark> marks(classes, ChipMark::Absent);
    for (std::size_t i = 0; i < classes; ++i) {
        const ClassIndex index = toClass(i);
        if (decision.present.contains(index))
            marks[i] = ChipMark::Added;
        else if (decision.notJudged.contains(index))
            marks[i] = ChipMark::NotJudged;
        else if (decision.outcome == Outcome::Labelled && decision.touched.contains(index))
            marks[i] = ChipMark::Rejected;
    }
    return marks;
}

} // namespace

double logit(double probability) {
    const double p = std::clamp(probability, 1e-7, 1 - 1e-7);
    return std::log(p / (1 - p));
}

std::vector<ChipMark> proposedMarks(const DraftProposal& proposal) {
    const std::size_t classes = std::min(proposal.probabilities.size(), proposal.thresholds.size());
    std::vector<ChipMark> marks(proposal.probabilities.size(), ChipMark::Absent);
    if (!proposal.proposes || classes == 0)
        return marks;
    bool anyReached = false;
    for (std::size_t i = 0; i < classes; ++i) {
        const double distance = logit(static_cast<double>(proposal.probabilities[i])) - logit(proposal.thresholds[i]);
        anyReached = anyReached || distance >= 0;
        if (std::abs(distance) <= hollowMargin)
            marks[i] = ChipMark::Hollow;
        else if (distance > 0)
            marks[i] = ChipMark::Proposed;
    }
    if (proposal.atLeastOne && !anyReached) {
        const auto best = std::max_element(proposal.probabilities.begin(), proposal.probabilities.end());
        marks[static_cast<std::size_t>(best - proposal.probabilities.begin())] = ChipMark::Hollow;
    }
    return marks;
}

/// Classes that were added after the decision are none that somebody wavered about.
bool isBorderline(const Decision& decision) {
    const std::vector<ClassIndex> open = decision.notJudged.without(decision.touched).classes();
    return !open.empty() && (decision.classes == 0 || toIndex(open.front()) < decision.classes);
}

ReviewDraft::ReviewDraft(std::size_t classes)
    : m_classes(classes)
    , m_base(classes, ChipMark::Absent)
    , m_marks(m_base) {}

void ReviewDraft::start(std::vector<ChipMark> base, LabelSet touched, const Decision* shown) {
    m_base = std::move(base);
    m_marks = m_base;
    m_touched = std::move(touched);
    m_presses.clear();
    m_frozen = false;
    m_resumed = false;
    m_other = shown && shown->other;
    m_note = shown ? shown->note : std::string();
    m_noteShown = m_note;
}

void ReviewDraft::showDecision(const Decision& decision) {
    start(marksOf(decision, m_classes), decision.touched, &decision);
    m_stored = decision;
}

void ReviewDraft::resume(const Decision& undone) {
    start(marksOf(undone, m_classes), undone.touched, &undone);
    m_stored.reset();
    m_proposal.reset();
    m_resumed = true;
    m_frozen = !undone.proposal.modelDigest.empty();
    if (m_frozen)
        m_proposal = DraftProposal{undone.proposal.modelDigest, undone.proposal.probabilities,
                                   {undone.proposal.thresholds.begin(), undone.proposal.thresholds.end()}, false, true};
}

void ReviewDraft::offer(const std::optional<DraftProposal>& proposal) {
    if (m_frozen)
        return;
    m_proposal = proposal;
    if (m_stored || m_resumed)
        return;
    m_base = m_proposal ? proposedMarks(*m_proposal) : std::vector<ChipMark>();
    m_base.resize(m_classes, ChipMark::Absent);
    m_marks = m_base;
}

void ReviewDraft::withhold() {
    if (!m_proposal)
        return;
    m_proposal.reset();
    if (m_stored || m_resumed)
        return;
    const auto isOfModel = [this](std::size_t i) { return m_base[i] == ChipMark::Proposed || m_base[i] == ChipMark::Hollow; };
    const auto clear = [&](std::vector<ChipMark>& marks) {
        for (std::size_t i = 0; i < marks.size(); ++i)
            if (marks[i] != ChipMark::Added && marks[i] != ChipMark::NotJudged && isOfModel(i))
                marks[i] = ChipMark::Absent;
    };
    clear(m_marks);
    for (Press& press : m_presses)
        clear(press.marks);
    m_base.assign(m_classes, ChipMark::Absent);
}

void ReviewDraft::follow(const VocabularyState& classes, std::vector<ChipMark>& marks, LabelSet& touched) const {
    const std::size_t before = marks.size();
    marks.resize(classes.classes.size(), m_stored ? ChipMark::NotJudged : ChipMark::Absent); // of classes that are new
    LabelSet now;
    for (const ClassIndex index : touched.classes())
        now.insert(readAs(classes, index));
    touched = now;
    for (std::size_t i = 0; i < before; ++i)
        if (const ClassIndex into = readAs(classes, toClass(i)); toIndex(into) != i) {
            const ChipMark mark = std::exchange(marks[i], ChipMark::Absent);
            if (isSolid(mark) && !isSolid(marks[toIndex(into)]))
                marks[toIndex(into)] = mark;
        }
}

void ReviewDraft::follow(const VocabularyState& classes) {
    LabelSet ignored;
    follow(classes, m_base, ignored);
    follow(classes, m_marks, m_touched);
    for (Press& press : m_presses)
        follow(classes, press.marks, press.touched);
    m_classes = classes.classes.size();
    if (m_stored)
        m_stored = readAs(classes, *m_stored);
    if (m_proposal) {
        m_proposal->probabilities = readProbabilities(classes, m_proposal->probabilities);
        m_proposal->thresholds = readThresholds(classes, m_proposal->thresholds);
    }
}

bool ReviewDraft::mayToggle(ClassIndex index, Choice choice) const {
    if (toIndex(index) >= m_classes)
        return false;
    const ChipMark mark = m_marks[toIndex(index)];
    return choice == Choice::Offered || isSolid(mark) || mark == ChipMark::Rejected || isSolid(m_base[toIndex(index)]);
}

void ReviewDraft::rememberPress() {
    m_presses.push_back({m_marks, m_touched, m_other});
    m_frozen = true;
}

void ReviewDraft::toggle(ClassIndex index) {
    if (toIndex(index) >= m_classes)
        return;
    rememberPress();
    ChipMark& mark = m_marks[toIndex(index)];
    mark = toggled(mark, m_base[toIndex(index)]);
    m_touched.insert(index);
}

void ReviewDraft::markNotJudged(ClassIndex index) {
    if (toIndex(index) >= m_classes)
        return;
    rememberPress();
    ChipMark& mark = m_marks[toIndex(index)];
    const bool already = mark == ChipMark::NotJudged && m_touched.contains(index);
    const ChipMark base = m_base[toIndex(index)];
    mark = already ? (base == ChipMark::NotJudged ? ChipMark::Absent : base) : ChipMark::NotJudged;
    m_touched.insert(index);
}

void ReviewDraft::toggleOther() {
    rememberPress();
    m_other = !m_other;
}

void ReviewDraft::setNote(std::string note) {
    m_note = std::move(note);
}

bool ReviewDraft::undoPress() {
    if (m_presses.empty())
        return false;
    Press& last = m_presses.back();
    m_marks = std::move(last.marks);
    m_touched = std::move(last.touched);
    m_other = last.other;
    m_presses.pop_back();
    return true;
}

bool ReviewDraft::isDirty() const {
    return isPressed() || m_note != m_noteShown;
}

bool ReviewDraft::repeatsStored() const {
    return m_stored && !m_stored->inherited && !isDirty() && m_stored->outcome != Outcome::Unsure;
}

/// By the chips on screen, so that a press shows at once what it makes of the difference.
ChipDifference ReviewDraft::differenceOf(const ChipState& state, ClassIndex index) const {
    const bool isJudged = m_stored && (m_stored->outcome == Outcome::Labelled || m_stored->outcome == Outcome::Negative) && state.mark != ChipMark::NotJudged;
    if (!isJudged || !state.probability || !m_proposal || toIndex(index) >= m_proposal->thresholds.size())
        return ChipDifference::None;
    const bool isProposed = static_cast<double>(*state.probability) >= state.threshold;
    if (isSolid(state.mark))
        return isProposed ? ChipDifference::Agreed : ChipDifference::Added;
    return isProposed ? ChipDifference::Removed : ChipDifference::None;
}

ChipState ReviewDraft::chip(ClassIndex index) const {
    const std::size_t i = toIndex(index);
    ChipState state;
    state.mark = m_marks.at(i);
    if (m_proposal && i < m_proposal->probabilities.size() && !std::isnan(m_proposal->probabilities[i]))
        state.probability = m_proposal->probabilities[i];
    if (m_proposal && i < m_proposal->thresholds.size())
        state.threshold = m_proposal->thresholds[i];
    state.decided = m_stored && m_base[i] != ChipMark::Absent;
    state.difference = differenceOf(state, index);
    return state;
}

std::vector<ChipState> ReviewDraft::chips() const {
    std::vector<ChipState> states;
    for (std::size_t i = 0; i < m_classes; ++i)
        states.push_back(chip(toClass(i)));
    return states;
}

bool ReviewDraft::hasSolid() const {
    return std::any_of(m_marks.begin(), m_marks.end(), isSolid);
}

bool ReviewDraft::hasUntouchedHollow() const {
    return std::find(m_marks.begin(), m_marks.end(), ChipMark::Hollow) != m_marks.end();
}

Decision ReviewDraft::decisionFromMarks(Outcome outcome) const {
    Decision decision;
    decision.outcome = outcome;
    decision.note = m_note;
    decision.touched = m_touched;
    decision.other = m_other;
    for (std::size_t i = 0; i < m_classes; ++i) {
        if (isSolid(m_marks[i]))
            decision.present.insert(toClass(i));
        else if (m_marks[i] == ChipMark::Hollow || m_marks[i] == ChipMark::NotJudged)
            decision.notJudged.insert(toClass(i));
    }
    if (m_proposal)
        decision.proposal = {m_proposal->modelDigest, m_proposal->probabilities,
                             {m_proposal->thresholds.begin(), m_proposal->thresholds.end()}};
    return decision;
}

ReviewDraft::Verdict ReviewDraft::commit(Hollows hollows) const {
    if (repeatsStored())
        return {CommitResult::Committed, *m_stored};
    if (!hasSolid() && !m_other)
        return {CommitResult::NothingSolid, {}};
    if (hollows == Hollows::Refused && hasUntouchedHollow())
        return {CommitResult::HollowUntouched, {}};
    return {CommitResult::Committed, decisionFromMarks(Outcome::Labelled)};
}

Decision ReviewDraft::commitAs(Outcome outcome) const {
    Decision decision = decisionFromMarks(outcome);
    if (outcome == Outcome::Negative || outcome == Outcome::Unusable) {
        decision.present = {};
        decision.notJudged = outcome == Outcome::Negative ? decision.notJudged.intersected(m_touched) : LabelSet();
        decision.other = false;
    }
    return decision;
}

} // namespace locascope
