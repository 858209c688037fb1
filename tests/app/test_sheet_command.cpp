// Sheets on the command line: kept with the review, exported, inherited from; and what is refused.

#include "tests/support/plateworld.h"

#include <QTest>

#include <set>

using namespace locascope;
using namespace locascope::testing;

namespace {

constexpr const char* antibodies = "Sample,Ab,Cells\na,HPA1,U-2 OS\nb,HPA1,A-431\nc,HPA2,=1+1\nz,HPA3,HeLa\n";

ProgramRun importSheet(const PlateWorld& world, const std::string& text, const QStringList& more = {}) {
    return world.import(world.put("sheet.csv", text), QStringList{QStringLiteral("--sheet")} + more);
}

} // namespace

class TestSheetCommand : public QObject {
    Q_OBJECT
private slots:
    void aSheetIsKeptAndExported() {
        const PlateWorld world({"a", "b", "c", "d"});
        const std::set<std::string> before = treeOf(world.plate());
        const ProgramRun run = importSheet(world, antibodies);
        QCOMPARE(run.err, QByteArray());
        QCOMPARE(run.out, QByteArray("3 samples of 4 have a row; 1 row without a sample here\n"));
        QCOMPARE(world.import(world.put("labels.csv", "Id,Target\na,0\nc,16\nd,\n")).status, 0);
        QCOMPARE(world.exportTo(world / "out.csv", {QStringLiteral("--format"), QStringLiteral("long")}).status, 0);
        const std::string text = world.textOf("out.csv");
        QVERIFY(text.find("inherited,sheet:Sample,sheet:Ab,sheet:Cells\r\n") != std::string::npos);
        QVERIFY(text.find(",a,HPA1,U-2 OS\r\n") != std::string::npos);
        QVERIFY(text.find(",c,HPA2,'=1+1\r\n") != std::string::npos); // a spreadsheet runs nothing
        QCOMPARE(world.import(world / "out.csv").out, QByteArray("0 decisions imported, 3 already there\n"));
        QVERIFY(treeOf(world.plate()) == before);
    }

    void aWholeAntibodysLabelsAreInherited() {
        const PlateWorld world({"a", "b", "c", "d"});
        QCOMPARE(importSheet(world, antibodies).status, 0);
        const ProgramRun run = world.import(world.put("labels.csv", "Id,Target\nHPA1,3 7\n"), {QStringLiteral("--whole"), QStringLiteral("antibody")});
        QCOMPARE(run.err, QByteArray());
        QCOMPARE(run.out, QByteArray("2 decisions imported, 0 already there\n"));
        QCOMPARE(world.exportTo(world / "out.csv").status, 0);
        QCOMPARE(world.textOf("out.csv"), std::string("Id,Target\r\na,3 7\r\nb,3 7\r\n"));
        const auto decisions = world.review()->currentDecisions(std::nullopt);
        QVERIFY(decisions.at("a").inherited && decisions.at("b").inherited);
    }

    void whatWasJudgedOnAFieldStaysAndCounts() {
        const PlateWorld world({"a", "b", "c", "d"});
        QCOMPARE(importSheet(world, antibodies).status, 0);
        QCOMPARE(world.import(world.put("judged.csv", "Id,Target\na,0\n")).status, 0);
        const std::filesystem::path whole = world.put("whole.csv", "Id,Target\nHPA1,3 7\n");
        const QStringList ofAntibody{QStringLiteral("--whole"), QStringLiteral("antibody")};
        QCOMPARE(world.import(whole, ofAntibody).out, QByteArray("1 decision imported, 0 already there, 1 left as judged on the field\n"));
        QCOMPARE(world.import(whole, ofAntibody).out, QByteArray("0 decisions imported, 1 already there, 1 left as judged on the field\n"));
        QCOMPARE(world.exportTo(world / "out.csv").status, 0);
        QCOMPARE(world.textOf("out.csv"), std::string("Id,Target\r\na,0\r\nb,3 7\r\n"));
        // Another reviewer's inherited labels are no second voice.
        QCOMPARE(world.import(whole, ofAntibody + QStringList{QStringLiteral("--reviewer"), QStringLiteral("atlas")}).status, 0);
        const ProgramRun run = world.exportTo(world / "out.csv");
        QVERIFY2(run.status == 0, run.err);
        QCOMPARE(world.textOf("out.csv"), std::string("Id,Target\r\na,0\r\nb,3 7\r\n"));
    }

    void columnsCanBeNamed() {
        const PlateWorld world({"a", "b"});
        const ProgramRun run = importSheet(world, "x,y\na,1\nq,2\nr,3\n", {QStringLiteral("--key"), QStringLiteral("x"), QStringLiteral("--role"), QStringLiteral("group=y")});
        QCOMPARE(run.err, QByteArray());
        QCOMPARE(run.out, QByteArray("1 sample of 2 have a row; 2 rows without a sample here\n"));
    }

    void whatDoesNotFitIsOneLine_data() {
        QTest::addColumn<QByteArray>("sheet");
        QTest::addColumn<QStringList>("more");
        QTest::addColumn<QByteArray>("cause");
        QTest::newRow("no key") << QByteArray("x,y\n1,2\n") << QStringList() << QByteArray("no column names the samples or wells of this plate; name one by --key COLUMN");
        QTest::newRow("no such column") << QByteArray("x,y\na,2\n") << QStringList{QStringLiteral("--key"), QStringLiteral("z")} << QByteArray("has no column 'z'");
        QTest::newRow("contradiction") << QByteArray("x,y\na,2\nb,1\na,3\n") << QStringList() << QByteArray("line 4 says other things than line 2");
        QTest::newRow("a column twice") << QByteArray("x,x\na,2\n") << QStringList() << QByteArray("names the column 'x' twice");
        QTest::newRow("an open quote") << QByteArray("x,y\na,\"2\n") << QStringList() << QByteArray("line 2");
    }
    void whatDoesNotFitIsOneLine() {
        QFETCH(QByteArray, sheet);
        QFETCH(QStringList, more);
        QFETCH(QByteArray, cause);
        const PlateWorld world({"a", "b"});
        const ProgramRun run = importSheet(world, sheet.toStdString(), more);
        QCOMPARE(run.status, 1);
        QCOMPARE(run.out, QByteArray());
        QCOMPARE(run.err.count('\n'), 1);
        QVERIFY2(run.err.contains("sheet.csv") && run.err.contains(cause), run.err.constData());
    }

    void inheritingNeedsASheet() {
        const PlateWorld world({"a", "b"});
        const ProgramRun run = world.import(world.put("labels.csv", "Id,Target\nHPA1,3\n"), {QStringLiteral("--whole"), QStringLiteral("antibody")});
        QCOMPARE(run.status, 1);
        QVERIFY2(run.err.contains("import one by --sheet first"), run.err.constData());
        QCOMPARE(importSheet(world, "Id,dose\na,1\nb,2\n").status, 0);
        const ProgramRun again = world.import(world / "labels.csv", {QStringLiteral("--whole"), QStringLiteral("antibody")});
        QVERIFY2(again.err.contains("needs a sheet with a column for antibody"), again.err.constData());
    }
};

QTEST_GUILESS_MAIN(TestSheetCommand)
#include "test_sheet_command.moc"
