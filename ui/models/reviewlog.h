#pragma once

#include "core/store/acttrail.h"
#include "core/store/labelevent.h"
#include "ui/models/sessiontypes.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace locascope {

/// What one reviewer decided on one plate, as the window knows it: current decisions, the acts that can be taken back, and which events are
/// not known to be on disk. Every act makes a new event; none is ever changed. Knows no thread and no store.
class ReviewLog final {
public:
    struct Entry {
        Decision decision;
        std::int64_t timeMs = 0; ///< UTC since 1970; 0 where it is not known
    };
    /// What an act did to one sample. A sample that the plate does not have (any more) is −1; its id is known all the same.
    struct Change {
        int sample = -1;
        std::string sampleId;
        std::optional<Decision> before;
        std::optional<Decision> after;
        std::string reviewer = {}; ///< whose labels, where they are another's (an import); empty: the author's
    };
    /// What is done and undone together; never without a change.
    struct Act {
        std::string id;
        std::vector<Change> changes;
        EventCause cause = EventCause::Reviewed; ///< Imported: of a file; Ruling: settles what reviewers disagree on
        bool hasOthers() const;
    };
    /// Labels of other reviewers, by sample id and name.
    using OfOthers = std::set<std::pair<std::string, std::string>>;

    /// Who appends, and against which vocabulary.
    struct Author {
        std::string reviewer;
        std::string vocabularyDigest;
        std::function<Decision(const Decision&)> read; ///< how what was decided is read in the classes of today; empty: as it is
    };

    /// What is decided is read anew.
    void setAuthor(Author author);
    const Author& author() const { return m_author; }

    const Entry* entry(int sample) const;
    const std::unordered_map<int, Entry>& entries() const { return m_entries; }
    /// Whether this field was judged; a decision that was inherited from its antibody is none.
    bool isReviewed(int sample) const;
    std::size_t reviewedCount() const { return m_entries.size() - m_inherited; }

    /// Takes over what the store holds, except for samples with an event that is not saved yet.
    void restore(std::unordered_map<int, Entry> stored);

    /// Each returns the events to append, in one transaction; the log has them pending until saved().
    std::vector<LabelEvent> decide(int sample, const std::string& sampleId, std::optional<Decision> after, std::int64_t nowMs);
    /// The same, which settles what reviewers disagree on.
    std::vector<LabelEvent> rule(int sample, const std::string& sampleId, Decision after, std::int64_t nowMs);
    /// One act on all of them; `before` follows from the log. At least one.
    std::vector<LabelEvent> decideAll(std::vector<Change> changes, std::int64_t nowMs);
    std::vector<LabelEvent> ruleAll(std::vector<Change> changes, std::int64_t nowMs);
    bool canUndo() const { return !m_undo.empty(); }
    bool canRedo() const { return !m_redo.empty(); }
    std::size_t undoable() const { return m_undo.size(); }
    /// The act that undo() would take back.
    const Act& lastAct() const { return m_undo.back(); }
    const Act* lastDeciding() const; ///< the newest that gave a decision; null: none
    /// The undoing that redo() would take back.
    const Act& lastUndone() const { return m_redo.back(); }
    std::vector<LabelEvent> undo(std::int64_t nowMs); ///< needs canUndo()
    std::vector<LabelEvent> redo(std::int64_t nowMs); ///< needs canRedo()

    /// An act that the store holds already, the newest: an import.
    void addStored(const StoredAct& stored, const std::function<int(const std::string&)>& sampleOf);
    /// Of the act that undo() or redo() would take back: what others changed themselves since stays as it is. False where nothing is left of it; then it is gone.
    bool leaveOutOfUndo(const OfOthers& changed) { return leaveOut(m_undo, changed); }
    bool leaveOutOfRedo(const OfOthers& changed) { return leaveOut(m_redo, changed); }

    /// Acts of earlier sittings, the newest first, older than all that can be undone here. What was undone then can be done again only while nothing has
    /// been done here.
    void restoreActs(const std::vector<StoredAct>& done, const std::vector<StoredAct>& undone, const std::function<int(const std::string&)>& sampleOf);
    /// Acts that were made here.
    const std::set<std::string>& ownActs() const { return m_ownActs; }

    /// What this reviewer decided elsewhere; an own decision that is not saved yet is newer. False where nothing changes.
    bool takeElsewhere(const LabelEvent& event, int sample);
    void forget(int sample) { put(sample, std::nullopt, 0); } ///< of what was decided

    void saving(const std::string& uuid);
    /// Returns the sample, −1 where the event is not pending.
    int saved(const std::string& uuid);
    int failed(const std::string& uuid); ///< of one that is kept: it stays so
    int kept(const std::string& uuid);   ///< on this computer's disk, not yet in the store
    /// What an earlier sitting kept, oldest first: this reviewer's events are his decisions, but where he has decided anew meanwhile; all of them are pending.
    void addKept(const std::vector<LabelEvent>& events, const std::function<int(const std::string&)>& sampleOf);
    SavingState savingState(int sample) const;
    std::size_t unsavedCount() const { return m_pending.size(); }
    std::size_t keptCount() const { return m_keptCount; } ///< of these
    std::vector<std::string> pendingUuids() const;
    std::vector<int> unsavedSamples() const; ///< each once

private:
    struct Pending {
        int sample = -1;
        SavingState state = SavingState::Saving;
    };

    /// How many events of a sample are not known to be on disk.
    struct Unsaved {
        int saving = 0;
        int failed = 0;
        int kept = 0;
    };

    void put(int sample, const std::optional<Decision>& decision, std::int64_t timeMs);
    std::vector<LabelEvent> append(const Act& act, EventCause cause, const std::string& undoes, std::int64_t nowMs);
    Act reversed(Act act) const;
    static bool leaveOut(std::vector<Act>& acts, const OfOthers& changed);
    Act actOfStored(const StoredAct& stored, const std::function<int(const std::string&)>& sampleOf) const;
    std::vector<LabelEvent> done(Act act, std::int64_t nowMs);
    int& unsaved(const Pending& pending);
    int moveTo(const std::string& uuid, SavingState state);
    void settle(int sample);

    Author m_author;
    std::unordered_map<int, Entry> m_entries;
    std::size_t m_inherited = 0; ///< of m_entries
    std::vector<Act> m_undo;
    std::vector<Act> m_redo;
    std::set<std::string> m_ownActs;
    std::unordered_map<std::string, Pending> m_pending;
    std::size_t m_keptCount = 0;
    std::unordered_map<int, Unsaved> m_unsaved; ///< of the samples with any
};

} // namespace locascope
