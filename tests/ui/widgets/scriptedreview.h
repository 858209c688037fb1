#pragma once

#include "tests/ui/widgets/scriptedqueue.h"

#include <QCryptographicHash>

#include <algorithm>
#include <cmath>
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

    explicit ScriptedReview(std::vector<Field> plate) : m_plate(std::move(plate)), m_said(m_plate.size()) {
        m_order = everything();
        show();
    }

    int current() const { return m_current; }
    const std::vector<int>& order() const { return m_order; }
    const std::vector<Field>& plate() const { return m_plate; }
    const ScriptedLabels& labels() const { return m_said; }
    const Chips& chips() const { return m_draft.now; }
    int reviewed() const { return static_cast<int>(std::count_if(m_said.begin(), m_said.end(), [](const auto& one) { return one.has_value(); })); }
    std::size_t selected() const { return m_selection.size(); }

    // Chips
    void toggle(int index) {
        press();
        Chips& now = m_draft.now;
        if (now.solid.erase(index) == 0)
            now.solid.insert(index);
        now.open.erase(index);
        now.touched.insert(index);
    }
    void markNotJudged(int index) {
        press();
        m_draft.now.solid.erase(index);
        m_draft.now.open.insert(index);
        m_draft.now.touched.insert(index);
    }
    void toggleOther() {
        press();
        m_draft.now.other = !m_draft.now.other;
    }
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
        if (!m_draft.presses.empty()) {
            m_draft.now = m_draft.presses.back();
            m_draft.presses.pop_back();
        } else if (!m_done.empty()) {
            m_undone.push_back(takeBack(m_done));
            goToSampleOf(m_undone.back());
            const Change& first = m_undone.back().front();
            if (m_undone.back().size() == 1 && !first.after)
                m_draft = {first.before->chips, first.before->chips.note, {}, true}; // as it was before Enter
        }
    }
    void redo() {
        if (m_undone.empty())
            return;
        m_done.push_back(takeBack(m_undone));
        goToSampleOf(m_done.back());
    }

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
            if (const int sample = m_order[at((rowOf(m_current) + i + size) % size)]; !m_said[at(sample)])
                return goTo(sample);
    }
    /// False: it is empty, and nothing happens.
    bool start(ScriptedQueue queue) {
        std::vector<int> samples = samplesIn(queue, m_plate, m_said, everything());
        if (samples.empty())
            return false;
        m_inQueue = true;
        m_order = std::move(samples);
        dropUnshown();
        goTo(m_order.front());
        return true;
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
            if (m_said[at(sample)] && isSame(*m_said[at(sample)], given(sample, wanted))) {
                ++plan.unchanged;
                continue;
            }
            plan.samples.push_back(sample);
            plan.reviewedBefore += m_said[at(sample)] ? 1 : 0;
        }
        return plan;
    }
    void decideAll(const Said& wanted) {
        Act act;
        for (const int sample : planned(wanted).samples)
            act.push_back({sample, m_said[at(sample)], given(sample, wanted)});
        perform(std::move(act));
        show();
    }
    /// The labels of the last decision, for the sample on screen.
    Said repeated() const {
        const auto act = std::find_if(m_done.rbegin(), m_done.rend(), [](const Act& one) { return one.front().after.has_value(); });
        const auto own = std::find_if(act->begin(), act->end(), [this](const Change& change) { return change.sample == m_current; });
        Said said = own != act->end() && own->after ? *own->after : *act->front().after;
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
    struct Draft {
        Chips now;
        std::string noteShown;
        std::vector<Chips> presses;
        bool isKeptAsItIs = false; ///< of what was taken back: no proposal takes its place
    };
    struct Change {
        int sample;
        std::optional<Said> before, after;
    };
    using Act = std::vector<Change>;

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

    void press() { m_draft.presses.push_back(m_draft.now); }
    bool isDirty() const { return !m_draft.presses.empty() || m_draft.now.note != m_draft.noteShown; }
    bool saysMore() const { return !m_said[at(m_current)] || isDirty() || m_said[at(m_current)]->outcome == Outcome::Unsure; }

    void show() {
        if (const auto kept = m_drafts.find(m_current); kept != m_drafts.end()) {
            m_draft = kept->second;
            m_drafts.erase(kept);
            return;
        }
        m_draft = {};
        if (const auto& said = m_said[at(m_current)])
            m_draft = {said->chips, said->chips.note, {}, false};
        offer();
    }
    void offer() {
        if (m_said[at(m_current)] || m_draft.isKeptAsItIs || !m_draft.presses.empty())
            return;
        m_draft.now.solid.clear();
        m_draft.now.open.clear();
        if (!m_hasPredictions || m_hidesPredictions)
            return;
        const std::vector<float>& says = m_plate[at(m_current)].probabilities;
        for (int index = 0; index < static_cast<int>(says.size()); ++index)
            if (const double above = aboveThreshold(says[at(index)]); std::abs(above) <= 0.4)
                m_draft.now.open.insert(index);
            else if (above > 0)
                m_draft.now.solid.insert(index);
    }
    void leave() {
        if (!isDirty())
            return;
        const auto& said = m_said[at(m_current)];
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

    void perform(Act act) {
        for (const Change& change : act) {
            m_said[at(change.sample)] = change.after;
            m_drafts.erase(change.sample);
        }
        m_done.push_back(std::move(act));
        m_undone.clear();
    }
    void store(const Said& said) {
        perform({{m_current, m_said[at(m_current)], said}});
        show();
    }
    /// The newest act of `from`, reversed and done.
    Act takeBack(std::vector<Act>& from) {
        Act act = std::move(from.back());
        from.pop_back();
        for (Change& change : act) {
            std::swap(change.before, change.after);
            m_said[at(change.sample)] = change.after;
            m_drafts.erase(change.sample);
        }
        return act;
    }
    void goToSampleOf(const Act& act) {
        const bool isHere = std::any_of(act.begin(), act.end(), [this](const Change& change) { return change.sample == m_current; });
        if (!isHere)
            goTo(act.front().sample);
        show();
    }
    /// Of what is said of all selected, what this one gets.
    Said given(int sample, const Said& wanted) const {
        if (sample == m_current)
            return wanted;
        Said said = wanted;
        said.chips.open = both(said.chips.open, said.chips.touched);
        if (said.outcome != Outcome::Unsure)
            said.chips.note = m_said[at(sample)] ? m_said[at(sample)]->chips.note : std::string();
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
    ScriptedLabels m_said;
    std::map<int, Draft> m_drafts; ///< pressed, not stored, and left
    std::vector<Act> m_done, m_undone;
    std::vector<int> m_order;
    std::set<int> m_selection;
    Draft m_draft;
    int m_current = 0, m_anchor = 0;
    bool m_inQueue = false, m_hasPredictions = false, m_hidesPredictions = false, m_hidesNames = false;
};

} // namespace locascope::testing
