#include "core/files/writefile.h"
#include "core/plate/scanplate.h"
#include "core/store/findreview.h"
#include "tests/support/reviewworld.h"
#include "tests/support/runprogram.h"

#include <QTest>

using namespace locascope;
using namespace locascope::testing;

namespace fs = std::filesystem;

namespace {

QString text(const fs::path& path) { return QString::fromStdString(path.native()); }

/// A data directory, a plate of one sample and its review.
struct CommandWorld : ReviewWorld {
    fs::path data() const { return directory() / "data"; }
    fs::path plateRoot() const { return directory() / "plate"; }
    fs::path review() const { return defaultReviewFile(data(), plateRoot()); }
    void makePlate(const fs::path& root, const std::string& content) const {
        fs::create_directory(root);
        for (const char* const stain : {"red", "green", "blue", "yellow"})
            writeFile(root / ("a_" + std::string(stain) + ".png"), std::string_view(content));
    }
    ProgramRun run(const QStringList& arguments) const {
        return runProgram(QStringList{QStringLiteral("review")} + arguments, {{QStringLiteral("LOCASCOPE_DATA_DIR"), text(data())}});
    }
    /// As the window does it.
    void decide() const {
        ReviewStore::open(review(), {plateRoot(), fingerprint()})->append(numberedEvents(1, 30));
    }
    std::string fingerprint() const { return plateFingerprint(scanPlate(plateRoot())); }
};

} // namespace

class TestReviewCommand final : public QObject {
    Q_OBJECT
private slots:
    void verifySaysHowManyEventsThereAre() {
        const CommandWorld world;
        world.makePlate(world.plateRoot(), "x");
        world.decide();
        for (const fs::path& target : {world.review(), world.plateRoot()}) {
            const ProgramRun run = world.run({QStringLiteral("verify"), text(target)});
            QCOMPARE(run.err, QByteArray());
            QCOMPARE(run.status, 0);
            QVERIFY2(run.out.contains("30 events on 30 samples by 1 reviewers, no fault found"), run.out);
        }
    }

    void verifyListsFaultsAndEndsWithStatusOne() {
        const CommandWorld world;
        world.makePlate(world.plateRoot(), "x");
        world.decide();
        std::string bytes = contentOf(world.review());
        bytes.replace(bytes.find("a note on 20"), 6, "A NOTE");
        writeFile(world.review(), std::string_view(bytes));
        const ProgramRun run = world.run({QStringLiteral("verify"), text(world.review())});
        QCOMPARE(run.status, 1);
        QVERIFY2(run.out.contains("event 20 "), run.out);
        QVERIFY2(run.saysOneLine() && run.err.contains("review recover"), run.err);
    }

    void verifyOfWhatIsNoReviewIsOneLine() {
        const CommandWorld world;
        world.makePlate(world.plateRoot(), "x");
        writeFile(world.directory() / "text", std::string_view("no review"));
        for (const fs::path& target : {world.directory() / "gone", world.directory() / "text", world.plateRoot()}) {
            const ProgramRun run = world.run({QStringLiteral("verify"), text(target)});
            QCOMPARE(run.status, 1);
            QVERIFY2(run.saysOneLine(), run.err);
            QVERIFY2(run.err.contains(target.native().c_str()), run.err);
        }
        QVERIFY(!fs::exists(world.directory() / "gone"));
        QCOMPARE(world.run({QStringLiteral("verify")}).status, 2);
        QCOMPARE(world.run({}).status, 2);
    }

    void moveBindsTheReviewOfAPlateThatWasMoved() {
        const CommandWorld world;
        world.makePlate(world.plateRoot(), "x");
        world.decide();
        const fs::path moved = world.directory() / "moved";
        fs::rename(world.plateRoot(), moved);
        const ProgramRun run = world.run({QStringLiteral("move"), text(moved)});
        QCOMPARE(run.err, QByteArray());
        QCOMPARE(run.status, 0);
        QVERIFY(ReviewStore::open(world.review(), {})->boundTo().root == moved);
        QVERIFY(world.run({QStringLiteral("move"), text(moved)}).out.contains("already"));
        QVERIFY(world.run({QStringLiteral("verify"), text(moved)}).out.contains("30 events"));
    }

    void moveAsksBeforeItTakesTheReviewOfAnotherPlate() {
        const CommandWorld world;
        world.makePlate(world.plateRoot(), "x");
        world.decide();
        const fs::path copy = world.directory() / "copy";
        fs::copy(world.plateRoot(), copy);
        const ProgramRun twin = world.run({QStringLiteral("move"), text(copy)});
        QCOMPARE(twin.status, 1);
        QVERIFY2(twin.saysOneLine() && twin.err.contains("--review"), twin.err);
        const fs::path other = world.directory() / "other";
        world.makePlate(other, "other");
        QCOMPARE(world.run({QStringLiteral("move"), text(other)}).status, 1);
        const QStringList named{QStringLiteral("move"), text(other), QStringLiteral("--review"), text(world.review())};
        const ProgramRun refused = world.run(named);
        QCOMPARE(refused.status, 1);
        QVERIFY2(refused.err.contains("--even-if-changed"), refused.err);
        QVERIFY(ReviewStore::open(world.review(), {})->boundTo().root == world.plateRoot());
        QCOMPARE(world.run(named + QStringList{QStringLiteral("--even-if-changed")}).status, 0);
        QVERIFY(ReviewStore::open(world.review(), {})->boundTo().root == other);
    }

    void recoverRescuesWhatADamagedReviewHolds() {
        const CommandWorld world;
        world.makePlate(world.plateRoot(), "x");
        world.decide();
        const auto events = ReviewStore::open(world.review(), {})->allEvents();
        std::string bytes = contentOf(world.review());
        std::fill_n(bytes.begin(), 4096, '\0');
        writeFile(world.review(), std::string_view(bytes));
        QCOMPARE(world.run({QStringLiteral("verify"), text(world.review())}).status, 1);
        const fs::path target = world.directory() / "rescued.sqlite";
        const ProgramRun run = world.run({QStringLiteral("recover"), text(world.review()), QStringLiteral("--out"), text(target)});
        QCOMPARE(run.status, 0);
        QVERIFY2(run.out.contains("30 events rescued"), run.out);
        QVERIFY(ReviewStore::open(target, {})->allEvents() == events);
        const ProgramRun again = world.run({QStringLiteral("recover"), text(world.review()), QStringLiteral("--out"), text(target)});
        QCOMPARE(again.status, 1);
        QVERIFY2(again.saysOneLine(), again.err);
    }
};

QTEST_GUILESS_MAIN(TestReviewCommand)
#include "test_review_command.moc"
