#include "core/files/writefile.h"
#include "tests/support/powercut.h"
#include "tests/support/reviewworld.h"

#include <QProcess>
#include <QTest>

using namespace locascope;
using namespace locascope::testing;

namespace fs = std::filesystem;

namespace {

constexpr int decisions = 60;

// A run of the writer, recorded from the creation of the review on.
struct RecordedRun {
    ReviewWorld world;
    fs::path directory = world.directory() / "watched";
    fs::path acks = directory / "acks";
    std::vector<DiskAct> acts;

    bool record() {
        fs::create_directory(directory);
        QProcess program;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        const fs::path log = world.directory() / "log";
        environment.insert(QStringLiteral("LD_PRELOAD"), QStringLiteral(WRITE_RECORDER));
        environment.insert(QStringLiteral("CRASHLOG"), QString::fromStdString(log.native()));
        environment.insert(QStringLiteral("CRASHDIR"), QString::fromStdString(directory.native()));
        program.setProcessEnvironment(environment);
        program.start(QStringLiteral(STORE_WRITER),
                      {QString::fromStdString((directory / "review.sqlite").native()), QStringLiteral("writer"),
                       QStringLiteral("1"), QString::number(decisions), QString::fromStdString(acks.native())});
        if (!program.waitForFinished() || program.exitCode() != 0 || !fs::exists(log))
            return false;
        acts = diskActsOf(contentOf(log));
        return true;
    }

    int acknowledgedBefore(std::size_t cut) const {
        int last = 0;
        for (std::size_t i = 0; i < cut; ++i)
            if (acts[i].kind == 'W' && acts[i].path == acks)
                last = std::stoi(acts[i].data);
        return last;
    }
};

// Shared memory is gone after a power cut.
void layOut(const DiskAfterCut& disk, const fs::path& from, const fs::path& to) {
    for (const auto& [path, content] : disk.files())
        if (!path.ends_with("-shm") && fs::path(path).parent_path() == from)
            writeFile(to / fs::path(path).filename(), std::string_view(content), {.durability = Durability::Ordered});
}

// Empty when all is well, else what was found.
std::string loss(const fs::path& file, int acknowledged) {
    if (!fs::exists(file))
        return acknowledged == 0 ? "" : "the review is gone";
    const auto store = ReviewStore::open(file, {});
    if (const auto findings = store->verify(); !findings.empty())
        return findings.front();
    const auto events = store->allEvents();
    if (static_cast<int>(events.size()) < acknowledged)
        return std::to_string(acknowledged) + " acknowledged, " + std::to_string(events.size()) + " there";
    for (std::size_t i = 0; i < events.size(); ++i)
        if (!(events[i] == withSequence(numberedEvent(static_cast<int>(i) + 1), static_cast<std::int64_t>(i) + 1)))
            return "event " + std::to_string(i + 1) + " differs";
    return {};
}

} // namespace

class TestPowerCut final : public QObject {
    Q_OBJECT
private slots:
    // Row C2.
    void everyAcknowledgedDecisionSurvivesAPowerCut() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        QSKIP("the recorder and the sanitizer both replace write()");
#endif
        if (!fs::exists(WRITE_RECORDER))
            QSKIP("the recorder of write calls is not in the shared folder");
        RecordedRun run;
        QVERIFY(run.record());
        QCOMPARE(run.acknowledgedBefore(run.acts.size()), decisions);
        std::mt19937_64 chance(20'262);
        const int cuts = qEnvironmentVariableIsSet("LOCASCOPE_SOAK") ? 1'000 : 100;
        for (int cut = 0; cut < cuts; ++cut) {
            const auto place = std::uniform_int_distribution<std::size_t>(1, run.acts.size())(chance);
            const DiskAfterCut disk(run.acts, place, chance);
            const ReviewWorld after;
            layOut(disk, run.directory, after.directory());
            const std::string found = loss(after.file(), run.acknowledgedBefore(place));
            QVERIFY2(found.empty(), qPrintable(QStringLiteral("cut %1 behind act %2: %3").arg(cut).arg(place).arg(QString::fromStdString(found))));
        }
        qInfo("%d cuts in %zu acts, no acknowledged decision lost", cuts, run.acts.size());
    }
};

QTEST_GUILESS_MAIN(TestPowerCut)
#include "test_powercut.moc"
