#pragma once

#include "tests/ui/widgets/scriptedqueue.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace locascope::testing {

struct ScriptedChange {
    int sample;
    std::optional<ScriptedSaid> before, after;
};
using ScriptedAct = std::vector<ScriptedChange>;

/// What is said of each sample, and what was done and taken back to come there.
class ScriptedActs final {
public:
    explicit ScriptedActs(std::size_t samples) : m_said(samples) {}

    const ScriptedLabels& labels() const { return m_said; }
    const std::optional<ScriptedSaid>& said(int sample) const { return m_said[static_cast<std::size_t>(sample)]; }

    void perform(ScriptedAct act) {
        take(act);
        m_done.push_back(std::move(act));
        m_undone.clear();
    }
    /// What was changed by that; empty: there was nothing to take back.
    ScriptedAct undo() { return turn(m_done, m_undone); }
    ScriptedAct redo() { return turn(m_undone, m_done); }
    /// The newest that says something.
    const ScriptedAct& last() const {
        return *std::find_if(m_done.rbegin(), m_done.rend(), [](const ScriptedAct& one) { return one.front().after.has_value(); });
    }
    /// As if it had never been said, and no act.
    void forget(int sample) { m_said[static_cast<std::size_t>(sample)].reset(); }

private:
    void take(const ScriptedAct& act) {
        for (const ScriptedChange& change : act)
            m_said[static_cast<std::size_t>(change.sample)] = change.after;
    }
    /// The newest act of `from`, reversed and done.
    ScriptedAct turn(std::vector<ScriptedAct>& from, std::vector<ScriptedAct>& to) {
        if (from.empty())
            return {};
        ScriptedAct act = std::move(from.back());
        from.pop_back();
        for (ScriptedChange& change : act)
            std::swap(change.before, change.after);
        take(act);
        to.push_back(act);
        return act;
    }

    ScriptedLabels m_said;
    std::vector<ScriptedAct> m_done, m_undone;
};

} // namespace locascope::testing
