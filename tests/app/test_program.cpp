#include "tests/support/runprogram.h"

#include <QTemporaryDir>
#include <QTest>

using namespace locascope::testing;

/// The program as a shell sees it: what it prints, where, and with which status.
class TestProgram final : public QObject {
    Q_OBJECT
private slots:
    void theVersionIsOneLine() {
        const ProgramRun run = runProgram({QStringLiteral("--version")});
        QCOMPARE(run.status, 0);
        QCOMPARE(run.out, QByteArray("locascope " LOCASCOPE_VERSION "\n"));
        QCOMPARE(run.err, QByteArray());
    }
    void helpNamesEveryCommand() {
        const ProgramRun run = runProgram({QStringLiteral("--help")});
        QCOMPARE(run.status, 0);
        QVERIFY(run.out.contains("--review"));
        QVERIFY(run.out.contains("--reviewer"));
        QVERIFY(run.out.contains("--model"));
    }
    void wrongUsageIsStatusTwo() {
        for (const QStringList& arguments : {QStringList{QStringLiteral("--nonsense")}, QStringList{QStringLiteral("a"), QStringLiteral("b")}}) {
            const ProgramRun run = runProgram(arguments);
            QCOMPARE(run.status, 2);
            QVERIFY2(run.saysOneLine(), run.err);
        }
    }
    void aPlateThatIsNotThereIsOneLine() {
        const ProgramRun run = runProgram({QStringLiteral("/nowhere/at\nall")});
        QCOMPARE(run.status, 1);
        QVERIFY2(run.saysOneLine(), run.err);
        QVERIFY2(run.err.contains("/nowhere/at\\x0aall"), run.err);
    }
    void aPlateThatIsAFileIsOneLine() {
        const ProgramRun run = runProgram({QStringLiteral("/etc/passwd")});
        QCOMPARE(run.status, 1);
        QVERIFY2(run.saysOneLine(), run.err);
        QVERIFY2(run.err.contains("is not a directory"), run.err);
    }
    void aReviewOnAnotherKindOfServerIsRefused() {
        const ProgramRun run = runProgram({QStringLiteral("--review"), QStringLiteral("mysql://host/reviews")});
        QCOMPARE(run.status, 1);
        QVERIFY2(run.saysOneLine(), run.err);
        QVERIFY2(run.err.contains("server"), run.err);
    }
    void withoutADisplayItSaysSo() {
        QTemporaryDir plate;
        const ProgramRun run = runShell(QStringLiteral("env -u QT_QPA_PLATFORM -u DISPLAY -u WAYLAND_DISPLAY \"$LOCASCOPE\" '%1'").arg(plate.path()));
        QCOMPARE(run.status, 1);
        QVERIFY2(run.saysOneLine(), run.err);
    }
};

QTEST_GUILESS_MAIN(TestProgram)
#include "test_program.moc"
