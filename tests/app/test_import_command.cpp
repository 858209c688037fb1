#include "core/files/digest.h"
#include "core/review/labelcsv.h"
#include "tests/support/plateworld.h"
#include "tests/support/sharedfile.h"

#include <QTest>

#include <set>

#include <unistd.h>

using namespace locascope;
using namespace locascope::testing;

namespace {

const Vocabulary& vocabulary() {
    static const Vocabulary classes = humanProteinAtlasVocabulary();
    return classes;
}

/// A wide table: one row of cells per Id, the header by class name or by p0…p27.
std::string wideTable(const std::vector<std::pair<std::string, std::vector<std::string>>>& rows,
                      const char* numbered = nullptr) {
    std::string text = "Id";
    for (const LabelClass& one : vocabulary().classes()) {
        text += "," + (numbered ? numbered + std::to_string(toIndex(one.index)) : "\"" + one.name + "\"");
    }
    for (const auto& [id, cells] : rows) {
        text += "\n" + id;
        for (const std::string& cell : cells) {
            text += "," + cell;
        }
    }
    return text + "\n";
}

/// `most` everywhere but at the classes named.
std::vector<std::string> cells(const std::string& most, const std::map<std::size_t, std::string>& others) {
    std::vector<std::string> row(vocabulary().size(), most);
    for (const auto& [index, cell] : others) {
        row[index] = cell;
    }
    return row;
}

/// The header and the first rows of a reference table.
std::string excerpt(const std::string& text, std::size_t rows) {
    std::size_t end = 0;
    for (std::size_t i = 0; i <= rows && end != std::string::npos; ++i) {
        end = text.find('\n', end + (end > 0 ? 1 : 0));
    }
    return text.substr(0, end) + "\n";
}

std::map<std::string, LabelSet> labelsById(const std::string& csv) {
    std::map<std::string, LabelSet> labels;
    for (const LabelRow& row : parseLabelTable(csv, vocabulary()).rows) {
        labels[row.id] = row.decision->present;
    }
    return labels;
}

std::vector<std::string> idsIn(const std::string& csv) {
    std::vector<std::string> ids;
    for (const LabelRow& row : parseLabelTable(csv, vocabulary()).rows) {
        ids.push_back(row.id);
    }
    return ids;
}

} // namespace

class TestImportCommand final : public QObject {
    Q_OBJECT
private slots:
    void labelsOfEveryFormatAreTaken_data() {
        QTest::addColumn<QByteArray>("csv");
        const auto row = [](const char* name, const std::string& csv) {
            QTest::newRow(name) << QByteArray::fromStdString(csv);
        };
        row("challenge", "Id,Target\na,16 0\nb,\nc,7\n");
        row("columns in another order and more of them", "gene,Target,Id\nTP53,0 16,a\n,,b\n,7,c\n");
        row("saved by a German spreadsheet", "\xEF\xBB\xBFId;Target\r\na;0 16\r\nb;\r\nc;7\r\n");
        row("wide", wideTable({{"a", cells("0", {{0, "1"}, {16, "1"}})},
                               {"b", cells("0", {})},
                               {"c", cells("0", {{7, "1"}})}}));
        row("long", "Id,class,decision\na,Nucleoplasm,present\na,Cytokinetic "
                    "bridge,present\nb,,negative\nc,Golgi apparatus,present\nc,Nucleoli,absent\n");
    }
    void labelsOfEveryFormatAreTaken() {
        QFETCH(QByteArray, csv);
        const PlateWorld world({"a", "b", "c", "d"});
        const std::set<std::string> before = treeOf(world.plate());
        const ProgramRun run = world.import(world.put("labels.csv", csv.toStdString()));
        QCOMPARE(run.err, QByteArray());
        QCOMPARE(run.status, 0);
        QCOMPARE(run.out, QByteArray("3 decisions imported, 0 already there\n"));
        QCOMPARE(world.exportTo(world / "out.csv").status, 0);
        QCOMPARE(world.textOf("out.csv"), std::string("Id,Target\r\na,0 16\r\nb,\r\nc,7\r\n"));
        QVERIFY(treeOf(world.plate()) == before);
    }

    void probabilitiesAreKeptAsAModelOfTheirOwn_data() {
        QTest::addColumn<QByteArray>("csv");
        const auto scores = cells("0.25", {{3, "0.875"}, {27, "1"}});
        QTest::newRow("by number") << QByteArray::fromStdString(wideTable({{"a", scores}}, "p"));
        QTest::newRow("by name") << QByteArray::fromStdString(wideTable({{"a", scores}}));
    }
    void probabilitiesAreKeptAsAModelOfTheirOwn() {
        QFETCH(QByteArray, csv);
        const PlateWorld world({"a", "b"});
        const auto file = world.put("scores.csv", csv.toStdString());
        const ProgramRun run = world.import(file);
        QCOMPARE(run.err, QByteArray());
        QVERIFY2(run.out.startsWith("1 prediction imported as model "), run.out);
        const auto review = world.review();
        QCOMPARE(review->allEvents().size(), std::size_t{0});
        const auto stored = review->predictions(sha256OfFile(file));
        QCOMPARE(stored.size(), std::size_t{1});
        std::vector<float> expected(28, 0.25F);
        expected[3] = 0.875F;
        expected[27] = 1;
        QVERIFY(stored.at("a").probabilities == expected);
    }

    void classesThatAProgramPredictedAreNoDecisions() {
        const PlateWorld world({"a", "b"});
        const auto file = world.put("predicted.csv", "Id,Predicted\na,0 27\nb,\n");
        const ProgramRun run = world.import(file);
        QCOMPARE(run.status, 0);
        QVERIFY2(run.out.startsWith("2 predictions imported as model "), run.out);
        const auto review = world.review();
        QCOMPARE(review->allEvents().size(), std::size_t{0});
        std::vector<float> expected(28, 0.0F);
        QVERIFY(review->predictions(sha256OfFile(file)).at("b").probabilities == expected);
        expected[0] = expected[27] = 1;
        QVERIFY(review->predictions(sha256OfFile(file)).at("a").probabilities == expected);
    }

    void importingAgainAddsOnlyWhatChanged() {
        const PlateWorld world({"a", "b"});
        const auto file = world.put("labels.csv", "Id,Target\na,0\nb,1 2\n");
        QCOMPARE(world.import(file).out, QByteArray("2 decisions imported, 0 already there\n"));
        QCOMPARE(world.import(file).out, QByteArray("0 decisions imported, 2 already there\n"));
        QCOMPARE(world.import(world.put("labels.csv", "Id,Target\na,0\nb,1\n")).out,
                 QByteArray("1 decision imported, 1 already there\n"));
        const auto review = world.review();
        QCOMPARE(review->allEvents().size(), std::size_t{3});
        const LabelEvent last = review->allEvents().back();
        QVERIFY(last.cause == EventCause::Imported);
        QVERIFY(last.before && last.before->present == (LabelSet{toClass(1), toClass(2)}));
        QVERIFY(last.after && last.after->present == LabelSet{toClass(1)});
    }

    void labelsBelongToTheReviewerNamedOrToTheFilesOrToWhoeverImports() {
        const PlateWorld world({"a"});
        auto environment = world.environment();
        environment[QStringLiteral("USER")] = QStringLiteral("importer");
        const auto import = [&](const std::string& csv, const QStringList& more) {
            const auto file = world.put("labels.csv", csv);
            return runProgram(QStringList{QStringLiteral("import"), pathText(world.plate()), pathText(file)} +
                                  more,
                              environment)
                .status;
        };
        QCOMPARE(import("Id,Target\na,0\n", {}), 0);
        QCOMPARE(import("Id,class,decision,reviewer\na,Nucleoli,present,Ann\na,Nucleoplasm,present,Bo\n", {}),
                 0);
        QCOMPARE(import("Id,class,decision,reviewer\na,Nucleoli,present,Ann\n",
                        {QStringLiteral("--reviewer"), QStringLiteral("Cy")}),
                 0);
        const auto review = world.review();
        const std::vector<std::string> reviewers = review->reviewers();
        QVERIFY((std::set<std::string>(reviewers.begin(), reviewers.end())) ==
                (std::set<std::string>{"Ann", "Bo", "Cy", "importer"}));
        QVERIFY(review->currentDecisions("Bo").at("a").present == LabelSet{toClass(0)});
        QVERIFY(review->currentDecisions("Cy").at("a").present == LabelSet{toClass(2)});
    }

    void whatTheLongFormatSaysOfADecisionIsKept() {
        const PlateWorld world({"a"});
        const auto file =
            world.put("long.csv",
                      "Id,class,decision,reviewer,time,note,touched,seconds,inherited\r\n"
                      "a,Nucleoli,present,Ann,2024-02-29T23:59:59.123Z,\"two\r\nlines\",1,2.5,1\r\n"
                      "a,Golgi apparatus,not judged,Ann,2024-02-29T23:59:59.123Z,\"two\r\nlines\",0,2.5,1\r\n"
                      "a,,other,Ann,2024-02-29T23:59:59.123Z,\"two\r\nlines\",,2.5,1\r\n");
        const ProgramRun run = world.import(file);
        QCOMPARE(run.err, QByteArray());
        const LabelEvent event = world.review()->allEvents().at(0);
        QCOMPARE(event.timeMs, std::int64_t{1709251199123});
        QCOMPARE(event.after->note, std::string("two\r\nlines"));
        QVERIFY(event.after->notJudged == LabelSet{toClass(7)});
        QVERIFY(event.after->touched == LabelSet{toClass(2)});
        QVERIFY(event.after->other);
        QVERIFY(event.after->inherited);
        QCOMPARE(event.after->secondsOnScreen, 2.5);
    }

    void theReviewThatIsNamedIsUsed() {
        const PlateWorld world({"a"});
        const QStringList named{QStringLiteral("--review"), pathText(world / "mine.sqlite")};
        QCOMPARE(world.import(world.put("labels.csv", "Id,Target\na,5\n"), named).status, 0);
        QVERIFY(!world.hasReview());
        QCOMPARE(world.exportTo(world / "out.csv", named).status, 0);
        QCOMPARE(world.textOf("out.csv"), std::string("Id,Target\r\na,5\r\n"));
    }

    void realLabelsAreTaken_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("column");
        QTest::newRow("challenge") << QStringLiteral("challenge-train.csv") << QStringLiteral("Target");
        QTest::newRow("atlas") << QStringLiteral("atlas-v18.csv") << QStringLiteral("Target");
        QTest::newRow("experts, once their column is called Target")
            << QStringLiteral("relabelled-by-experts.csv") << QStringLiteral("labels2018_28");
    }
    void realLabelsAreTaken() {
        QFETCH(QString, name);
        QFETCH(QString, column);
        const auto whole = sharedText(LOCASCOPE_SHARED_DIR, "reference/labels/" + name.toStdString());
        if (!whole) {
            QSKIP("no reference labels here");
        }
        std::string csv = excerpt(*whole, 25);
        csv.replace(csv.find(column.toStdString()), column.toStdString().size(), "Target");
        const PlateWorld world(idsIn(csv));
        const ProgramRun run = world.import(world.put("labels.csv", csv));
        QCOMPARE(run.err, QByteArray());
        QCOMPARE(run.out, QByteArray("25 decisions imported, 0 already there\n"));
        QCOMPARE(world.exportTo(world / "out.csv").status, 0);
        QVERIFY(labelsById(world.textOf("out.csv")) == labelsById(csv));
    }

    void realPredictionsAreTaken() {
        const auto whole =
            sharedText(LOCASCOPE_SHARED_DIR, "reference/predictions/challenge-test-inceptionv3.csv");
        if (!whole) {
            QSKIP("no reference predictions here");
        }
        const std::string csv = excerpt(*whole, 25);
        const PlateWorld world(idsIn(csv));
        const auto file = world.put("predictions.csv", csv);
        QCOMPARE(world.import(file).status, 0);
        const auto stored = world.review()->predictions(sha256OfFile(file));
        QCOMPARE(stored.size(), std::size_t{25});
        for (const LabelRow& row : parseLabelTable(csv, vocabulary()).rows) {
            QVERIFY(stored.at(row.id).probabilities == row.probabilities);
        }
    }

    void theLabelsOfTheRealPlateAreTaken() {
        const std::filesystem::path data = std::filesystem::path(LOCASCOPE_SHARED_DIR) / "data";
        const auto labels = sharedText(data, "challenge.labels.csv");
        if (!labels) {
            QSKIP("no real images here");
        }
        const PlateWorld world({});
        const QStringList plate{pathText(data / "challenge"), pathText(data / "challenge.labels.csv")};
        QCOMPARE(world.run(QStringList{QStringLiteral("import")} + plate).out,
                 QByteArray("60 decisions imported, 0 already there\n"));
        QCOMPARE(world
                     .run({QStringLiteral("export"), plate[0], QStringLiteral("--out"),
                           pathText(world / "out.csv")})
                     .status,
                 0);
        QVERIFY(labelsById(world.textOf("out.csv")) == labelsById(*labels));
    }

    void aBadLineImportsNothing_data() {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("unknown Id") << QByteArray("x,1\n");
        QTest::newRow("class 28") << QByteArray("b,28\n");
        QTest::newRow("Id twice") << QByteArray("a,1\n");
        QTest::newRow("open quote") << QByteArray("\"b,1\n");
    }
    void aBadLineImportsNothing() {
        QFETCH(QByteArray, line);
        const PlateWorld world({"a", "b"});
        const auto file = world.put("labels.csv", "Id,Target\na,0\n" + line.toStdString());
        const ProgramRun run = world.import(file);
        QCOMPARE(run.status, 1);
        QCOMPARE(run.out, QByteArray());
        QVERIFY2(run.saysOneLine() && run.err.contains(file.c_str()) && run.err.contains("line 3"), run.err);
        QVERIFY(!world.hasReview());
    }

    void aReviewThatCannotBeWrittenToIsOneLine() {
        const PlateWorld world({"a"});
        const auto file = world.put("labels.csv", "Id,Target\na,0\n");
        const std::filesystem::path closed = world / "closed";
        std::filesystem::create_directory(closed);
        std::filesystem::permissions(closed, std::filesystem::perms(0555));
        std::filesystem::permissions(world.plate().parent_path(), std::filesystem::perms(0755));
        const QString asNobody =
            ::geteuid() == 0 ? QStringLiteral("setpriv --reuid=65534 --clear-groups ") : QString();
        const ProgramRun run = runShell(
            asNobody + QStringLiteral("\"$LOCASCOPE\" import '%1' '%2' --review '%3'")
                           .arg(pathText(world.plate()), pathText(file), pathText(closed / "mine.sqlite")));
        QCOMPARE(run.status, 1);
        QVERIFY2(run.saysOneLine() && run.err.contains("mine.sqlite") && run.err.contains("ermission"),
                 run.err);
    }

    void aReviewOnAServerThatIsNotThereIsNotMade() {
        const PlateWorld world({"a"});
        const ProgramRun run =
            world.import(world.put("labels.csv", "Id,Target\na,0\n"),
                         {QStringLiteral("--review"), QStringLiteral("postgresql://127.0.0.1:1/plate")});
        QCOMPARE(run.status, 1);
        QVERIFY2(run.saysOneLine() && run.err.contains("server"), run.err);
    }
};

QTEST_GUILESS_MAIN(TestImportCommand)
#include "test_import_command.moc"
