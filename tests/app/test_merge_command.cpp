#include "core/review/csv.h"
#include "tests/support/plateworld.h"
#include "tests/support/reviewworld.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTest>

#include <random>

using namespace locascope;
using namespace locascope::testing;

namespace fs = std::filesystem;

namespace {

using Word = std::vector<std::string>; // Id, class, decision, reviewer, time

/// A plate that two people reviewed apart, each in a file of their own.
struct TwoPeople {
    TwoPeople() {
        take(ann(), {{"a", "Nucleoplasm", "present", "Ann", "2026-01-01T10:00:00Z"}, {"b", "", "negative", "Ann", "2026-01-01T10:01:00Z"}});
        fs::copy_file(ann(), bo());
        take(ann(), {{"b", "Nucleoli", "present", "Ann", "2026-01-02T10:00:00Z"}, {"c", "", "negative", "Ann", "2026-01-02T10:01:00Z"}});
        take(bo(), {{"a", "", "negative", "Bo", "2026-01-03T10:00:00Z"}, {"b", "", "unusable", "Ann", "2026-01-03T10:01:00Z"}});
    }
    PlateWorld world{{"a", "b", "c"}};

    fs::path operator/(const char* name) const { return world / name; }
    fs::path ann() const { return world / "ann.sqlite"; }
    fs::path bo() const { return world / "bo.sqlite"; }
    fs::path out() const { return world / "merged.sqlite"; }
    ProgramRun run(const QStringList& arguments) const { return world.run(arguments); }
    void take(const fs::path& review, const std::vector<Word>& words) const {
        std::string text = formatCsvLine({"Id", "class", "decision", "reviewer", "time"});
        for (const Word& word : words)
            text += formatCsvLine(word);
        const ProgramRun run = world.import(world.put("import.csv", text), {QStringLiteral("--review"), pathText(review)});
        if (run.status != 0)
            qFatal("%s", run.err.constData());
    }
    QStringList merging(const QStringList& more = {}) const {
        return QStringList{QStringLiteral("review"), QStringLiteral("merge"), pathText(ann()), pathText(bo()), QStringLiteral("--out"), pathText(out())} + more;
    }
};

} // namespace

class TestMergeCommand final : public QObject {
    Q_OBJECT
private slots:
    void whatBothHoldIsJoinedAndConflictsAreListed() {
        const TwoPeople people;
        const ProgramRun run = people.run(people.merging({QStringLiteral("--conflicts"), pathText(people / "conflicts.csv")}));
        QCOMPARE(run.err, QByteArray());
        QCOMPARE(run.status, 0);
        QVERIFY2(run.out.contains("merged.sqlite: 6 events on 3 samples by 2 reviewers: 2 of both, 2 of "), run.out);
        QVERIFY2(run.out.contains("one reviewer decided otherwise in the two reviews: 1 time; reviewers disagree on 1 sample\n"), run.out);
        QVERIFY2(run.out.contains("differs: b: Ann, kept as in ") && run.out.contains("bo.sqlite\nopen: a: Ann, Bo disagree\n"), run.out);
        std::vector<Word> said;
        for (const CsvRecord& record : parseCsv(people.world.textOf("conflicts.csv"), "conflicts.csv"))
            said.push_back({record.fields[0], record.fields[1], record.fields[2], record.fields[4], record.fields[5]});
        const std::vector<Word> expected{{"Id", "state", "reviewer", "outcome", "present"},
                                         {"b", "replaced", "Ann", "labelled", "Nucleoli"},
                                         {"b", "kept", "Ann", "unusable", ""},
                                         {"a", "open", "Ann", "labelled", "Nucleoplasm"},
                                         {"a", "open", "Bo", "negative", ""}};
        QVERIFY2(said == expected, people.world.textOf("conflicts.csv").c_str());
    }

    void theMergedReviewIsUsedLikeAnyOther() {
        const TwoPeople people;
        QCOMPARE(people.run(people.merging()).status, 0);
        const ProgramRun check = people.run({QStringLiteral("review"), QStringLiteral("verify"), pathText(people.out())});
        QVERIFY2(check.status == 0 && check.out.contains("6 events on 3 samples by 2 reviewers, no fault found"), check.out + check.err);
        QCOMPARE(people.world.exportTo(people / "out.csv", {QStringLiteral("--review"), pathText(people.out()), QStringLiteral("--reviewer"), QStringLiteral("Bo")}).status, 0);
        QCOMPARE(people.world.textOf("out.csv"), std::string("Id,Target\r\na,\r\n"));
    }

    void aPlateStandsForItsReview() {
        const TwoPeople people;
        QCOMPARE(people.world.import(people.world.put("own.csv", "Id,Target\na,0\n")).status, 0);
        const ProgramRun run = people.run({QStringLiteral("review"), QStringLiteral("merge"), pathText(people.world.plate()), pathText(people.bo()), QStringLiteral("--out"), pathText(people.out())});
        QVERIFY2(run.status == 0 && run.out.contains("5 events on 2 samples"), run.out + run.err);
    }

    void whatCannotBeMergedIsOneLineAndLeavesNothing() {
        const TwoPeople people;
        const auto refused = [&](const QStringList& arguments, const char* why) {
            const ProgramRun run = people.run(arguments);
            return run.status == 1 && run.saysOneLine() && run.err.contains(why) && run.out.isEmpty() && !fs::exists(people.out());
        };
        const QStringList toOut{QStringLiteral("--out"), pathText(people.out())};
        const QStringList merge{QStringLiteral("review"), QStringLiteral("merge"), pathText(people.ann())};
        QVERIFY(refused(merge + QStringList{pathText(people / "gone")} + toOut, "gone"));
        QVERIFY(refused(merge + QStringList{pathText(people.ann())} + toOut, "the same file"));
        QVERIFY(refused(merge + QStringList{pathText(people.world.put("text", "no review"))} + toOut, "text"));
        QCOMPARE(people.run(merge).status, 2);
        QCOMPARE(people.run(people.merging()).status, 0);
        const ProgramRun again = people.run(people.merging());
        QVERIFY2(again.status == 1 && again.saysOneLine() && again.err.contains("already there"), again.err);
    }

    void aKilledMergeLeavesNoHalfReview() {
        const TwoPeople people;
        ReviewStore::open(people.ann(), {})->append(numberedEvents(1, 2'000, "many"));
        const auto contents = [&] { return contentOf(people.ann()) + contentOf(people.bo()); };
        const std::string before = contents();
        std::mt19937 random(9);
        int merged = 0;
        for (int kill = 0; kill < 20; ++kill) {
            QProcess program;
            program.start(qEnvironmentVariable("LOCASCOPE_PROGRAM"), people.merging());
            QVERIFY(program.waitForStarted());
            program.waitForFinished(static_cast<int>(random() % 400));
            program.kill();
            program.waitForFinished();
            QVERIFY(contents() == before);
            if (!fs::exists(people.out()))
                continue;
            ++merged;
            const auto review = ReviewStore::open(people.out(), {});
            QCOMPARE(review->allEvents().size(), std::size_t{2'006});
            QCOMPARE(review->verify(), std::vector<std::string>());
            fs::remove(people.out());
            for (const char* const suffix : {"-wal", "-shm"})
                fs::remove(people.out().native() + suffix);
        }
        qInfo("%d of 20 were done before they were killed", merged);
        QCOMPARE(people.run(people.merging()).status, 0);
    }
};

QTEST_GUILESS_MAIN(TestMergeCommand)
#include "test_merge_command.moc"
