#include "core/model/trial.h"

#include "core/files/error.h"
#include "core/model/npy.h"
#include "core/model/tryanswer.h"
#include "tests/core/learning/cards.h"
#include "tests/core/learning/scripts.h"
#include "tests/support/expecterror.h"

#include <QElapsedTimer>
#include <QTest>
#include <QThread>

#include <csignal>
#include <thread>

using namespace locascope;
using namespace locascope::testing;

namespace {

std::filesystem::path program() { return qEnvironmentVariable("LOCASCOPE_PROGRAM").toStdString(); }

WrittenModel stranger(const std::string& body) { return WrittenModel(scriptOf("def forward(self, x):\n" + body), 3); }

std::optional<Error> verdict(const WrittenModel& model, const TrialLimits& limits = {}, std::stop_token stop = {}) {
    return errorOf([&] { putOnTrial(program(), model.file, model.card, limits, stop); });
}

constexpr const char* innocent = "    return torch.zeros([x.size(0), 3])\n";

} // namespace

/// The trial of a stranger's model in a real child process.
class TestTrial final : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { std::signal(SIGPIPE, SIG_IGN); } // as the program does

    void anHonestModelPasses() {
        const WrittenModel model(classifierScript(4, 28, 1), 28, 64);
        const auto error = verdict(model);
        QVERIFY2(!error, error ? error->what() : "");
    }

    void whatBreaksItsPromiseIsNamed_data() {
        QTest::addColumn<QString>("body");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("told");
        const auto row = [](const char* name, const char* body, ErrorKind kind, const char* told) {
            QTest::newRow(name) << QString::fromUtf8(body) << static_cast<int>(kind) << QString::fromUtf8(told);
        };
        row("27 outputs", "    return torch.zeros([x.size(0), 27])\n", ErrorKind::ModelFailed, "27 outputs");
        row("NaN", "    return torch.zeros([x.size(0), 3]) / 0.0\n", ErrorKind::ModelFailed, "not a finite number");
        row("a tuple that starts with no tensor", "    return 1, x\n", ErrorKind::ModelFailed, "gives Tuple");
        row("nothing", "    return None\n", ErrorKind::ModelFailed, "gives None");
        row("writes a file", "    torch.save(x, '/tmp/locascope-was-here')\n    return torch.zeros([x.size(0), 3])\n", ErrorKind::Invalid, "aten::save");
        row("four terabytes", "    return torch.zeros([1000000, 1000000])\n", ErrorKind::TooLarge, "memory");
        row("memory without end", "    y = torch.ones([1000, 1000])\n    while bool(torch.sum(y) > 0.0):\n        y = torch.cat([y, y])\n    return y\n",
            ErrorKind::TooLarge, "memory");
    }
    void whatBreaksItsPromiseIsNamed() {
        QFETCH(QString, body);
        QFETCH(int, kind);
        QFETCH(QString, told);
        const WrittenModel model = stranger(body.toStdString());
        const auto error = verdict(model);
        QVERIFY(error);
        QVERIFY2(error->kind() == static_cast<ErrorKind>(kind), error->what());
        QVERIFY2(QString::fromUtf8(error->what()).contains(told), error->what());
        QVERIFY(error->path() == model.file);
        QVERIFY(!std::filesystem::exists("/tmp/locascope-was-here"));
    }

    void anEndlessLoopIsEndedAtTheLimit() {
        const WrittenModel model = stranger("    y = torch.zeros([x.size(0), 3])\n    while bool(torch.sum(y) < 1.0):\n        y = y * 1.0\n    return y\n");
        const auto error = verdict(model, {.seconds = 4});
        QVERIFY(error);
        QVERIFY2(error->kind() == ErrorKind::TimedOut, error->what());
    }

    void anEndlessLoopIsCancelledWithinTwoSeconds() {
        const WrittenModel model = stranger("    y = torch.zeros([x.size(0), 3])\n    while bool(torch.sum(y) < 1.0):\n        y = y * 1.0\n    return y\n");
        std::stop_source stop;
        QElapsedTimer sinceStop;
        std::jthread canceller([&] {
            QThread::msleep(1500);
            sinceStop.start();
            stop.request_stop();
        });
        const auto error = verdict(model, {.seconds = 60}, stop.get_token());
        canceller.join();
        QVERIFY(error);
        QVERIFY2(error->kind() == ErrorKind::TimedOut && QString::fromUtf8(error->what()).contains(QLatin1String("cancelled")), error->what());
        QVERIFY(sinceStop.elapsed() < 2000);
    }

    void aDamagedOrForeignFileIsRefused() {
        const WrittenModel model = stranger(innocent);
        Bytes bytes = readFile(model.file);
        bytes.resize(bytes.size() / 2);
        writeFile(model.file, bytes);
        const auto cut = verdict(model);
        QVERIFY(cut);
        QVERIFY2(cut->kind() == ErrorKind::Mismatch, cut->what());
        std::filesystem::remove(model.file);
        QVERIFY(verdict(model));
    }

    void aProgramThatCannotBeStartedIsAnErrorNotAPass() {
        const WrittenModel model = stranger(innocent);
        EXPECT_ERROR(putOnTrial("/nowhere/locascope", model.file, model.card), ErrorKind::NotFound);
        const auto other = errorOf([&] { putOnTrial("/bin/true", model.file, model.card); });
        QVERIFY(other);
        QVERIFY2(other->kind() == ErrorKind::ModelFailed, other->what());
    }

    void aChildThatBreaksDownNamesTheModel_data() {
        QTest::addColumn<QString>("body");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("told");
        QTest::newRow("killed") << QStringLiteral("cat > /dev/null; kill -9 $$") << static_cast<int>(ErrorKind::ModelFailed) << QStringLiteral("signal 9");
        QTest::newRow("killed before it read its card") << QStringLiteral("kill -9 $$") << static_cast<int>(ErrorKind::ModelFailed) << QStringLiteral("signal 9");
        QTest::newRow("crashes") << QStringLiteral("kill -SEGV $$") << static_cast<int>(ErrorKind::ModelFailed) << QStringLiteral("signal 11");
        QTest::newRow("garbage") << QStringLiteral("head -c 300000 /dev/urandom") << static_cast<int>(ErrorKind::ModelFailed) << QStringLiteral("without a result");
        QTest::newRow("says ok, and fails") << QStringLiteral("echo ok; exit 3") << static_cast<int>(ErrorKind::ModelFailed) << QStringLiteral("without a result");
        QTest::newRow("hangs") << QStringLiteral("exec sleep 100") << static_cast<int>(ErrorKind::TimedOut) << QStringLiteral("no answer within 1 s");
    }
    /// Started once: what breaks down is not tried again by itself.
    void aChildThatBreaksDownNamesTheModel() {
        QFETCH(QString, body);
        QFETCH(int, kind);
        QFETCH(QString, told);
        const WrittenModel model = stranger(innocent);
        const std::filesystem::path child = model.folder / "child.sh";
        writeFile(child, "#!/bin/bash\necho started >> " + (model.folder / "starts").string() + "\n" + body.toStdString() + "\n");
        std::filesystem::permissions(child, std::filesystem::perms::owner_all);
        const auto error = errorOf([&] { putOnTrial(child, model.file, model.card, {.seconds = kind == static_cast<int>(ErrorKind::TimedOut) ? 1.0 : 60.0}); });
        QVERIFY(error);
        QVERIFY2(error->kind() == static_cast<ErrorKind>(kind) && QString::fromUtf8(error->what()).contains(told), error->what());
        QVERIFY(error->path() == model.file);
        QCOMPARE(readFile(model.folder / "starts").size(), std::string("started\n").size());
        EXPECT_ERROR(shapeConfined(child, model.file, {.seconds = 1}), static_cast<ErrorKind>(kind));
    }

    void weightsTellWhatTheyTakeAndGive() {
        const WrittenModel model(classifierScript(3, 19, 1), 19, 64);
        const WeightsShape shape = shapeConfined(program(), model.file);
        QVERIFY2(shape.channels == 3 && shape.outputs == 19 && shape.side == 512, qPrintable(QStringLiteral("%1 %2 %3").arg(shape.channels).arg(shape.outputs).arg(shape.side)));
    }

    void weightsThatTakeOneSizeAloneTellIt() {
        const WrittenModel model = stranger("    return torch.mean(x.view([1, 1, 224 * 224]), 2).expand([1, 7])\n");
        const WeightsShape shape = shapeConfined(program(), model.file);
        QVERIFY2(shape.channels == 1 && shape.outputs == 7 && shape.side == 224, qPrintable(QStringLiteral("%1 %2 %3").arg(shape.channels).arg(shape.outputs).arg(shape.side)));
    }

    void whatTellsNothingIsNoError() {
        QVERIFY(shapeConfined(program(), stranger("    return x, x\n").file).outputs == 0);
        QVERIFY(shapeConfined(program(), stranger("    return torch.zeros([3])\n").file).outputs == 0);
    }

    void weightsThatReachOutsideAreNotEvenAsked() {
        const WrittenModel model = stranger("    torch.save(x, '/tmp/locascope-was-here')\n    return torch.zeros([x.size(0), 3])\n");
        EXPECT_ERROR(shapeConfined(program(), model.file), ErrorKind::Invalid);
        QVERIFY(!std::filesystem::exists("/tmp/locascope-was-here"));
    }

    void anImageIsAnsweredByProbabilities() {
        const WrittenModel model = stranger("    return torch.mean(x, [2, 3])[:, 0:3]\n"); // logits: the mean of each channel
        const std::filesystem::path image = model.folder / "image.npy";
        std::vector<float> values(4 * 8 * 8, 0);
        std::fill(values.begin() + 64, values.begin() + 128, 2.0F);
        writeFile(image, formatNpy({{1, 4, 8, 8}, values}));
        const std::vector<float> answer = answerConfined(program(), image, model.file, model.card);
        QCOMPARE(answer.size(), std::size_t{3});
        QVERIFY(std::abs(answer[0] - 0.5F) < 1e-6F && std::abs(answer[1] - 1 / (1 + std::exp(-2.0F))) < 1e-6F);
        ModelCard other = model.card;
        other.input.width = other.input.height = 16;
        EXPECT_ERROR(answerConfined(program(), image, model.file, other), ErrorKind::Mismatch);
    }

    void whatHasPassedIsNotTriedAgainUntilSomethingChanges() {
        const WrittenModel model = stranger(innocent);
        const TemporaryFolder data;
        const TrialSurroundings here{"1.13.0", "cpu"};
        requirePassedTrial({program(), data.path()}, model.file, model.card, here);
        QVERIFY(hasPassedTrial(data.path(), model.card, here));
        requirePassedTrial({"/nowhere/locascope", data.path()}, model.file, model.card, here);
        EXPECT_ERROR(requirePassedTrial({"/nowhere/locascope", data.path()}, model.file, model.card, {"2.1.0", "cpu"}), ErrorKind::NotFound);
        ModelCard other = model.card;
        other.input.width = 16;
        EXPECT_ERROR(requirePassedTrial({"/nowhere/locascope", data.path()}, model.file, other, here), ErrorKind::NotFound);
    }
};

QTEST_GUILESS_MAIN(TestTrial)
#include "test_trial.moc"
