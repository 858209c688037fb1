#include "core/imaging/loadsample.h"
#include "core/plate/scanplate.h"
#include "tests/support/smallplate.h"

#include <QTest>

#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>

using namespace locascope;
using namespace locascope::testing;

namespace {

/// From this offset on the device fails; negative: it does not.
std::atomic<long> badFrom{-1};

} // namespace

/// Takes the place of the C library's: the device under a file fails (a bad sector).
extern "C" ssize_t pread(int descriptor, void* buffer, size_t count, off_t offset) {
    const long bad = badFrom;
    if (bad >= 0 && offset + static_cast<off_t>(count) > bad && offset >= bad) {
        errno = EIO;
        return -1;
    }
    const size_t most = bad >= 0 && offset + static_cast<off_t>(count) > bad ? static_cast<size_t>(bad - offset) : count;
    return ::syscall(SYS_pread64, descriptor, buffer, most, offset);
}

/// FAULTS.md, A11 and B12: devices and files that take their time or fail.
class TestLoadSampleFaults : public QObject {
    Q_OBJECT
private slots:
    void cleanup() { badFrom = -1; }

    void aBadSectorIsNamedWithItsPlaceAndTheNextSampleIsShown() {
        SmallPlate made;
        made.addWhole("a", 60, 50);
        made.addWhole("b", 60, 50);
        badFrom = 100;
        const LoadedSample loaded = loadSample(made.plate(), made.plate().samples[0]);
        QVERIFY(loaded.stack.isEmpty());
        QCOMPARE(loaded.problems.size(), std::size_t{4});
        for (const Problem& problem : loaded.problems) {
            QVERIFY(problem.kind == ErrorKind::ReadFailed);
            QVERIFY(problem.file.starts_with("a_"));
            QVERIFY2(problem.cause.find("cannot be read at byte 100") != std::string::npos, problem.cause.c_str());
        }
        badFrom = -1;
        QVERIFY(loadSample(made.plate(), made.plate().samples[1]).complete);
    }

    void aBadSectorIsAProblemOfThePlate() {
        SmallPlate made;
        made.addWhole("a", 200, 150);
        badFrom = 0;
        inspectPlate(made.plate());
        QCOMPARE(made.plate().problems.size(), std::size_t{4});
        QVERIFY(made.plate().problems[0].kind == ErrorKind::ReadFailed);
    }

    void aSlowFileIsNamedAndTheNextSampleIsShown() {
        SmallPlate made;
        Sample& slow = made.addWhole("a", 16, 16);
        made.put(slow, Stain::Protein, encodeGreyPng(smoothPlane(4000, 4000, 8)));
        made.addWhole("b", 16, 16);
        LoadOptions hasty;
        hasty.limits.maxMilliseconds = 0; // every file then takes too long
        const LoadedSample loaded = loadSample(made.plate(), made.plate().samples[0], hasty);
        QVERIFY(std::any_of(loaded.problems.begin(), loaded.problems.end(), [](const Problem& problem) { return problem.file == "a_green.png" && problem.kind == ErrorKind::TimedOut; }));
        QVERIFY(loaded.stack.planes[Stain::Protein].isEmpty() && !loaded.complete);
        QVERIFY(loadSample(made.plate(), made.plate().samples[1]).complete);
    }
};

QTEST_GUILESS_MAIN(TestLoadSampleFaults)
#include "test_loadsample_faults.moc"
