#include "tests/ui/models/sessionworld.h"
#include "ui/models/platereach.h"

#include <condition_variable>
#include <mutex>

using namespace locascope;
using namespace locascope::testing;

namespace {

constexpr int longEnough = 30000; // for a machine under load; without any it takes two to five seconds

bool isTold(const Session& session) {
    const std::vector<Notice> notices = session.notices();
    return std::any_of(notices.begin(), notices.end(), [](const Notice& notice) { return notice.key == QStringLiteral("reach"); });
}

/// Answers when it may; may be called long after the test has gone.
struct Gate {
    std::mutex mutex;
    std::condition_variable opened;
    bool isOpen = true;

    void pass() {
        std::unique_lock lock(mutex);
        opened.wait(lock, [this] { return isOpen; });
    }
    void set(bool open) {
        const std::lock_guard lock(mutex);
        isOpen = open;
        opened.notify_all();
    }
};

} // namespace

/// FAULTS.md, B8: a plate that goes away and comes back.
class TestPlateReach : public QObject {
    Q_OBJECT
private slots:
    void aPlateThatGoesAwayIsSaidToAndLabelsGoOn() {
        SessionWorld world;
        const auto session = world.openSession();
        QTRY_VERIFY(session->image());
        QVERIFY(!isTold(*session));
        const std::filesystem::path away = world.folder / "away";
        std::filesystem::rename(world.plateDirectory, away);
        QTRY_VERIFY_WITH_TIMEOUT(isTold(*session), longEnough);
        QVERIFY(session->hasPlate());
        session->goTo(5); // not decoded yet, or decoded before
        session->toggle(toClass(3));
        QCOMPARE(session->commit(), CommitResult::Committed);
        awaitStore(*session);
        QTRY_COMPARE(session->unsavedCount(), 0);
        std::filesystem::rename(away, world.plateDirectory);
        QTRY_VERIFY_WITH_TIMEOUT(!isTold(*session), longEnough);
        session->goTo(4);
        QTRY_COMPARE(shownValue(*session), 4);
    }

    void whatWasShownAsMissingIsReadAgain() {
        SessionWorld world(40); // of which the contrast does not read the tenth
        world.options.imageCacheBytes = 1; // so that no other sample is kept
        const auto session = world.openSession();
        QTRY_VERIFY(session->image());
        const std::filesystem::path away = world.folder / "away";
        std::filesystem::rename(world.plateDirectory, away);
        session->goTo(9);
        QTRY_VERIFY(session->image());
        QCOMPARE(shownValue(*session), -1);
        QTRY_VERIFY_WITH_TIMEOUT(isTold(*session), longEnough);
        std::filesystem::rename(away, world.plateDirectory);
        QTRY_VERIFY_WITH_TIMEOUT(shownValue(*session) == 9, longEnough);
        QVERIFY(!isTold(*session));
    }

    void whatIsBesideComesBackToo() {
        SessionWorld world;
        const auto session = world.openSession();
        QTRY_VERIFY(session->image() && session->isIndexComplete());
        session->setBeside({3, 4});
        QTRY_VERIFY(session->imageBeside(3) && session->imageBeside(4));
        const std::filesystem::path away = world.folder / "away";
        std::filesystem::rename(world.plateDirectory, away);
        QTRY_VERIFY_WITH_TIMEOUT(isTold(*session), longEnough);
        std::filesystem::rename(away, world.plateDirectory);
        QTRY_VERIFY_WITH_TIMEOUT(!isTold(*session), longEnough);
        QTRY_VERIFY(session->imageBeside(3) && session->imageBeside(4));
        QTRY_VERIFY(!session->thumbnail(5).isNull());
    }

    void aShareThatNeverAnswersIsNotReachableAndHoldsNothingUp() {
        SessionWorld world;
        const auto gate = std::make_shared<Gate>();
        world.parts.isThere = [gate](const PlateLandmarks& plate) {
            gate->pass();
            return isThere(plate);
        };
        gate->set(false);
        {
            const auto session = world.openSession();
            QTRY_VERIFY(session->image());
            QTRY_VERIFY_WITH_TIMEOUT(isTold(*session), longEnough);
            gate->set(true);
            QTRY_VERIFY_WITH_TIMEOUT(!isTold(*session), longEnough);
            gate->set(false);
            QTRY_VERIFY_WITH_TIMEOUT(isTold(*session), longEnough);
        } // closing does not wait for the answer
        gate->set(true);
    }

    void aDirectoryInItsPlaceIsNotThePlate() {
        TemporaryFolder folder;
        const PlateLandmarks plate{folder.path(), {folder / "a_red.png", folder / "z_red.png"}};
        QVERIFY(!isThere(plate)); // the empty place where a share was mounted
        writeFile(folder / "z_red.png", "x");
        QVERIFY(isThere(plate));
        QVERIFY(!isThere({folder / "gone", {}}));
        QVERIFY(isThere({folder.path(), {}}));
    }
};

QTEST_GUILESS_MAIN(TestPlateReach)
#include "test_platereach.moc"
