#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

namespace {

constexpr int fileSystemKb = 4096;

// Runs a shell line in a mount namespace of its own, with "$1"… as its arguments.
QStringList inNamespace(const QString& line, const QStringList& arguments) {
    const QString rights = ::geteuid() == 0 ? QStringLiteral("-m") : QStringLiteral("-Urm");
    return QStringList{rights, QStringLiteral("sh"), QStringLiteral("-c"), line, QStringLiteral("sh")} + arguments;
}

bool canMount() {
    QTemporaryDir directory;
    QProcess program;
    program.start(QStringLiteral("unshare"),
                  inNamespace(QStringLiteral("mount -t tmpfs -o size=64k none \"$1\""), {directory.path()}));
    return program.waitForFinished() && program.exitStatus() == QProcess::NormalExit && program.exitCode() == 0;
}

} // namespace

class TestFullDisk final : public QObject {
    Q_OBJECT
private slots:
    // Row C3.
    void aFullDiskRefusesADecisionAndTakesItOnceThereIsRoom_data() {
        QTest::addColumn<int>("freeKb");
        for (int freeKb = 0; freeKb <= 2048; freeKb += freeKb < 256 ? 32 : 128)
            QTest::addRow("%d KB free", freeKb) << freeKb;
    }
    void aFullDiskRefusesADecisionAndTakesItOnceThereIsRoom() {
        QFETCH(int, freeKb);
        static const bool possible = canMount();
        if (!possible)
            QSKIP("no mount namespace here (unshare)");
        QTemporaryDir directory;
        QProcess program;
        const QString line = QStringLiteral("mount -t tmpfs -o size=%1k none \"$1\" && exec \"$2\" --until-full \"$1\" \"$3\"").arg(fileSystemKb);
        program.start(QStringLiteral("unshare"),
                      inNamespace(line, {directory.path(), QStringLiteral(STORE_WRITER), QString::number(freeKb)}));
        QVERIFY(program.waitForFinished(120'000));
        QVERIFY2(program.exitStatus() == QProcess::NormalExit && program.exitCode() == 0,
                 program.readAllStandardError().constData());
    }
};

QTEST_GUILESS_MAIN(TestFullDisk)
#include "test_fulldisk.moc"
