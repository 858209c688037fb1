#pragma once

#include "core/review/decision.h"
#include "core/review/vocabularystate.h"
#include "ui/models/sessiontypes.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace locascope {

/// Half-width, in logits, of the band around a threshold in which a class is hollow (INTERACTION.md, 9).
inline constexpr double hollowMargin = 0.4;

/// ln(p / (1 − p)), with p kept within [1e-7, 1 − 1e-7] so that it is finite.
double logit(double probability);

/// What a model says of the sample on screen.
struct DraftProposal {
    std::string modelDigest;
    std::vector<float> probabilities; ///< one per class
    std::vector<double> thresholds;   ///< one per class
    bool atLeastOne = false;          ///< with no class at its threshold the most probable one is hollow
    bool proposes = true;             ///< false: shown as bars, never as a chip
};

/// The marks a proposal alone gives: Absent, Proposed or Hollow, one per class.
std::vector<ChipMark> proposedMarks(const DraftProposal& proposal);

/// Whether Enter left something to be judged: a class not judged that the reviewer never touched.
bool isBorderline(const Decision& decision);

/// The chips of one sample between the moment it is shown and the moment it is decided: INTERACTION.md 9 and 10, and nothing else.
/// A value; knows no thread, no store, no clock.
class ReviewDraft final {
public:
    explicit ReviewDraft(std::size_t classes = 0);

    /// Starts anew from a stored decision, whose chips are shown as decided.
    void showDecision(const Decision& decision);
    /// Starts anew with the chips of a decision that was undone: as they were before Enter. After a blind one, what is offered shows as bars alone.
    void resume(const Decision& undone);
    /// What the model says, or nothing. Without effect on the marks of a decided sample, and without any once a key was pressed.
    void offer(const std::optional<DraftProposal>& proposal);
    /// The review has other classes now: what was pressed of merged ones is pressed of what they are, added ones are not pressed.
    void follow(const VocabularyState& classes);

    /// What the model says is hidden from now on: nothing of it is left in the chips, whatever was pressed since.
    void withhold();

    enum class Choice { Offered, Kept };
    /// Whether it can be pressed; one that is only kept, because it is not to be chosen any more, where it is there or was.
    bool mayToggle(ClassIndex index, Choice choice) const;
    void toggle(ClassIndex index);
    /// Sets a class to not judged, or back to what it was proposed as.
    void markNotJudged(ClassIndex index);
    void toggleOther();
    void setNote(std::string note);
    const std::string& note() const { return m_note; }
    bool other() const { return m_other; }

    /// Takes the last press back. False when there is none.
    bool undoPress();
    bool isPressed() const { return !m_presses.empty(); }
    /// Whether leaving the sample now would lose something.
    bool isDirty() const;
    /// Whether Enter would store what is stored already. Never of a decision that was inherited: Enter makes it one that was judged on this field.
    bool repeatsStored() const;

    ChipState chip(ClassIndex index) const;
    std::vector<ChipState> chips() const;

    enum class Hollows { NotJudged, Refused };
    struct Verdict {
        CommitResult result = CommitResult::NothingSolid;
        Decision decision; ///< meaningful when Committed; secondsOnScreen is the caller's
    };
    /// Enter.
    Verdict commit(Hollows hollows = Hollows::NotJudged) const;
    /// N, X, U. Never refuses.
    Decision commitAs(Outcome outcome) const;

private:
    struct Press {
        std::vector<ChipMark> marks;
        LabelSet touched;
        bool other = false;
    };

    void start(std::vector<ChipMark> base, LabelSet touched, const Decision* shown);
    void follow(const VocabularyState& classes, std::vector<ChipMark>& marks, LabelSet& touched) const;
    void rememberPress();
    ChipDifference differenceOf(const ChipState& state, ClassIndex index) const;
    bool hasSolid() const;
    bool hasUntouchedHollow() const;
    Decision decisionFromMarks(Outcome outcome) const;

    std::size_t m_classes = 0;
    std::vector<ChipMark> m_base;   ///< before any press
    std::vector<ChipMark> m_marks;
    LabelSet m_touched;
    bool m_other = false;
    bool m_frozen = false;          ///< a key was pressed: offers come too late
    bool m_resumed = false;         ///< offers do not change the marks
    std::string m_note;
    std::string m_noteShown;        ///< as stored
    std::vector<Press> m_presses;
    std::optional<Decision> m_stored;
    std::optional<DraftProposal> m_proposal;
};

} // namespace locascope
