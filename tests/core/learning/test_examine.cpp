#include "core/learning/examine.h"
#include "core/files/error.h"
#include "tests/core/learning/cards.h"
#include "tests/core/learning/scripts.h"
#include "tests/support/expecterror.h"

#include <QTest>

using namespace locascope;
using namespace locascope::testing;

class TestExamine : public QObject {
    Q_OBJECT

private slots:
    void theBuiltInArchitecturePasses() {
        const WrittenModel model(classifierScript(4, 28, 1), 28, 64);
        examineModel(model.file, model.card);
    }

    void operatorsThatReachOutsideAreRefused_data() {
        QTest::addColumn<QString>("source");
        QTest::newRow("writes a file") << "def forward(self, x):\n    torch.save(x, '/tmp/locascope-was-here')\n    return torch.zeros([x.size(0), 3])\n";
        QTest::newRow("maps a file") << "def forward(self, x):\n    return torch.from_file('/etc/passwd', False, 12).view([4, 3])\n";
        QTest::newRow("hides it in a branch") << "def forward(self, x):\n    if x.size(0) > 1000:\n        torch.save(x, '/tmp/locascope-was-here')\n    return torch.zeros([x.size(0), 3])\n";
        QTest::newRow("hides it in another method") << "def helper(self, x):\n    torch.save(x, '/tmp/locascope-was-here')\n    return x\ndef forward(self, x):\n    return torch.zeros([x.size(0), 3])\n";
        QTest::newRow("prints") << "def forward(self, x):\n    print('ok')\n    return torch.zeros([x.size(0), 3])\n";
    }
    void operatorsThatReachOutsideAreRefused() {
        QFETCH(QString, source);
        const WrittenModel model(scriptOf(source.toStdString()), 3);
        const auto error = errorOf([&] { examineModel(model.file, model.card); });
        QVERIFY(error);
        QVERIFY2(error->kind() == ErrorKind::Invalid && QString::fromUtf8(error->what()).contains(QLatin1String("uses the operator")), error->what());
        QVERIFY(!std::filesystem::exists("/tmp/locascope-was-here"));
    }

    void outputsThatFailOnOneInputOnlyAreFound() {
        const WrittenModel model(scriptOf("def forward(self, x):\n    return torch.zeros([x.size(0), 3]) / (1.0 - torch.mean(x))\n"), 3);
        EXPECT_ERROR(examineModel(model.file, model.card), ErrorKind::ModelFailed);
    }

    void aModelThatForgetsTheBatchIsRefused() {
        const WrittenModel model(scriptOf("def forward(self, x):\n    return torch.zeros([1, 3])\n"), 3);
        EXPECT_ERROR(examineModel(model.file, model.card), ErrorKind::ModelFailed);
    }

    void aModelThatMixesImagesIsRefused() {
        const WrittenModel model(scriptOf("def forward(self, x):\n    return torch.softmax(torch.linear(torch.mean(x, [2, 3]), self.weight), 0)\n"), 3);
        const auto error = errorOf([&] { examineModel(model.file, model.card); });
        QVERIFY(error && error->kind() == ErrorKind::ModelFailed);
        QVERIFY2(QString::fromUtf8(error->what()).contains(QLatin1String("beside another one")), error->what());
    }

    void anUnknownNameIsNoOperatorWeAllow() {
        QVERIFY(isAllowedOperator("aten::conv2d"));
        QVERIFY(!isAllowedOperator("aten::save"));
        QVERIFY(!isAllowedOperator("aten::from_file"));
        QVERIFY(!isAllowedOperator("prim::PythonOp"));
        QVERIFY(!isAllowedOperator("prim::CallMethod"));
        QVERIFY(!isAllowedOperator("mylib::anything"));
        QVERIFY(!isAllowedOperator("conv2d"));
    }
};

QTEST_GUILESS_MAIN(TestExamine)
#include "test_examine.moc"
