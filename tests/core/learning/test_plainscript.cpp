#include "core/files/error.h"
#include "core/learning/torchlearning.h"
#include "tests/core/learning/cards.h"
#include "tests/core/learning/onnxruns.h"
#include "tests/core/learning/scripts.h"
#include "tests/support/expecterror.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace locascope;
using namespace locascope::testing;

namespace {

constexpr int side = 8;

// A transformer of one layer, as it is traced without gradients: attention of two heads among 64 places of four numbers, in one step.
const std::string attention = R"(
def forward(self, x):
    places = x.flatten(2).transpose(1, 2)
    weights = torch.sin(torch.arange(48, dtype=6)).reshape([12, 4])
    biases = torch.cos(torch.arange(12, dtype=6))
    last = torch.cos(torch.arange(16, dtype=6)).reshape([4, 4])
    seen, shares = torch._native_multi_head_attention(places, places, places, 4, 2, weights, biases, last, biases[0:4], MASK, SHARES, True, 1)
    return torch.linear((places + seen).mean(1), self.weight)
)";

std::string attending(const char* shares = "False", const char* mask = "None") {
    std::string source = attention;
    source.replace(source.find("SHARES"), 6, shares);
    return source.replace(source.find("MASK"), 4, mask);
}

} // namespace

/// What exporters of PyTorch leave in TorchScript.
class TestPlainScript final : public QObject {
    Q_OBJECT
private slots:
    void attentionInOneStepIsTheSameWrittenOut_data() {
        QTest::addColumn<QString>("shares");
        QTest::addColumn<QString>("mask");
        QTest::newRow("alone") << "False" << "None";
        QTest::newRow("with the shares") << "True" << "None";
        QTest::newRow("without the places of a mask") << "False" << "places.sum(2) > 0";
    }
    void attentionInOneStepIsTheSameWrittenOut() {
        QFETCH(QString, shares);
        QFETCH(QString, mask);
        const Bytes script = scriptOf(attending(qPrintable(shares), qPrintable(mask)));
        const WrittenModel model(script, 3, side);
        const auto learning = makeTorchLearning();
        learning->examine(model.file, model.card);
        const std::vector<InputTensor> images{noisyInput(side, 1), noisyInput(side, 2)};
        const auto rows = learning->load(model.file, model.card, {.device = "cpu", .threads = 1})->predict(images);
        for (std::size_t image = 0; image < images.size(); ++image) {
            const std::vector<float> logits = asLibTorchRuns(script, images[image]);
            for (std::size_t index = 0; index < 3; ++index)
                QVERIFY(std::abs(rows[image][index] - 1 / (1 + std::exp(-logits[index]))) < 1e-6F);
        }
        QVERIFY(largestDifference({rows[0]}, {rows[1]}) > 1e-3);
    }

    void itIsExplained() {
        const WrittenModel model(scriptOf(attending()), 3, side);
        const auto engine = makeTorchLearning()->load(model.file, model.card, {.device = "cpu", .threads = 1});
        const SaliencyMap map = engine->explain(noisyInput(side, 1), "one", toClass(1), SaliencyMethod::GradientTimesInput);
        const auto [least, most] = std::minmax_element(map.values.begin(), map.values.end());
        QVERIFY(*most == 1 && *least < 0.5F);
    }

    void itIsTrainedAndKeptWrittenOut() {
        const WrittenModel model(scriptOf(attending()), 3, side);
        const Bytes kept = savedAgain(model.file);
        const Trainable parts = trainableParts(kept, 4, side);
        QCOMPARE(parts.all, 1);
        QCOMPARE(parts.reached, 1);
        const InputTensor image = noisyInput(side, 3);
        QVERIFY(largestDifference({asLibTorchRuns(kept, image)}, {asLibTorchRuns(scriptOf(attending()), image)}) < 1e-5);
    }

    // A scripted Inception warns that it gives a tuple, and gives one.
    // As torch.jit.trace writes it down: the last number says that a graphics processor may round.
    void aTracedConvolutionIsComputedInFloat32() {
        const WrittenModel model(scriptOf("def forward(self, x):\n"
                                          "    y = torch._convolution(x, self.weight.reshape([3, 4, 1, 1]), None, [1, 1], [0, 0], [1, 1], False, [0, 0], 1, False, False, True, True)\n"
                                          "    z = torch._convolution(x, self.weight.reshape([3, 4, 1, 1]), None, [1, 1], [0, 0], [1, 1], False, [0, 0], 1, False, False, True)\n"
                                          "    return (y + z).mean([2, 3])\n"),
                                 3, side);
        const RoundingConvolutions found = roundingConvolutions(model.file);
        QCOMPARE(found.inFile, 1);
        QCOMPARE(found.loaded, 0);
        makeTorchLearning()->examine(model.file, model.card);
    }

    void theFirstPartOfATupleIsGivenAndNobodyIsWarned() {
        const std::string pooled = "    row = torch.linear(torch.mean(x, [2, 3]), self.weight)\n";
        const WrittenModel plain(scriptOf("def forward(self, x):\n" + pooled + "    return row\n"), 3, side);
        const WrittenModel tuple(scriptOf("def forward(self, x):\n    torch.warn('scripted', 2)\n" + pooled + "    return row, x\n"), 3, side);
        const auto learning = makeTorchLearning();
        learning->examine(tuple.file, tuple.card);
        const std::vector<InputTensor> images{noisyInput(side, 1)};
        const auto engine = learning->load(tuple.file, tuple.card, {.device = "cpu", .threads = 1});
        QVERIFY(engine->predict(images) == learning->load(plain.file, plain.card, {.device = "cpu", .threads = 1})->predict(images));
        QVERIFY(engine->methods().front() == SaliencyMethod::Cam);
        QVERIFY(engine->givesFeatures());
        QCOMPARE(trainableParts(savedAgain(tuple.file), 4, side).reached, 1);
        QCOMPARE(learning->rawOutputs(tuple.file, tuple.card, images).at(0), asLibTorchRuns(readFile(plain.file), images[0]));
    }

    void aTupleThatBeginsWithSomethingElseIsRefused() {
        const WrittenModel model(scriptOf("def forward(self, x):\n    return 3, torch.zeros([x.size(0), 3])\n"), 3, side);
        const auto error = errorOf([&] { makeTorchLearning()->examine(model.file, model.card); });
        QVERIFY(error && error->kind() == ErrorKind::ModelFailed);
        QVERIFY2(error->detail().find("the model gives Tuple") != std::string::npos, error->what());
    }

    void weightsOfTorchSaveAreNamed() {
        const WrittenModel model(savedWeights(), 3, side);
        const auto error = errorOf([&] { makeTorchLearning()->examine(model.file, model.card); });
        QVERIFY(error && error->kind() == ErrorKind::Unsupported);
        QVERIFY2(error->detail().find("torch.save") != std::string::npos && error->detail().find("torch.jit.trace") != std::string::npos, error->what());
    }
};

QTEST_GUILESS_MAIN(TestPlainScript)
#include "test_plainscript.moc"
