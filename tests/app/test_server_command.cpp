#include "core/review/csv.h"
#include "core/store/outbox.h"
#include "tests/support/plateworld.h"
#include "tests/support/postgresserver.h"

#include <QElapsedTimer>
#include <QTest>
#include <QThread>

#include <csignal>
#include <thread>

using namespace locascope;
using namespace locascope::testing;

namespace {

std::unique_ptr<PostgresServer> server;

QString address(const std::string& database, const std::string& login = "postgres") { return QString::fromStdString(server->place(database, login).address()); }

} // namespace

class TestServerCommand final : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        if (const QByteArray missing = PostgresServer::missing(); !missing.isEmpty())
            QSKIP(missing);
        server = std::make_unique<PostgresServer>();
    }
    void cleanupTestCase() { server.reset(); }

    void aReviewIsKeptOnAServerAndMovedToAFileAndBack() {
        const PlateWorld world({"a", "b", "c"});
        const std::string database = server->newDatabase();
        const QStringList review = {QStringLiteral("--review"), address(database)};
        const ProgramRun early = world.import(world.put("labels.csv", "Id,Target\na,0\nb,1 2\n"), review);
        QVERIFY2(early.status == 1 && early.saysOneLine() && early.err.contains("review server init"), early.err);
        QCOMPARE(world.run({QStringLiteral("review"), QStringLiteral("server"), QStringLiteral("init"), address(database)}).status, 0);
        const ProgramRun none = world.exportTo(world / "none.csv", review);
        QVERIFY2(none.status == 1 && none.saysOneLine() && none.err.contains("no review of this plate"), none.err);
        const ProgramRun imported = world.import(world / "labels.csv", review + QStringList{QStringLiteral("--reviewer"), QStringLiteral("Ann")});
        QVERIFY2(imported.status == 0, imported.err);
        QCOMPARE(world.exportTo(world / "server.csv", review).status, 0);
        QCOMPARE(world.textOf("server.csv"), std::string("Id,Target\r\na,0\r\nb,1 2\r\n"));
        const ProgramRun checked = world.run({QStringLiteral("review"), QStringLiteral("verify"), pathText(world.plate()), QStringLiteral("--review"), address(database)});
        QVERIFY2(checked.status == 0 && checked.out.contains("2 events on 2 samples by 1 reviewers, no fault found"), checked.out + checked.err);
        const ProgramRun back = world.run({QStringLiteral("review"), QStringLiteral("copy"), address(database), pathText(world / "back.sqlite")});
        QVERIFY2(back.status == 0 && back.out.contains("2 events copied"), back.out + back.err);
        QCOMPARE(world.exportTo(world / "file.csv", {QStringLiteral("--review"), pathText(world / "back.sqlite")}).status, 0);
        QCOMPARE(world.textOf("file.csv"), world.textOf("server.csv"));
        world.import(world.put("more.csv", "Id,Target\nc,3\n"), {QStringLiteral("--review"), pathText(world / "back.sqlite"), QStringLiteral("--reviewer"), QStringLiteral("Ann")});
        const ProgramRun there = world.run({QStringLiteral("review"), QStringLiteral("copy"), pathText(world / "back.sqlite"), address(database)});
        QVERIFY2(there.status == 0 && there.out.contains("1 event copied, 2 were there"), there.out + there.err);
    }

    void aReviewerWritesInHisOwnNameOnly() {
        const PlateWorld world({"a", "b"});
        const std::string database = server->newDatabase();
        server->psql("CREATE ROLE ann LOGIN");
        QCOMPARE(world.run({QStringLiteral("review"), QStringLiteral("server"), QStringLiteral("init"), address(database)}).status, 0);
        const ProgramRun grant = world.run({QStringLiteral("review"), QStringLiteral("server"), QStringLiteral("grant"), address(database), QStringLiteral("ann"), QStringLiteral("--reviewer"), QStringLiteral("Ann")});
        QVERIFY2(grant.status == 0 && grant.out.contains("ann is reviewer and writes as Ann"), grant.out + grant.err);
        const ProgramRun unknown = world.run({QStringLiteral("review"), QStringLiteral("server"), QStringLiteral("grant"), address(database), QStringLiteral("bo")});
        QVERIFY2(unknown.status == 1 && unknown.saysOneLine() && unknown.err.contains("knows no login bo"), unknown.err);
        const auto labels = world.put("labels.csv", "Id,Target\na,0\n");
        const QStringList asAnn = {QStringLiteral("--review"), address(database, "ann"), QStringLiteral("--reviewer")};
        const ProgramRun early = world.import(labels, asAnn + QStringList{QStringLiteral("Ann")});
        QVERIFY2(early.status == 1 && early.saysOneLine() && early.err.contains("only an owner begins one"), early.err);
        world.import(labels, {QStringLiteral("--review"), address(database), QStringLiteral("--reviewer"), QStringLiteral("Bo")});
        const ProgramRun own = world.import(labels, asAnn + QStringList{QStringLiteral("Ann")});
        QVERIFY2(own.status == 0, own.err);
        const ProgramRun others = world.import(world.put("more.csv", "Id,Target\nb,0\n"), asAnn + QStringList{QStringLiteral("Bo")});
        QVERIFY2(others.status == 1 && others.saysOneLine() && others.err.contains("may not write in this reviewer's name"), others.err);
    }

    // Row C15: what waits is sent without the plate being opened, and what is refused is said and kept.
    void whatWaitsOnThisComputerIsSentByACommand() {
        const PlateWorld world({"a", "b", "c"});
        const std::string database = server->newDatabase();
        const QStringList send = {QStringLiteral("review"), QStringLiteral("send")};
        QVERIFY(world.run(send).status == 0);
        world.run({QStringLiteral("review"), QStringLiteral("server"), QStringLiteral("init"), address(database)});
        server->psql("CREATE ROLE dee LOGIN");
        world.run({QStringLiteral("review"), QStringLiteral("server"), QStringLiteral("grant"), address(database), QStringLiteral("dee"), QStringLiteral("--reviewer"), QStringLiteral("Dee")});
        const std::string at = ReviewPlace(address(database, "dee").toStdString()).withoutPassword();
        const std::filesystem::path root = std::filesystem::canonical(world.plate());
        const auto event = [](const std::string& sample, const std::string& reviewer) {
            return LabelEvent{.uuid = newUuid(), .sampleId = sample, .reviewer = reviewer, .after = Decision{.outcome = Outcome::Negative}};
        };
        {
            Outbox outbox(outboxFile(world.data(), at, root), at, {root, {}});
            outbox.put(std::vector{event("a", "Dee"), event("b", "Eve"), event("c", "Dee")});
        }
        const ProgramRun none = world.run(send); // nobody has begun a review
        QVERIFY2(none.status == 1 && none.saysOneLine() && none.out.contains("0 decisions sent, 0 refused, 3 waiting") && none.out.contains("only an owner begins one"), none.out + none.err);
        ReviewStore::open(server->place(database), {root, plateFingerprint(scanPlate(root))});
        const ProgramRun some = world.run(send + QStringList{pathText(world.plate())});
        QVERIFY2(some.status == 1 && some.saysOneLine() && some.err.contains("1 decision still wait"), some.err);
        QVERIFY2(some.out.contains("2 decisions sent, 1 refused, 0 waiting\n  refused: what Eve decided on 1 sample (b): not saved: your login may not write in this reviewer's name; ask an owner"), some.out);
        world.run({QStringLiteral("review"), QStringLiteral("server"), QStringLiteral("grant"), address(database), QStringLiteral("dee"), QStringLiteral("--reviewer"), QStringLiteral("Eve")});
        const ProgramRun all = world.run(send + QStringList{QStringLiteral("--server"), address(database, "dee")});
        QVERIFY2(all.status == 0 && all.out.contains("1 decision sent, 0 refused, 0 waiting\nnothing waits"), all.out + all.err);
        QCOMPARE(server->psql("SELECT string_agg(convert_from(sample, 'UTF8'), '' ORDER BY sequence) FROM locascope.events", database), QByteArray("acb"));
        const ProgramRun other = world.run(send + QStringList{QStringLiteral("--server"), QStringLiteral("postgresql://nowhere/x")});
        QVERIFY2(other.status == 1 && other.saysOneLine(), other.err);
    }

    // Its process on the server is stopped while the machine lives on: no timeout of either side fires.
    void aServerThatStopsAnsweringHoldsNoCommandForLong() {
        const PlateWorld world({"a"});
        const std::string database = server->newDatabase();
        world.run({QStringLiteral("review"), QStringLiteral("server"), QStringLiteral("init"), address(database)});
        const QStringList onServer = {QStringLiteral("--review"), address(database), QStringLiteral("--reviewer"), QStringLiteral("Ann")};
        QCOMPARE(world.import(world.put("labels.csv", "Id,Target\na,0\n"), onServer).status, 0);
        std::thread held([&] { server->psql("BEGIN; LOCK TABLE locascope.reviews; SELECT pg_sleep(600)", database, true); });
        QByteArray stopped;
        std::thread stopping([&] {
            while (stopped.isEmpty()) {
                stopped = server->psql("SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND application_name = 'locascope'", database);
                QThread::msleep(20);
            }
            ::kill(stopped.toInt(), SIGSTOP);
        });
        QElapsedTimer clock;
        clock.start();
        const ProgramRun run = world.import(world.put("more.csv", "Id,Target\na,1\n"), onServer);
        const qint64 took = clock.elapsed();
        stopping.join();
        server->psql("SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(600)' AND pid <> pg_backend_pid()", database);
        held.join();
        ::kill(stopped.toInt(), SIGCONT);
        QVERIFY2(run.status == 1 && run.saysOneLine() && run.err.contains("the connection to the server was lost; what it has not confirmed is not saved"), run.err);
        QVERIFY2(took < 25'000, QByteArray::number(took));
        QTRY_VERIFY(server->psql("SELECT pid FROM pg_stat_activity WHERE application_name = 'locascope'", database).isEmpty());
        const ProgramRun again = world.import(world / "more.csv", onServer);
        QVERIFY2(again.status == 0, again.err);
        QVERIFY(world.exportTo(world / "now.csv", onServer.first(2)).status == 0);
        QCOMPARE(world.textOf("now.csv"), std::string("Id,Target\r\na,1\r\n"));
    }

    // Three programs on one review; one is cut off in the middle, and comes back with the same file.
    void threeProgramsShareAReviewAndOneIsCutOffAndReturns() {
        std::vector<std::string> ids;
        for (int i = 0; i < 60; ++i)
            ids.push_back("s" + std::to_string(i));
        const PlateWorld world(ids);
        const std::string database = server->newDatabase();
        world.run({QStringLiteral("review"), QStringLiteral("server"), QStringLiteral("init"), address(database)});
        std::string first = "Id,Target\n", whole = first;
        for (std::size_t i = 0; i < ids.size(); ++i) {
            whole += ids[i] + ",4\n";
            first += i < 30 ? ids[i] + ",4\n" : "";
        }
        world.put("whole.csv", whole);
        world.import(world.put("first.csv", first), {QStringLiteral("--review"), address(database), QStringLiteral("--reviewer"), QStringLiteral("Cy")});
        std::vector<std::unique_ptr<QProcess>> running;
        for (const char* const name : {"Ann", "Bo", "Cy"}) {
            QProcessEnvironment surroundings = QProcessEnvironment::systemEnvironment();
            for (const auto& [key, value] : world.environment())
                surroundings.insert(key, value);
            running.push_back(std::make_unique<QProcess>());
            running.back()->setProcessEnvironment(surroundings);
            running.back()->start(surroundings.value(QStringLiteral("LOCASCOPE_PROGRAM")), {QStringLiteral("import"), pathText(world.plate()), pathText(world / "whole.csv"), QStringLiteral("--review"), address(database), QStringLiteral("--reviewer"), QString::fromLatin1(name)});
        }
        running.back()->kill();
        for (const auto& process : running)
            QVERIFY(process->waitForFinished());
        QCOMPARE(running[0]->exitCode(), 0);
        QCOMPARE(running[1]->exitCode(), 0);
        const ProgramRun again = world.import(world / "whole.csv", {QStringLiteral("--review"), address(database), QStringLiteral("--reviewer"), QStringLiteral("Cy")});
        QVERIFY2(again.status == 0, again.err);
        const ProgramRun checked = world.run({QStringLiteral("review"), QStringLiteral("verify"), address(database)});
        QVERIFY2(checked.status == 0 && checked.out.contains(" events on 60 samples by 3 reviewers, no fault found"), checked.out + checked.err);
        QCOMPARE(server->psql("SELECT count(*) FROM (SELECT DISTINCT sample, reviewer FROM locascope.current) AS c", database), QByteArray("180"));
    }
};

QTEST_GUILESS_MAIN(TestServerCommand)
#include "test_server_command.moc"
