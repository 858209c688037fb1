#include "core/files/error.h"
#include "core/learning/torchlearning.h"
#include "core/model/views.h"
#include "tests/core/learning/cards.h"
#include "tests/core/learning/scripts.h"
#include "tests/support/expecterror.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace locascope;
using namespace locascope::testing;

namespace {

// Three classes from four channels: relu, global mean, one linear layer.
const std::string pooled = "def forward(self, x):\n"
                           "    return torch.linear(torch.mean(torch.relu(x), [2, 3]), self.weight)\n";

std::unique_ptr<Engine> engineOf(const WrittenModel& model, const EngineOptions& options = {.device = "cpu", .threads = 1}) {
    return makeTorchLearning()->load(model.file, model.card, options);
}

double relu(double value) { return std::max(0.0, value); }
double weight(std::size_t index, std::size_t channel) { return 0.1 * static_cast<double>(index * 4 + channel + 1); }

double expectedLogit(const InputTensor& input, std::size_t index) {
    const std::size_t cells = static_cast<std::size_t>(input.width * input.height);
    double logit = 0;
    for (std::size_t channel = 0; channel < 4; ++channel)
        for (std::size_t cell = 0; cell < cells; ++cell)
            logit += weight(index, channel) * relu(input.values[channel * cells + cell]) / static_cast<double>(cells);
    return logit;
}

// Of a linear layer over means, Grad-CAM is the weighted sum of the features.
std::vector<double> expectedMap(const InputTensor& input, std::size_t index) {
    const std::size_t cells = static_cast<std::size_t>(input.width * input.height);
    std::vector<double> map(cells, 0);
    for (std::size_t cell = 0; cell < cells; ++cell)
        for (std::size_t channel = 0; channel < 4; ++channel)
            map[cell] += weight(index, channel) * relu(input.values[channel * cells + cell]);
    const double highest = *std::max_element(map.begin(), map.end());
    for (double& value : map)
        value /= highest;
    return map;
}

double largestDifference(const SaliencyMap& map, const std::vector<double>& expected) {
    double largest = map.values.size() == expected.size() ? 0 : 1e9;
    for (std::size_t cell = 0; cell < map.values.size() && cell < expected.size(); ++cell)
        largest = std::max(largest, std::abs(map.values[cell] - expected[cell]));
    return largest;
}

std::optional<Error> failureOf(const std::string& source, std::size_t classes = 3) {
    const WrittenModel model(scriptOf(source), classes);
    return errorOf([&] { engineOf(model)->predict(std::vector{noisyInput(8, 1)}); });
}

} // namespace

class TestTorchEngine : public QObject {
    Q_OBJECT

private slots:
    void logitsBecomeProbabilities() {
        const WrittenModel model(scriptOf(pooled), 3);
        const auto input = noisyInput(8, 1);
        const auto rows = engineOf(model)->predict(std::vector{input});
        QCOMPARE(rows.size(), std::size_t{1});
        QCOMPARE(rows[0].size(), std::size_t{3});
        for (std::size_t index = 0; index < 3; ++index)
            QVERIFY(std::abs(rows[0][index] - 1 / (1 + std::exp(-expectedLogit(input, index)))) < 1e-6);
    }

    void aTemperatureDividesLogits() {
        WrittenModel model(scriptOf(pooled), 3);
        model.card.temperature = 2.5;
        const auto input = noisyInput(8, 1);
        const auto row = engineOf(model)->predict(std::vector{input}).at(0);
        const auto shown = engineOf(model)->predictShown(input).at(0);
        for (std::size_t index = 0; index < 3; ++index) {
            QVERIFY(std::abs(row[index] - 1 / (1 + std::exp(-expectedLogit(input, index) / 2.5))) < 1e-6);
            QVERIFY(std::abs(shown[index] - row[index]) < 1e-6);
        }
    }

    void exclusiveLogitsBecomeProbabilitiesThatSumToOne() {
        WrittenModel model(scriptOf(pooled), 3);
        model.card.output = OutputKind::ExclusiveLogits;
        model.card.temperature = 0.5;
        const auto input = noisyInput(8, 1);
        const auto row = engineOf(model)->predict(std::vector{input}).at(0);
        double sum = 0;
        for (std::size_t index = 0; index < 3; ++index)
            sum += std::exp(expectedLogit(input, index) * 2);
        for (std::size_t index = 0; index < 3; ++index)
            QVERIFY(std::abs(row[index] - std::exp(expectedLogit(input, index) * 2) / sum) < 1e-6);
    }

    // The model is the mean of its input, so that the mean over four corners and centre is known.
    void aRecipeWithViewsAnswersOneRowAField() {
        WrittenModel model(scriptOf(pooled), 3, 4);
        model.card.output = OutputKind::Logits;
        model.card.input.views.width = model.card.input.views.height = 8;
        model.card.input.views.crops = Crops::Five;
        const auto field = noisyInput(8, 1);
        const auto engine = engineOf(model);
        const auto rows = engine->predict(std::vector{field, noisyInput(8, 2)});
        QCOMPARE(rows.size(), std::size_t{2});
        for (std::size_t index = 0; index < 3; ++index) {
            double mean = 0;
            for (std::size_t view = 0; view < 5; ++view)
                mean += 1 / (1 + std::exp(-expectedLogit(viewOf(field, model.card.input, view), index))) / 5;
            QVERIFY(std::abs(rows[0][index] - mean) < 1e-6);
            QVERIFY(std::abs(engine->predictShown(field).at(0)[index] - mean) < 1e-6);
        }
        QCOMPARE(engine->explain(field, "a", toClass(0)).width, 8);
        QCOMPARE(engine->explain(field, "a", toClass(0)).values[0], 0.0F); // outside the centre
    }

    void aBatchGivesWhatEachGivesAlone() {
        const WrittenModel model(classifierScript(4, 5, 1), 5, 64);
        const auto engine = engineOf(model);
        const std::vector<InputTensor> inputs{noisyInput(64, 1), noisyInput(64, 2)};
        const auto together = engine->predict(inputs);
        for (std::size_t input = 0; input < 2; ++input) {
            const auto alone = engine->predict({&inputs[input], 1});
            for (std::size_t index = 0; index < 5; ++index)
                QVERIFY(std::abs(alone[0][index] - together[input][index]) < 1e-6);
        }
    }

    void gradCamIsTheWeightedSumOfFeatures() {
        const WrittenModel model(scriptOf(pooled), 3);
        const auto engine = engineOf(model);
        QVERIFY(engine->canExplain());
        for (unsigned seed : {1U, 2U}) {
            const auto input = noisyInput(8, seed);
            for (std::size_t index = 0; index < 3; ++index)
                QVERIFY(largestDifference(engine->explain(input, std::to_string(seed), toClass(index), SaliencyMethod::GradCam), expectedMap(input, index)) < 1e-5);
        }
    }

    void anotherClassOfTheSameInputCostsOnlyABackwardPass() {
        const WrittenModel model(classifierScript(4, 28, 1), 28, 512);
        const auto engine = engineOf(model);
        const auto input = noisyInput(512, 1);
        engine->predict({&input, 1});
        engine->explain(input, "a", toClass(0));
        QElapsedTimer timer;
        timer.start();
        for (std::size_t index = 1; index < 11; ++index)
            QCOMPARE(engine->explain(input, "a", toClass(index)).width, 32);
        const double each = static_cast<double>(timer.nsecsElapsed()) / 1e7;
        qInfo("saliency of one more class: %.2f ms", each);
        QVERIFY(each < 50);
    }

    void nothingThatSpeaksForTheClassIsAnEmptyMapNotADivisionByZero() {
        const WrittenModel model(scriptOf(pooled), 3);
        InputTensor dark = noisyInput(8, 1);
        std::fill(dark.values.begin(), dark.values.end(), -1.0F);
        const auto map = engineOf(model)->explain(dark, "dark", toClass(0));
        QVERIFY(std::all_of(map.values.begin(), map.values.end(), [](float value) { return value == 0; }));
    }

    void aModelWithoutGlobalPoolingPredictsAndIsExplainedByItsInput() {
        const WrittenModel model(scriptOf("def forward(self, x):\n    return torch.linear(x[:, :, 0, 0], self.weight)\n"), 3);
        const auto engine = engineOf(model);
        QCOMPARE(engine->methods(), (std::vector{SaliencyMethod::GradientTimesInput, SaliencyMethod::SmoothGrad, SaliencyMethod::Occlusion}));
        QCOMPARE(engine->predict(std::vector{noisyInput(8, 1)}).size(), std::size_t{1});
        EXPECT_ERROR(engine->explain(noisyInput(8, 1), "a", toClass(0), SaliencyMethod::GradCam), ErrorKind::Unsupported);
    }

    void aMeanOverAnythingButThePictureIsNoGlobalPooling() {
        const WrittenModel model(scriptOf("def forward(self, x):\n    return torch.linear(torch.mean(torch.flatten(x, 2), [2]), self.weight)\n"), 3);
        QCOMPARE(engineOf(model)->methods().front(), SaliencyMethod::GradientTimesInput);
        const WrittenModel other(scriptOf("def forward(self, x):\n    return torch.linear(torch.mean(torch.relu(x), [-1, -2]), self.weight)\n"), 3);
        QCOMPARE(engineOf(other)->methods().front(), SaliencyMethod::Cam);
    }

    void brokenPromisesAreModelFailed_data() {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("told");
        QTest::newRow("27 outputs") << "def forward(self, x):\n    return torch.zeros([x.size(0), 27])\n" << "1 × 27 outputs, its card promises 1 × 3";
        QTest::newRow("NaN") << "def forward(self, x):\n    return torch.zeros([x.size(0), 3]) / 0.0\n" << "not a finite number";
        QTest::newRow("a tuple that starts with no tensor") << "def forward(self, x):\n    return 1, x\n" << "gives Tuple, expected one tensor";
        QTest::newRow("a tuple whose first part is of a wrong rank") << "def forward(self, x):\n    return x, x\n" << "1 × 4 × 8 × 8 outputs";
        QTest::newRow("None") << "def forward(self, x):\n    return None\n" << "gives None";
        QTest::newRow("text") << "def forward(self, x):\n    return 'yes'\n" << "gives String";
        QTest::newRow("a wrong rank") << "def forward(self, x):\n    return x\n" << "1 × 4 × 8 × 8 outputs";
        QTest::newRow("whole numbers") << "def forward(self, x):\n    return torch.zeros([x.size(0), 3], dtype=4)\n" << "expected float";
        QTest::newRow("an exception") << "def forward(self, x):\n    return torch.linear(x, self.weight)\n" << "failed while running";
    }
    void brokenPromisesAreModelFailed() {
        QFETCH(QString, source);
        QFETCH(QString, told);
        const auto error = failureOf(source.toStdString());
        QVERIFY(error);
        QVERIFY2(error->kind() == ErrorKind::ModelFailed, error->what());
        QVERIFY2(QString::fromUtf8(error->what()).contains(told), error->what());
        QVERIFY2(!QString::fromUtf8(error->what()).contains(QLatin1Char('\n')), error->what());
    }

    void logitsForProbabilitiesAreRefused() {
        WrittenModel model(scriptOf("def forward(self, x):\n    return torch.ones([x.size(0), 3]) * 3.0\n"), 3);
        model.card.output = OutputKind::Probabilities;
        EXPECT_ERROR(engineOf(model)->predict(std::vector{noisyInput(8, 1)}), ErrorKind::ModelFailed);
    }

    void twoInputsAreRefusedAtLoad() {
        const WrittenModel model(scriptOf("def forward(self, x, y):\n    return x\n"), 3);
        EXPECT_ERROR(engineOf(model), ErrorKind::Invalid);
    }

    void aRequestForFourTerabytesIsTooLarge() {
        const auto error = failureOf("def forward(self, x):\n    return torch.zeros([1000000, 1000000])\n");
        QVERIFY(error);
        QVERIFY2(error->kind() == ErrorKind::TooLarge, error->what());
    }

    void whatIsNoModelIsRefused_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<int>("kind");
        const Bytes whole = scriptOf(pooled);
        const QByteArray bytes(reinterpret_cast<const char*>(whole.data()), static_cast<qsizetype>(whole.size()));
        QTest::newRow("nothing") << QByteArray() << static_cast<int>(ErrorKind::Empty);
        QTest::newRow("a web page") << QByteArray("<!DOCTYPE html><html>404</html>") << static_cast<int>(ErrorKind::Invalid);
        QTest::newRow("noise") << QByteArray(5000, 'x') << static_cast<int>(ErrorKind::Invalid);
        QTest::newRow("a zip of nothing") << QByteArray("PK\x03\x04 and no more") << static_cast<int>(ErrorKind::Invalid);
        for (const int percent : {5, 30, 60, 90, 99})
            QTest::addRow("cut at %d %%", percent) << bytes.left(bytes.size() * percent / 100) << static_cast<int>(ErrorKind::Invalid);
    }
    void whatIsNoModelIsRefused() {
        QFETCH(QByteArray, content);
        QFETCH(int, kind);
        const std::span view(reinterpret_cast<const std::byte*>(content.data()), static_cast<std::size_t>(content.size()));
        const WrittenModel model(Bytes(view.begin(), view.end()), 3);
        EXPECT_ERROR(engineOf(model), static_cast<ErrorKind>(kind));
    }

    void oneFlippedBitIsAnotherFile() {
        Bytes bytes = scriptOf(pooled);
        WrittenModel model(bytes, 3);
        bytes[bytes.size() / 2] ^= std::byte{4};
        writeFile(model.file, bytes);
        EXPECT_ERROR(engineOf(model), ErrorKind::Mismatch);
    }

    void aDeviceThatIsNotThereIsNeverReplaced() {
        if (makeTorchLearning()->defaultDevice() != "cpu")
            QSKIP("this machine has a CUDA device");
        const WrittenModel model(scriptOf(pooled), 3);
        EXPECT_ERROR(engineOf(model, {.device = "cuda:0"}), ErrorKind::Unsupported);
        EXPECT_ERROR(engineOf(model, {.device = "tpu"}), ErrorKind::Invalid);
        QCOMPARE(engineOf(model, {.device = "auto"})->device(), std::string("cpu"));
    }

    void aRequestedStopGivesNoRows() {
        const WrittenModel model(scriptOf(pooled), 3);
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(engineOf(model)->predict(std::vector{noisyInput(8, 1)}, stop.get_token()).empty());
    }
};

QTEST_GUILESS_MAIN(TestTorchEngine)
#include "test_torchengine.moc"
