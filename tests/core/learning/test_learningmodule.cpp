#include "core/files/error.h"
#include "core/files/writefile.h"
#include "core/model/learningmodule.h"
#include "tests/support/expecterror.h"
#include "tests/support/temporaryfolder.h"

#include <QTest>

using namespace locascope;
using namespace locascope::testing;

class TestLearningModule : public QObject {
    Q_OBJECT

private slots:
    void cleanup() { qunsetenv("LOCASCOPE_MODULE_PATH"); }

    void theModuleIsFoundBesideTheLibraryThatLoadsIt() {
        const auto learning = loadLearningModule();
        QVERIFY(!learning->torchVersion().empty());
        QVERIFY(!learning->defaultDevice().empty());
    }

    void anExceptionCrossesItsBorder() {
        EXPECT_ERROR(loadLearningModule()->load("/nowhere/m.pt", {}, {}), ErrorKind::NotFound);
    }

    void whereItIsMissingTheErrorSaysWhereItWasLookedFor() {
        const TemporaryFolder folder;
        qputenv("LOCASCOPE_MODULE_PATH", folder.path().c_str());
        const auto error = errorOf([] { loadLearningModule(); });
        QVERIFY(error && error->kind() == ErrorKind::ModuleMissing);
        QVERIFY2(std::string(error->what()).find(folder.path().string()) != std::string::npos, error->what());
    }

    void whatIsNoModuleIsRefused() {
        const TemporaryFolder folder;
        writeFile(folder / "locascope_learning.so", "no library");
        qputenv("LOCASCOPE_MODULE_PATH", folder.path().c_str());
        EXPECT_ERROR(loadLearningModule(), ErrorKind::ModuleMissing);
    }
};

QTEST_GUILESS_MAIN(TestLearningModule)
#include "test_learningmodule.moc"
