#include "core/review/csv.h"
#include "tests/support/plateworld.h"

#include <QTest>

using namespace locascope;
using namespace locascope::testing;

namespace fs = std::filesystem;

namespace {

const QStringList asRuling{QStringLiteral("--ruling"), QStringLiteral("--reviewer"), QStringLiteral("Eve")};

void import(const PlateWorld& world, const std::string& csv, const QStringList& more = {}) {
    const ProgramRun run = world.import(world.put("import.csv", csv), more);
    if (run.status != 0)
        qFatal("%s", run.err.constData());
}

/// Ann and Bo disagree on a and agree on b.
void disagree(const PlateWorld& world) {
    import(world, "Id,class,decision,reviewer\na,Nucleoplasm,present,Ann\na,,negative,Bo\nb,Nucleoli,present,Ann\nb,Nucleoli,present,Bo\n");
}

std::string truthOf(const PlateWorld& world, int status = 0) {
    if (world.exportTo(world / "truth.csv").status != status)
        qFatal("not exported");
    return world.textOf("truth.csv");
}

} // namespace

class TestRulingCommand final : public QObject {
    Q_OBJECT
private slots:
    void aRulingIsTheTruthWhateverTheOthersSay() {
        const PlateWorld world({"a", "b", "c"});
        disagree(world);
        QCOMPARE(truthOf(world, 1), std::string("Id,Target\r\nb,2\r\n"));
        const ProgramRun run = world.import(world.put("ruling.csv", "Id,Target\na,7\nb,\n"), asRuling);
        QCOMPARE(run.err, QByteArray());
        QCOMPARE(run.out, QByteArray("2 rulings imported, 0 already there\n"));
        QCOMPARE(truthOf(world), std::string("Id,Target\r\na,7\r\nb,\r\n"));
        QCOMPARE(world.exportTo(world / "consensus.csv", {QStringLiteral("--reviewer"), QStringLiteral("consensus")}).status, 0);
        QCOMPARE(world.textOf("consensus.csv"), truthOf(world));
        const std::vector<LabelEvent> events = world.review()->allEvents();
        QCOMPARE(events.size(), std::size_t{6}); // nothing of the others is gone
        QVERIFY(events.back().cause == EventCause::Ruling && events.back().reviewer == "Eve");
    }

    void theSameRulingTwiceIsOne() {
        const PlateWorld world({"a", "b", "c"});
        disagree(world);
        import(world, "Id,Target\na,7\n", asRuling);
        const ProgramRun again = world.import(world / "import.csv", asRuling);
        QCOMPARE(again.out, QByteArray("0 rulings imported, 1 already there\n"));
        import(world, "Id,Target\na,8\n", asRuling);
        QCOMPARE(truthOf(world), std::string("Id,Target\r\na,8\r\nb,2\r\n"));
    }

    void whoDecidedTheSameBeforeStillRules() {
        const PlateWorld world({"a", "b", "c"});
        disagree(world);
        const QStringList byAnn{QStringLiteral("--ruling"), QStringLiteral("--reviewer"), QStringLiteral("Ann")};
        const ProgramRun run = world.import(world.put("ruling.csv", "Id,Target\na,0\n"), byAnn);
        QCOMPARE(run.out, QByteArray("1 ruling imported, 0 already there\n"));
        QCOMPARE(truthOf(world), std::string("Id,Target\r\na,0\r\nb,2\r\n"));
    }

    void labelsImportedLaterDoNotOverruleIt() {
        const PlateWorld world({"a", "b", "c"});
        disagree(world);
        import(world, "Id,Target\na,7\n", asRuling);
        import(world, "Id,class,decision,reviewer\na,,negative,Ann\na,,negative,Dee\n");
        QCOMPARE(truthOf(world), std::string("Id,Target\r\na,7\r\nb,2\r\n"));
    }

    void whatIsNoRulingIsRefused() {
        const PlateWorld world({"a", "b", "c"});
        disagree(world);
        const fs::path labels = world.put("labels.csv", "Id,Target\na,7\n");
        QCOMPARE(world.import(labels, {QStringLiteral("--ruling")}).status, 2); // by whom?
        const ProgramRun predicted = world.import(world.put("predicted.csv", "Id,Predicted\na,7\n"), asRuling);
        QVERIFY2(predicted.status == 1 && predicted.saysOneLine() && predicted.err.contains("predicted.csv"), predicted.err);
        const ProgramRun two = world.import(world.put("two.csv", "Id,class,decision,reviewer\na,Nucleoli,present,Ann\na,,negative,Bo\n"), asRuling);
        QVERIFY2(two.status == 1 && two.saysOneLine() && two.err.contains("two.csv") && two.err.contains("line 3"), two.err);
        QCOMPARE(world.review()->allEvents().size(), std::size_t{4});
    }
};

QTEST_GUILESS_MAIN(TestRulingCommand)
#include "test_ruling_command.moc"
