#pragma once

#include "tests/ui/widgets/scriptedacts.h"
#include "tests/ui/widgets/scripteddraft.h"
#include "tests/ui/widgets/scriptedqueue.h"

#include <QCryptographicHash>

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace locascope::testing {

/// What a review must be after some keys, worked out from what the keys are said to do: nothing of the program is asked. Samples are positions in the
/// plate, classes places in the vocabulary.
class ScriptedReview final {
public:
    using Field = ScriptedField;
    using Said = ScriptedSaid;
    using Chips = ScriptedChips;
    using Outcome = ScriptedOutcome;
    struct Bulk {
        std::vector<int> samples; ///< that change
        std::size_t reviewedBefore = 0, unchanged = 0;
    };

    explicit ScriptedReview(std::vector<Field> plate) : m_plate(std::move(plate)), m_acts(m_plate.size()) {
        m_order = everything();
        show();
    }

    int current() const { return m_current; }
    const std::vector<int>& order() const { return m_order; }
    const std::vector<Field>& plate() const { return m_plate; }
    const ScriptedLabels& labels() const { return m_acts.labels(); }
    const Chips& chips() const { return m_draft.now; }
    int reviewed() const { return static_cast<int>(std::count_if(labels().begin(), labels().end(), [](const auto& one) { return one.has_value(); })); }
    std::size_t selected() const { return m_selection.size(); }

    // Chips
    void toggle(int index) { m_draft.toggle(index); }
    void markNotJudged(int index) { m_draft.markNotJudged(index); }
    void toggleOther() { m_draft.toggleOther(); }
    void write(const std::string& note) { m_draft.now.note = note; }

    // Acts on the sample on screen. False: refused
    bool accept() {
        if (!saysMore())
            return moveOn(), true;
        if (m_draft.now.solid.empty() && !m_draft.now.other)
            return false;
        store({Outcome::Labelled, m_draft.now});
        return moveOn(), true;
    }
    void decide(Outcome outcome) {
        store(asOutcome(outcome));
        moveOn();
    }
    void repeat() {
        store(repeated());
        moveOn();
    }
    void undo() {
        if (m_draft.takeBack())
            return;
        const ScriptedAct act = m_acts.undo();
        follow(act);
        if (act.size() == 1 && !act.front().after)
            m_draft = {act.front().before->chips, act.front().before->chips.note, {}, true}; // as it was before Enter
    }
    void redo() { follow(m_acts.redo()); }

    // Moving
    void step(int rows) {
        if (m_order.empty())
            return;
        const int row = rowOf(m_current);
        int target = row + rows;
        if (row < 0) // from a sample that is not shown: the next one that is
            target = static_cast<int>(std::find_if(m_order.begin(), m_order.end(), [this](int sample) { return sample > m_current; }) - m_order.begin()) - (rows < 0 ? 1 : 0);
        goTo(m_order[at(std::clamp(target, 0, static_cast<int>(m_order.size()) - 1))]);
    }
    void goToNextUnreviewed() {
        const int size = static_cast<int>(m_order.size());
        for (int i = 1; i <= size; ++i)
            if (const int sample = m_order[at((rowOf(m_current) + i + size) % size)]; !m_acts.said(sample))
                return goTo(sample);
    }
    /// False: it is empty, and nothing happens.
    bool start(ScriptedQueue queue) { return startList(samplesIn(queue, m_plate, labels(), everything())); }
    bool startDiverse() { return startList(spreadSamples(m_plate, labels())); }
    bool startNear() { return startList(samplesNear(m_plate, labels(), m_current)); }
    /// By lot: of these nothing of a prediction is seen any more, and what was said of them seeing one is as if it had not been said.
    void draw(const std::vector<int>& samples) {
        m_drawn = {samples.begin(), samples.end()};
        for (const int sample : samples)
            if (m_acts.said(sample) && !m_acts.said(sample)->isBlind)
                m_acts.forget(sample);
        show();
        startList(samples);
    }
    void endQueue() {
        m_inQueue = false;
        m_order = everything();
    }

    // Several samples
    void select(int rows) {
        if (m_selection.empty())
            m_anchor = m_current;
        const int anchor = rowOf(m_anchor), end = std::clamp(rowOf(m_current) + rows, 0, static_cast<int>(m_order.size()) - 1);
        choose({m_order.begin() + std::min(anchor, end), m_order.begin() + std::max(anchor, end) + 1});
        goTo(m_order[at(end)]);
    }
    void selectAll() { choose(m_order); }
    void selectNone() { m_selection.clear(); }
    Bulk planned(const Said& wanted) const {
        Bulk plan;
        for (const int sample : m_selection) {
            if (m_acts.said(sample) && isSame(*m_acts.said(sample), given(sample, wanted))) {
                ++plan.unchanged;
                continue;
            }
            plan.samples.push_back(sample);
            plan.reviewedBefore += m_acts.said(sample) ? 1 : 0;
        }
        return plan;
    }
    void decideAll(const Said& wanted) {
        ScriptedAct act;
        for (const int sample : planned(wanted).samples)
            act.push_back({sample, m_acts.said(sample), given(sample, wanted)});
        perform(std::move(act));
        show();
    }
    /// The labels of the last decision, for the sample on screen.
    Said repeated() const {
        const ScriptedAct& act = m_acts.last();
        const auto own = std::find_if(act.begin(), act.end(), [this](const ScriptedChange& change) { return change.sample == m_current; });
        Said said = own != act.end() && own->after ? *own->after : *act.front().after;
        said.chips.open = without(both(said.chips.open, said.chips.touched), said.chips.solid);
        said.chips.note = m_draft.now.note;
        return said;
    }
    Said accepted() const { return {Outcome::Labelled, m_draft.now}; }
    Said asOutcome(Outcome outcome) const {
        Said said{outcome, m_draft.now};
        if (outcome == Outcome::Unsure)
            return said;
        said.chips.solid.clear();
        said.chips.open = outcome == Outcome::Negative ? both(said.chips.open, said.chips.touched) : std::set<int>();
        said.chips.other = false;
        return said;
    }

    // What is around the samples
    void importPredictions() {
        m_hasPredictions = true;
        offer();
    }
    void blind(bool toPredictions, bool toNames) {
        const bool hidesMore = (toPredictions && !m_hidesPredictions) || (toNames && !m_hidesNames);
        m_hidesPredictions = toPredictions;
        m_hidesNames = toNames;
        if (hidesMore || !m_inQueue)
            endQueue();
        offer();
    }
    /// The window is closed and opened anew: what was pressed and not stored is gone, and so are predictions of a table.
    void restart() {
        m_drafts.clear();
        m_selection.clear();
        m_hasPredictions = false;
        endQueue();
        show();
    }

private:
    static std::size_t at(int place) { return static_cast<std::size_t>(place); }
    static std::set<int> both(const std::set<int>& left, const std::set<int>& right) {
        std::set<int> common;
        std::set_intersection(left.begin(), left.end(), right.begin(), right.end(), std::inserter(common, common.begin()));
        return common;
    }
    static bool isSame(const Said& left, const Said& right) {
        return left.outcome == right.outcome && left.chips.solid == right.chips.solid && left.chips.open == right.chips.open && left.chips.other == right.chips.other && left.chips.note == right.chips.note;
    }

    /// In the order of the plate; while names are hidden, in that of a digest of them.
    std::vector<int> everything() const {
        std::vector<int> samples(m_plate.size());
        std::iota(samples.begin(), samples.end(), 0);
        if (m_hidesNames)
            std::sort(samples.begin(), samples.end(), [this](int left, int right) { return digestOf(left) < digestOf(right); });
        return samples;
    }
    QByteArray digestOf(int sample) const { return QCryptographicHash::hash(QByteArray::fromStdString(m_plate[at(sample)].sampleId), QCryptographicHash::Sha256); }
    int rowOf(int sample) const {
        const auto found = std::find(m_order.begin(), m_order.end(), sample);
        return found == m_order.end() ? -1 : static_cast<int>(found - m_order.begin());
    }

    bool saysMore() const { return !m_acts.said(m_current) || m_draft.isDirty() || m_acts.said(m_current)->outcome == Outcome::Unsure; }
    std::vector<float> seenOfModel() const { return m_hasPredictions && !m_hidesPredictions && !m_drawn.contains(m_current) ? m_plate[at(m_current)].probabilities : std::vector<float>(); }

    void show() {
        if (const auto kept = m_drafts.find(m_current); kept != m_drafts.end()) {
            m_draft = kept->second;
            m_drafts.erase(kept);
            return;
        }
        m_draft = {};
        if (const auto& said = m_acts.said(m_current))
            m_draft = {said->chips, said->chips.note, {}, false};
        offer();
    }
    void offer() {
        if (!m_acts.said(m_current))
            m_draft.offer(seenOfModel());
    }
    void leave() {
        if (!m_draft.isDirty())
            return;
        const auto& said = m_acts.said(m_current);
        if (said && m_draft.presses.empty()) { // a note on what is decided is stored at once
            Said noted = *said;
            noted.chips.note = m_draft.now.note;
            perform({{m_current, said, noted}});
        } else {
            m_drafts[m_current] = m_draft;
        }
    }
    void goTo(int sample) {
        if (sample == m_current)
            return;
        leave();
        m_current = sample;
        if (!m_selection.contains(sample))
            m_selection.clear();
        show();
    }
    void moveOn() {
        if (const int row = rowOf(m_current); row >= 0 && row + 1 < static_cast<int>(m_order.size()))
            goTo(m_order[at(row + 1)]);
    }

    /// Of samples that change nothing is left that was pressed before.
    void forgetDrafts(const ScriptedAct& act) {
        for (const ScriptedChange& change : act)
            m_drafts.erase(change.sample);
    }
    void perform(ScriptedAct act) {
        forgetDrafts(act);
        m_acts.perform(std::move(act));
    }
    void store(Said said) {
        said.isBlind = seenOfModel().empty();
        perform({{m_current, m_acts.said(m_current), said}});
        show();
    }
    /// To where something was taken back or done again.
    void follow(const ScriptedAct& act) {
        if (act.empty())
            return;
        forgetDrafts(act);
        if (std::none_of(act.begin(), act.end(), [this](const ScriptedChange& change) { return change.sample == m_current; }))
            goTo(act.front().sample);
        show();
    }
    bool startList(std::vector<int> samples) {
        if (samples.empty())
            return false;
        m_inQueue = true;
        m_order = std::move(samples);
        dropUnshown();
        goTo(m_order.front());
        return true;
    }
    /// Of what is said of all selected, what this one gets.
    Said given(int sample, const Said& wanted) const {
        if (sample == m_current)
            return wanted;
        Said said = wanted;
        said.chips.open = both(said.chips.open, said.chips.touched);
        if (said.outcome != Outcome::Unsure)
            said.chips.note = m_acts.said(sample) ? m_acts.said(sample)->chips.note : std::string();
        return said;
    }
    void choose(const std::vector<int>& samples) {
        m_selection = {samples.begin(), samples.end()};
        if (m_selection.size() < 2)
            m_selection.clear();
    }
    void dropUnshown() {
        std::erase_if(m_selection, [this](int sample) { return rowOf(sample) < 0; });
        if (m_selection.size() < 2 || !m_selection.contains(m_current))
            m_selection.clear();
    }

    ScriptedPlate m_plate;
    ScriptedActs m_acts;
    std::map<int, ScriptedDraft> m_drafts; ///< pressed, not stored, and left
    std::vector<int> m_order;
    std::set<int> m_selection, m_drawn;
    ScriptedDraft m_draft;
    int m_current = 0, m_anchor = 0;
    bool m_inQueue = false, m_hasPredictions = false, m_hidesPredictions = false, m_hidesNames = false;
};

} // namespace locascope::testing
