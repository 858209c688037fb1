#pragma once

#include "core/store/labelevent.h"
#include "ui/models/sessiontypes.h"

#include <cstdint>
#include <optional>
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
    struct Act {
        int sample = -1;
        std::optional<Decision> before;
        std::optional<Decision> after;
    };

    /// Who appends, and against which vocabulary.
    struct Author {
        std::string reviewer;
        std::string vocabularyDigest;
    };

    void setAuthor(Author author) { m_author = std::move(author); }
    const Author& author() const { return m_author; }

    const Entry* entry(int sample) const;
    const std::unordered_map<int, Entry>& entries() const { return m_entries; }
    /// Whether this field was judged; a decision that was inherited from its antibody is none.
    bool isReviewed(int sample) const;
    std::size_t reviewedCount() const { return m_entries.size() - m_inherited; }

    /// Takes over what the store holds, except for samples with an event that is not saved yet.
    void restore(std::unordered_map<int, Entry> stored);

    /// Each returns the event to append; the log has it pending until saved().
    LabelEvent decide(int sample, const std::string& sampleId, std::optional<Decision> after, std::int64_t nowMs);
    bool canUndo() const { return !m_undo.empty(); }
    bool canRedo() const { return !m_redo.empty(); }
    /// The act that undo() would take back.
    const Act& lastAct() const { return m_undo.back(); }
    const Act& lastUndone() const { return m_redo.back(); }
    LabelEvent undo(const std::string& sampleId, std::int64_t nowMs); ///< needs canUndo()
    LabelEvent redo(const std::string& sampleId, std::int64_t nowMs); ///< needs canRedo()

    void saving(const std::string& uuid);
    /// Returns the sample, −1 where the event is not pending.
    int saved(const std::string& uuid);
    int failed(const std::string& uuid);
    SavingState savingState(int sample) const;
    std::size_t unsavedCount() const { return m_pending.size(); }
    std::vector<std::string> pendingUuids() const;
    std::vector<int> unsavedSamples() const; ///< each once

private:
    struct Pending {
        int sample = -1;
        SavingState state = SavingState::Saving;
    };

    void put(int sample, const std::optional<Entry>& entry);
    LabelEvent append(const Act& act, const std::string& sampleId, EventCause cause, std::int64_t nowMs);

    Author m_author;
    std::unordered_map<int, Entry> m_entries;
    std::size_t m_inherited = 0; ///< of m_entries
    std::vector<Act> m_undo;
    std::vector<Act> m_redo;
    std::unordered_map<std::string, Pending> m_pending;
};

} // namespace locascope
