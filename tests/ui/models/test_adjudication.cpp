#include "core/plate/plate.h"
#include "core/store/reviewassignment.h"
#include "core/store/reviewvocabulary.h"
#include "core/store/voices.h"
#include "tests/ui/models/sessionworld.h"
#include "ui/models/othersdecisions.h"
#include "ui/models/samplequeue.h"
#include "ui/models/teamwork.h"

#include <algorithm>

using namespace locascope;
using namespace locascope::testing;

namespace {

constexpr int samples = 5;

void say(const SessionWorld& world, const std::string& reviewer, int sample, std::vector<std::size_t> labels, const std::string& note = {}) {
    LabelEvent event;
    event.uuid = reviewer + std::to_string(world.review->events.size());
    event.sequence = static_cast<std::int64_t>(world.review->events.size()) + 1;
    event.sampleId = SessionWorld::idOf(sample);
    event.reviewer = reviewer;
    event.timeMs = 1'000 * event.sequence;
    event.after = Decision();
    for (const std::size_t label : labels)
        event.after->present.insert(toClass(label));
    event.after->note = note;
    world.review->events.push_back(event);
}

/// Ann and Bo disagree on 1 and 3; on 3 the reader agrees with Bo.
void quarrel(const SessionWorld& world) {
    say(world, "Ann", 0, {1});
    say(world, "Bo", 0, {1});
    say(world, "Ann", 1, {1, 2}, "clear");
    say(world, "Bo", 1, {1, 3});
    say(world, "Ann", 3, {4});
    say(world, "Bo", 3, {5});
    say(world, "reader", 3, {5});
}

std::unique_ptr<Session> opened(const SessionWorld& world) {
    auto session = world.openSession();
    [&] {
        QTRY_VERIFY(session->isIndexComplete() && session->image());
        awaitStore(*session);
    }();
    return session;
}

void startConflicts(Session& session) {
    session.queue().start(QueueStrategy::Conflict, QStringLiteral("conflicts"));
    [&] { QTRY_VERIFY(session.queue().strategy() == QueueStrategy::Conflict); }();
}

std::vector<LabelEvent> eventsOf(const SessionWorld& world) {
    return world.review->with([](auto& review) { return review.events; });
}

std::optional<Conflict> conflictOf(Session& session, int sample) {
    std::optional<Conflict> conflict;
    bool answered = false;
    session.team().findConflict(sample, [&](std::optional<Conflict> found) {
        conflict = std::move(found);
        answered = true;
    });
    [&] { QTRY_VERIFY(answered); }();
    return conflict;
}

} // namespace

class TestAdjudication final : public QObject {
    Q_OBJECT
private slots:
    void samplesInConflictAreAQueueWithItsReasons() {
        const SessionWorld world(samples);
        quarrel(world);
        const auto session = opened(world);
        startConflicts(*session);
        QCOMPARE(session->order(), (std::vector<int>{1, 3}));
        const auto open = std::get<ConflictReason>(*session->queue().reason(1));
        QVERIFY(open == (ConflictReason{{"Ann", "Bo"}, LabelSet{toClass(2), toClass(3)}, false}));
        QVERIFY(std::get<ConflictReason>(*session->queue().reason(3)).isOutvoted);
    }

    void sidesStandBesideEachOther() {
        const SessionWorld world(samples);
        quarrel(world);
        const auto session = opened(world);
        QVERIFY(!conflictOf(*session, 0));
        const auto three = conflictOf(*session, 3);
        QVERIFY(three && three->sides.size() == 2 && three->state == DisputeState::Outvoted);
        QCOMPARE(three->sides[0].words.size(), std::size_t{2}); // those who are more come first
        QVERIFY(three->sides[0].decision.present == LabelSet{toClass(5)} && three->sides[1].words[0].reviewer == "Ann");
        const auto one = conflictOf(*session, 1);
        QVERIFY(one && one->sides[0].words[0] == (Word{"Ann", 3'000, "clear"}));
    }

    void takingASideIsARuling() {
        const SessionWorld world(samples);
        quarrel(world);
        const auto session = opened(world);
        QCOMPARE(session->ruleAs(Decision()), CommitResult::NoSample); // outside of the queue nobody rules
        startConflicts(*session);
        QVERIFY(session->rules(1) && !session->rules(0));
        const auto conflict = conflictOf(*session, 1);
        QCOMPARE(session->ruleAs(conflict->sides[1].decision), CommitResult::Committed);
        QCOMPARE(session->current(), 3);
        QTRY_COMPARE(session->unsavedCount(), 0);
        const LabelEvent ruling = eventsOf(world).back();
        QVERIFY(ruling.cause == EventCause::Ruling && ruling.reviewer == "reader" && ruling.sampleId == SessionWorld::idOf(1));
        QVERIFY(ruling.after->present == (LabelSet{toClass(1), toClass(3)}));
        const auto ruled = conflictOf(*session, 1);
        QVERIFY(ruled && ruled->state == DisputeState::Ruled && ruled->ruling && ruled->ruling->words[0].reviewer == "reader");
    }

    void whoIsOneOfTheSidesRulesByEnter() {
        const SessionWorld world(samples);
        quarrel(world);
        const auto session = opened(world);
        startConflicts(*session);
        session->goTo(3);
        QTRY_VERIFY(session->image());
        QCOMPARE(session->commit(), CommitResult::Committed); // says what they said already, and now it counts
        QTRY_COMPARE(session->unsavedCount(), 0);
        QVERIFY(eventsOf(world).back().cause == EventCause::Ruling);
        const auto disputes = disputesIn(eventsOf(world));
        QVERIFY(disputes.back().state == DisputeState::Ruled);
    }

    void aRulingIsUndoneAndDoneAgainAsOne() {
        const SessionWorld world(samples);
        quarrel(world);
        const auto stateOf1 = [&] { return disputesIn(eventsOf(world)).front().state; };
        {
            const auto session = opened(world);
            startConflicts(*session);
            session->ruleAs(conflictOf(*session, 1)->sides[0].decision);
            session->undo();
            QTRY_COMPARE(session->unsavedCount(), 0);
            QVERIFY(eventsOf(world).back().cause == EventCause::Undone);
            QVERIFY(stateOf1() == DisputeState::Open && !session->isReviewed(1));
            session->redo();
            QTRY_COMPARE(session->unsavedCount(), 0);
            QVERIFY(eventsOf(world).back().cause == EventCause::Ruling && stateOf1() == DisputeState::Ruled);
            awaitStore(*session);
        }
        { // after a restart
            const auto session = opened(world);
            QTRY_VERIFY(session->canUndo());
            session->undo();
            QTRY_COMPARE(session->unsavedCount(), 0);
            QVERIFY(stateOf1() == DisputeState::Open);
            awaitStore(*session);
        }
        const auto session = opened(world);
        QTRY_VERIFY(session->canRedo());
        session->redo();
        QTRY_COMPARE(session->unsavedCount(), 0);
        QVERIFY(eventsOf(world).back().cause == EventCause::Ruling && stateOf1() == DisputeState::Ruled);
    }

    void severalAtOnceAreRuledOnAsOneAct() {
        const SessionWorld world(samples);
        quarrel(world);
        const auto session = opened(world);
        startConflicts(*session);
        session->selectAllShown();
        session->decideAll(session->planForSelected(Outcome::Unusable));
        QTRY_COMPARE(session->unsavedCount(), 0);
        const auto events = eventsOf(world);
        QVERIFY(events.back().cause == EventCause::Ruling && events[events.size() - 2].cause == EventCause::Ruling && events.back().act == events[events.size() - 2].act);
    }

    void whoMayNotSeeOthersHearsOfNoConflict() {
        const SessionWorld world(samples);
        quarrel(world);
        const auto session = opened(world);
        startConflicts(*session);
        session->setBlinding(blindingOf(BlindingPreset::Reviewers));
        QVERIFY(!session->queue().isShown() && session->queue().hindrance(QueueStrategy::Conflict) == QueueHindrance::Hidden);
        QVERIFY(!conflictOf(*session, 1));
    }

    void whatIsAssignedToTheReviewerIsAQueue() {
        const SessionWorld world(samples);
        std::vector<std::string> ids;
        for (int sample = 0; sample < samples; ++sample)
            ids.push_back(SessionWorld::idOf(sample));
        Assignment made{{{"Ann", "reader"}, 1, 1, 0}, "Ann", 1, {}, {{"Ann", {ids[1]}}, {"reader", {ids[0], ids[2], ids[4], "gone"}}}};
        const LabelEvent event = assignmentEvent(made, {});
        world.review->events.push_back(event);
        world.review->events.back().sequence = 1;
        const auto session = opened(world);
        QTRY_VERIFY(session->team().assignment());
        QCOMPARE(session->team().assignedSamples(), (std::vector<int>{0, 2, 4}));
        session->goTo(2);
        QTRY_VERIFY(session->image());
        session->toggle(toClass(1));
        session->commit();
        session->queue().start(QueueStrategy::Assigned, QStringLiteral("mine"));
        QVERIFY(session->queue().isShown());
        QCOMPARE(session->order(), (std::vector<int>{0, 4}));
        std::optional<Error> refused;
        session->team().assignAgain({{{"reader"}, 1, 1, 0}, {}, 0, {}, {{"reader", {ids[3]}}}}, [&](const std::optional<Error>& error) { refused = error; });
        QTRY_COMPARE(session->team().assignedSamples(), std::vector<int>{3});
        QVERIFY(session->team().assignment()->by == "reader" && session->team().assignment()->timeMs > 0);
        const auto assignments = [](auto& review) { return std::ranges::count(review.events, std::string(wholePlate), &LabelEvent::sampleId); };
        QTRY_COMPARE(world.review->with(assignments), 2); // shown before it is there
        QVERIFY(!refused);
        QVERIFY(parseAssignment(world.review->with([](auto& review) { return review.events.front().vocabularyDigest; })) == made); // which can be had again
        SessionWorld other(samples);
        const auto alone = opened(other);
        QVERIFY(alone->queue().hindrance(QueueStrategy::Assigned) == QueueHindrance::NotAssigned);
    }

    void whatASplitLeftUnclearIsAQueueThatStaysAsItIs() {
        const SessionWorld world(samples);
        say(world, "Ann", 4, {7});
        say(world, "reader", 3, {7});
        say(world, "Ann", 1, {7, 2});
        say(world, "reader", 1, {2});
        const auto session = opened(world);
        QVERIFY(session->queue().hindrance(QueueStrategy::LookAgain) == QueueHindrance::SameClasses);
        VocabularyChange split{.kind = ChangeKind::Split, .classes = {toClass(7)}};
        split.names = {"Inner", "Outer"};
        bool isMade = false;
        session->changeVocabulary(split, session.get(), [&](const std::optional<Error>& error) { isMade = !error; });
        QTRY_VERIFY(isMade);
        const auto start = [&] { session->queue().start(QueueStrategy::LookAgain, QStringLiteral("again")); };
        start();
        QTRY_VERIFY(session->queue().strategy() == QueueStrategy::LookAgain);
        QCOMPARE(session->order(), (std::vector<int>{1, 3, 4}));
        QVERIFY(std::get<UnclearReason>(*session->queue().reason(1)) == (UnclearReason{{"Ann"}, LabelSet{toClass(7)}, {}}));
        session->goTo(4);
        session->toggle(toClass(29));
        QCOMPARE(session->commitAs(Outcome::Labelled), CommitResult::Committed);
        QTRY_COMPARE(session->unsavedCount(), 0);
        QCOMPARE(session->order(), (std::vector<int>{1, 3, 4})); // while one works in it
        start();
        QTRY_COMPARE(session->order(), (std::vector<int>{1, 3}));
        Blinding blinding;
        blinding.set(Hidden::OtherReviewers, true);
        session->setBlinding(blinding);
        start();
        QTRY_COMPARE(session->order(), std::vector<int>{3});
        QVERIFY(std::get<UnclearReason>(*session->queue().reason(3)) == (UnclearReason{{"reader"}, LabelSet{toClass(7)}, {}}));
    }

    void whereOthersDecidedIsKnownAndWhatIsNewUntilItIsLookedAt() {
        const SessionWorld world(samples);
        world.review->tellsNews = true;
        quarrel(world);
        const auto session = opened(world);
        const auto mark = [&](int sample) { return session->others().mark(sample); };
        QTRY_COMPARE(session->others().reviewers(3).size(), 2); // the reader is none of them
        QVERIFY(mark(3) == OthersMark::Decided && mark(0) == OthersMark::Decided && mark(1) == OthersMark::Decided);
        QVERIFY(mark(2) == OthersMark::None && mark(4) == OthersMark::None);
        QSignalSpy changed(&session->others(), &OthersDecisions::changed);
        world.review->with([&](auto&) { say(world, "Cy", 4, {1}); });
        QTRY_VERIFY(mark(4) == OthersMark::New);
        QCOMPARE(session->others().reviewers(4), QStringList{QStringLiteral("Cy")});
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed.front().front().toInt(), 4);
        session->goTo(4);
        QVERIFY(mark(4) == OthersMark::Decided);
        world.review->with([&](auto& review) {
            say(world, "Cy", 4, {});
            review.events.back().after.reset();
            say(world, "reader", 2, {1}); // elsewhere
        });
        QTRY_VERIFY(mark(4) == OthersMark::None);
        QVERIFY(mark(2) == OthersMark::None);

        Blinding blinding;
        blinding.set(Hidden::OtherReviewers, true);
        session->setBlinding(blinding);
        for (int sample = 0; sample < samples; ++sample)
            QVERIFY(mark(sample) == OthersMark::None && session->others().reviewers(sample).isEmpty());
        world.review->with([&](auto&) {
            say(world, "Cy", 2, {1});
            say(world, "reader", 0, {7});
        });
        QTRY_VERIFY(session->decision(0) && session->decision(0)->present == LabelSet({toClass(7)}));
        QVERIFY(mark(2) == OthersMark::None);
        session->setBlinding({});
        QTRY_VERIFY(mark(2) == OthersMark::Decided && mark(3) == OthersMark::Decided);
    }

    void whatOthersAreUnsureOfAsksAndIsAnswered() {
        const SessionWorld world(samples);
        say(world, "Ann", 1, {}, "Golgi?");
        say(world, "Bo", 1, {});
        say(world, "Ann", 3, {}, "@Bo: edge?");
        say(world, "reader", 4, {}, "spots?");
        for (LabelEvent& event : world.review->events)
            event.after->outcome = Outcome::Unsure;
        say(world, "Ann", 4, {2}, "endosomes");
        const auto session = opened(world);
        session->queue().start(QueueStrategy::AskedMe, QStringLiteral("asked"));
        QTRY_VERIFY(session->queue().isShown());
        QCOMPARE(session->order(), std::vector<int>{1}); // what Bo is asked by name is for Bo
        QCOMPARE(std::get<QuestionReason>(*session->queue().reason(1)).questions, (std::vector<QuestionReason::Asked>{{"Ann", "Golgi?"}, {"Bo", ""}}));
        session->queue().start(QueueStrategy::Answered, QStringLiteral("answered"));
        QTRY_COMPARE(session->order(), std::vector<int>{4});
        const auto reason = std::get<QuestionReason>(*session->queue().reason(4));
        QVERIFY(reason.answer == (QuestionReason::Asked{"Ann", "endosomes"}) && reason.decision->present == LabelSet{toClass(2)});

        session->goTo(1);
        QTRY_VERIFY(session->image());
        session->toggle(toClass(6));
        session->commit();
        QTRY_COMPARE(session->unsavedCount(), 0);
        bool isEmpty = false;
        connect(&session->queue(), &SampleQueue::nothingFound, this, [&] { isEmpty = true; });
        session->queue().start(QueueStrategy::AskedMe, QStringLiteral("asked"));
        QTRY_VERIFY(isEmpty);
        session->setBlinding(blindingOf(BlindingPreset::Reviewers));
        QVERIFY(session->queue().hindrance(QueueStrategy::AskedMe) == QueueHindrance::Hidden && session->queue().hindrance(QueueStrategy::Answered) == QueueHindrance::Hidden);
    }
};

QTEST_MAIN(TestAdjudication)
#include "test_adjudication.moc"
