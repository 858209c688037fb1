#include "core/files/error.h"
#include "core/store/recoverreview.h"
#include "core/store/sqlitereviewstore.h"
#include "tests/support/reviewworld.h"

#include <QTest>

using namespace locascope;
using namespace locascope::testing;

namespace {

// A closed review with 200 events.
void fill(const ReviewWorld& world) { world.open()->append(numberedEvents(1, 200)); }

// As programs before acts made it: ALTER TABLE gives the schema its old words and the rows their old length.
void makeVersion1(const ReviewWorld& world) {
    QVERIFY(runAsStranger(world.file(), "ALTER TABLE events DROP COLUMN undoes; ALTER TABLE events DROP COLUMN act; PRAGMA user_version = 1"));
}

} // namespace

class TestReviewSchema final : public QObject {
    Q_OBJECT
private slots:
    // Row C22.
    void aHostileSchemaIsRefused_data() {
        QTest::addColumn<QByteArray>("statement");
        QTest::newRow("view") << QByteArray("DROP TABLE settings; CREATE VIEW settings AS SELECT 'k' AS key, load_extension('x') AS value");
        QTest::newRow("trigger") << QByteArray("CREATE TRIGGER t AFTER INSERT ON events BEGIN DELETE FROM predictions; END");
        QTest::newRow("table") << QByteArray("CREATE TABLE more (x)");
        QTest::newRow("index") << QByteArray("CREATE INDEX i ON events (lower(note)) WHERE 1");
        QTest::newRow("virtual table") << QByteArray("CREATE VIRTUAL TABLE v USING fts5(x)");
        QTest::newRow("a trigger of ours is missing") << QByteArray("DROP TRIGGER events_are_never_changed");
        QTest::newRow("a column more") << QByteArray("ALTER TABLE events ADD COLUMN more TEXT");
    }
    void aHostileSchemaIsRefused() {
        QFETCH(QByteArray, statement);
        const ReviewWorld world;
        fill(world);
        if (!runAsStranger(world.file(), statement.toStdString()) && statement.startsWith("CREATE INDEX"))
            QVERIFY(runAsStranger(world.file(), "CREATE INDEX i ON events (lower(cause))"));
        const auto kind = kindThrownBy([&] { world.open(); });
        QVERIFY(kind == ErrorKind::Invalid || kind == ErrorKind::Damaged);
    }

    // Row C23.
    void aNewerSchemaIsReadButNotWritten() {
        const ReviewWorld world;
        fill(world);
        QVERIFY(runAsStranger(world.file(), "CREATE TABLE more (x); PRAGMA user_version = 999"));
        const auto store = world.open();
        QVERIFY(store->mode() == StoreMode::ReadOnly);
        QVERIFY(store->readOnlyReason().find("newer") != std::string::npos);
        QCOMPARE(store->allEvents().size(), std::size_t{200});
        QCOMPARE(kindThrownBy([&] { store->append(numberedEvents(300, 1)); }), ErrorKind::ReadOnly);
    }

    void aNewerSchemaThatNeedsANewerProgramIsRefused() {
        const ReviewWorld world;
        fill(world);
        QVERIFY(runAsStranger(world.file(), "UPDATE review SET readable_from = 5; PRAGMA user_version = 5"));
        QCOMPARE(kindThrownBy([&] { world.open(); }), ErrorKind::Mismatch);
    }

    void anOlderSchemaIsUpgradedAfterABackup() {
        const ReviewWorld world;
        fill(world);
        SchemaSteps steps = reviewSchema();
        steps.push_back("ALTER TABLE review ADD COLUMN remark TEXT");
        {
            SqliteReviewStore store(world.file(), {}, StoreMode::ReadWrite, steps);
            QCOMPARE(store.allEvents().size(), std::size_t{200});
            QVERIFY(store.verify().empty());
            store.append(numberedEvents(300, 1));
        }
        QVERIFY(SqliteReviewStore(world.file(), {}, StoreMode::ReadWrite, steps).verify().empty());
        QVERIFY(world.open()->mode() == StoreMode::ReadOnly);
        const auto backup = ReviewStore::open(world.file().native() + ".before-v" + std::to_string(steps.size()), {});
        QCOMPARE(backup->allEvents().size(), std::size_t{200});
        QVERIFY(backup->verify().empty());
    }

    void aReviewOfVersion1IsReadAsItIsAndUpgradedWithItsHashes() {
        const ReviewWorld world;
        fill(world);
        makeVersion1(world);
        {
            const auto store = world.open(StoreMode::ReadOnly);
            QCOMPARE(store->allEvents().size(), std::size_t{200});
            QCOMPARE(store->verify(), std::vector<std::string>());
        }
        const auto store = world.open();
        QVERIFY(store->mode() == StoreMode::ReadWrite);
        LabelEvent event = numberedEvent(300);
        event.act = "an act";
        event.undoes = "another";
        store->append(std::span(&event, 1));
        QCOMPARE(store->verify(), std::vector<std::string>());
        QVERIFY(store->allEvents().back() == withSequence(event, 201));
        QVERIFY(std::filesystem::exists(world.file().native() + ".before-v4"));
    }

    void aReviewOfVersion1IsRecovered() {
        const ReviewWorld world;
        fill(world);
        makeVersion1(world);
        const Recovery recovery = recoverReview(world.file(), world.directory() / "rescued.sqlite");
        QCOMPARE(recovery.events, std::size_t{200});
        QCOMPARE(recovery.chained, std::size_t{200});
    }

    void actsAreRecovered() {
        const ReviewWorld world;
        fill(world);
        makeVersion1(world);
        std::vector<LabelEvent> events = numberedEvents(300, 3);
        events[0].act = events[1].act = "an act";
        events[2].undoes = "an act";
        world.open()->append(events);
        const Recovery recovery = recoverReview(world.file(), world.directory() / "rescued.sqlite");
        QCOMPARE(recovery.chained, std::size_t{203});
        QVERIFY(ReviewStore::open(world.directory() / "rescued.sqlite", {})->allEvents() == world.open()->allEvents());
    }

    void anUpgradeThatFailsChangesNothing() {
        const ReviewWorld world;
        fill(world);
        SchemaSteps steps = reviewSchema();
        steps.push_back("ALTER TABLE review ADD COLUMN remark TEXT; CREATE TABLE more (x); DROP TABLE nothing");
        QVERIFY(kindThrownBy([&] { SqliteReviewStore(world.file(), {}, StoreMode::ReadWrite, steps); }).has_value());
        const auto store = world.open();
        QVERIFY(store->mode() == StoreMode::ReadWrite);
        QCOMPARE(store->allEvents().size(), std::size_t{200});
        QVERIFY(store->verify().empty());
    }

    // Row C25.
    void eventsCannotBeChangedOrDeletedByOtherPrograms() {
        const ReviewWorld world;
        fill(world);
        QVERIFY(!runAsStranger(world.file(), "UPDATE events SET reviewer = x'41' WHERE sequence = 7"));
        QVERIFY(!runAsStranger(world.file(), "DELETE FROM events WHERE sequence = 7"));
        QVERIFY(!runAsStranger(world.file(), "INSERT OR REPLACE INTO events SELECT * FROM events WHERE sequence = 7"));
        QVERIFY(!runAsStranger(world.file(), "INSERT OR REPLACE INTO events SELECT 201, uuid, sample, reviewer, time_ms, cause, "
                                             "before, after, model, vocabulary, hash, act, undoes FROM events WHERE sequence = 7"));
        QVERIFY(!runAsStranger(world.file(), "INSERT INTO events SELECT 300, x'00', sample, reviewer, time_ms, cause, "
                                             "before, after, model, vocabulary, hash, act, undoes FROM events WHERE sequence = 7"));
        QVERIFY(world.open()->verify().empty());
    }

    void theHashChainShowsWhatWasDonePastTheTriggers_data() {
        QTest::addColumn<QByteArray>("statement");
        QTest::newRow("changed") << QByteArray("UPDATE events SET reviewer = x'41' WHERE sequence = 7");
        QTest::newRow("time changed") << QByteArray("UPDATE events SET time_ms = time_ms + 1 WHERE sequence = 7");
        QTest::newRow("deleted") << QByteArray("DELETE FROM events WHERE sequence = 7");
        QTest::newRow("the last one deleted") << QByteArray("DELETE FROM events WHERE sequence = 200");
        QTest::newRow("the first one deleted") << QByteArray("DELETE FROM events WHERE sequence = 1");
        QTest::newRow("two exchanged") << QByteArray("UPDATE events SET sequence = -1 WHERE sequence = 7; UPDATE events SET sequence = 7 "
                                                     "WHERE sequence = 8; UPDATE events SET sequence = 8 WHERE sequence = -1");
        QTest::newRow("another review") << QByteArray("UPDATE review SET id = x'00'");
        QTest::newRow("act changed") << QByteArray("UPDATE events SET act = x'41' WHERE sequence = 7");
        QTest::newRow("what is undone changed") << QByteArray("UPDATE events SET undoes = x'41' WHERE sequence = 7");
        QTest::newRow("newest event") << QByteArray("UPDATE current SET sequence = 7 WHERE sequence = 8");
    }
    void theHashChainShowsWhatWasDonePastTheTriggers() {
        QFETCH(QByteArray, statement);
        const ReviewWorld world;
        fill(world);
        const std::string changed = "CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events\nBEGIN\n    SELECT RAISE(ABORT, "
                                    "'label events are never changed');\nEND";
        const std::string deleted = "CREATE TRIGGER events_are_never_deleted BEFORE DELETE ON events\nBEGIN\n    SELECT RAISE(ABORT, "
                                    "'label events are never deleted');\nEND";
        QVERIFY(runAsStranger(world.file(), "DROP TRIGGER events_are_never_changed; DROP TRIGGER events_are_never_deleted; " +
                                                statement.toStdString() + ";" + changed + ";" + deleted));
        QVERIFY(!world.open()->verify().empty());
    }
};

QTEST_GUILESS_MAIN(TestReviewSchema)
#include "test_reviewschema.moc"
