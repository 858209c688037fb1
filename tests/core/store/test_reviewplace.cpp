#include "core/files/error.h"
#include "tests/support/reviewworld.h"

#include <QTest>

#include <sys/stat.h>

#include <optional>
#include <utility>

using namespace locascope;
using namespace locascope::testing;

namespace fs = std::filesystem;

namespace {

mode_t permissionsOf(const std::filesystem::path& path) {
    struct stat status {};
    return ::stat(path.c_str(), &status) == 0 ? status.st_mode & 07777 : 0;
}

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
        int news = 0;
        store->listen([&](ReviewStore::News) { ++news; });
        store->lookForNews();
        ReviewStore::open(file, world.plate())->append(numberedEvents(10, 1));
        news = 0;
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
        store->lookForNews();
        QCOMPARE(news, 0);
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

    // A share that others write to: no locks and no log can be had there.
    void whatOthersWriteToAReadOnlyPlaceIsTold() {
        const ReviewWorld world;
        fill(world);
        const auto setWritable = [&](bool isWritable) {
            ::chmod(world.file().c_str(), isWritable ? 0666 : 0444);
            ::chmod(world.directory().c_str(), isWritable ? 0777 : 0555);
        };
        setWritable(false);
        auto guard = std::make_optional<Unprivileged>();
        const auto reader = world.open();
        int news = 0;
        reader->listen([&](ReviewStore::News) { ++news; });
        reader->lookForNews();
        QCOMPARE(std::exchange(news, 0), 2);
        QCOMPARE(reader->allEvents().size(), std::size_t{200});
        reader->lookForNews();
        QCOMPARE(news, 0);
        guard.reset();
        setWritable(true);
        world.open()->append(numberedEvents(300, 1));
        setWritable(false);
        guard.emplace();
        reader->lookForNews();
        QCOMPARE(news, 2);
        QCOMPARE(reader->allEvents().size(), std::size_t{201});
        QVERIFY(reader->mode() == StoreMode::ReadOnly);
        guard.reset();
        setWritable(true);
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
    void theFileIsPrivateAndSoAreItsNewDirectories() {
        const ReviewWorld world;
        const auto file = defaultReviewFile(world.directory() / "data", "/plates/Plate 1");
        const auto store = ReviewStore::open(file, world.plate());
        store->append(numberedEvents(1, 1));
        QCOMPARE(permissionsOf(file), mode_t{0600});
        QCOMPARE(permissionsOf(file.native() + "-wal"), mode_t{0600});
        QCOMPARE(permissionsOf(file.native() + "-shm"), mode_t{0600});
        QCOMPARE(permissionsOf(file.parent_path()), mode_t{0700});
        QCOMPARE(permissionsOf(file.parent_path().parent_path()), mode_t{0700});
        QVERIFY(file.filename().native().starts_with("Plate_1-"));
        std::size_t files = 0;
        for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(file.parent_path()))
            ++files;
        QCOMPARE(files, std::size_t{3});
    }

    void aFileNameNeedNotBeUtf8() {
        const ReviewWorld world;
        const auto file = world.directory() / "r\xff %41?mode=memory#.sqlite";
        ReviewStore::open(file, world.plate())->append(numberedEvents(1, 2));
        QVERIFY(std::filesystem::exists(file));
        QCOMPARE(ReviewStore::open(file, world.plate())->allEvents().size(), std::size_t{2});
    }

    void theBindingIsKeptAndLearnsTheFingerprint() {
        const ReviewWorld world;
        QVERIFY(ReviewStore::open(world.file(), {"/old", ""})->boundTo() == (PlateIdentity{"/old", ""}));
        QVERIFY(ReviewStore::open(world.file(), {"/old", "f"})->boundTo() == (PlateIdentity{"/old", "f"}));
        QVERIFY(ReviewStore::open(world.file(), {"/other", "g"})->boundTo() == (PlateIdentity{"/old", "f"}));
        ReviewStore::open(world.file(), {"/new", "f"})->bindTo({"/new", "f"});
        QVERIFY(ReviewStore::open(world.file(), {})->boundTo() == (PlateIdentity{"/new", "f"}));
    }

    void tidyingMovesALongLogAndLosesNothing() {
        const ReviewWorld world;
        const auto store = world.open();
        const auto before = std::filesystem::file_size(world.file());
        store->append(numberedEvents(1, 10));
        store->tidy();
        QCOMPARE(std::filesystem::file_size(world.file()), before);
        store->append(numberedEvents(11, 10'000));
        store->tidy();
        QVERIFY(std::filesystem::file_size(world.file()) > before);
        QCOMPARE(store->allEvents().size(), std::size_t{10'010});
        QVERIFY(store->verify().empty());
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

    void addressesAreKeptWithoutTheirPasswords() {
        const auto plain = [](const char* address) { return QString::fromStdString(ReviewPlace(std::string(address)).withoutPassword()); };
        QCOMPARE(plain("postgresql://ann:se:cret@host:5433/reviews"), QStringLiteral("postgresql://ann@host:5433/reviews"));
        QCOMPARE(plain("postgres://host:5433/reviews"), QStringLiteral("postgresql://host:5433/reviews"));
        QCOMPARE(plain("postgresql://ann@host/r?password=x&sslmode=require"), QStringLiteral("postgresql://ann@host/r?sslmode=require"));
        QCOMPARE(plain("postgresql://ann@host/r?sslmode=require&sslpassword=x"), QStringLiteral("postgresql://ann@host/r?sslmode=require"));
        QCOMPARE(plain("postgresql:///r?host=/run&password=x"), QStringLiteral("postgresql:///r?host=/run"));
        QCOMPARE(plain("/a/file?password=x"), QStringLiteral("/a/file?password=x"));
    }
};

QTEST_GUILESS_MAIN(TestReviewPlace)
#include "test_reviewplace.moc"
