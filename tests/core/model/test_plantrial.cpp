#include "core/model/devicelost.h"
#include "core/model/plantrial.h"
#include "tests/core/model/waysengine.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <thread>

using namespace locascope;
using namespace locascope::testing;

namespace {

/// bfloat16 is the fastest, then channels last; batches save the cost of a pass.
Way usualWay(const ExecutionPlan& plan) {
    Way way;
    way.secondsAnInput = plan.numbers == NumberFormat::BFloat16 ? 0.004 : plan.channelsLast ? 0.006 : plan.frozen ? 0.008 : 0.01;
    way.secondsAnInput *= plan.threads > 0 ? 1.5 : 1;
    way.secondsAPass = 0.002;
    way.deviation = plan.numbers == NumberFormat::BFloat16 ? 5e-4 : 0;
    return way;
}

PlanTrial trialOf(WaysEngine& engine, std::size_t inputs = PlanTrial::inputsWanted, PlanTrial::Limits limits = {}) {
    return {engine, valuedInputs(inputs), limits, [&engine] { return engine.now; }};
}

std::optional<MeasuredPlan> outcome(PlanTrial&& trial) {
    for (int step = 0; step < 100 && !trial.isOver(); ++step)
        trial.step();
    return trial.isOver() ? trial.chosen() : std::nullopt;
}

bool hasTried(const WaysEngine& engine, const std::function<bool(const ExecutionPlan&)>& is) {
    return std::any_of(engine.used.begin(), engine.used.end(), is);
}

} // namespace

class TestPlanTrial : public QObject {
    Q_OBJECT

private slots:
    void anAcceleratorIsTriedInLargerBatchesThanThereAreInputs() {
        WaysEngine engine(usualWay);
        engine.name = "cuda:0";
        const auto chosen = outcome(trialOf(engine, 3));
        QVERIFY(chosen);
        QCOMPARE(chosen->plan.batch, 32);
        QVERIFY(chosen->deviation <= mostDeviation);
    }

    void aLostDeviceEndsTheTrial() {
        WaysEngine engine(usualWay);
        engine.beforePass = [&engine](std::span<const InputTensor>) {
            if (engine.plan().frozen)
                throw DeviceLost("cuda:0", "gone");
        };
        PlanTrial trial = trialOf(engine);
        bool isThrown = false;
        try {
            while (!trial.isOver())
                trial.step();
        } catch (const DeviceLost&) {
            isThrown = true;
        }
        QVERIFY(isThrown);
    }

    void theFastestWayThreadsAndBatchAreFound() {
        WaysEngine engine(usualWay);
        const auto chosen = outcome(trialOf(engine));
        QVERIFY(chosen);
        QVERIFY((chosen->plan == ExecutionPlan{.frozen = true, .channelsLast = true, .numbers = NumberFormat::BFloat16, .batch = 8}));
        QVERIFY(std::abs(chosen->seconds - (0.004 + 0.002 / 8)) < 1e-9);
        QVERIFY(std::abs(chosen->deviation - 5e-4) < 1e-6);
        QVERIFY(engine.plan() == chosen->plan);
    }

    void fewerThreadsAreTakenWhereTheyAreFaster() {
        WaysEngine engine([](const ExecutionPlan& plan) {
            Way way = usualWay(plan);
            way.secondsAnInput *= plan.threads > 0 ? 0.3 : 1;
            return way;
        });
        QVERIFY(outcome(trialOf(engine))->plan.threads > 0 || std::thread::hardware_concurrency() < 2);
    }

    void aFasterWayThatDeviatesIsRefused() {
        WaysEngine engine([](const ExecutionPlan& plan) {
            Way way = usualWay(plan);
            way.deviation *= 3;
            return way;
        });
        const auto chosen = outcome(trialOf(engine));
        QVERIFY((chosen->plan == ExecutionPlan{.frozen = true, .channelsLast = true, .batch = 8}));
    }

    void aWayThatDeviatesOnOneInputOnlyIsRefusedToo() {
        bool last = false;
        WaysEngine engine([&](const ExecutionPlan& plan) {
            Way way = usualWay({.frozen = plan.frozen, .channelsLast = plan.channelsLast, .numbers = plan.numbers});
            way.secondsAnInput *= 100; // so slow that two passes must do, and most inputs are seen when it is confirmed
            way.deviation = last && plan.numbers == NumberFormat::BFloat16 ? 0.01 : 0;
            return way;
        });
        engine.beforePass = [&](std::span<const InputTensor> inputs) { last = inputs.back().values.front() > 0.065F; };
        const auto chosen = outcome(trialOf(engine, 8, {.seconds = 100, .passSeconds = 0}));
        QVERIFY(chosen);
        QVERIFY(chosen->plan.numbers == NumberFormat::Float32 && chosen->plan.channelsLast);
    }

    void noTimeIsSpentOnWhatIsClearlySlowerOrTooFarOff_data() {
        QTest::addColumn<double>("slower");
        QTest::addColumn<double>("deviation");
        QTest::addColumn<int>("passes"); // with the one that does not count
        QTest::newRow("about as fast") << 1.0 << 0.0 << 17;
        QTest::newRow("clearly slower") << 4.0 << 0.0 << 4;
        QTest::newRow("too far off") << 0.5 << 0.01 << 4;
    }
    void noTimeIsSpentOnWhatIsClearlySlowerOrTooFarOff() {
        QFETCH(double, slower);
        QFETCH(double, deviation);
        QFETCH(int, passes);
        const auto isFrozenAlone = [](const ExecutionPlan& plan) { return plan == ExecutionPlan{.frozen = true}; };
        WaysEngine engine([&](const ExecutionPlan& plan) { return isFrozenAlone(plan) ? Way{0.001, 0.001 * slower, deviation, {}} : Way{0.001, 0.001, 0, {}}; });
        int seen = 0;
        engine.beforePass = [&](std::span<const InputTensor>) { seen += isFrozenAlone(engine.plan()) ? 1 : 0; };
        QVERIFY(outcome(trialOf(engine)));
        QCOMPARE(seen, passes);
    }

    void aWayThatFailsIsNone_data() {
        QTest::addColumn<int>("kind");
        QTest::newRow("it fails") << static_cast<int>(ErrorKind::ModelFailed);
        QTest::newRow("it is not there") << static_cast<int>(ErrorKind::Unsupported);
        QTest::newRow("memory runs out") << static_cast<int>(ErrorKind::TooLarge);
    }
    void aWayThatFailsIsNone() {
        QFETCH(int, kind);
        WaysEngine engine([kind](const ExecutionPlan& plan) {
            Way way = usualWay(plan);
            if (plan.channelsLast || plan.batch > 2)
                way.failure = static_cast<ErrorKind>(kind);
            return way;
        });
        QVERIFY((outcome(trialOf(engine))->plan == ExecutionPlan{.frozen = true, .batch = 2}));
    }

    void whereThePlainWayFailsNothingIsChosenAndNothingChanges() {
        WaysEngine engine([](const ExecutionPlan& plan) {
            Way way = usualWay(plan);
            if (plan == ExecutionPlan{})
                way.failure = ErrorKind::ModelFailed;
            return way;
        });
        QVERIFY(!outcome(trialOf(engine)));
        QVERIFY(engine.plan() == startingPlan());
    }

    void noBatchTakesLongerThanOneMayWait() {
        WaysEngine engine(usualWay);
        const auto chosen = outcome(trialOf(engine, 8, {.seconds = 3, .passSeconds = 0.03}));
        QCOMPARE(chosen->plan.batch, 4);
        QVERIFY(!hasTried(engine, [](const ExecutionPlan& plan) { return plan.batch > 4 && plan != startingPlan(); }));
    }

    void aSlowModelIsTriedNoLongerThanTheTimeThereIs() {
        WaysEngine engine([](const ExecutionPlan& plan) {
            Way way = usualWay(plan);
            way.secondsAnInput *= 100;
            return way;
        });
        const auto chosen = outcome(trialOf(engine, PlanTrial::inputsWanted, {.passes = 0}));
        QVERIFY(chosen);
        QVERIFY2(engine.now < 12, qPrintable(QString::number(engine.now))); // three passes of a second for the plain one, as many for the next
        QVERIFY(chosen->plan.batch == 1);
    }

    void aSlowModelIsTriedForSoManyPassesAndNeverLongerThanAMinute_data() {
        QTest::addColumn<double>("slower");
        QTest::addColumn<double>("mostSeconds");
        QTest::addColumn<bool>("isShort");
        QTest::newRow("a second a pass: the fastest is found") << 100.0 << 40.0 << true;
        QTest::newRow("twenty seconds a pass: what is left is not tried") << 2000.0 << 160.0 << false;
    }
    void aSlowModelIsTriedForSoManyPassesAndNeverLongerThanAMinute() {
        QFETCH(double, slower);
        QFETCH(double, mostSeconds);
        QFETCH(bool, isShort);
        WaysEngine engine([slower](const ExecutionPlan& plan) {
            Way way = usualWay(plan);
            way.secondsAnInput *= slower * (plan.numbers == NumberFormat::BFloat16 ? 0.5 : 1);
            return way;
        });
        const auto chosen = outcome(trialOf(engine));
        QVERIFY(chosen);
        QVERIFY2(engine.now < mostSeconds, qPrintable(QString::number(engine.now)));
        QCOMPARE(chosen->plan.numbers == NumberFormat::BFloat16, isShort);
    }

    void betweenStepsTheEngineRunsAsBefore() {
        WaysEngine engine(usualWay);
        PlanTrial trial = trialOf(engine);
        while (!trial.isOver()) {
            QVERIFY(engine.plan() == startingPlan());
            trial.step();
        }
        QVERIFY(engine.plan() == trial.chosen()->plan);
    }

    void whatWasStoppedIsMeasuredAgain() {
        WaysEngine engine(usualWay);
        PlanTrial trial = trialOf(engine);
        for (int round = 0; !trial.isOver(); ++round) {
            QVERIFY(round < 100);
            std::stop_source stop;
            int passes = 0;
            engine.beforePass = [&](std::span<const InputTensor>) {
                if (++passes == 2)
                    stop.request_stop();
            };
            const std::size_t before = trial.measured().size();
            trial.step(stop.get_token());
            QVERIFY(trial.measured().size() == before && !trial.isOver());
            QVERIFY(engine.plan() == startingPlan());
            QVERIFY(passes == 2);
            engine.beforePass = {};
            trial.step();
            if (round >= 6)
                break;
        }
        QCOMPARE(outcome(std::move(trial))->plan.batch, 8);
    }

    void oneInputIsEnough() {
        WaysEngine engine(usualWay);
        QCOMPARE(outcome(trialOf(engine, 1))->plan.batch, 1);
    }
};

QTEST_GUILESS_MAIN(TestPlanTrial)
#include "test_plantrial.moc"
