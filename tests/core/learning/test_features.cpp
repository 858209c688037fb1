#include "core/learning/torchlearning.h"
#include "core/model/predictinbatches.h"
#include "tests/core/learning/cards.h"
#include "tests/core/learning/scripts.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace locascope;
using namespace locascope::testing;

namespace {

using Rows = std::vector<std::vector<float>>;

const std::string pooled = "def forward(self, x):\n"
                           "    return torch.linear(torch.mean(torch.relu(x), [2, 3]), self.weight)\n";
const std::string adaptive = "def forward(self, x):\n"
                             "    y = torch.adaptive_avg_pool2d(torch.relu(x), [1, 1])\n"
                             "    return torch.linear(torch.dropout(torch.flatten(y, 1), 0.5, False), self.weight)\n";
const std::string coarse = "def forward(self, x):\n"
                           "    y = torch.adaptive_avg_pool2d(torch.relu(x), [2, 2])\n"
                           "    return torch.linear(torch.amax(y, [2, 3]), self.weight)\n";
// One map a class, as in a fully convolutional model.
const std::string classMaps = "def forward(self, x):\n"
                              "    y = torch.conv2d(torch.relu(x), torch.reshape(self.weight, [3, 4, 1, 1]))\n"
                              "    return torch.mean(torch.sigmoid(y), [2, 3])\n";
const std::string withoutMean = "def forward(self, x):\n"
                                "    return torch.sigmoid(torch.linear(torch.amax(x, [2, 3]), self.weight) + 0.5)\n";
const std::string withoutAny = "def forward(self, x):\n"
                               "    return torch.amax(x, [2, 3])[:, :3]\n";
// Images joined with channels: there is no vector an image where the mean is taken.
const std::string joined = "def forward(self, x):\n"
                           "    y = torch.mean(torch.reshape(x, [1, -1, 8, 8]), [2, 3])\n"
                           "    return torch.linear(torch.reshape(y, [-1, 4]), self.weight)\n";

std::unique_ptr<Engine> engineOf(const WrittenModel& model) { return makeTorchLearning()->load(model.file, model.card, {.device = "cpu", .threads = 1}); }

std::vector<float> meanOfPositive(const InputTensor& input) {
    const std::size_t cells = input.values.size() / 4;
    std::vector<float> means;
    for (std::size_t channel = 0; channel < 4; ++channel) {
        double sum = 0;
        for (std::size_t cell = 0; cell < cells; ++cell)
            sum += static_cast<double>(std::max(0.0F, input.values[channel * cells + cell]));
        means.push_back(static_cast<float>(sum / static_cast<double>(cells)));
    }
    return means;
}

bool areNear(const std::vector<float>& a, const std::vector<float>& b, double allowed = 1e-5) {
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [allowed](float x, float y) { return std::abs(static_cast<double>(x) - static_cast<double>(y)) < allowed; });
}

double cosine(const std::vector<float>& a, const std::vector<float>& b) {
    double product = 0, lengthA = 0, lengthB = 0;
    for (std::size_t k = 0; k < a.size(); ++k) {
        product += static_cast<double>(a[k]) * static_cast<double>(b[k]);
        lengthA += static_cast<double>(a[k]) * static_cast<double>(a[k]);
        lengthB += static_cast<double>(b[k]) * static_cast<double>(b[k]);
    }
    return product / std::sqrt(lengthA * lengthB);
}

} // namespace

class TestFeatures : public QObject {
    Q_OBJECT

private slots:
    void whatTheLastSpatialMeanReadsIsGivenPooled_data() {
        QTest::addColumn<QString>("source");
        QTest::newRow("mean") << QString::fromStdString(pooled);
        QTest::newRow("adaptive pooling") << QString::fromStdString(adaptive);
        QTest::newRow("coarse pooling") << QString::fromStdString(coarse);
        QTest::newRow("of one map a class, what made it") << QString::fromStdString(classMaps);
    }
    void whatTheLastSpatialMeanReadsIsGivenPooled() {
        QFETCH(const QString, source);
        const WrittenModel model(scriptOf(source.toStdString()), 3);
        const auto engine = engineOf(model);
        QVERIFY(engine->givesFeatures());
        const std::vector<InputTensor> inputs{noisyInput(8, 1), noisyInput(8, 2)};
        for (const ExecutionPlan& plan : engine->plans()) {
            if (plan.numbers != NumberFormat::Float32 || plan.oneDnnLayout) // not all of these have convolutions
                continue;
            engine->usePlan(plan);
            QCOMPARE(engine->predict(inputs).size(), std::size_t{2});
            const Rows features = engine->takeFeatures();
            QCOMPARE(features.size(), std::size_t{2});
            QVERIFY(areNear(features[0], meanOfPositive(inputs[0])));
            QVERIFY(areNear(features[1], meanOfPositive(inputs[1])));
        }
        engine->predictShown(inputs[1]);
        const Rows shown = engine->takeFeatures();
        QCOMPARE(shown.size(), std::size_t{1});
        QVERIFY(areNear(shown[0], meanOfPositive(inputs[1])));
        QVERIFY(engine->takeFeatures().empty()); // they were taken
    }

    void theBundledArchitectureGivesWhatItsEvidenceIsMadeOfByEveryPlan() {
        const WrittenModel model(classifierScript(4, 28, 3), 28, 64);
        const auto engine = engineOf(model);
        const std::vector<InputTensor> inputs{noisyInput(64, 1), noisyInput(64, 2)};
        engine->usePlan({});
        engine->predict(inputs);
        const Rows plain = engine->takeFeatures();
        QCOMPARE(plain.size(), std::size_t{2});
        QCOMPARE(plain[0].size(), std::size_t{128});
        for (const ExecutionPlan& plan : engine->plans()) {
            engine->usePlan(plan);
            engine->predict(inputs);
            const Rows features = engine->takeFeatures();
            QVERIFY2(cosine(features.at(1), plain[1]) > (plan.numbers == NumberFormat::Float32 ? 0.999999 : 0.999), planText(plan).c_str());
        }
        engine->predictShown(inputs[0]);
        QVERIFY(cosine(engine->takeFeatures().at(0), plain[0]) > 0.999999);
        QVERIFY(engine->canExplain());
        engine->predictShown(inputs[1]); // the graph that explains, once its methods are known
        QVERIFY(cosine(engine->takeFeatures().at(0), plain[1]) > 0.999999);
    }

    void withoutASpatialMeanItIsWhatTheLastLayerReads() {
        const WrittenModel model(scriptOf(withoutMean), 3);
        const auto engine = engineOf(model);
        const std::vector<InputTensor> inputs{noisyInput(8, 1), noisyInput(8, 2)};
        engine->predict(inputs);
        const Rows features = engine->takeFeatures();
        QCOMPARE(features.size(), std::size_t{2});
        QCOMPARE(features[1].size(), std::size_t{4});
        QCOMPARE(features[1][2], *std::max_element(inputs[1].values.begin() + 128, inputs[1].values.begin() + 192));
        engine->predictShown(inputs[1]);
        QVERIFY(areNear(engine->takeFeatures().at(0), features[1]));
    }

    void aModelWithoutEitherGivesNone() {
        const WrittenModel model(scriptOf(withoutAny), 3);
        const auto engine = engineOf(model);
        QVERIFY(!engine->givesFeatures());
        QCOMPARE(engine->predict(std::vector{noisyInput(8, 1)}).size(), std::size_t{1});
        QVERIFY(engine->takeFeatures().empty());
    }

    void whatIsNoVectorAnImageIsNone() {
        const WrittenModel model(scriptOf(joined), 3);
        const auto engine = engineOf(model);
        QCOMPARE(engine->predict(std::vector{noisyInput(8, 1), noisyInput(8, 2)}).size(), std::size_t{2});
        QVERIFY(engine->takeFeatures().empty());
        QVERIFY(!engine->givesFeatures());
    }

    void featuresFollowRowsThroughBatches() {
        const WrittenModel model(scriptOf(pooled), 3);
        const auto engine = engineOf(model);
        std::vector<InputTensor> inputs;
        for (unsigned seed = 0; seed < 5; ++seed)
            inputs.push_back(noisyInput(8, seed));
        std::size_t batch = 2;
        Rows features;
        QCOMPARE(predictInBatches(*engine, inputs, batch, {}, &features).size(), std::size_t{5});
        QCOMPARE(features.size(), std::size_t{5});
        for (std::size_t i = 0; i < 5; ++i)
            QVERIFY(areNear(features[i], meanOfPositive(inputs[i])));
    }
};

QTEST_APPLESS_MAIN(TestFeatures)
#include "test_features.moc"
