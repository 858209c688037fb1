#include "core/review/csv.h"
#include "tests/support/plateworld.h"

#include <QTest>

using namespace locascope;
using namespace locascope::testing;

namespace fs = std::filesystem;

namespace {

const QStringList dryRun{QStringLiteral("--dry-run")};

using Row = std::vector<std::string>;

/// What the review has of Ann, and a file that is held against it: a is new, b the same, c changed, d older than the review, e said by Bo alone.
const char* const inReview = "Id,class,decision,reviewer,time\n"
                             "b,Nucleoli,present,Ann,2026-01-02T00:00:00Z\nc,,negative,Ann,2026-01-02T00:00:00Z\n"
                             "d,,negative,Ann,2026-01-02T00:00:00Z\ne,,negative,Bo,2026-01-02T00:00:00Z\n";
const char* const inFile = "Id,class,decision,reviewer,time\n"
                           "a,Nucleoli,present,Ann,2026-01-01T00:00:00Z\nb,Nucleoli,present,Ann,2026-01-01T00:00:00Z\n"
                           "c,Nucleoli,present,Ann,2026-01-03T00:00:00Z\nd,Nucleoli,present,Ann,2026-01-01T00:00:00Z\ne,Nucleoli,present,Ann,2026-01-01T00:00:00Z\n";

void review(const PlateWorld& world) {
    const ProgramRun run = world.import(world.put("review.csv", inReview));
    if (run.status != 0)
        qFatal("%s", run.err.constData());
}

/// Id, change, file_outcome, file_present, review_outcome, review_time of every row.
std::vector<Row> differences(const std::string& csv) {
    std::vector<Row> rows;
    for (const CsvRecord& record : parseCsv(csv, "differences"))
        rows.push_back({record.fields[0], record.fields[3], record.fields[4], record.fields[5], record.fields[9], record.fields[13]});
    rows.erase(rows.begin());
    return rows;
}

} // namespace

class TestImportPreviewCommand final : public QObject {
    Q_OBJECT
private slots:
    void everyRowIsNewTheSameChangedOrInConflict() {
        const PlateWorld world({"a", "b", "c", "d", "e"});
        review(world);
        const std::vector<LabelEvent> before = world.review()->allEvents();
        const ProgramRun run = world.import(world.put("file.csv", inFile), dryRun + QStringList{QStringLiteral("--out"), pathText(world / "differences.csv")});
        QCOMPARE(run.err, QByteArray());
        QCOMPARE(run.status, 0);
        QCOMPARE(run.out, QByteArray("2 new, 1 the same, 1 changed, 1 in conflict with what was judged or is newer, 0 left as judged on the field; nothing was written\n"));
        const std::vector<Row> expected{{"a", "new", "labelled", "Nucleoli", "none", ""},
                                        {"c", "changed", "labelled", "Nucleoli", "negative", "2026-01-02T00:00:00.000Z"},
                                        {"d", "conflict", "labelled", "Nucleoli", "negative", "2026-01-02T00:00:00.000Z"},
                                        {"e", "new", "labelled", "Nucleoli", "none", ""}};
        QVERIFY2(differences(world.textOf("differences.csv")) == expected, world.textOf("differences.csv").c_str());
        QVERIFY(world.review()->allEvents() == before);
    }

    void theImportThenDoesWhatWasSaid() {
        const PlateWorld world({"a", "b", "c", "d", "e"});
        review(world);
        const ProgramRun run = world.import(world.put("file.csv", inFile));
        QCOMPARE(run.out, QByteArray("4 decisions imported, 1 already there, 1 of them over what was judged or is newer\n"));
        QCOMPARE(world.import(world / "file.csv", dryRun).out,
                 QByteArray("0 new, 5 the same, 0 changed, 0 in conflict with what was judged or is newer, 0 left as judged on the field; nothing was written\n"));
    }

    void withoutATimeNothingIsInConflict() {
        const PlateWorld world({"a", "b", "c", "d", "e"});
        review(world);
        const ProgramRun run = world.import(world.put("file.csv", "Id,Target\nc,2\nd,2\n"), dryRun + QStringList{QStringLiteral("--reviewer"), QStringLiteral("Ann")});
        QVERIFY2(run.out.startsWith("0 new, 0 the same, 2 changed, 0 in conflict"), run.out);
    }

    void withoutATimeWhatTheReviewerJudgedIsInConflict() {
        const PlateWorld world({"a", "b"});
        QCOMPARE(world.import(world.put("review.csv", "Id,Target\nb,0\n"), {QStringLiteral("--reviewer"), QStringLiteral("Ann")}).status, 0);
        LabelEvent judged;
        judged.uuid = newUuid();
        judged.sampleId = "a";
        judged.reviewer = "Ann";
        judged.after.emplace().outcome = Outcome::Negative;
        world.review()->append(std::span(&judged, 1));
        const ProgramRun run = world.import(world.put("file.csv", "Id,Target\na,2\nb,2\n"), dryRun + QStringList{QStringLiteral("--reviewer"), QStringLiteral("Ann")});
        QVERIFY2(run.out.startsWith("0 new, 0 the same, 1 changed, 1 in conflict"), run.out);
    }

    void aRulingIsInConflictWithWhateverIsNewer() {
        const PlateWorld world({"a", "b", "c", "d", "e"});
        review(world);
        const ProgramRun run = world.import(world.put("file.csv", "Id,class,decision,time\na,,negative,2026-01-01T00:00:00Z\nd,,negative,2026-01-03T00:00:00Z\ne,,negative,2026-01-01T00:00:00Z\n"),
                                            dryRun + QStringList{QStringLiteral("--ruling"), QStringLiteral("--reviewer"), QStringLiteral("Eve")});
        QVERIFY2(run.out.startsWith("2 new, 0 the same, 0 changed, 1 in conflict"), run.out + run.err);
    }

    void noReviewIsMadeByLooking() {
        const PlateWorld world({"a", "b"});
        const ProgramRun run = world.import(world.put("file.csv", "Id,Target\na,0\n"), dryRun);
        QVERIFY2(run.status == 0 && run.out.startsWith("1 new, 0 the same"), run.out + run.err);
        QVERIFY(!world.hasReview());
        const fs::path named = world / "named.sqlite";
        QCOMPARE(world.import(world / "file.csv", dryRun + QStringList{QStringLiteral("--review"), pathText(named)}).status, 0);
        QVERIFY(!fs::exists(named));
    }

    void predictionsAreCountedAndNotListed() {
        const PlateWorld world({"a", "b"});
        const fs::path file = world.put("file.csv", "Id,Predicted\na,0\n");
        const ProgramRun run = world.import(file, dryRun);
        QVERIFY2(run.status == 0 && run.out.startsWith("1 prediction as model ") && run.out.endsWith("nothing was written\n"), run.out + run.err);
        const ProgramRun listed = world.import(file, dryRun + QStringList{QStringLiteral("--out"), pathText(world / "out.csv")});
        QVERIFY2(listed.status == 1 && listed.saysOneLine(), listed.err);
        QVERIFY(!fs::exists(world / "out.csv") && !world.hasReview());
    }

    void wrongUsageAndBadFilesAreSaid() {
        const PlateWorld world({"a", "b", "c", "d", "e"});
        review(world);
        const fs::path file = world.put("file.csv", "Id,Target\nunknown,0\n");
        const ProgramRun run = world.import(file, dryRun);
        QVERIFY2(run.status == 1 && run.saysOneLine() && run.err.contains("line 2"), run.err);
        QCOMPARE(world.import(file, {QStringLiteral("--out"), pathText(world / "out.csv")}).status, 2);
        QCOMPARE(world.import(file, dryRun + QStringList{QStringLiteral("--sheet")}).status, 2);
    }
};

QTEST_GUILESS_MAIN(TestImportPreviewCommand)
#include "test_importpreview_command.moc"
