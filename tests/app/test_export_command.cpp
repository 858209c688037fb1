#include "core/review/csv.h"
#include "tests/support/plateworld.h"

#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace locascope;
using namespace locascope::testing;

namespace {

/// What one reviewer says of one sample, as a line of the long format.
using Word = std::vector<std::string>;

/// Id, class, decision, reviewer, note.
std::string longTable(const std::vector<Word>& words) {
    std::string text = formatCsvLine({"Id", "class", "decision", "reviewer", "note"});
    for (Word word : words) {
        word.resize(5);
        text += formatCsvLine(word);
    }
    return text;
}

void import(const PlateWorld& world, const std::vector<Word>& words) {
    const ProgramRun run = world.import(world.put("import.csv", longTable(words)));
    if (run.status != 0) {
        qFatal("%s", run.err.constData());
    }
}

QStringList format(const char* name) {
    return {QStringLiteral("--format"), QString::fromUtf8(name)};
}

/// The whole table but its column `cause`, which says "imported" once it was.
std::vector<std::vector<std::string>> withoutCause(const std::string& csv) {
    std::vector<std::vector<std::string>> table;
    std::size_t cause = 0;
    for (CsvRecord& record : parseCsv(csv, "export")) {
        if (table.empty()) {
            cause = static_cast<std::size_t>(std::find(record.fields.begin(), record.fields.end(), "cause") -
                                             record.fields.begin());
        }
        if (cause < record.fields.size()) {
            record.fields.erase(record.fields.begin() + static_cast<std::ptrdiff_t>(cause));
        }
        table.push_back(record.fields);
    }
    return table;
}

/// One sample of every kind: labelled, negative, unsure, unusable, unreviewed.
const std::vector<Word> oneOfEach = {{"a", "Nucleoplasm", "present", "Ann"},
                                     {"a", "Golgi apparatus", "present", "Ann"},
                                     {"a", "Nucleoli", "absent", "Ann"},
                                     {"b", "", "negative", "Ann", "empty field"},
                                     {"c", "", "unsure", "Ann"},
                                     {"c", "Mitochondria", "present", "Ann"},
                                     {"d", "", "unusable", "Ann", "out of focus"}};

/// Many samples with notes of 4 KB: some 120 KB of long format.
PlateWorld& largeWorld() {
    static const auto ids = [] {
        std::vector<std::string> names;
        for (int i = 0; i < 28; ++i) {
            names.push_back("sample" + std::to_string(i));
        }
        return names;
    }();
    static PlateWorld world(ids);
    if (!world.hasReview()) {
        std::vector<Word> words;
        for (const std::string& id : ids) {
            words.push_back({id, "Nucleoplasm", "present", "Ann", std::string(4096, 'n')});
        }
        import(world, words);
    }
    return world;
}

/// A shell line in which directories may be mounted that only it sees.
QString inNamespace(const QString& line) {
    return QStringLiteral("unshare %1 bash -c %2")
        .arg(::geteuid() == 0 ? QStringLiteral("-m") : QStringLiteral("-Urm"), line);
}

bool canMount() {
    const TemporaryFolder folder;
    return runShell(inNamespace(QStringLiteral("'mount -t tmpfs none %1'").arg(pathText(folder.path()))))
               .status == 0;
}

} // namespace

class TestExportCommand final : public QObject {
    Q_OBJECT
private slots:
    void theChallengeFormatSaysWhichSamplesItLeavesOut() {
        const PlateWorld world({"a", "b", "c", "d", "e", "f"});
        import(world, oneOfEach);
        const ProgramRun run = world.exportTo(world / "out.csv");
        QCOMPARE(run.status, 0);
        QCOMPARE(run.out, QByteArray());
        QCOMPARE(run.err, QByteArray("2 samples written; left out: 2 unreviewed, 1 unsure, 1 unusable\n"));
        QCOMPARE(world.textOf("out.csv"), std::string("Id,Target\r\na,0 7\r\nb,\r\n"));
    }

    void theWideFormatHasAColumnForEachClass() {
        const PlateWorld world({"a", "b"});
        import(world, {{"a", "Nucleoplasm", "present", "Ann"},
                       {"a", "Nucleoli", "not judged", "Ann"},
                       { "b",
                         "",
                         "negative",
                         "Ann" }});
        QCOMPARE(world.exportTo(world / "out.csv", format("wide")).err, QByteArray("2 samples written\n"));
        const auto records = parseCsv(world.textOf("out.csv"), "out.csv");
        QCOMPARE(records.size(), std::size_t{3});
        QCOMPARE(records[0].fields.size(), std::size_t{29});
        QCOMPARE(records[0].fields[27 + 1], std::string("Rods & rings"));
        QVERIFY((std::vector<std::string>(records[1].fields.begin(), records[1].fields.begin() + 5)) ==
                (std::vector<std::string>{"a", "1", "0", "", "0"}));
        QVERIFY(std::count(records[2].fields.begin(), records[2].fields.end(), "0") == 28);
    }

    void theLongFormatLeavesNobodyOut() {
        const PlateWorld world({"a", "b", "c", "d", "e"});
        import(world, oneOfEach);
        const ProgramRun run = world.exportTo(world / "out.csv", format("long"));
        QCOMPARE(run.err, QByteArray("4 samples written; left out: 1 unreviewed\n"));
        std::vector<std::string> found;
        for (const CsvRecord& record : parseCsv(world.textOf("out.csv"), "out.csv")) {
            found.push_back(record.fields[0] + "|" + record.fields[4] + "|" + record.fields[5] + "|" +
                            record.fields[6] + "|" + record.fields[7] + "|" + record.fields[9]);
        }
        const std::vector<std::string> expected = {"Id|class|go|decision|reviewer|cause",
                                                   "a|Nucleoplasm|GO:0005654|present|Ann|imported",
                                                   "a|Golgi apparatus|GO:0005794|present|Ann|imported",
                                                   "b|||negative|Ann|imported",
                                                   "c|||unsure|Ann|imported",
                                                   "c|Mitochondria|GO:0005739|present|Ann|imported",
                                                   "d|||unusable|Ann|imported"};
        QVERIFY(found == expected);
    }

    void whatWasExportedIsImportedWithoutLoss_data() {
        QTest::addColumn<QString>("name");
        QTest::newRow("challenge") << QStringLiteral("challenge");
        QTest::newRow("wide") << QStringLiteral("wide");
        QTest::newRow("long") << QStringLiteral("long");
    }
    void whatWasExportedIsImportedWithoutLoss() {
        QFETCH(QString, name);
        const PlateWorld world({"a", "b", "c", "d", "e",
                                "b\xff"
                                "d, \"name\""});
        auto words = oneOfEach;
        words.push_back({"b%FFd%2C%20%22name%22", "Aggresome", "present", "=cmd|' /C calc'!A0",
                         "=1+1; \"quoted\",\r\nand\nbroken \xE2\x80\xAE\xC3\xA9"});
        words.push_back({"b%FFd%2C%20%22name%22", "Nucleoli", "not judged", "=cmd|' /C calc'!A0",
                         "=1+1; \"quoted\",\r\nand\nbroken \xE2\x80\xAE\xC3\xA9"});
        import(world, words);
        const QStringList asNamed{QStringLiteral("--format"), name};
        const QStringList other{QStringLiteral("--review"), pathText(world / "other.sqlite")};
        QCOMPARE(world.exportTo(world / "first.csv", asNamed).status, 0);
        const ProgramRun again = world.import(world / "first.csv", other);
        QCOMPARE(again.err, QByteArray());
        QCOMPARE(again.status, 0);
        QCOMPARE(world.exportTo(world / "second.csv", asNamed + other).status, 0);
        QVERIFY(world.textOf("first.csv").find("\nb%FFd") != std::string::npos);
        QCOMPARE(world.textOf("second.csv"), world.textOf("first.csv"));
    }

    void onlyTheCauseOfAReviewersDecisionChangesByImport() {
        const PlateWorld world({"a", "b"});
        world.import(world.put("scores.csv", "Id,Predicted\na,1\n"));
        Decision decision;
        decision.present = {toClass(4)};
        decision.touched = {toClass(4), toClass(9)};
        decision.secondsOnScreen = 3.125;
        decision.note = "seen";
        decision.proposal = {std::string(64, 'c'), std::vector<float>(28, 0.625F),
                             std::vector<float>(28, 0.5F)};
        LabelEvent event;
        event.uuid = newUuid();
        event.sampleId = "b";
        event.reviewer = "Ann";
        event.timeMs = 1709251199123;
        event.after = decision;
        event.modelDigest = decision.proposal.modelDigest;
        world.review()->append(std::vector<LabelEvent>{event});
        const QStringList other{QStringLiteral("--review"), pathText(world / "other.sqlite")};
        QCOMPARE(world.exportTo(world / "first.csv", format("long")).status, 0);
        QVERIFY(world.textOf("first.csv").find(",0.625,seen,1,3.125,0") != std::string::npos);
        QCOMPARE(world.import(world / "first.csv", other).status, 0);
        QCOMPARE(world.exportTo(world / "second.csv", format("long") + other).status, 0);
        QVERIFY(withoutCause(world.textOf("second.csv")) == withoutCause(world.textOf("first.csv")));
        QVERIFY(world.textOf("first.csv").find(",reviewed,") != std::string::npos);
        QVERIFY(world.textOf("second.csv").find(",imported,") != std::string::npos);
    }

    void aSpreadsheetRunsNothingOfWhatWasWritten() {
        const PlateWorld world({"a", "b", "=c"});
        import(world, {{"a", "Nucleoli", "present", "@SUM(A1)", "=HYPERLINK(\"http://x\")"},
                       {"b", "Nucleoli", "present", "-2+3", "\t=1+1"},
                       { "%3Dc",
                         "Nucleoli",
                         "present",
                         "+Ann",
                         "-7" }});
        QCOMPARE(world.exportTo(world / "out.csv", format("long")).status, 0);
        const std::string text = world.textOf("out.csv");
        for (const char* neutral : {",'@SUM(A1),", ",\"'=HYPERLINK(\"\"http://x\"\")\",", ",'-2+3,",
                                    "\"'\t=1+1\"", ",'+Ann,", "\r\n%3Dc,"}) {
            QVERIFY2(text.find(neutral) != std::string::npos, neutral);
        }
        QVERIFY2(text.find(",-7,") != std::string::npos, "a plain number stays one");
    }

    void oneReviewersWordIsWrittenWhereOneIsNamed() {
        const PlateWorld world({"a", "b"});
        import(world, {{"a", "Nucleoli", "present", "Ann"},
                       {"a", "Nucleoplasm", "present", "Bo"},
                       { "b",
                         "",
                         "negative",
                         "Bo" }});
        const ProgramRun ann =
            world.exportTo(world / "ann.csv", {QStringLiteral("--reviewer"), QStringLiteral("Ann")});
        QCOMPARE(ann.status, 0);
        QCOMPARE(ann.err, QByteArray("1 sample written; left out: 1 not reviewed by Ann\n"));
        QCOMPARE(world.textOf("ann.csv"), std::string("Id,Target\r\na,2\r\n"));
        QCOMPARE(
            world.exportTo(world / "bo.csv", {QStringLiteral("--reviewer"), QStringLiteral("Bo")}).status, 0);
        QCOMPARE(world.textOf("bo.csv"), std::string("Id,Target\r\na,0\r\nb,\r\n"));
    }

    void consensusIsWhatTwoOrMoreAgreeOn() {
        const PlateWorld world({"a", "b", "c"});
        import(world, {{"a", "Nucleoli", "present", "Ann"},
                       {"a", "Nucleoli", "present", "Bo"},
                       {"a", "Nucleoplasm", "present", "Cy"},
                       { "b",
                         "Cytosol",
                         "present",
                         "Ann" }});
        const ProgramRun run =
            world.exportTo(world / "out.csv", {QStringLiteral("--reviewer"), QStringLiteral("consensus")});
        QCOMPARE(run.status, 0);
        QCOMPARE(run.err, QByteArray("1 sample written; left out: 2 without agreement of two\n"));
        QCOMPARE(world.textOf("out.csv"), std::string("Id,Target\r\na,2\r\n"));
    }

    void theTruthIsWhatMostAgreeOnOrTheOnlyWord() {
        const PlateWorld world({"a", "b", "c"});
        import(world, {{"a", "Nucleoli", "present", "Ann"},
                       {"a", "Nucleoli", "present", "Bo"},
                       {"a", "Nucleoplasm", "present", "Cy"},
                       { "b",
                         "Cytosol",
                         "present",
                         "Ann" }});
        QCOMPARE(world.exportTo(world / "out.csv").status, 0);
        QCOMPARE(world.textOf("out.csv"), std::string("Id,Target\r\na,2\r\nb,25\r\n"));
    }

    void samplesInConflictAreListedWithStatusOneAndTheRestIsWritten() {
        const PlateWorld world({"a", "b", "c", "d"});
        import(world, {{"a", "Nucleoli", "present", "Ann"},
                       {"a", "Nucleoplasm", "present", "Bo"},
                       {"b", "Cytosol", "present", "Ann"},
                       {"c", "", "negative", "Bo"},
                       { "c",
                         "",
                         "unsure",
                         "Ann" }});
        const ProgramRun run = world.exportTo(world / "out.csv");
        QCOMPARE(run.status, 1);
        const QByteArrayList lines = run.err.split('\n');
        QCOMPARE(lines.size(), 5);
        QCOMPARE(lines[0], QByteArray("1 sample written; left out: 1 unreviewed, 2 in conflict"));
        QCOMPARE(lines[1], QByteArray("conflict: a: Ann, Bo disagree"));
        QCOMPARE(lines[2], QByteArray("conflict: c: Ann, Bo disagree"));
        QVERIFY2(lines[3].startsWith("locascope: export: ") && lines[3].contains("out.csv") &&
                     lines[3].contains("--reviewer"),
                 lines[3]);
        QCOMPARE(world.textOf("out.csv"), std::string("Id,Target\r\nb,25\r\n"));
    }

    void aRulingEndsAConflict() {
        const PlateWorld world({"a"});
        import(world, {{"a", "Nucleoli", "present", "Ann"}, { "a", "Nucleoplasm", "present", "Bo" }});
        LabelEvent ruling;
        ruling.uuid = newUuid();
        ruling.sampleId = "a";
        ruling.reviewer = "Chief";
        ruling.cause = EventCause::Ruling;
        ruling.after = Decision{.present = {toClass(11)}};
        world.review()->append(std::vector<LabelEvent>{ruling});
        QCOMPARE(world.exportTo(world / "out.csv").status, 0);
        QCOMPARE(world.textOf("out.csv"), std::string("Id,Target\r\na,11\r\n"));
    }

    void anUnknownReviewerIsOneLineAndTheOldFileStays() {
        const PlateWorld world({"a"});
        import(world, {{ "a", "Nucleoli", "present", "Ann" }});
        world.put("out.csv", "old");
        const ProgramRun run =
            world.exportTo(world / "out.csv", {QStringLiteral("--reviewer"), QStringLiteral("Zoe")});
        QCOMPARE(run.status, 1);
        QVERIFY2(run.saysOneLine() && run.err.contains("Zoe") && run.err.contains("Ann") &&
                     run.err.contains(world.plate().c_str()),
                 run.err);
        QCOMPARE(world.textOf("out.csv"), std::string("old"));
    }

    void aPlateWithoutAReviewIsOneLine() {
        const PlateWorld world({"a"});
        const ProgramRun run = world.exportTo(world / "out.csv");
        QCOMPARE(run.status, 1);
        QVERIFY2(run.saysOneLine() && run.err.contains(world.plate().c_str()) &&
                     run.err.contains("locascope import"),
                 run.err);
        QVERIFY(!std::filesystem::exists(world / "out.csv"));
        QVERIFY(!world.hasReview());
    }

    void anUnknownFormatIsWrongUsage() {
        const PlateWorld world({"a"});
        const ProgramRun run = world.exportTo(world / "out.csv", format("xml"));
        QCOMPARE(run.status, 2);
        QVERIFY2(run.saysOneLine() && run.err.contains("challenge"), run.err);
    }

    void whatIsNoFileIsRefusedAndLeftAsItIs_data() {
        QTest::addColumn<QByteArray>("target");
        for (const char* target :
             {"/dev/full", "/dev/null", "folder", "folder/", "pipe", "nowhere/out.csv"}) {
            QTest::newRow(target) << QByteArray(target);
        }
    }
    void whatIsNoFileIsRefusedAndLeftAsItIs() {
        QFETCH(QByteArray, target);
        const PlateWorld world({"a"});
        import(world, {{ "a", "Nucleoli", "present", "Ann" }});
        std::filesystem::create_directory(world / "folder");
        QCOMPARE(::mkfifo((world / "pipe").c_str(), 0600), 0);
        const std::filesystem::path out = target.startsWith('/') ? std::filesystem::path(target.toStdString())
                                                                 : world / target.toStdString();
        const ProgramRun run = world.exportTo(out);
        QCOMPARE(run.status, 1);
        QVERIFY2(run.saysOneLine() && run.err.contains(out.c_str()) && run.err.contains("not written"),
                 run.err);
        QVERIFY(std::filesystem::is_directory(world / "folder") &&
                std::filesystem::is_empty(world / "folder"));
        QVERIFY(std::filesystem::is_fifo(world / "pipe"));
    }

    void aLinkIsFollowedToTheFileItNames() {
        const PlateWorld world({"a"});
        import(world, {{ "a", "Nucleoli", "present", "Ann" }});
        world.put("real.csv", "old");
        std::filesystem::create_symlink("real.csv", world / "link.csv");
        QCOMPARE(world.exportTo(world / "link.csv").status, 0);
        QVERIFY(std::filesystem::is_symlink(world / "link.csv"));
        QCOMPARE(world.textOf("real.csv"), std::string("Id,Target\r\na,2\r\n"));
    }

    // FAULTS.md, E1: a disk with 0 bytes left, and so on by 4 KB until there is room.
    void onAFullDiskTheOldFileStaysOrTheNewOneIsWhole() {
        if (!canMount()) {
            QSKIP("no file system of one's own may be mounted here");
        }
        const PlateWorld& world = largeWorld();
        QCOMPARE(world.exportTo(world / "whole.csv", format("long")).status, 0);
        const std::string whole = world.textOf("whole.csv");
        const std::size_t pages = whole.size() / 4096 + 1;
        const std::filesystem::path disk = world / "disk", kept = world / "kept";
        std::filesystem::create_directory(disk);
        std::filesystem::create_directory(kept);
        std::size_t refused = 0, written = 0;
        for (std::size_t free = 0; free <= pages + 1; ++free) {
            std::filesystem::remove_all(kept / "disk");
            const QString line =
                QStringLiteral("'mount -t tmpfs -o size=%1k none \"%2\" && printf old >\"%2/out.csv\" && "
                               "LOCASCOPE_DATA_DIR=\"%3\" \"$LOCASCOPE\" export \"%4\" --format long --out "
                               "\"%2/out.csv\"; "
                               "status=$?; cp -r \"%2\" \"%5\"; exit $status'")
                    .arg(4 * (free + 1))
                    .arg(pathText(disk), pathText(world.data()), pathText(world.plate()), pathText(kept));
            const ProgramRun run = runShell(inNamespace(line));
            const auto files = std::distance(std::filesystem::directory_iterator(kept / "disk"), {});
            QCOMPARE(files, std::ptrdiff_t{1});
            if (run.status == 0) {
                ++written;
                QVERIFY(world.textOf("kept/disk/out.csv") == whole);
            } else {
                ++refused;
                QCOMPARE(run.status, 1);
                QVERIFY2(run.saysOneLine() && run.err.contains("the disk is full") &&
                             run.err.contains("disk/out.csv"),
                         run.err);
                QCOMPARE(world.textOf("kept/disk/out.csv"), std::string("old"));
            }
        }
        QCOMPARE(refused, pages);
        QCOMPARE(written, std::size_t{2});
    }

    void beyondTheFileSizeLimitTheOldFileStays() {
        const PlateWorld& world = largeWorld();
        world.put("limited.csv", "old");
        const ProgramRun run = runShell(
            QStringLiteral(
                "ulimit -f 100; LOCASCOPE_DATA_DIR='%1' \"$LOCASCOPE\" export '%2' --format long --out '%3'")
                .arg(pathText(world.data()), pathText(world.plate()), pathText(world / "limited.csv")));
        QCOMPARE(run.status, 1);
        QVERIFY2(run.saysOneLine() && run.err.contains("limit"), run.err);
        QCOMPARE(world.textOf("limited.csv"), std::string("old"));
    }

    void killedAtAnyTimeItLeavesTheOldFileOrTheNewOne() {
        const PlateWorld& world = largeWorld();
        QCOMPARE(world.exportTo(world / "whole.csv", format("long")).status, 0);
        for (int i = 0; i < 24; ++i) {
            world.put("killed.csv", "old");
            runShell(QStringLiteral("LOCASCOPE_DATA_DIR='%1' \"$LOCASCOPE\" export '%2' --format long --out "
                                    "'%3' & sleep %4; kill -9 $!; wait")
                         .arg(pathText(world.data()), pathText(world.plate()), pathText(world / "killed.csv"))
                         .arg(0.004 * i));
            const std::string text = world.textOf("killed.csv");
            QVERIFY(text == "old" || text == world.textOf("whole.csv"));
        }
    }

    void itWritesNothingIntoThePlate() {
        const PlateWorld world({"a"});
        import(world, {{ "a", "Nucleoli", "present", "Ann" }});
        QCOMPARE(world.exportTo(world / "out.csv").status, 0);
        QCOMPARE(std::distance(std::filesystem::directory_iterator(world.plate()), {}), std::ptrdiff_t{4});
    }
};

QTEST_GUILESS_MAIN(TestExportCommand)
#include "test_export_command.moc"
