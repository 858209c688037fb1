#pragma once

#include "core/files/error.h"
#include "core/review/auditdraw.h"
#include "core/store/questions.h"
#include "core/store/reviewassignment.h"
#include "core/store/unclearsamples.h"
#include "ui/models/conflict.h"

#include <QObject>

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace locascope {

class Session;

/// What came of assigning: the assignment that is in force now, where the review has become known to have one, and why it is not the one that was asked for.
struct Assigned {
    std::optional<ReviewAssignment> known;
    std::optional<Error> error;
};

/// The review keeps the keys of its project under this key.
inline constexpr const char* keysSetting = "keys";

/// Why keys cannot be kept with the review now.
enum class KeysHindrance {
    None,
    NoPlate,
    NotRead,  ///< the review is not open, or not yet
    ReadOnly, ///< it cannot be written
    Blinded,  ///< reviewers are not to notice what others do
};

/// What several reviewers share of a review besides their decisions: which samples were drawn by lot to judge models by, who is to judge what, and where they
/// disagree. Lives on the session's thread.
class Teamwork final : public QObject {
    Q_OBJECT
public:
    /// How it reaches the review.
    struct Access {
        std::function<void(const char* key, const std::string& value)> keep; ///< a setting
        /// Conflicts of the sample of this id, or of all (empty), found on the store's thread; `answer` comes later, unless the plate is another one by then.
        std::function<void(const std::string& sampleId, std::function<void(std::vector<Conflict>)> answer)> readConflicts;
        /// Likewise; of this reviewer's own decisions alone while others' are hidden.
        std::function<void(std::function<void(std::vector<UnclearSample>)> answer)> readUnclear;
        /// Likewise; what the session's reviewer is asked, or what he asked and others have answered.
        std::function<void(bool areAnswered, std::function<void(std::vector<Question>)> answer)> readQuestions;
        /// Assigns in place of the assignment of this uuid, on the store's thread.
        std::function<void(const Assignment&, const std::string& replaces, std::function<void(Assigned)> answer)> assign;
    };
    Teamwork(Session& session, Access access, QObject* parent = nullptr);

    // For the session
    void forget(); ///< another plate
    void setReadOnly(bool isReadOnly) { m_isReadOnly = isReadOnly; }
    /// As the review has it. Error Damaged where the draw cannot be read.
    void take(const std::map<std::string, std::string>& settings);
    void takeAssignment(ReviewAssignment assignment);

    // Drawn by lot
    /// Null before there is a draw.
    const DrawnSamples* drawn() const { return m_drawn ? &*m_drawn : nullptr; }
    /// Its prediction, its maps and what was imported of it are shown to nobody.
    bool isDrawn(int sample) const { return sample >= 0 && static_cast<std::size_t>(sample) < m_isDrawn.size() && m_isDrawn[static_cast<std::size_t>(sample)] != 0; }
    /// Those of the plate, in the order of the draw.
    std::vector<int> drawnSamples() const;
    /// Draws from all samples of the plate, once and for all: nothing happens where there is a draw, or no plate.
    void draw(std::size_t count, std::uint64_t seed);
    void forgetDraw(); ///< the review did not take it

    // Assigned
    const Assignment* assignment() const { return m_assignment.now ? &*m_assignment.now : nullptr; }
    /// To the session's reviewer, of those that the plate has.
    std::vector<int> assignedSamples() const;
    bool canAssign() const; ///< the review is open and can be written, and other reviewers are not hidden
    /// Assigns these samples in the name of the session's reviewer, in place of assignment(). `done` comes later, with what went wrong, unless the plate is another one by then.
    /// Errors: as makeAssignment and assign().
    void assign(const std::vector<std::string>& sampleIds, const AssignmentOptions& options, std::function<void(std::optional<Error>)> done);
    /// Assigns as `earlier` does.
    void assignAgain(const Assignment& earlier, std::function<void(std::optional<Error>)> done);

    // Keys of the project, for everybody who reviews this plate: text that the window understands (KeyMap); empty: none
    const std::string& keys() const { return m_keys; }
    KeysHindrance keysHindrance() const;
    void setKeys(const std::string& keys); ///< nothing happens where something hinders it

    /// What others ask the session's reviewer, or what he asked and others have answered; nobody hears of any while others' decisions are hidden.
    void findQuestions(bool areAnswered, std::function<void(std::vector<Question>)> answer);

    // Conflicts; nobody hears of any while others' decisions are hidden
    void findConflicts(std::function<void(std::vector<Conflict>)> answer);
    void findConflict(int sample, std::function<void(std::optional<Conflict>)> answer);

    /// Samples whose labels a change of the classes left unclear and nobody has decided since: this reviewer's own, where others' decisions are hidden.
    void findUnclear(std::function<void(std::vector<UnclearSample>)> answer);

signals:
    void drawnChanged();
    void assignmentChanged();
    void keysChanged();

private:
    void markDrawn();
    std::vector<int> placesOf(const std::vector<std::string>& ids) const;

    Session& m_session;
    Access m_access;
    std::optional<DrawnSamples> m_drawn;
    std::vector<char> m_isDrawn; ///< by sample
    ReviewAssignment m_assignment;
    std::string m_keys;
    bool m_isRead = false, m_isReadOnly = false;
};

} // namespace locascope
