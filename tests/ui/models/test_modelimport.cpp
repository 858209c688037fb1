#include "ui/models/modelimport.h"

#include "core/files/writefile.h"
#include "core/model/modelcard.h"
#include "core/model/modellibrary.h"
#include "tests/support/temporaryfolder.h"
#include "tests/ui/models/fakeprogram.h"

#include <QFile>
#include <QSignalSpy>
#include <QTest>

using namespace locascope;
using namespace locascope::testing;

namespace {

/// An import by a program that does what is written here.
struct Importing {
    explicit Importing(const std::string& text) : import(folder / "data", fakeProgram(folder.path(), text)) {
        makeDirectory(modelsDirectory(folder / "data"));
        import.start(folder / "m.onnx");
    }
    TemporaryFolder folder;
    ModelImport import;
    QSignalSpy imported{&import, &ModelImport::imported};
    QSignalSpy failed{&import, &ModelImport::failed};
    QSignalSpy cancelled{&import, &ModelImport::cancelled};
};

} // namespace

/// A process that imports a model, and everything that can become of it.
class TestModelImport final : public QObject {
    Q_OBJECT
private slots:
    void whatWasImportedIsToldByItsCard() {
        const Importing one("echo \"$LOCASCOPE_DATA_DIR/models/m.pt: imported, passed its trial\"");
        QTRY_COMPARE(one.imported.count(), 1);
        QCOMPARE(one.imported[0][0].toString(), QString::fromStdString((one.folder / "data" / "models" / "m.yaml").string()));
        QVERIFY(!one.import.isRunning() && one.failed.isEmpty());
    }

    void whatTheCommandSaysIsTheCause() {
        const Importing one("echo \"locascope: model: $file: is no model; fetch it again.\" >&2; exit 1");
        QTRY_COMPARE(one.failed.count(), 1);
        QCOMPARE(one.failed[0][0].toString(), QString::fromStdString((one.folder / "m.onnx").string()));
        QCOMPARE(one.failed[0][1].toString(), QStringLiteral("is no model; fetch it again."));
    }

    void aChildThatBreaksDownIsNoImport_data() {
        QTest::addColumn<QString>("text");
        QTest::newRow("killed") << QStringLiteral("kill -9 $$");
        QTest::newRow("crashes") << QStringLiteral("kill -SEGV $$");
        QTest::newRow("garbage") << QStringLiteral("head -c 300000 /dev/urandom");
        QTest::newRow("says nothing") << QStringLiteral("exit 0");
    }
    void aChildThatBreaksDownIsNoImport() {
        QFETCH(QString, text);
        const Importing one("echo started >> \"$(dirname \"$0\")/starts\"; mkdir \"$LOCASCOPE_DATA_DIR/models/.locascope-import-$$\"; trap 'rmdir \"$LOCASCOPE_DATA_DIR\"/models/.locascope-import-$$' EXIT\n" +
                            text.toStdString());
        QTRY_COMPARE(one.failed.count(), 1);
        QVERIFY(one.failed[0][1].toString().isEmpty() && one.imported.isEmpty());
        QTRY_VERIFY2(std::filesystem::is_empty(modelsDirectory(one.folder / "data")), "nothing is left behind");
        QCOMPARE(std::filesystem::file_size(one.folder / "starts"), std::string("started\n").size()); // not tried again by itself
    }

    void whatDoesNotEndWhenAskedIsEnded() {
        Importing one("mkdir \"$LOCASCOPE_DATA_DIR/models/.locascope-import-$$\"; touch \"$(dirname \"$0\")/runs\"; trap '' TERM; exec sleep 100");
        QTRY_VERIFY(std::filesystem::exists(one.folder / "runs"));
        one.import.cancel();
        QTRY_COMPARE_WITH_TIMEOUT(one.cancelled.count(), 1, 30000);
        QVERIFY(one.imported.isEmpty() && one.failed.isEmpty() && !one.import.isRunning());
        QTRY_VERIFY(std::filesystem::is_empty(modelsDirectory(one.folder / "data")));
    }

    void aProgramThatIsNotThereIsAFailure() {
        const TemporaryFolder folder;
        ModelImport import(folder / "data", folder / "nowhere");
        const QSignalSpy failed(&import, &ModelImport::failed);
        import.start(folder / "m.onnx");
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY(!failed[0][1].toString().isEmpty() && !import.isRunning());
    }

    void leavingEndsIt() {
        const TemporaryFolder folder;
        {
            ModelImport import(folder / "data", fakeProgram(folder.path(), "echo $$ > \"$(dirname \"$0\")/id\"; exec sleep 100"));
            import.start(folder / "m.onnx");
            QTRY_VERIFY(std::filesystem::exists(folder / "id") && std::filesystem::file_size(folder / "id") > 1);
        }
        QFile id(QString::fromStdString((folder / "id").string()));
        QVERIFY(id.open(QIODevice::ReadOnly));
        QVERIFY(!std::filesystem::exists("/proc/" + id.readAll().trimmed().toStdString()));
    }
};

QTEST_GUILESS_MAIN(TestModelImport)
#include "test_modelimport.moc"
