// What only a review on a server promises: faults of connection and server, roles, many clients, moving to a file and back.
#include "core/files/error.h"
#include "core/review/auditdraw.h"
#include "core/store/copyreview.h"
#include "core/store/overtaken.h"
#include "core/store/postgresdatabase.h"
#include "core/store/postgresreviewstore.h"
#include "core/store/reviewassignment.h"
#include "core/store/reviewserver.h"
#include "core/store/serveraddress.h"
#include "tests/support/cuttingproxy.h"
#include "tests/support/postgresserver.h"
#include "tests/support/reviewworld.h"

#include <QElapsedTimer>
#include <QTest>

#include <atomic>
#include <thread>

using namespace locascope;
using namespace locascope::testing;

namespace {

std::unique_ptr<PostgresServer> server;

// A database of one test's own.
struct ServerWorld {
    ServerWorld() { initReviewServer(place()); }

    ReviewPlace place(const std::string& login = "postgres") const { return server->place(database, login); }
    PlateIdentity plate() const { return {"/plate", "fingerprint"}; }
    std::unique_ptr<ReviewStore> open(const std::string& login = "postgres") const { return ReviewStore::open(place(login), plate()); }
    QByteArray psql(const std::string& statement, bool mayFail = false) const { return server->psql(statement, database, mayFail); }
    std::string login(const std::string& name, ServerRole role, const std::string& reviewer) const {
        const std::string made = name + "_" + database;
        psql("CREATE ROLE " + made + " LOGIN");
        grantOnReviewServer(place(), made, role, reviewer);
        return made;
    }
    void terminateClients() const { psql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'locascope'"); }

    std::string database = server->newDatabase();
};

std::string wordsThrownBy(const std::function<void()>& act) {
    try {
        act();
    } catch (const Error& error) {
        return error.detail();
    }
    return {};
}

bool isGapFree(const std::vector<LabelEvent>& events) {
    for (std::size_t i = 0; i < events.size(); ++i)
        if (events[i].sequence != static_cast<std::int64_t>(i) + 1)
            return false;
    return true;
}

} // namespace

class TestServerStore final : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        if (const QByteArray missing = PostgresServer::missing(); !missing.isEmpty())
            QSKIP(missing);
        server = std::make_unique<PostgresServer>();
    }
    void cleanupTestCase() { server.reset(); }

    void aDatabaseIsPreparedFirst() {
        const std::string empty = server->newDatabase();
        QCOMPARE(kindThrownBy([&] { ReviewStore::open(server->place(empty), {"/plate", "f"}); }), ErrorKind::NotFound);
        initReviewServer(server->place(empty));
        initReviewServer(server->place(empty));
        QVERIFY(ReviewStore::open(server->place(empty), {"/plate", "f"})->allEvents().empty());
    }

    void platesAreToldApartByTheirFingerprint() {
        const ServerWorld world;
        world.open()->append(numberedEvents(1, 3));
        QCOMPARE(ReviewStore::open(world.place(), {"/elsewhere/plate", "fingerprint"})->allEvents().size(), std::size_t{3});
        QVERIFY(ReviewStore::open(world.place(), {"/other", "of others"})->allEvents().empty());
        QCOMPARE(kindThrownBy([&] { ReviewStore::open(world.place(), {"/plate", "grown"}); }), ErrorKind::Mismatch);
        QCOMPARE(kindThrownBy([&] { ReviewStore::open(world.place(), {}); }), ErrorKind::Mismatch);
        ReviewStore::open(world.place(), {"/plate", {}})->bindTo({"/plate", "grown"});
        QCOMPARE(ReviewStore::open(world.place(), {"/plate", "grown"})->allEvents().size(), std::size_t{3});
    }

    // Row C14.
    void aConnectionThatWasTerminatedIsMadeAgain() {
        const ServerWorld world;
        const auto store = world.open();
        store->append(numberedEvents(1, 3));
        world.terminateClients();
        QCOMPARE(store->append(numberedEvents(3, 2)).back().sequence, 4);
        world.terminateClients();
        QCOMPARE(store->allEvents().size(), std::size_t{4});
        QVERIFY(store->verify().empty());
    }
    void nothingIsSavedWhileTheServerIsAwayAndTheSameEventsAreTakenLater() {
        const ServerWorld world;
        const auto store = world.open();
        store->append(numberedEvents(1, 3));
        server->stop();
        for (int tries = 0; tries < 2; ++tries)
            QCOMPARE(kindThrownBy([&] { store->append(numberedEvents(2, 5)); }), ErrorKind::TimedOut);
        server->start();
        QCOMPARE(store->append(numberedEvents(2, 5)).back().sequence, 6);
        QVERIFY(isGapFree(store->allEvents()));
        QVERIFY(store->verify().empty());
    }
    void whatWasAcknowledgedOutlivesAClientThatIsCutOffAgainAndAgain() {
        const ServerWorld world;
        const auto store = world.open();
        std::atomic<bool> done = false;
        std::thread cutter([&] {
            for (; !done; std::this_thread::sleep_for(std::chrono::milliseconds(20)))
                world.terminateClients();
        });
        std::size_t refused = 0;
        for (int number = 1; number <= 400;) {
            try {
                store->append(numberedEvents(number, 1));
                ++number;
            } catch (const Error& error) {
                ++refused;
                if (error.kind() != ErrorKind::TimedOut)
                    qCritical("%s", error.what());
            }
        }
        done = true;
        cutter.join();
        qInfo("%zu times refused", refused);
        QCOMPARE(store->allEvents().size(), std::size_t{400});
        QVERIFY(isGapFree(store->allEvents()));
        QVERIFY(store->verify().empty());
    }

    // Cut at every place of the conversation: before the statement has arrived, before it is done, and before the answer is here.
    void anEventIsStoredOnceWhereverTheConnectionIsCut() {
        const ServerWorld world;
        CuttingProxy proxy(server->folder(), ".s.PGSQL.5432");
        const auto store = ReviewStore::open(server->placeBy(proxy.folder(), world.database), world.plate());
        int number = 0;
        for (long bytes = 0; bytes < 2'400; bytes += 60) {
            proxy.cutOnceAfter(bytes);
            QCOMPARE(store->append(numberedEvents(++number, 1)).front().sequence, number);
        }
        proxy.cutOnceAfter(-1);
        QVERIFY(proxy.cuts() > 10);
        QCOMPARE(store->allEvents().size(), static_cast<std::size_t>(number));
        QVERIFY(isGapFree(store->allEvents()));
        QVERIFY(store->verify().empty());
    }

    // In portions, of which some say of all their events the same and others not.
    void whatIsAppendedTogetherIsWhatWasGiven() {
        const ServerWorld world;
        const auto store = world.open();
        std::vector<LabelEvent> given = numberedEvents(1, 6'500);
        for (std::size_t i = 0; i < given.size(); ++i) {
            LabelEvent& event = given[i];
            event.act = i < 2'500 || i % 3 == 0 ? "act" : "";
            event.undoes = i < 2'000 || i >= 6'000 ? "undone" : "";
            event.reviewer = i < 2'000 || i % 2 == 0 ? "Ann" : "Bo";
            event.timeMs = i < 4'000 ? 17 : 17 + static_cast<std::int64_t>(i);
            event.cause = i < 4'000 ? EventCause::Bulk : i % 5 == 0 ? EventCause::Undone : EventCause::Reviewed;
            event.modelDigest = i < 3'000 ? "" : i % 7 == 0 ? "m" : "";
            event.vocabularyDigest = i == 4'001 ? "other" : "v";
            if (i % 11 == 0)
                event.after.reset();
        }
        const auto stored = store->append(given);
        for (std::size_t i = 0; i < given.size(); ++i)
            given[i].sequence = static_cast<std::int64_t>(i) + 1;
        QVERIFY(stored == given);
        QVERIFY(store->allEvents() == given);
        QVERIFY(store->verify().empty());

        const LabelEvent fresh = numberedEvents(9'000, 1).front();
        const auto again = store->append(std::vector{given[5], fresh, given[6'400], fresh});
        QVERIFY(again[0] == given[5] && again[2] == given[6'400]);
        QVERIFY(again[1].sequence == 6'501 && again[3].sequence == 6'501);
        QCOMPARE(store->allEvents().size(), given.size() + 1);
        QVERIFY(store->verify().empty());
    }

    // Row C16.
    void aServerThatTakesTooLongOrIsHeldSaysSo() {
        const ServerWorld world;
        const auto store = world.open();
        store->append(numberedEvents(1, 1));
        QProcess holder;
        holder.start(QStringLiteral("psql"), {QStringLiteral("-Xq"), QString::fromStdString(world.place().address()), QStringLiteral("-c"),
                                              QStringLiteral("BEGIN; LOCK TABLE locascope.reviews IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(20)")});
        QTRY_VERIFY(world.psql("SELECT count(*) FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND relation = 'locascope.reviews'::regclass") == "1");
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(kindThrownBy([&] { store->append(numberedEvents(2, 1)); }), ErrorKind::Busy);
        QVERIFY(timer.elapsed() < 10'000);
        holder.kill();
        holder.waitForFinished();
        world.psql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep%' AND pid <> pg_backend_pid()");
        QCOMPARE(store->append(numberedEvents(2, 1)).front().sequence, 2);
    }
    void errorsOfTheServerHaveAKindAndWords_data() {
        QTest::addColumn<QByteArray>("state");
        QTest::addColumn<ErrorKind>("kind");
        QTest::newRow("disk full") << QByteArray("53100") << ErrorKind::DiskFull;
        QTest::newRow("too many connections") << QByteArray("53300") << ErrorKind::Busy;
        QTest::newRow("deadlock") << QByteArray("40P01") << ErrorKind::Busy;
        QTest::newRow("serialisation") << QByteArray("40001") << ErrorKind::Busy;
        QTest::newRow("statement timeout") << QByteArray("57014") << ErrorKind::TimedOut;
        QTest::newRow("no right") << QByteArray("42501") << ErrorKind::PermissionDenied;
        QTest::newRow("read-only") << QByteArray("25006") << ErrorKind::ReadOnly;
        QTest::newRow("damaged") << QByteArray("XX001") << ErrorKind::Damaged;
    }
    // Raised where an event is stored: none is, and the next is.
    void errorsOfTheServerHaveAKindAndWords() {
        QFETCH(QByteArray, state);
        QFETCH(ErrorKind, kind);
        const ServerWorld world;
        const auto store = world.open();
        world.psql("CREATE FUNCTION raise() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION 'made' USING ERRCODE = '" + state.toStdString() +
                   "'; END$$; CREATE TRIGGER made AFTER INSERT ON locascope.events EXECUTE FUNCTION raise()");
        QCOMPARE(kindThrownBy([&] { store->append(numberedEvents(1, 3)); }), kind);
        world.psql("DROP TRIGGER made ON locascope.events");
        QVERIFY(store->allEvents().empty());
        QCOMPARE(store->append(numberedEvents(1, 3)).back().sequence, 3);
    }
    void aDeadlockThatPassesIsTriedAgain() {
        const ServerWorld world;
        const auto store = world.open();
        world.psql("CREATE SEQUENCE tries; GRANT USAGE ON SEQUENCE tries TO PUBLIC; CREATE FUNCTION raise() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN IF nextval('public.tries') < 3 THEN RAISE EXCEPTION 'made' USING ERRCODE = "
                   "'40P01'; END IF; RETURN NULL; END$$; CREATE TRIGGER made AFTER INSERT ON locascope.events EXECUTE FUNCTION raise()");
        QCOMPARE(store->append(numberedEvents(1, 1)).front().sequence, 1);
    }

    // Row C23.
    void aNewerSchemaIsReadOnlyOrRefused() {
        const ServerWorld world;
        world.open()->append(numberedEvents(1, 3));
        world.psql("INSERT INTO locascope.versions (version, readable_from) VALUES (999, 1)");
        const auto store = world.open();
        QVERIFY(store->mode() == StoreMode::ReadOnly);
        QCOMPARE(store->allEvents().size(), std::size_t{3});
        QCOMPARE(kindThrownBy([&] { store->append(numberedEvents(4, 1)); }), ErrorKind::ReadOnly);
        world.psql("INSERT INTO locascope.versions (version, readable_from) VALUES (1000, 1000)");
        QCOMPARE(kindThrownBy([&] { world.open(); }), ErrorKind::Mismatch);
    }
    void anUpgradeKeepsACopyAndIsWholeOrNotAtAll() {
        const ServerWorld world;
        world.open()->append(numberedEvents(1, 3));
        SchemaSteps steps = serverSchema();
        steps.push_back("ALTER TABLE locascope.events ADD COLUMN more bytea; SELECT 1 / 0");
        QVERIFY(kindThrownBy([&] { PostgresReviewStore(world.place(), world.plate(), StoreMode::ReadWrite, steps); }).has_value());
        QCOMPARE(world.psql("SELECT count(*) FROM pg_namespace WHERE nspname = 'locascope_before_v4'"), QByteArray("0"));
        steps.back() = "CREATE TABLE locascope.more (id integer)";
        const PostgresReviewStore store(world.place(), world.plate(), StoreMode::ReadWrite, steps);
        QCOMPARE(store.allEvents().size(), std::size_t{3});
        QCOMPARE(world.psql("SELECT count(*) FROM locascope_before_v4.events"), QByteArray("3"));
        QCOMPARE(world.psql("SELECT max(version) FROM locascope.versions"), QByteArray("4"));
    }

    void aServerOfVersion2GoesOnInVersion3() {
        const ReviewPlace place = server->place(server->newDatabase(), "postgres");
        SchemaSteps before = serverSchema();
        before.resize(2);
        setUpServer(PostgresDatabase(parseServerAddress(place)), before);
        for (int number = 1; number <= 3; ++number) // one at a time says nothing once for many, which only the newer version understands
            PostgresReviewStore(place, {"/plate", "fingerprint"}, StoreMode::ReadWrite, before).append(numberedEvents(number, 1));
        const auto store = ReviewStore::open(place, {"/plate", "fingerprint"});
        store->append(numberedEvents(4, 2));
        Assignment made = makeAssignment({"sample1"}, {{"Ann"}, 1, 1, 7});
        made.by = "Di";
        QVERIFY(assign(*store, made, {}).now);
        QCOMPARE(store->allEvents().size(), std::size_t{6});
        QVERIFY(store->verify().empty());
        QVERIFY(kindThrownBy([&] { PostgresReviewStore(place, {"/plate", "fingerprint"}, StoreMode::ReadOnly, before); }) == ErrorKind::Mismatch);
    }

    // Row C25.
    void eventsAreNeitherChangedNorDeletedAndTheChainShowsIt() {
        const ServerWorld world;
        const auto store = world.open();
        store->append(numberedEvents(1, 5));
        for (const char* const statement : {"UPDATE locascope.events SET reviewer = 'x'", "DELETE FROM locascope.events WHERE sequence = 5", "TRUNCATE locascope.events",
                                            "INSERT INTO locascope.events SELECT review, 9, 'u', sample, reviewer, time_ms, cause, before, after, model, vocabulary, hash FROM locascope.events LIMIT 1"})
            QVERIFY2(world.psql(statement, true).contains("events are"), statement);
        QVERIFY(store->verify().empty());
        world.psql("ALTER TABLE locascope.events DISABLE TRIGGER USER; UPDATE locascope.events SET time_ms = 1 WHERE sequence = 2; DELETE FROM locascope.events WHERE sequence = 5");
        const auto findings = store->verify();
        QVERIFY(findings.size() >= 4);
        QVERIFY(findings[0].find("triggers") != std::string::npos);
        QVERIFY(findings[1].find("event 2 or the one before it") != std::string::npos);
        QVERIFY(findings[2].find("events 5 to 5 are missing") != std::string::npos);
    }

    void nobodyWritesInAnothersName() {
        const ServerWorld world;
        world.open()->append(numberedEvents(1, 1, "Bo"));
        const std::string login = world.login("ann", ServerRole::Reviewer, "Ann");
        const auto store = world.open(login);
        QVERIFY(store->allEvents().size() == 1);
        store->append(numberedEvents(1, 2, "Ann"));
        store->putSetting("position/Ann", "1");
        QCOMPARE(store->append(numberedEvents(1, 1, "Bo")).front().sequence, 1); // what is there already needs no right
        QCOMPARE(kindThrownBy([&] { store->append(numberedEvents(2, 1, "Bo")); }), ErrorKind::PermissionDenied);
        LabelEvent ruling = numberedEvent(5, "Ann");
        ruling.cause = EventCause::Ruling;
        QCOMPARE(kindThrownBy([&] { store->append(std::vector{ruling}); }), ErrorKind::PermissionDenied);
        QCOMPARE(store->allEvents().size(), std::size_t{3});
        grantOnReviewServer(world.place(), login, ServerRole::Adjudicator, "Ann");
        QCOMPARE(store->append(std::vector{ruling}).front().sequence, 4);
        QCOMPARE(world.open(world.login("eve", ServerRole::Reviewer, "Ann"))->append(std::vector{ruling}).front().sequence, 4);
        QVERIFY(store->verify().empty());
        QVERIFY(wordsThrownBy([&] { ReviewStore::open(world.place(login), {"/new", "new"}); }).find("owner begins") != std::string::npos);
        QCOMPARE(kindThrownBy([&] { grantOnReviewServer(world.place(login), login, ServerRole::Owner, "Bo"); }), ErrorKind::PermissionDenied);
    }
    void aReviewerReachesTheTablesOnlyToReadThem() {
        const ServerWorld world;
        world.open()->append(numberedEvents(1, 1, "Bo"));
        const std::string role = "SET ROLE " + world.login("ann", ServerRole::Reviewer, "Ann") + "; ";
        for (const char* const statement : {"INSERT INTO locascope.events SELECT * FROM locascope.events", "DELETE FROM locascope.current", "UPDATE locascope.settings SET value = 'x'",
                                            "INSERT INTO locascope.members VALUES ('ann', 'Bo')", "DELETE FROM locascope.predictions", "ALTER TABLE locascope.events DISABLE TRIGGER USER",
                                            "SELECT locascope.grant_speech('ann', 'Bo')", "DROP TABLE locascope.events"})
            QVERIFY2(world.psql(role + statement, true).contains("ERROR:  "), statement);
        QCOMPARE(world.psql(role + "SELECT count(*) FROM locascope.events"), QByteArray("1"));
    }
    // Whatever a client asks, and not for the asking alone.
    void aBlindedReviewWithholdsWhatOthersDecided() {
        const ServerWorld world;
        const auto owner = world.open();
        owner->append(numberedEvents(1, 3, "Bo"));
        owner->putPredictions("model", std::vector{StoredPrediction{"sample1", {0.5F}, "d"}, StoredPrediction{"sample2", {0.5F}, "d"}});
        owner->putSetting("position/Bo", "1");
        owner->putSetting("sheet", "columns");
        const std::string login = world.login("ann", ServerRole::Reviewer, "Ann");
        const auto store = world.open(login);
        store->append(numberedEvents(1, 2, "Ann"));
        QCOMPARE(store->eventsAfter(0).size(), std::size_t{5});
        QCOMPARE(store->withheld(), std::string());

        owner->putSetting("blinding", "other-reviewers predictions sheet-columns");
        const auto shown = store->eventsAfter(0);
        QCOMPARE(shown.size(), std::size_t{2});
        QCOMPARE(shown.front().sequence, 4);
        QCOMPARE(store->history(shown.front().sampleId).size(), std::size_t{1});
        QCOMPARE(store->reviewers(), std::vector<std::string>{"Ann"});
        QCOMPARE(store->currentDecisions(std::nullopt).size(), std::size_t{2});
        QVERIFY(store->currentDecisions("Bo").empty());
        QVERIFY(store->predictions("model").empty());
        QVERIFY(!store->setting("position/Bo") && !store->setting("sheet"));
        QVERIFY(store->withheld().find("blinded") != std::string::npos);
        for (const auto& act : std::vector<std::function<void()>>{[&] { store->allEvents(); }, [&] { store->verify(); }, [&] { store->backUpTo("/nowhere/copy.sqlite"); }})
            QCOMPARE(kindThrownBy(act), ErrorKind::PermissionDenied);
        const std::string role = "SET SESSION AUTHORIZATION " + login + "; ";
        for (const char* const statement : {"SELECT count(*) FROM locascope.events WHERE reviewer = 'Bo'", "SELECT count(*) FROM locascope.current WHERE reviewer = 'Bo'",
                                            "SELECT count(*) FROM locascope.predictions", "SELECT count(*) FROM locascope.settings WHERE key = 'sheet'"})
            QCOMPARE(world.psql(role + statement), QByteArray("0"));
        QCOMPARE(store->append(numberedEvents(3, 1, "Ann")).front().sequence, 6);
        QCOMPARE(kindThrownBy([&] { store->putSetting("blinding", ""); }), ErrorKind::PermissionDenied);
        QCOMPARE(kindThrownBy([&] { store->putSetting("position/Bo", "2"); }), ErrorKind::PermissionDenied);

        owner->putSetting("blinding", "a-word-of-a-newer-program");
        QCOMPARE(store->eventsAfter(0).size(), std::size_t{3});
        grantOnReviewServer(world.place(), login, ServerRole::Adjudicator, "Ann");
        QCOMPARE(store->allEvents().size(), std::size_t{6});
        QVERIFY(store->verify().empty());
    }
    void adjudicatorsAssignAndWhoIsBlindedSeesIt() {
        const ServerWorld world;
        const auto owner = world.open();
        const auto assignmentBy = [](const std::string& name) {
            Assignment made = makeAssignment({"sample1", "sample2"}, {{"Ann", "Bo"}, 1, 1, 7});
            made.by = name;
            return made;
        };
        const std::string login = world.login("ann", ServerRole::Reviewer, "Ann");
        const auto store = world.open(login);
        QVERIFY(kindThrownBy([&] { assign(*store, assignmentBy("Ann"), {}); }) == ErrorKind::PermissionDenied);
        const std::string words = wordsThrownBy([&] { assign(*store, assignmentBy("Ann"), {}); });
        QVERIFY2(words.find("assign samples") != std::string::npos, words.c_str());
        QVERIFY(owner->allEvents().empty());
        const ReviewAssignment made = assign(*owner, assignmentBy("Di"), {});
        owner->putSetting("blinding", "other-reviewers");
        QVERIFY(reviewAssignment(*store).now == made.now);
        QVERIFY(owner->verify().empty());
    }
    void predictionsOfDrawnSamplesAreWithheld() {
        const ServerWorld world;
        const auto owner = world.open();
        owner->putPredictions("model", std::vector{StoredPrediction{"a b/1", {0.5F}, "d"}, StoredPrediction{"2", {0.5F}, "d"}});
        owner->putSetting("audit-draw", formatDrawnSamples({.seed = 1, .population = 2, .samples = {"a b/1"}, .by = "Bo", .timeMs = 1, .uses = 0}));
        const auto shown = world.open(world.login("ann", ServerRole::Reviewer, "Ann"))->predictions("model");
        QCOMPARE(shown.size(), std::size_t{1});
        QVERIFY(shown.contains("2"));
        QCOMPARE(owner->predictions("model").size(), std::size_t{2});
    }
    void theHistoryOfASampleIsFoundByAnIndexThoughRowsAreWithheld() {
        const ServerWorld world;
        const auto owner = world.open();
        owner->append(numberedEvents(1, 2'000, "Bo"));
        owner->putSetting("blinding", "other-reviewers");
        const std::string role = "ANALYZE locascope.events; SET SESSION AUTHORIZATION " + world.login("ann", ServerRole::Reviewer, "Ann") + "; ";
        QVERIFY(world.psql(role + "EXPLAIN SELECT * FROM locascope.events WHERE review + 0 = 1 AND sample = 'x'::bytea").contains("events_of_sample"));
    }
    void aLoginWithoutARoleIsToldWhomToAsk() {
        const ServerWorld world;
        world.open();
        world.psql("CREATE ROLE nobody_" + world.database + " LOGIN");
        QCOMPARE(kindThrownBy([&] { world.open("nobody_" + world.database); }), ErrorKind::PermissionDenied);
        QCOMPARE(kindThrownBy([&] { world.open("unknown"); }), ErrorKind::PermissionDenied);
        QCOMPARE(kindThrownBy([&] { ReviewStore::open(server->place("unknown"), world.plate()); }), ErrorKind::NotFound);
    }

    // Row C13.
    void whoeverSavesOverWhatHeDidNotSeeIsToldWhoWhenAndWhat() {
        const ServerWorld world;
        const auto one = world.open();
        const auto other = world.open();
        LabelEvent first = one->append(numberedEvents(1, 1, "Ann")).front();
        LabelEvent second = numberedEvent(501, "Ann"), third = numberedEvent(1001, "Ann");
        second.before = third.before = first.after;
        const auto saved = one->append(std::vector{second});
        QVERIFY(overtakenBy(*one, saved, 1).empty());
        const auto later = other->append(std::vector{third});
        const auto told = overtakenBy(*other, later, 1);
        QCOMPARE(told.size(), std::size_t{1});
        QVERIFY(told.front().own == later.front() && told.front().other == saved.front());
        QVERIFY(overtakenBy(*other, later, 2).empty());
        QCOMPARE(one->history(first.sampleId).size(), std::size_t{3});
        LabelEvent ruling = numberedEvent(2, "Ann"), anothers = numberedEvent(502, "Bo");
        ruling.cause = anothers.cause = EventCause::Ruling;
        one->append(std::vector{ruling});
        const auto ruled = other->append(std::vector{anothers});
        QCOMPARE(overtakenBy(*other, ruled, 3).size(), std::size_t{1});
        LabelEvent vote = numberedEvent(1002, "Cy");
        QVERIFY(overtakenBy(*other, other->append(std::vector{vote}), 3).empty());
    }

    // Row C13; ten clients, each with a connection and a thread of its own: a minute at twenty decisions a second together, or, where seconds are asked for, those as fast as it goes.
    void manyClientsLoseAndOverwriteNothing() {
        const ServerWorld world;
        world.open();
        const int asked = qEnvironmentVariableIntValue("LOCASCOPE_SERVER_SECONDS"), seconds = asked > 0 ? asked : 60;
        constexpr int clients = 10;
        const std::chrono::milliseconds pause(asked > 0 ? 20 : 500);
        std::atomic<int> failures = 0;
        std::vector<int> appended(clients);
        std::vector<std::thread> threads;
        for (int client = 0; client < clients; ++client)
            threads.emplace_back([&, client] {
                const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
                try {
                    const auto store = world.open();
                    while (std::chrono::steady_clock::now() < end) {
                        store->append(numberedEvents(++appended[static_cast<std::size_t>(client)], 1, "client" + std::to_string(client)));
                        std::this_thread::sleep_for(pause);
                    }
                } catch (const Error& error) {
                    qCritical("%s", error.what());
                    ++failures;
                }
            });
        for (std::thread& thread : threads)
            thread.join();
        QCOMPARE(failures.load(), 0);
        const auto store = world.open();
        const std::vector<LabelEvent> events = store->allEvents();
        QVERIFY(isGapFree(events));
        std::map<std::string, int> last;
        for (const LabelEvent& event : events)
            QVERIFY(event == withSequence(numberedEvent(++last[event.reviewer], event.reviewer), event.sequence));
        for (int client = 0; client < clients; ++client)
            QCOMPARE(last["client" + std::to_string(client)], appended[static_cast<std::size_t>(client)]);
        QVERIFY(store->verify().empty());
        qInfo("%zu events of %d clients in %d s", events.size(), clients, seconds);
    }

    void aReviewMovesFromAFileToTheServerAndBack() {
        const ServerWorld world;
        const ReviewWorld files;
        const auto file = ReviewStore::open(files.file(), world.plate());
        std::vector<LabelEvent> events = numberedEvents(1, 50);
        events[4].act = events[5].act = "act";
        events[9].undoes = "act";
        file->append(events);
        file->putSetting("key", "value");
        file->putPredictions("model", std::vector{StoredPrediction{"a", {0.25F}, "d"}});
        const auto store = world.open();
        QCOMPARE(copyReview(*file, *store).events, std::size_t{50});
        QVERIFY(store->allEvents() == file->allEvents());
        file->append(numberedEvents(51, 2));
        const ReviewCopy again = copyReview(*file, *store);
        QCOMPARE(again.events, std::size_t{2});
        QCOMPARE(again.common, std::size_t{50});
        QCOMPARE(again.predictions, std::size_t{0});
        store->backUpTo(files.directory() / "back.sqlite");
        const auto back = ReviewStore::open(files.directory() / "back.sqlite", {});
        QVERIFY(back->allEvents() == file->allEvents());
        QVERIFY(back->settings() == file->settings());
        QCOMPARE(back->predictions("model").at("a").probabilities, std::vector<float>{0.25F});
        QVERIFY(back->boundTo() == world.plate());
        QVERIFY(back->verify().empty());
    }
    void whatWasDecidedOtherwiseOnBothSidesIsNotCopied() {
        const ServerWorld world;
        const ReviewWorld files;
        const auto file = ReviewStore::open(files.file(), world.plate());
        const auto store = world.open();
        file->append(numberedEvents(1, 1));
        LabelEvent other = numberedEvent(501);
        other.after->note = "otherwise";
        store->append(std::vector{other});
        QCOMPARE(kindThrownBy([&] { copyReview(*file, *store); }), ErrorKind::Mismatch);
        QCOMPARE(store->allEvents().size(), std::size_t{1});
        store->append(numberedEvents(2, 1, "another"));
        QCOMPARE(kindThrownBy([&] { copyReview(*ReviewStore::open(files.directory() / "x.sqlite", {"/other", "other"}), *store); }), ErrorKind::Mismatch);
    }
};

QTEST_GUILESS_MAIN(TestServerStore)
#include "test_serverstore.moc"
