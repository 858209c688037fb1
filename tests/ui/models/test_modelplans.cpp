#include "tests/ui/models/sessionworld.h"

#include <mutex>

using namespace locascope;
using namespace locascope::testing;

namespace {

bool isReady(const Session& session) {
    return session.isIndexComplete() && session.image() && session.modelState() == ModelState::Ready && session.probabilities(session.current());
}

bool isAllAnswered(const Session& session) {
    for (int i = 0; i < static_cast<int>(session.plate().samples.size()); ++i)
        if (!session.probabilities(i))
            return false;
    return true;
}

/// What a session kept.
struct Kept {
    std::mutex mutex;
    std::vector<ExecutionPlan> plans;
    std::vector<ExecutionPlan> all() {
        const std::lock_guard lock(mutex);
        return plans;
    }
};

std::shared_ptr<Kept> keepPlansOf(SessionWorld& world) {
    auto kept = std::make_shared<Kept>();
    world.parts.keepPlan = [kept](const Engine&, const Learning&, const ExecutionPlan& plan) {
        const std::lock_guard lock(kept->mutex);
        kept->plans.push_back(plan);
    };
    return kept;
}

} // namespace

class TestModelPlans final : public QObject {
    Q_OBJECT
private slots:
    void aPlanIsChosenBehindTheFirstAnswersWhileTheSweepGoesOn() {
        SessionWorld world(60);
        world.engine->hasPlans = true;
        world.engine->plainMilliseconds = 30;
        const auto kept = keepPlansOf(world);
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        QCOMPARE(world.engine->plansUsed.load(), 0);
        QVERIFY(!session->modelPlan());
        session->startSweep();
        QTRY_VERIFY(session->modelPlan());
        QVERIFY(session->modelPlan()->frozen);
        QCOMPARE(kept->all(), std::vector{*session->modelPlan()});
        QVERIFY(world.engine->predictedBeforeTrying >= 8);
        QVERIFY(world.engine->sweptWhileTrying > 0);
        QTRY_VERIFY(isAllAnswered(*session));
        for (int i = 0; i < 60; ++i)
            QCOMPARE((*session->probabilities(i))[static_cast<std::size_t>(i % 28)] > 0.5F, true);
    }

    void theSampleOnScreenDoesNotWaitForTheTrial() {
        SessionWorld world(40);
        world.engine->hasPlans = true;
        world.engine->plainMilliseconds = 20000; // nobody waits for that
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        session->startSweep();
        QTRY_VERIFY(world.engine->plansUsed > 0);
        session->stopSweep();
        session->goTo(39);
        QTRY_VERIFY(session->probabilities(39));
        QVERIFY(!session->modelPlan());
    }

    void aRememberedPlanIsUsedAtOnceAndNotTriedAgain() {
        SessionWorld world(20);
        const ExecutionPlan remembered{.frozen = true, .threads = 1, .batch = 8};
        world.engine->hasPlans = true;
        world.parts.recallPlan = [remembered](const Engine&, const Learning&) { return std::optional(remembered); };
        const auto kept = keepPlansOf(world);
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        QCOMPARE(session->modelPlan(), std::optional(remembered));
        session->startSweep();
        QTRY_VERIFY(isAllAnswered(*session));
        QCOMPARE(world.engine->plansUsed.load(), 1);
        QVERIFY(kept->all().empty());
    }

    void whatWasFoundIsThereAtTheNextStart() {
        SessionWorld world(20);
        world.engine->hasPlans = true;
        world.parts.recallPlan = coreParts({}, world.options.dataDirectory, world.options.cacheDirectory).recallPlan;
        world.parts.keepPlan = coreParts({}, world.options.dataDirectory, world.options.cacheDirectory).keepPlan;
        auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        session->startSweep();
        QTRY_VERIFY(session->modelPlan());
        const auto found = session->modelPlan();
        session.reset();
        world.engine->plansUsed = 0;
        session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        QCOMPARE(session->modelPlan(), found);
        QCOMPARE(world.engine->plansUsed.load(), 1);
    }

    void memoryThatRunsOutMakesBatchesSmallerAndLeavesNoSampleOut() {
        const SessionWorld world(20);
        world.engine->mostInputs = 1;
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        session->startSweep();
        QTRY_VERIFY(isAllAnswered(*session));
    }

    void anEngineWithOneWayOnlyIsNotTried() {
        const SessionWorld world(20);
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        session->startSweep();
        QTRY_VERIFY(isAllAnswered(*session));
        QCOMPARE(world.engine->plansUsed.load(), 0);
        QVERIFY(!session->modelPlan());
    }
};

QTEST_GUILESS_MAIN(TestModelPlans)
#include "test_modelplans.moc"
