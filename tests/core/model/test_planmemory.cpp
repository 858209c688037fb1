#include "core/files/readfile.h"
#include "core/files/writefile.h"
#include "core/model/planmemory.h"
#include "core/model/processor.h"
#include "tests/core/model/waysengine.h"
#include "tests/support/temporaryfolder.h"

#include <QTest>

using namespace locascope;
using namespace locascope::testing;

namespace {

const ExecutionPlan plan{.frozen = true, .channelsLast = true, .threads = 1, .batch = 8};
const PlanSubject subject{std::string(64, 'a'), "512 × 512 × 4", "a processor; 2 cores; LibTorch 1.13; cpu"};

std::filesystem::path onlyFile(const std::filesystem::path& cache) {
    return std::filesystem::directory_iterator(cache / "plans")->path();
}

} // namespace

class TestPlanMemory : public QObject {
    Q_OBJECT

private slots:
    void aGraphicsProcessorIsNamedByItsDriver() {
        QCOMPARE(graphicsProcessorIn("Model: \t\t NVIDIA H100 80GB HBM3\nIRQ:   \t\t 11\n"), std::string("NVIDIA H100 80GB HBM3"));
        QCOMPARE(graphicsProcessorIn("Model:"), std::string());
        QCOMPARE(graphicsProcessorIn("IRQ: 11\n"), std::string());
    }

    void aPlanIsRememberedForItsSubjectAlone() {
        const TemporaryFolder cache;
        keepPlan(cache / "c", subject, plan);
        QVERIFY(recallPlan(cache / "c", subject) == plan);
        PlanSubject other = subject;
        other.machine += " of another kind";
        QVERIFY(!recallPlan(cache / "c", other));
        other = subject;
        other.input = "256 × 256 × 4";
        QVERIFY(!recallPlan(cache / "c", other));
        other = subject;
        other.modelDigest = std::string(64, 'b');
        QVERIFY(!recallPlan(cache / "c", other));
    }

    void aNewerPlanReplacesTheOlder() {
        const TemporaryFolder cache;
        keepPlan(cache / "c", subject, {});
        keepPlan(cache / "c", subject, plan);
        QVERIFY(recallPlan(cache / "c", subject) == plan);
    }

    void everyChangedByteIsNoPlan() {
        const TemporaryFolder cache;
        keepPlan(cache / "c", subject, plan);
        const std::filesystem::path file = onlyFile(cache / "c");
        const Bytes good = readFile(file);
        for (std::size_t place = 0; place < good.size(); ++place) {
            Bytes bad = good;
            bad[place] ^= std::byte{1};
            writeFile(file, bad, {.durability = Durability::Ordered});
            QVERIFY2(!recallPlan(cache / "c", subject), qPrintable(QString::number(place)));
        }
        for (const std::size_t length : {std::size_t{0}, std::size_t{1}, good.size() / 2, good.size() - 1}) {
            writeFile(file, std::span(good).first(length), {.durability = Durability::Ordered});
            QVERIFY(!recallPlan(cache / "c", subject));
        }
        keepPlan(cache / "c", subject, plan);
        QVERIFY(recallPlan(cache / "c", subject) == plan);
    }

    void aFileOfAnotherSubjectUnderThisNameIsNoPlan() {
        const TemporaryFolder cache;
        keepPlan(cache / "c", subject, plan);
        PlanSubject other = subject;
        other.machine = "another";
        keepPlan(cache / "d", other, plan);
        std::filesystem::copy_file(onlyFile(cache / "d"), onlyFile(cache / "c"), std::filesystem::copy_options::overwrite_existing);
        QVERIFY(!recallPlan(cache / "c", subject));
    }

    void withoutACacheNothingIsRememberedAndNothingFails() {
        keepPlan({}, subject, plan);
        QVERIFY(!recallPlan({}, subject));
        keepPlan("/proc/nowhere", subject, plan);
        QVERIFY(!recallPlan("/proc/nowhere", subject));
        QVERIFY(plansOf("/proc/nowhere", subject.modelDigest).empty());
    }

    void allPlansOfAModelAreListed() {
        const TemporaryFolder cache;
        PlanSubject there = subject;
        there.machine = "another";
        PlanSubject foreign = subject;
        foreign.modelDigest = std::string(64, 'b');
        for (const PlanSubject& one : {subject, there, foreign})
            keepPlan(cache / "c", one, plan);
        const auto plans = plansOf(cache / "c", subject.modelDigest);
        QCOMPARE(plans.size(), std::size_t{2});
        QVERIFY(plans[0].subject.machine != plans[1].subject.machine);
    }

    void anEnginesSubjectNamesMachineLibraryAndDevice() {
        const WaysEngine engine([](const ExecutionPlan&) { return Way{}; });
        const PlanSubject own = planSubject(engine, "9.8");
        QVERIFY(own.machine.find("LibTorch 9.8; cpu") != std::string::npos);
        QVERIFY(own.machine.find("cores") != std::string::npos);
        QVERIFY(own.machine.find('\n') == std::string::npos);
        QCOMPARE(own, planSubject(engine, "9.8"));
    }
};

QTEST_GUILESS_MAIN(TestPlanMemory)
#include "test_planmemory.moc"
