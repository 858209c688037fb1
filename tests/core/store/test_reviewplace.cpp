#include "core/files/error.h"
#include "tests/support/reviewworld.h"

#include <QTest>

#include <sys/stat.h>

using namespace locascope;
using namespace locascope::testing;

namespace fs = std::filesystem;

namespace {

// A closed review with 200 events.
void fill(const ReviewWorld& world) { world.open()->append(numberedEvents(1, 200)); }

} // namespace

class TestReviewPlace final : public QObject {
    Q_OBJECT
private slots:
    // Row C6.
    void aReviewMovedWhileOpenIsNotSaidToBeSaved_data() {
        QTest::addColumn<QByteArray>("what");
        for (const char* const what : {"renamed", "deleted", "replaced", "log deleted", "folder renamed", "shared memory deleted"})
            QTest::newRow(what) << QByteArray(what);
    }
    void aReviewMovedWhileOpenIsNotSaidToBeSaved() {
        QFETCH(QByteArray, what);
        const ReviewWorld world;
        const fs::path folder = world.directory() / "reviews";
        const fs::path file = folder / "review.sqlite";
        const auto store = ReviewStore::open(file, world.plate());
        store->append(numberedEvents(1, 3));
        if (what == "renamed")
            fs::rename(file, world.directory() / "elsewhere");
        else if (what == "deleted")
            fs::remove(file);
        else if (what == "replaced") {
            store->backUpTo(world.directory() / "copy");
            fs::rename(world.directory() / "copy", file);
        } else if (what == "log deleted")
            fs::remove(file.native() + "-wal");
        else if (what == "folder renamed")
            fs::rename(folder, world.directory() / "old");
        else
            fs::remove(file.native() + "-shm");
        QCOMPARE(kindThrownBy([&] { store->append(numberedEvents(4, 1)); }), ErrorKind::NotFound);
        QCOMPARE(kindThrownBy([&] { store->putSetting("a", "b"); }), ErrorKind::NotFound);
    }

    void aReviewPutBackTakesTheSameEventsAgain() {
        const ReviewWorld world;
        const auto store = world.open();
        store->append(numberedEvents(1, 3));
        fs::rename(world.file(), world.directory() / "elsewhere");
        QCOMPARE(kindThrownBy([&] { store->append(numberedEvents(4, 1)); }), ErrorKind::NotFound);
        fs::rename(world.directory() / "elsewhere", world.file());
        QCOMPARE(store->append(numberedEvents(4, 1)).front().sequence, 4);
        QVERIFY(store->verify().empty());
    }

    // Row C9.
    void aReadOnlyPlaceIsReadWithoutAComplaint_data() {
        QTest::addColumn<bool>("folderToo");
        QTest::addColumn<bool>("fileToo");
        QTest::newRow("file") << false << true;
        QTest::newRow("folder") << true << false;
        QTest::newRow("both") << true << true;
    }
    void aReadOnlyPlaceIsReadWithoutAComplaint() {
        QFETCH(bool, folderToo);
        QFETCH(bool, fileToo);
        const ReviewWorld world;
        fill(world);
        ::chmod(world.file().c_str(), fileToo ? 0444 : 0666);
        ::chmod(world.directory().c_str(), folderToo ? 0555 : 0777);
        {
            const Unprivileged guard;
            const auto store = world.open();
            QVERIFY(store->mode() == StoreMode::ReadOnly);
            QVERIFY(!store->readOnlyReason().empty());
            QCOMPARE(store->allEvents().size(), std::size_t{200});
            QVERIFY(store->verify().empty());
            QCOMPARE(kindThrownBy([&] { store->append(numberedEvents(300, 1)); }), ErrorKind::ReadOnly);
            QCOMPARE(kindThrownBy([&] { store->putSetting("a", "b"); }), ErrorKind::ReadOnly);
            QCOMPARE(kindThrownBy([&] { store->bindTo({}); }), ErrorKind::ReadOnly);
        }
        ::chmod(world.directory().c_str(), 0700);
    }

    void openedForReadingOnlyNothingIsWritten() {
        const ReviewWorld world;
        fill(world);
        const std::string before = contentOf(world.file());
        {
            const auto store = world.open(StoreMode::ReadOnly);
            QCOMPARE(store->allEvents().size(), std::size_t{200});
            QCOMPARE(kindThrownBy([&] { store->append(numberedEvents(300, 1)); }), ErrorKind::ReadOnly);
        }
        QVERIFY(contentOf(world.file()) == before);
    }
    // Row C26.
    void aBackupTakenBetweenWritesEqualsTheReviewRowForRow() {
        const ReviewWorld world;
        const auto writer = world.open();
        const auto reader = world.open();
        const fs::path copy = world.directory() / "copy.sqlite";
        for (int round = 0; round < 10; ++round) {
            const auto before = reader->allEvents();
            reader->backUpTo(copy);
            writer->append(numberedEvents(1 + 20 * round, 20));
            const auto restored = ReviewStore::open(copy, {});
            QVERIFY(restored->allEvents() == before);
            QVERIFY(restored->verify().empty());
            QVERIFY(restored->boundTo() == world.plate());
        }
        QCOMPARE(kindThrownBy([&] { reader->backUpTo(world.file()); }), ErrorKind::Invalid);
        QCOMPARE(kindThrownBy([&] { reader->backUpTo(world.directory() / "no" / "copy"); }), ErrorKind::NotFound);
    }
};

QTEST_GUILESS_MAIN(TestReviewPlace)
#include "test_reviewplace.moc"
