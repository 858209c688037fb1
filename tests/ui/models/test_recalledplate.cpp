#include "core/plate/platerecall.h"
#include "tests/ui/models/sessionworld.h"

#include <chrono>
#include <thread>

using namespace locascope;
using namespace locascope::testing;

namespace {

/// A world that remembers plates, with counted scans that can be held.
struct RecallWorld {
    SessionWorld inner;
    SessionParts& parts = inner.parts;
    std::shared_ptr<std::atomic<int>> scans = std::make_shared<std::atomic<int>>(0);
    std::shared_ptr<std::atomic<bool>> mayScan = std::make_shared<std::atomic<bool>>(true);

    explicit RecallWorld(int samples = 6)
        : inner(samples) {
        const SessionParts remembering = coreParts({}, inner.options.dataDirectory, inner.options.cacheDirectory);
        parts.recall = remembering.recall;
        parts.keepForRecall = remembering.keepForRecall;
        parts.scan = [scan = remembering.scan, count = scans, may = mayScan](const std::filesystem::path& root, const Progress& progress, std::stop_token stop) {
            while (!*may && !stop.stop_requested())
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            ++*count;
            return scan(root, progress, stop);
        };
        age();
    }
    /// As if nothing had been added for an hour.
    void age() const { std::filesystem::last_write_time(inner.plateDirectory, std::filesystem::file_time_type::clock::now() - std::chrono::hours(1)); }
    bool isKept() const { return std::filesystem::exists(recallFile(inner.options.cacheDirectory, std::filesystem::canonical(inner.plateDirectory))); }
    /// Opened once, so that it is known, and left at a sample.
    void openOnce(int leftAt = 0) {
        const auto session = inner.openSession();
        QTRY_VERIFY(session->isIndexComplete() && session->image());
        session->goTo(leftAt);
        QTRY_VERIFY(isKept());
        *scans = 0;
    }
};

} // namespace

/// A plate that was open before is shown before its names are read again, and put right where they tell otherwise.
class TestRecalledPlate final : public QObject {
    Q_OBJECT
private slots:
    void itsFirstImageWaitsForNoName() {
        RecallWorld world;
        world.openOnce(3);
        *world.mayScan = false;
        const auto session = world.inner.openSession();
        QTRY_VERIFY(session->image());
        QCOMPARE(session->plate().samples.size(), std::size_t{6});
        QCOMPARE(session->current(), 3);
        QCOMPARE(world.scans->load(), 0);
        QVERIFY(!session->isIndexComplete());
        QSignalSpy opened(session.get(), &Session::currentChanged);
        *world.mayScan = true;
        QTRY_VERIFY(session->isIndexComplete());
        QCOMPARE(world.scans->load(), 1);
        QVERIFY(opened.isEmpty()); // nothing had to be put right
        QCOMPARE(session->current(), 3);
    }

    void aPlateThatSeemedUnchangedIsPutRight() {
        RecallWorld world;
        world.openOnce();
        // As on a file system that keeps no time of folders.
        world.parts.recall = [recall = world.parts.recall](const std::filesystem::path& root) {
            auto plate = recall(root);
            if (plate)
                plate->samples.edit().pop_back();
            return plate;
        };
        const auto session = world.inner.session();
        *world.mayScan = false;
        session->openPlate(world.inner.plateDirectory);
        QTRY_VERIFY(session->image());
        QCOMPARE(session->plate().samples.size(), std::size_t{5});
        session->goTo(4);
        QTRY_COMPARE(shownValue(*session), 4);
        session->goTo(3);
        session->toggle(toClass(2));
        session->commit();
        *world.mayScan = true;
        QTRY_VERIFY(session->isIndexComplete());
        QCOMPARE(session->plate().samples.size(), std::size_t{6});
        QCOMPARE(world.scans->load(), 2); // one to see it, one to open it
        QTRY_VERIFY(session->isReviewed(3)); // decided before it was put right
        QCOMPARE(session->current(), 4);     // where that led
    }

    void whatChangedIsScanned() {
        RecallWorld world;
        world.openOnce();
        world.inner.addSample(6);
        const auto session = world.inner.openSession();
        QTRY_VERIFY(session->isIndexComplete());
        QCOMPARE(session->plate().samples.size(), std::size_t{7});
        QCOMPARE(world.scans->load(), 1);
    }

    void openingAgainReadsTheNames() {
        RecallWorld world;
        world.openOnce();
        const auto session = world.inner.openSession();
        QTRY_VERIFY(session->isIndexComplete());
        QCOMPARE(world.scans->load(), 1);
        *world.mayScan = false;
        QSignalSpy opened(session.get(), &Session::plateChanged);
        session->openAgain();
        QTest::qWait(100);
        QVERIFY(opened.isEmpty());
        *world.mayScan = true;
        QTRY_VERIFY(!opened.isEmpty());
        QTRY_VERIFY(session->isIndexComplete());
        QCOMPARE(world.scans->load(), 2);
    }

    void aPlateThatGoesBeforeItsNamesAreReadStaysOpen() {
        RecallWorld world;
        world.openOnce();
        *world.mayScan = false;
        const auto session = world.inner.openSession();
        QTRY_VERIFY(session->image());
        std::filesystem::rename(world.inner.plateDirectory, world.inner.folder / "away");
        *world.mayScan = true;
        QTRY_VERIFY(session->isIndexComplete());
        QCOMPARE(session->plate().samples.size(), std::size_t{6});
        QVERIFY(!session->plate().problems.empty());
    }
};

QTEST_GUILESS_MAIN(TestRecalledPlate)
#include "test_recalledplate.moc"
