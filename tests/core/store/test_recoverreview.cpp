#include "core/files/error.h"
#include "core/files/writefile.h"
#include "core/store/recoverreview.h"
#include "tests/support/reviewworld.h"

#include <QTest>

#include <random>

using namespace locascope;
using namespace locascope::testing;

namespace fs = std::filesystem;

namespace {

constexpr int eventsBefore = 300;

// With a note that needs overflow pages.
std::vector<LabelEvent> someEvents(int count = eventsBefore) {
    std::vector<LabelEvent> events = numberedEvents(1, count);
    events[4].after->note = std::string(30'000, 'n');
    return events;
}

struct RecoveryWorld : ReviewWorld {
    fs::path target() const { return directory() / "rescued.sqlite"; }
    void fill() const { open()->append(someEvents()); }
    void put(const std::string& bytes) const { writeFile(file(), std::string_view(bytes)); }
    std::vector<LabelEvent> rescued() const { return ReviewStore::open(target(), {})->allEvents(); }
};

bool areAmong(const std::vector<LabelEvent>& rescued, const std::vector<LabelEvent>& all) {
    for (const LabelEvent& event : rescued) {
        bool found = false;
        for (const LabelEvent& original : all)
            found = found || event == withSequence(original, event.sequence);
        if (!found)
            return false;
    }
    return true;
}

} // namespace

class TestRecoverReview final : public QObject {
    Q_OBJECT
private slots:
    void aWholeReviewComesBackWhole() {
        const RecoveryWorld world;
        world.fill();
        const std::string before = contentOf(world.file());
        const Recovery recovery = recoverReview(world.file(), world.target());
        QCOMPARE(recovery.events, std::size_t{eventsBefore});
        QCOMPARE(recovery.chained, std::size_t{eventsBefore});
        QCOMPARE(recovery.highest, eventsBefore);
        QCOMPARE(recovery.leftOut, std::size_t{0});
        QVERIFY(recovery.plate == world.plate());
        const auto rescued = ReviewStore::open(world.target(), {});
        QVERIFY(rescued->allEvents() == world.open()->allEvents());
        QVERIFY(rescued->verify().empty());
        QVERIFY(rescued->boundTo() == world.plate());
        QVERIFY(contentOf(world.file()) == before);
    }

    void aLostFirstPageCostsNoEvent() {
        const RecoveryWorld world;
        world.fill();
        std::string bytes = contentOf(world.file());
        std::fill_n(bytes.begin(), 4096, '\0');
        world.put(bytes);
        QCOMPARE(recoverReview(world.file(), world.target()).events, std::size_t{eventsBefore});
    }

    void aFileCutShortGivesWhatIsLeft() {
        const RecoveryWorld world;
        world.fill();
        const auto all = world.open()->allEvents();
        const std::string bytes = contentOf(world.file());
        world.put(bytes.substr(0, bytes.size() / 2 + 100));
        const Recovery recovery = recoverReview(world.file(), world.target());
        QVERIFY(recovery.events > 50 && recovery.events < all.size());
        QVERIFY(areAmong(world.rescued(), all));
    }

    void theLogIsReadToo() {
        const RecoveryWorld world;
        const RecoveryWorld after;
        const auto store = world.open();
        store->append(someEvents());
        fs::copy_file(world.file(), after.file());
        fs::copy_file(world.file().native() + "-wal", after.file().native() + "-wal");
        QCOMPARE(recoverReview(after.file(), after.target()).events, std::size_t{eventsBefore});
    }

    void aForeignLogIsLeftOut() {
        const RecoveryWorld world;
        world.fill();
        const RecoveryWorld other;
        const auto store = other.open();
        store->append(numberedEvents(1, 20, "somebody else"));
        fs::copy_file(other.file().native() + "-wal", world.file().native() + "-wal");
        const Recovery recovery = recoverReview(world.file(), world.target());
        QCOMPARE(recovery.events, std::size_t{eventsBefore});
        QVERIFY(recovery.leftOut >= 20);
        for (const LabelEvent& event : world.rescued())
            QCOMPARE(event.reviewer, std::string("writer"));
    }

    void aBackupFillsTheGaps() {
        const RecoveryWorld world;
        world.fill();
        world.open()->backUpTo(world.directory() / "backup.sqlite");
        const auto all = world.open()->allEvents();
        std::string bytes = contentOf(world.file());
        std::fill(bytes.begin() + static_cast<std::ptrdiff_t>(bytes.size() / 4), bytes.begin() + static_cast<std::ptrdiff_t>(bytes.size() / 2), '\0');
        world.put(bytes);
        QVERIFY(recoverReview(world.file(), world.directory() / "alone.sqlite").events < all.size());
        QCOMPARE(recoverReview(world.file(), world.target(), {world.directory() / "backup.sqlite"}).events, all.size());
        QVERIFY(world.rescued() == all);
    }

    // Row C22.
    void aHostileReviewGivesItsEventsAndRunsNothing() {
        const RecoveryWorld world;
        world.fill();
        QVERIFY(runAsStranger(world.file(), "ALTER TABLE events RENAME TO kept; CREATE VIEW events AS WITH RECURSIVE n(i) AS "
                                            "(SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"));
        QCOMPARE(kindThrownBy([&] { world.open(); }), ErrorKind::Invalid);
        QCOMPARE(recoverReview(world.file(), world.target()).events, std::size_t{eventsBefore});
    }

    void whereNothingIsLeftItSaysSo() {
        const RecoveryWorld world;
        world.put("nothing of a review in here");
        QCOMPARE(kindThrownBy([&] { recoverReview(world.file(), world.target()); }), ErrorKind::Damaged);
        QVERIFY(!fs::exists(world.target()));
        QCOMPARE(kindThrownBy([&] { recoverReview(world.directory() / "gone", world.target()); }), ErrorKind::NotFound);
        world.put("");
        QCOMPARE(kindThrownBy([&] { recoverReview(world.file(), world.file()); }), ErrorKind::Invalid);
    }

    void noDamageCrashesItOrBringsEventsThatNeverWere() {
        const RecoveryWorld world;
        world.fill();
        const auto all = world.open()->allEvents();
        const std::string whole = contentOf(world.file());
        std::mt19937 chance(20'263);
        const int rounds = qEnvironmentVariableIsSet("LOCASCOPE_SOAK") ? 2'000 : 20;
        for (int round = 0; round < rounds; ++round) {
            std::string bytes = whole;
            for (int i = 0; i < 1 << (round % 10); ++i) {
                const std::size_t page = chance() % (bytes.size() / 4096);
                bytes[page * 4096 + chance() % 64] = static_cast<char>(chance());
            }
            world.put(bytes);
            fs::remove(world.target());
            const auto kind = kindThrownBy([&] {
                const Recovery recovery = recoverReview(world.file(), world.target());
                QVERIFY(recovery.events <= all.size() + 64);
            });
            QVERIFY(!kind || kind == ErrorKind::Damaged);
        }
    }
};

QTEST_GUILESS_MAIN(TestRecoverReview)
#include "test_recoverreview.moc"
