#include "core/files/error.h"
#include "core/files/writefile.h"
#include "tests/support/reviewworld.h"

#include <QTest>

#include <sys/stat.h>

using namespace locascope;
using namespace locascope::testing;

namespace fs = std::filesystem;

namespace {

// A closed review with 200 events.
void fill(const ReviewWorld& world) { world.open()->append(numberedEvents(1, 200)); }

void put(const fs::path& file, const std::string& bytes) { writeFile(file, std::string_view(bytes)); }

// What a crash leaves: the file and its log, copied while another connection holds them.
void leaveLog(const ReviewWorld& from, const fs::path& to, int events) {
    const auto store = from.open();
    store->append(numberedEvents(1, events));
    fs::copy_file(from.file(), to, fs::copy_options::overwrite_existing);
    fs::copy_file(from.file().native() + "-wal", to.native() + "-wal", fs::copy_options::overwrite_existing);
}

std::size_t eventsIn(const ReviewWorld& world) { return world.open()->allEvents().size(); }

} // namespace

class TestReviewDamage final : public QObject {
    Q_OBJECT
private slots:
    // Row C7.
    void aDamagedFileIsNeverOverwritten_data() {
        QTest::addColumn<QByteArray>("damage");
        for (const char* const damage : {"empty", "header", "all zero", "text", "cut in the first page", "cut in half", "first page zero"})
            QTest::newRow(damage) << QByteArray(damage);
    }
    void aDamagedFileIsNeverOverwritten() {
        QFETCH(QByteArray, damage);
        const ReviewWorld world;
        fill(world);
        std::string bytes = contentOf(world.file());
        if (damage == "empty")
            bytes.clear();
        else if (damage == "header")
            bytes.replace(0, 16, "SQLite format 4 ");
        else if (damage == "all zero")
            bytes.assign(bytes.size(), '\0');
        else if (damage == "text")
            bytes = "these are my notes, not a database";
        else if (damage == "cut in the first page")
            bytes.resize(1000);
        else if (damage == "cut in half")
            bytes.resize(bytes.size() / 2);
        else
            std::fill_n(bytes.begin() + 100, 3996, '\0');
        put(world.file(), bytes);
        const auto kind = kindThrownBy([&] {
            const auto store = world.open();
            store->append(numberedEvents(1000, 1));
            const auto findings = store->verify();
            QVERIFY(!findings.empty());
            throw Error(ErrorKind::Damaged, world.file(), findings.front());
        });
        QVERIFY(kind == ErrorKind::Damaged || kind == ErrorKind::Mismatch);
        if (!bytes.empty())
            QCOMPARE(contentOf(world.file()).substr(0, bytes.size()) == bytes, true);
        else
            QCOMPARE(fs::file_size(world.file()), std::uintmax_t{0});
    }

    void aChangedByteInTheEventsIsFoundByVerify() {
        const ReviewWorld world;
        fill(world);
        std::string bytes = contentOf(world.file());
        const std::size_t place = bytes.find("a note on 100");
        QVERIFY(place != std::string::npos);
        bytes.replace(place, 6, "A NOTE");
        put(world.file(), bytes);
        const auto findings = world.open()->verify();
        QCOMPARE(findings.size(), std::size_t{1});
        QVERIFY2(findings.front().find("event 100 ") != std::string::npos, findings.front().c_str());
    }

    void onlyARegularFileIsOpened() {
        const ReviewWorld world;
        fs::create_directory(world.directory() / "folder");
        QCOMPARE(kindThrownBy([&] { ReviewStore::open(world.directory() / "folder", {}); }), ErrorKind::NotARegularFile);
        QCOMPARE(::mkfifo((world.directory() / "fifo").c_str(), 0600), 0);
        QCOMPARE(kindThrownBy([&] { ReviewStore::open(world.directory() / "fifo", {}); }), ErrorKind::NotARegularFile);
        QCOMPARE(kindThrownBy([&] { world.open(StoreMode::ReadOnly); }), ErrorKind::NotFound);
        QVERIFY(!fs::exists(world.file()));
    }

    void anotherProgramsDatabaseIsRefusedAndUnchanged() {
        const ReviewWorld world;
        put(world.file(), "");
        QVERIFY(runAsStranger(world.file(), "CREATE TABLE bookmarks (url)"));
        const std::string before = contentOf(world.file());
        QCOMPARE(kindThrownBy([&] { world.open(); }), ErrorKind::Mismatch);
        QVERIFY(contentOf(world.file()) == before);
    }

    // Row C8.
    void aLogLeftByACrashIsTakenIn() {
        const ReviewWorld from;
        const ReviewWorld world;
        leaveLog(from, world.file(), 30);
        const auto store = world.open();
        QCOMPARE(store->allEvents().size(), std::size_t{30});
        QVERIFY(store->verify().empty());
    }

    void aMissingLogLeavesWhatTheFileHolds() {
        const ReviewWorld from;
        fill(from);
        const ReviewWorld world;
        const auto store = from.open();
        store->append(numberedEvents(1000, 5));
        fs::copy_file(from.file(), world.file());
        QCOMPARE(eventsIn(world), std::size_t{200});
        QVERIFY(world.open()->verify().empty());
    }

    void aForeignLogIsRefusedAndNothingChanges() {
        const ReviewWorld from;
        const ReviewWorld world;
        fill(world);
        const std::string before = contentOf(world.file());
        leaveLog(from, world.directory() / "other", 30);
        const fs::path log = world.file().native() + "-wal";
        fs::copy_file(world.directory() / "other-wal", log);
        const std::string logBefore = contentOf(log);
        QCOMPARE(kindThrownBy([&] { world.open(); }), ErrorKind::Damaged);
        QCOMPARE(kindThrownBy([&] { world.open(StoreMode::ReadOnly); }), ErrorKind::Damaged);
        QVERIFY(contentOf(world.file()) == before);
        QVERIFY(contentOf(log) == logBefore);
        fs::remove(log);
        QCOMPARE(eventsIn(world), std::size_t{200});
    }

    void anOldLogOfTheSameReviewIsRefused() {
        const ReviewWorld world;
        {
            const auto store = world.open();
            store->append(numberedEvents(1, 30));
            fs::copy_file(world.file().native() + "-wal", world.directory() / "old-wal");
        }
        world.open()->append(numberedEvents(31, 100));
        const std::string before = contentOf(world.file());
        fs::copy_file(world.directory() / "old-wal", world.file().native() + "-wal");
        QCOMPARE(kindThrownBy([&] { world.open(); }), ErrorKind::Damaged);
        QVERIFY(contentOf(world.file()) == before);
    }

    void aLogOfRubbishIsPassedOver() {
        const ReviewWorld world;
        fill(world);
        put(world.file().native() + "-wal", std::string(100'000, 'x'));
        QCOMPARE(eventsIn(world), std::size_t{200});
        QVERIFY(world.open()->verify().empty());
    }

    void aLogWithoutItsFileIsNotGivenToANewOne() {
        const ReviewWorld from;
        const ReviewWorld world;
        leaveLog(from, world.file(), 30);
        fs::remove(world.file());
        QCOMPARE(kindThrownBy([&] { world.open(); }), ErrorKind::Damaged);
        QVERIFY(!fs::exists(world.file()));
        QVERIFY(fs::exists(world.file().native() + "-wal"));
    }

    void aForeignRollbackJournalIsNotPlayedBack() {
        const ReviewWorld world;
        fill(world);
        put(world.file().native() + "-journal", std::string(5000, 'x'));
        const std::string before = contentOf(world.file());
        QCOMPARE(kindThrownBy([&] { world.open(); }), ErrorKind::Damaged);
        QVERIFY(contentOf(world.file()) == before);
    }
};

QTEST_GUILESS_MAIN(TestReviewDamage)
#include "test_reviewdamage.moc"
