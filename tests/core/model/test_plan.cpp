#include "core/model/plan.h"

#include <QTest>

#include <cmath>

using namespace locascope;

namespace {

constexpr ExecutionPlan frozen{.frozen = true};
constexpr ExecutionPlan shortNumbers{.frozen = true, .channelsLast = true, .numbers = NumberFormat::BFloat16, .threads = 1, .batch = 8};

ExecutionPlan chosen(const std::vector<MeasuredPlan>& measured) {
    const MeasuredPlan* best = fastestHonest(measured);
    return best == nullptr ? ExecutionPlan{.batch = -1} : best->plan;
}

} // namespace

class TestPlan : public QObject {
    Q_OBJECT

private slots:
    void theFastestWithinTheBoundIsChosen() {
        QVERIFY(chosen({{{}, 0.1, 0}, {frozen, 0.05, 1e-6}, {shortNumbers, 0.02, 9e-4}}) == shortNumbers);
        QVERIFY(chosen({{{}, 0.1, 0}, {frozen, 0.2, 0}}) == ExecutionPlan{});
    }

    void aFasterPlanThatDeviatesIsRefused() {
        QVERIFY(chosen({{{}, 0.1, 0}, {frozen, 0.05, 1e-6}, {shortNumbers, 0.02, 1.1e-3}}) == frozen);
        QVERIFY(chosen({{{}, 0.1, 0}, {shortNumbers, 0.02, NAN}}) == ExecutionPlan{});
        QVERIFY(chosen({{{}, 0.1, 0}, {shortNumbers, NAN, 0}}) == ExecutionPlan{});
    }

    void whatIsHardlyFasterDoesNotReplaceTheSimplerPlan() {
        QVERIFY(chosen({{{}, 0.1, 0}, {frozen, 0.098, 0}}) == ExecutionPlan{});
        QVERIFY(chosen({{{}, 0.1, 0}, {frozen, 0.096, 0}}) == frozen);
    }

    void whereNoneIsWithinThereIsNone() {
        QVERIFY(fastestHonest({}) == nullptr);
        QVERIFY(chosen({{frozen, 0.1, 1}}).batch == -1);
    }

    void aPlanIsReadBackAsItWasWritten() {
        for (const ExecutionPlan& plan : {ExecutionPlan{}, frozen, shortNumbers, startingPlan(), ExecutionPlan{.numbers = NumberFormat::Float16}, ExecutionPlan{.frozen = true, .oneDnnLayout = true},
                                          ExecutionPlan{.frozen = true, .numbers = NumberFormat::BFloat16, .lowPercent = 50}})
            QVERIFY(parsePlan(formatPlan(plan)) == plan);
    }

    void anythingElseIsNoPlan_data() {
        QTest::addColumn<QByteArray>("text");
        const std::string good = formatPlan(shortNumbers);
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("cut") << QByteArray(good.c_str(), static_cast<qsizetype>(good.size()) - 2);
        QTest::newRow("more") << QByteArray(good.c_str()) + " x=1";
        QTest::newRow("a batch of none") << QByteArray("frozen=1 channels-last=1 numbers=float32 low-percent=100 onednn-layout=0 threads=0 batch=0");
        QTest::newRow("a batch of too many") << QByteArray("frozen=1 channels-last=1 numbers=float32 low-percent=100 onednn-layout=0 threads=0 batch=65");
        QTest::newRow("fewer threads than none") << QByteArray("frozen=1 channels-last=1 numbers=float32 low-percent=100 onednn-layout=0 threads=-1 batch=1");
        QTest::newRow("other numbers") << QByteArray("frozen=1 channels-last=1 numbers=int8 low-percent=100 onednn-layout=0 threads=0 batch=1");
        QTest::newRow("neither yes nor no") << QByteArray("frozen=2 channels-last=1 numbers=float32 low-percent=100 onednn-layout=0 threads=0 batch=1");
        QTest::newRow("no number") << QByteArray("frozen=1 channels-last=1 numbers=float32 low-percent=100 onednn-layout=0 threads=two batch=1");
        QTest::newRow("no convolutions in them") << QByteArray("frozen=1 channels-last=1 numbers=bfloat16 low-percent=0 onednn-layout=0 threads=0 batch=1");
        QTest::newRow("another order") << QByteArray("channels-last=1 frozen=1 numbers=float32 low-percent=100 onednn-layout=0 threads=0 batch=1");
    }
    void anythingElseIsNoPlan() {
        QFETCH(QByteArray, text);
        QVERIFY(!parsePlan({text.constData(), static_cast<std::size_t>(text.size())}));
    }

    void itsTextIsOneLineForPeople() {
        QCOMPARE(planText({}), std::string("as loaded, float32, one by one"));
        QCOMPARE(planText(shortNumbers), std::string("frozen, channels last, bfloat16, 1 thread, batches of 8"));
        QCOMPARE(planText({.frozen = true, .numbers = NumberFormat::BFloat16, .lowPercent = 50}), std::string("frozen, bfloat16 in the first 50 % of the convolutions, one by one"));
    }
};

QTEST_GUILESS_MAIN(TestPlan)
#include "test_plan.moc"
