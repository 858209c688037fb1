#pragma once

#include "core/store/labelevent.h"

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace locascope {

/// What is done, undone and done again together: the events of one reviewer that share an act, or of an import, which may be of several.
struct StoredAct {
    std::string id;                 ///< actOf() its events
    std::string undoes;             ///< the act it takes back; empty: none
    bool isUndone = false;          ///< it is itself an undoing
    bool isRuling = false;          ///< it rules, or takes a ruling back
    std::vector<LabelEvent> events; ///< by sequence, never empty
};

/// Which acts of one reviewer are done, and which of his undoings can be taken back, found in events read from the newest back to where it is enough.
/// An act that another one undoes is neither, and what was undone before a newer act cannot be done again. Imports without an act are no acts of this kind.
/// Undone events of schema 1 name no act: each takes back the newest event before it on the same sample.
class ActTrail final {
public:
    /// Acts that are `known` already are passed over.
    explicit ActTrail(std::string reviewer, std::set<std::string> known = {});

    /// The next older events, the newest first, of whomever. The oldest act is kept back until an event before it has been seen, or atStart().
    void read(std::span<const LabelEvent> newestFirst);
    void atStart(); ///< there are no older events

    /// Found since the last call, the newest first.
    std::vector<StoredAct> takeDone();
    /// None before what all of those found take back was read, too.
    std::vector<StoredAct> takeUndone();

private:
    void judge(StoredAct act);
    bool isTakenBack(const StoredAct& act);

    std::string m_reviewer;
    std::set<std::string> m_known;
    std::optional<StoredAct> m_unfinished; ///< events by falling sequence
    std::set<std::string> m_takenBack;
    std::map<std::string, int> m_takenBackOn; ///< by sample, how many of its next older events
    bool m_sawNewAct = false;                 ///< what was undone before it cannot be done again
    std::vector<StoredAct> m_done;
    std::vector<StoredAct> m_undone;
};

} // namespace locascope
