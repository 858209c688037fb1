#include "ui/models/reviewdraft.h"

#include <QTest>

#include <cmath>

using namespace locascope;

namespace {

constexpr std::size_t classes = 6;
constexpr ClassIndex proposed = toClass(0);
constexpr ClassIndex hollowAbove = toClass(1);
constexpr ClassIndex hollowBelow = toClass(2);
constexpr ClassIndex absent = toClass(3);

float sigmoid(double logits) { return static_cast<float>(1 / (1 + std::exp(-logits))); }

/// Thresholds at 0.5: a logit is a distance.
DraftProposal proposal() {
    return {"digest", {sigmoid(2), sigmoid(0.3), sigmoid(-0.3), sigmoid(-2), sigmoid(-3), sigmoid(-4)},
            std::vector<double>(classes, 0.5), false, true};
}

ReviewDraft offered() {
    ReviewDraft draft(classes);
    draft.offer(proposal());
    return draft;
}

ChipMark mark(const ReviewDraft& draft, ClassIndex index) { return draft.chip(index).mark; }

Decision labelled(std::initializer_list<ClassIndex> present) {
    Decision decision;
    decision.present = LabelSet(present);
    return decision;
}

} // namespace

/// INTERACTION.md, 9 and 10.
class TestReviewDraft final : public QObject {
    Q_OBJECT
private slots:
    void classesFarAboveTheirThresholdAreSolidAndNearOnesHollow() {
        const ReviewDraft draft = offered();
        QCOMPARE(mark(draft, proposed), ChipMark::Proposed);
        QCOMPARE(mark(draft, hollowAbove), ChipMark::Hollow);
        QCOMPARE(mark(draft, hollowBelow), ChipMark::Hollow);
        QCOMPARE(mark(draft, absent), ChipMark::Absent);
        QCOMPARE(draft.chip(proposed).probability, std::optional(sigmoid(2)));
    }
    void theMarginIsInLogitsOfEachThreshold() {
        DraftProposal low = proposal();
        low.thresholds.assign(classes, 0.02);
        low.probabilities = {0.0295F, 0.031F, 0.0135F, 0.0130F, 0.5F, 0};
        const auto marks = proposedMarks(low);
        QCOMPARE(marks[0], ChipMark::Hollow); // ln(0.0295/0.9705) − ln(0.02/0.98) = 0.399
        QCOMPARE(marks[1], ChipMark::Proposed);
        QCOMPARE(marks[2], ChipMark::Hollow);
        QCOMPARE(marks[3], ChipMark::Absent);
        QCOMPARE(marks[4], ChipMark::Proposed);
        QCOMPARE(marks[5], ChipMark::Absent);
    }
    void aModelThatPromisesAtLeastOneClassLeavesTheBestHollow() {
        DraftProposal weak = proposal();
        weak.probabilities = {sigmoid(-3), sigmoid(-2), sigmoid(-3), sigmoid(-3), sigmoid(-3), sigmoid(-3)};
        QCOMPARE(proposedMarks(weak)[1], ChipMark::Absent);
        weak.atLeastOne = true;
        QCOMPARE(proposedMarks(weak)[1], ChipMark::Hollow);
        QCOMPARE(proposedMarks(weak)[0], ChipMark::Absent);
    }
    void certainProbabilitiesAreFinite() {
        QVERIFY(std::isfinite(logit(0)));
        QVERIFY(std::isfinite(logit(1)));
        QVERIFY(logit(1) > logit(0.999));
    }
    void enterCommitsExactlyTheSolidChips() {
        ReviewDraft draft = offered();
        draft.toggle(absent);
        const auto verdict = draft.commit();
        QCOMPARE(verdict.result, CommitResult::Committed);
        QCOMPARE(verdict.decision.outcome, Outcome::Labelled);
        QVERIFY(verdict.decision.present == LabelSet({proposed, absent}));
        QVERIFY(verdict.decision.touched == LabelSet({absent}));
        QCOMPARE(verdict.decision.proposal.modelDigest, std::string("digest"));
        QCOMPARE(verdict.decision.proposal.probabilities, proposal().probabilities);
    }
    void enterStoresUntouchedHollowClassesAsNotJudged() {
        const Decision decision = offered().commit().decision;
        QVERIFY(decision.notJudged == LabelSet({hollowAbove, hollowBelow}));
        QVERIFY(isBorderline(decision));
    }
    void touchedHollowClassesAreJudged() {
        ReviewDraft draft = offered();
        draft.toggle(hollowAbove);
        draft.toggle(hollowBelow);
        draft.toggle(hollowBelow);
        QCOMPARE(mark(draft, hollowAbove), ChipMark::Added);
        QCOMPARE(mark(draft, hollowBelow), ChipMark::Rejected);
        const Decision decision = draft.commit().decision;
        QVERIFY(decision.present == LabelSet({proposed, hollowAbove}));
        QVERIFY(decision.notJudged.isEmpty());
        QVERIFY(!isBorderline(decision));
    }
    void aRejectedClassIsNotCommittedAndComesBack() {
        ReviewDraft draft = offered();
        draft.toggle(proposed);
        QCOMPARE(mark(draft, proposed), ChipMark::Rejected);
        QCOMPARE(draft.commit().result, CommitResult::NothingSolid);
        draft.toggle(proposed);
        QCOMPARE(mark(draft, proposed), ChipMark::Proposed);
    }
    void anAddedClassGoesAgain() {
        ReviewDraft draft = offered();
        draft.toggle(absent);
        QCOMPARE(mark(draft, absent), ChipMark::Added);
        draft.toggle(absent);
        QCOMPARE(mark(draft, absent), ChipMark::Absent);
        QVERIFY(draft.commit().decision.touched.contains(absent));
    }
    void withoutASolidChipEnterRefuses() {
        QCOMPARE(ReviewDraft(classes).commit().result, CommitResult::NothingSolid);
        ReviewDraft hollowOnly(classes);
        DraftProposal weak = proposal();
        weak.probabilities[0] = sigmoid(0.1);
        hollowOnly.offer(weak);
        QCOMPARE(hollowOnly.commit().result, CommitResult::NothingSolid);
    }
    void strictModeStopsAtAnUntouchedHollowClass() {
        ReviewDraft draft = offered();
        QCOMPARE(draft.commit(ReviewDraft::Hollows::Refused).result, CommitResult::HollowUntouched);
        draft.toggle(hollowAbove);
        QCOMPARE(draft.commit(ReviewDraft::Hollows::Refused).result, CommitResult::HollowUntouched);
        draft.markNotJudged(hollowBelow);
        const auto verdict = draft.commit(ReviewDraft::Hollows::Refused);
        QCOMPARE(verdict.result, CommitResult::Committed);
        QVERIFY(verdict.decision.notJudged == LabelSet({hollowBelow}));
        QVERIFY(!isBorderline(verdict.decision));
    }
    void aPredictionAfterTheFirstKeyChangesNothing() {
        ReviewDraft draft(classes);
        draft.toggle(absent);
        const auto before = draft.chips();
        draft.offer(proposal());
        QVERIFY(draft.chips() == before);
        QVERIFY(draft.commit().decision.proposal.modelDigest.empty());
        draft.undoPress();
        draft.offer(proposal());
        QCOMPARE(mark(draft, proposed), ChipMark::Absent);
    }
    void aPredictionBeforeTheFirstKeyIsReplacedByTheNext() {
        ReviewDraft draft = offered();
        draft.offer(std::nullopt);
        QCOMPARE(mark(draft, proposed), ChipMark::Absent);
        QVERIFY(!draft.chip(proposed).probability);
    }
    void aModelThatMayNotProposeShowsBarsAndNoChips() {
        ReviewDraft draft(classes);
        DraftProposal bars = proposal();
        bars.proposes = false;
        draft.offer(bars);
        QCOMPARE(mark(draft, proposed), ChipMark::Absent);
        QVERIFY(draft.chip(proposed).probability);
        QCOMPARE(draft.commit().result, CommitResult::NothingSolid);
    }
    void negativeExcludesLabels() {
        ReviewDraft draft = offered();
        draft.toggle(absent);
        draft.markNotJudged(toClass(4));
        draft.toggleOther();
        const Decision decision = draft.commitAs(Outcome::Negative);
        QCOMPARE(decision.outcome, Outcome::Negative);
        QVERIFY(decision.present.isEmpty());
        QVERIFY(!decision.other);
        QVERIFY(decision.notJudged == LabelSet({toClass(4)}));
        QVERIFY(!isBorderline(decision));
    }
    void unusableSaysNothingOfClasses() {
        const Decision decision = offered().commitAs(Outcome::Unusable);
        QCOMPARE(decision.outcome, Outcome::Unusable);
        QVERIFY(decision.present.isEmpty());
        QVERIFY(decision.notJudged.isEmpty());
    }
    void unsureKeepsChipsAndNote() {
        ReviewDraft draft = offered();
        draft.setNote("rim or speckles");
        const Decision decision = draft.commitAs(Outcome::Unsure);
        QCOMPARE(decision.outcome, Outcome::Unsure);
        QVERIFY(decision.present == LabelSet({proposed}));
        QVERIFY(decision.notJudged == LabelSet({hollowAbove, hollowBelow}));
        QCOMPARE(decision.note, std::string("rim or speckles"));
    }
    void otherAloneCanBeCommitted() {
        ReviewDraft draft(classes);
        draft.toggleOther();
        const auto verdict = draft.commit();
        QCOMPARE(verdict.result, CommitResult::Committed);
        QVERIFY(verdict.decision.other);
        QVERIFY(verdict.decision.present.isEmpty());
        draft.toggleOther();
        QCOMPARE(draft.commit().result, CommitResult::NothingSolid);
    }
    void notJudgedPressedTwiceIsWhatItWas() {
        ReviewDraft draft = offered();
        draft.markNotJudged(proposed);
        QCOMPARE(mark(draft, proposed), ChipMark::NotJudged);
        draft.markNotJudged(proposed);
        QCOMPARE(mark(draft, proposed), ChipMark::Proposed);
    }
    void pressesAreTakenBackOneByOne() {
        ReviewDraft draft = offered();
        draft.toggle(absent);
        draft.toggle(proposed);
        QVERIFY(draft.undoPress());
        QCOMPARE(mark(draft, proposed), ChipMark::Proposed);
        QCOMPARE(mark(draft, absent), ChipMark::Added);
        QVERIFY(draft.undoPress());
        QCOMPARE(mark(draft, absent), ChipMark::Absent);
        QVERIFY(!draft.commit().decision.touched.contains(absent));
        QVERIFY(!draft.undoPress());
    }
    void aStoredDecisionIsShownAsDecidedWhateverTheModelSays() {
        ReviewDraft draft(classes);
        Decision stored = labelled({absent});
        stored.note = "as before";
        draft.showDecision(stored);
        draft.offer(proposal());
        QCOMPARE(mark(draft, absent), ChipMark::Added);
        QVERIFY(draft.chip(absent).decided);
        QCOMPARE(mark(draft, proposed), ChipMark::Absent);
        QVERIFY(!draft.chip(proposed).decided);
        QVERIFY(draft.chip(proposed).probability);
        QCOMPARE(draft.note(), std::string("as before"));
    }
    void enterOnAnUnchangedDecisionRepeatsIt() {
        ReviewDraft draft(classes);
        const Decision stored = labelled({absent});
        draft.showDecision(stored);
        QVERIFY(draft.repeatsStored());
        QCOMPARE(draft.commit().result, CommitResult::Committed);
        QVERIFY(draft.commit().decision == stored);
        draft.toggle(toClass(4));
        QVERIFY(!draft.repeatsStored());
        QVERIFY(draft.commit().decision.present == LabelSet({absent, toClass(4)}));
    }
    void enterOnAnUnsureDecisionSettlesIt() {
        ReviewDraft draft(classes);
        Decision stored = labelled({absent});
        stored.outcome = Outcome::Unsure;
        draft.showDecision(stored);
        QVERIFY(!draft.repeatsStored());
        QCOMPARE(draft.commit().decision.outcome, Outcome::Labelled);
        stored.present = {};
        draft.showDecision(stored);
        QCOMPARE(draft.commit().result, CommitResult::NothingSolid);
    }
    void anUndoneDecisionIsAsBeforeEnter() {
        ReviewDraft before = offered();
        before.toggle(absent);
        const Decision undone = before.commit().decision;
        ReviewDraft draft(classes);
        draft.resume(undone);
        QVERIFY(!draft.chip(absent).decided);
        QVERIFY(!draft.isPressed());
        const Decision again = draft.commit().decision;
        QVERIFY(again.present == undone.present);
        QVERIFY(again.notJudged == undone.notJudged);
        QVERIFY(again.touched == undone.touched);
        QVERIFY(again.proposal == undone.proposal);
    }
    void anUndoneBlindDecisionShowsBarsAndKeepsItsChips() {
        ReviewDraft blind(classes);
        blind.toggle(absent);
        ReviewDraft draft(classes);
        draft.resume(blind.commit().decision);
        draft.offer(proposal());
        QVERIFY(draft.chip(absent).probability);
        QVERIFY(draft.commit().decision.present == LabelSet({absent}));
        QCOMPARE(draft.commit().decision.proposal.modelDigest, proposal().modelDigest); // it is on screen now
    }
    void aNoteMakesTheDraftDirtyUntilItIsAsStored() {
        ReviewDraft draft(classes);
        QVERIFY(!draft.isDirty());
        draft.setNote("look again");
        QVERIFY(draft.isDirty());
        draft.setNote("");
        QVERIFY(!draft.isDirty());
    }
    void keysBeyondTheVocabularyDoNothing() {
        ReviewDraft draft(classes);
        draft.toggle(toClass(classes));
        draft.markNotJudged(toClass(99));
        QVERIFY(!draft.isPressed());
    }
};

QTEST_APPLESS_MAIN(TestReviewDraft)
#include "test_reviewdraft.moc"
