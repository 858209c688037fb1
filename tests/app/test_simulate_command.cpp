#include "core/plate/scanplate.h"
#include "tests/support/asnobody.h"
#include "tests/support/runprogram.h"
#include "tests/support/temporaryfolder.h"

#include <QFile>
#include <QIODevice>
#include <QTest>

#include <filesystem>

using namespace locascope;
using namespace locascope::testing;

namespace {

QString text(const std::filesystem::path& path) { return QString::fromStdString(path.string()); }

QByteArray contentOf(const std::filesystem::path& path) {
    QFile file(text(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

ProgramRun simulate(const std::filesystem::path& directory, const QStringList& more = {}) {
    return runProgram(QStringList{QStringLiteral("simulate"), text(directory), QStringLiteral("--samples"), QStringLiteral("3"), QStringLiteral("--size"),
                                  QStringLiteral("64")}
                      + more);
}

} // namespace

/// `locascope simulate` as a shell sees it.
class TestSimulateCommand final : public QObject {
    Q_OBJECT
private slots:
    void aPlateIsWrittenWithTruthMasksAndSheet() {
        const TemporaryFolder folder;
        const ProgramRun run = simulate(folder / "plate", {QStringLiteral("--truth"), text(folder / "truth.csv"), QStringLiteral("--masks"), text(folder / "masks"),
                                                           QStringLiteral("--sheet"), text(folder / "sheet.csv")});
        QCOMPARE(run.err, QByteArray());
        QCOMPARE(run.status, 0);
        QCOMPARE(scanPlate(folder / "plate").samples.size(), std::size_t{3});
        QVERIFY(contentOf(folder / "truth.csv").startsWith("Id,Target\n"));
        QCOMPARE(contentOf(folder / "truth.csv").count('\n'), 4);
        QVERIFY(contentOf(folder / "sheet.csv").startsWith("Id,antibody,cell_line,"));
        QVERIFY(!std::filesystem::is_empty(folder / "masks"));
    }
    void theSameSeedWritesTheSameFilesAndAnotherSeedOthers() {
        const TemporaryFolder folder;
        const QStringList layout{QStringLiteral("--layout"), QStringLiteral("plate"), QStringLiteral("--seed")};
        QCOMPARE(simulate(folder / "a", layout + QStringList{QStringLiteral("4")}).status, 0);
        QCOMPARE(simulate(folder / "b", layout + QStringList{QStringLiteral("4")}).status, 0);
        QCOMPARE(simulate(folder / "c", layout + QStringList{QStringLiteral("5")}).status, 0);
        const std::filesystem::path image = std::filesystem::path("A01") / "A01_1_red.png";
        QVERIFY(!contentOf(folder / "a" / image).isEmpty());
        QCOMPARE(contentOf(folder / "a" / image), contentOf(folder / "b" / image));
        QVERIFY(contentOf(folder / "a" / image) != contentOf(folder / "c" / image));
    }
    void balanceAndHardnessAreHeard() {
        const TemporaryFolder folder;
        const auto made = [&](const char* name, const QStringList& more) {
            const ProgramRun run = simulate(folder / name, QStringList{QStringLiteral("--layout"), QStringLiteral("plate")} + more);
            return run.status == 0 ? contentOf(folder / name / "A01" / "A01_1_green.png") : QByteArray();
        };
        const QByteArray usual = made("usual", {});
        const QByteArray balanced = made("balanced", {QStringLiteral("--balance"), QStringLiteral("balanced")});
        const QByteArray clean = made("clean", {QStringLiteral("--hardness"), QStringLiteral("0")});
        QVERIFY(!usual.isEmpty() && !balanced.isEmpty() && !clean.isEmpty());
        QVERIFY(usual != balanced);
        QVERIFY(usual != clean);
    }
    void wrongUsageIsStatusTwo_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("no directory") << QStringList{QStringLiteral("--samples"), QStringLiteral("2")};
        QTest::newRow("no number") << QStringList{QStringLiteral("/tmp/never")};
        QTest::newRow("no sample") << QStringList{QStringLiteral("/tmp/never"), QStringLiteral("--samples"), QStringLiteral("0")};
        QTest::newRow("size") << QStringList{QStringLiteral("/tmp/never"), QStringLiteral("--samples"), QStringLiteral("2"), QStringLiteral("--size"), QStringLiteral("5000")};
        QTest::newRow("layout") << QStringList{QStringLiteral("/tmp/never"), QStringLiteral("--samples"), QStringLiteral("2"), QStringLiteral("--layout"), QStringLiteral("round")};
        QTest::newRow("hardness") << QStringList{QStringLiteral("/tmp/never"), QStringLiteral("--samples"), QStringLiteral("2"), QStringLiteral("--hardness"), QStringLiteral("-1")};
    }
    void wrongUsageIsStatusTwo() {
        QFETCH(QStringList, arguments);
        const ProgramRun run = runProgram(QStringList{QStringLiteral("simulate")} + arguments);
        QCOMPARE(run.status, 2);
        QVERIFY2(run.saysOneLine(), run.err);
        QVERIFY(!std::filesystem::exists("/tmp/never"));
    }
    void aDirectoryWithImagesIsRefusedAndLeftAlone() {
        const TemporaryFolder folder;
        QCOMPARE(simulate(folder / "plate").status, 0);
        const std::size_t before = scanPlate(folder / "plate").samples.size();
        const ProgramRun run = simulate(folder / "plate", {QStringLiteral("--seed"), QStringLiteral("2")});
        QCOMPARE(run.status, 1);
        QVERIFY2(run.saysOneLine(), run.err);
        QCOMPARE(scanPlate(folder / "plate").samples.size(), before);
    }
    void aFileInPlaceOfTheDirectoryIsRefused() {
        const ProgramRun run = simulate("/etc/passwd");
        QCOMPARE(run.status, 1);
        QVERIFY2(run.saysOneLine(), run.err);
        QVERIFY2(run.err.contains("/etc/passwd"), run.err);
    }
    void aFullDiskIsOneLineThatSaysSo() {
        const TemporaryFolder folder;
        const ProgramRun run = runShell(QStringLiteral("unshare -m /bin/bash -c 'mount -t tmpfs -o size=64k none \"%1\" || exit 77; exec \"$LOCASCOPE\" simulate \"%1/plate\" --samples 12 --size 128' || exit $?")
                                            .arg(text(folder.path())));
        if (run.status != 1 || !run.err.startsWith("locascope: "))
            QSKIP("no file system of its own can be mounted here");
        QVERIFY2(run.saysOneLine(), run.err);
        QVERIFY2(run.err.contains("full") || run.err.contains("space"), run.err);
    }
};

QTEST_GUILESS_MAIN(TestSimulateCommand)
#include "test_simulate_command.moc"
