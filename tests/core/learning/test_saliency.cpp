#include "core/files/error.h"
#include "core/learning/torchlearning.h"
#include "tests/core/learning/cards.h"
#include "tests/core/learning/scripts.h"
#include "tests/support/expecterror.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace locascope;
using namespace locascope::testing;

namespace {

using M = SaliencyMethod;
constexpr int side = 8;
constexpr std::size_t cells = side * side;

// Three classes from four stains, whose features are the lit parts of the image itself: what each method says of it can be worked out by hand.
const std::string pooled = "def forward(self, x):\n"
                           "    return torch.linear(torch.mean(torch.relu(x), [2, 3]), self.weight)\n";
// The same score of the image, without a map of features.
const std::string flat = "def forward(self, x):\n"
                         "    return torch.linear(torch.mean(torch.flatten(torch.relu(x), 2), [2]), self.weight)\n";
// A vision transformer in small: patches become tokens, which see one another; the first decides.
const std::string tokens = "def forward(self, x):\n"
                           "    patches = torch.flatten(torch.avg_pool2d(x, [2, 2]), 2).transpose(1, 2)\n"
                           "    seen = torch.softmax(torch.matmul(patches, patches.transpose(1, 2)), -1)\n"
                           "    return torch.linear(torch.matmul(seen, patches)[:, 0], self.weight)\n";

std::unique_ptr<Engine> engineOf(const WrittenModel& model) { return makeTorchLearning()->load(model.file, model.card, {.device = "cpu", .threads = 1}); }

double weight(std::size_t index, std::size_t channel) { return 0.1 * static_cast<double>(index * 4 + channel + 1); }
double lit(const InputTensor& input, std::size_t channel, std::size_t cell) { return std::max(0.0F, input.values[channel * cells + cell]); }

std::vector<double> scaled(std::vector<double> map) {
    const double highest = *std::max_element(map.begin(), map.end());
    for (double& value : map)
        value = std::max(0.0, value) / highest;
    return map;
}

// The features' sum, by weights of their channels.
template <class Weight>
std::vector<double> weightedFeatures(const InputTensor& input, const Weight& weightOf) {
    std::vector<double> map(cells, 0);
    for (std::size_t cell = 0; cell < cells; ++cell)
        for (std::size_t channel = 0; channel < 4; ++channel)
            map[cell] += weightOf(channel) * lit(input, channel, cell);
    return scaled(map);
}

std::vector<double> gradCamPlusPlusByHand(const InputTensor& input, std::size_t index) {
    return weightedFeatures(input, [&](std::size_t channel) {
        double sum = 0;
        for (std::size_t cell = 0; cell < cells; ++cell)
            sum += lit(input, channel, cell);
        const double gradient = weight(index, channel) / cells; // the same everywhere
        return cells * gradient / (2 + gradient * sum);
    });
}

// Squares of two by two pixels are darkened; a pixel is judged by the mean of those that cover it.
std::vector<double> occlusionByHand(const InputTensor& input, std::size_t index) {
    std::vector<double> map(cells, 0), covered(cells, 0);
    std::array<double, 4> dark{};
    for (std::size_t channel = 0; channel < 4; ++channel)
        dark[channel] = std::max(0.0F, *std::min_element(input.values.begin() + static_cast<std::ptrdiff_t>(channel * cells), input.values.begin() + static_cast<std::ptrdiff_t>((channel + 1) * cells)));
    for (std::size_t top = 0; top + 1 < side; ++top)
        for (std::size_t left = 0; left + 1 < side; ++left) {
            double fall = 0;
            const std::array<std::size_t, 4> square{top * side + left, top * side + left + 1, (top + 1) * side + left, (top + 1) * side + left + 1};
            for (const std::size_t cell : square)
                for (std::size_t channel = 0; channel < 4; ++channel)
                    fall += weight(index, channel) * (lit(input, channel, cell) - dark[channel]) / cells;
            for (const std::size_t cell : square) {
                map[cell] += fall;
                ++covered[cell];
            }
        }
    for (std::size_t cell = 0; cell < cells; ++cell)
        map[cell] /= covered[cell];
    return scaled(map);
}

double largestDifference(const SaliencyMap& map, const std::vector<double>& expected) {
    double largest = map.values.size() == expected.size() ? 0 : 1e9;
    for (std::size_t cell = 0; cell < map.values.size() && cell < expected.size(); ++cell)
        largest = std::max(largest, std::abs(map.values[cell] - expected[cell]));
    return largest;
}

} // namespace

class TestSaliency : public QObject {
    Q_OBJECT

private slots:
    void keysAreReadBack() {
        for (const M method : allSaliencyMethods)
            QVERIFY(saliencyMethodOf(saliencyMethodKey(method)) == method);
        QVERIFY(!saliencyMethodOf("Grad-CAM"));
        QCOMPARE(saliencyMethodKeys({M::Cam, M::GradCamPlusPlus}), std::string("cam, grad-cam++"));
    }

    void aModelOffersWhatItCanDo_data() {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("offered");
        const QString gradients = QStringLiteral("gradient-x-input, smoothgrad, occlusion"), maps = QStringLiteral("grad-cam, grad-cam++, ") + gradients;
        QTest::newRow("a linear layer behind the mean") << QString::fromStdString(pooled) << QStringLiteral("cam, ") + maps;
        QTest::newRow("with flattening and a sigmoid") << "def forward(self, x):\n    m = torch.flatten(torch.adaptive_avg_pool2d(torch.relu(x), [1, 1]), 1)\n"
                                                          "    return torch.sigmoid(torch.matmul(m, torch.t(self.weight)) + 0.5)\n" << QStringLiteral("cam, ") + maps;
        QTest::newRow("something between mean and layer") << "def forward(self, x):\n    return torch.linear(torch.relu(torch.mean(x, [2, 3])), self.weight)\n" << maps;
        QTest::newRow("something behind the layer") << "def forward(self, x):\n    return torch.softmax(torch.linear(torch.mean(torch.relu(x), [2, 3]), self.weight), 1)\n" << maps;
        QTest::newRow("features that are read twice") << "def forward(self, x):\n    f = torch.relu(x)\n    return torch.linear(torch.mean(f, [2, 3]) + f[:, :, 0, 0], self.weight)\n" << maps;
        QTest::newRow("means of four quarters") << "def forward(self, x):\n    m = torch.adaptive_avg_pool2d(torch.relu(x), [2, 2])\n"
                                                   "    return torch.linear(m[:, :, 0, 1], self.weight)\n" << maps;
        QTest::newRow("a map of one cell") << "def forward(self, x):\n    return torch.linear(torch.mean(torch.max_pool2d(x, [8, 8]), [2, 3]), self.weight)\n" << gradients;
        QTest::newRow("a mean that the score does not read") << "def forward(self, x):\n    m = torch.mean(x, [2, 3])\n    return torch.linear(torch.flatten(x, 2)[:, :, 0], self.weight) + torch.sum(m) * 0.0\n" << maps;
        QTest::newRow("no mean") << QString::fromStdString(flat) << gradients;
        QTest::newRow("tokens") << QString::fromStdString(tokens) << gradients;
    }
    void aModelOffersWhatItCanDo() {
        QFETCH(QString, source);
        QFETCH(QString, offered);
        const WrittenModel model(scriptOf(source.toStdString()), 3);
        const auto engine = engineOf(model);
        QCOMPARE(QString::fromStdString(saliencyMethodKeys(engine->methods())), offered);
        for (const M method : engine->methods())
            QCOMPARE(engine->explain(noisyInput(side, 1), "a", toClass(1), method).values.size(), cells);
    }

    void mapsAreWhatTheirFormulasSay() {
        const WrittenModel model(scriptOf(pooled), 3);
        const auto engine = engineOf(model);
        for (const unsigned seed : {1U, 2U}) {
            const InputTensor input = noisyInput(side, seed);
            for (std::size_t index = 0; index < 3; ++index) {
                const auto mapBy = [&](M method) { return engine->explain(input, std::to_string(seed), toClass(index), method); };
                const std::vector<double> features = weightedFeatures(input, [index](std::size_t channel) { return weight(index, channel); });
                QVERIFY(largestDifference(mapBy(M::Cam), features) < 1e-5);
                QVERIFY(largestDifference(mapBy(M::GradCam), features) < 1e-5);
                QVERIFY(largestDifference(mapBy(M::GradientTimesInput), features) < 1e-5); // the slope of what is lit is the weight
                QVERIFY(largestDifference(mapBy(M::GradCamPlusPlus), gradCamPlusPlusByHand(input, index)) < 1e-5);
                QVERIFY(largestDifference(mapBy(M::Occlusion), occlusionByHand(input, index)) < 1e-4);
            }
        }
    }

    void aModelOfTokensIsExplainedByTheTokensThatDecide() {
        const WrittenModel model(scriptOf(tokens), 3);
        InputTensor input = noisyInput(side, 1);
        for (float& value : input.values)
            value = 0;
        for (std::size_t channel = 0; channel < 4; ++channel)
            for (const std::size_t cell : {0U, 1U, 8U, 9U}) // the first patch
                input.values[channel * cells + cell] = 3;
        for (const M method : {M::GradientTimesInput, M::SmoothGrad, M::Occlusion}) {
            const SaliencyMap map = engineOf(model)->explain(input, "a", toClass(2), method);
            const auto brightest = static_cast<std::size_t>(std::max_element(map.values.begin(), map.values.end()) - map.values.begin());
            QVERIFY(brightest % side < 2 && brightest / side < 2);
        }
    }

    void smoothGradIsAMeanOfGradientsAndAlwaysTheSame() {
        const WrittenModel linear(scriptOf("def forward(self, x):\n    return torch.linear(torch.mean(torch.flatten(x, 2), [2]), self.weight)\n"), 3);
        const InputTensor input = noisyInput(side, 1);
        const auto engine = engineOf(linear);
        const SaliencyMap once = engine->explain(input, "a", toClass(1), M::GradientTimesInput), mean = engine->explain(input, "a", toClass(1), M::SmoothGrad);
        QVERIFY(largestDifference(mean, {once.values.begin(), once.values.end()}) < 1e-5);

        const WrittenModel bent(scriptOf(tokens), 3);
        const SaliencyMap first = engineOf(bent)->explain(input, "a", toClass(1), M::SmoothGrad);
        QVERIFY(engineOf(bent)->explain(input, "a", toClass(1), M::SmoothGrad).values == first.values);
        QVERIFY(engineOf(bent)->explain(input, "a", toClass(1), M::GradientTimesInput).values != first.values);
    }

    void anotherInputHasMapsOfItsOwn() {
        const WrittenModel model(classifierScript(4, 5, 1), 5, 64);
        const auto engine = engineOf(model);
        const InputTensor one = noisyInput(64, 1), other = noisyInput(64, 2);
        for (const M method : engine->methods()) {
            const auto first = engine->explain(one, "one", toClass(2), method).values;
            const auto second = engine->explain(other, "other", toClass(2), method).values;
            QVERIFY2(first != second, saliencyMethodKey(method).data());
            engine->predict({&other, 1});
            QVERIFY2(engine->explain(one, "one", toClass(2), method).values == first, saliencyMethodKey(method).data());
            QVERIFY2(engineOf(model)->explain(other, "other", toClass(2), method).values == second, saliencyMethodKey(method).data());
        }
    }

    void aModelThatChangesItsInputIsExplained() {
        const WrittenModel model(scriptOf("def forward(self, x):\n    x -= 0.1\n    return torch.linear(torch.mean(torch.relu(x), [2, 3]), self.weight)\n"), 3);
        const auto engine = engineOf(model);
        for (const M method : {M::GradientTimesInput, M::SmoothGrad, M::Occlusion}) {
            const auto map = engine->explain(noisyInput(side, 1), "a", toClass(0), method);
            QVERIFY(engine->explain(noisyInput(side, 1), "a", toClass(0), method).values == map.values);
        }
    }

    void whatHasNoSlopeGivesAnEmptyMapNotAnError() {
        const std::string score = "torch.linear(torch.mean(torch.relu(x), [2, 3]), self.weight)";
        const WrittenModel steps(scriptOf("def forward(self, x):\n    return torch.floor(1000.0 * " + score + ") / 1000.0\n"), 3);
        const WrittenModel verdict(scriptOf("def forward(self, x):\n    return torch.gt(" + score + ", 0.5).to(6)\n"), 3);
        QCOMPARE(engineOf(verdict)->methods().front(), M::GradientTimesInput);
        for (const WrittenModel* model : {&steps, &verdict}) {
            const SaliencyMap map = engineOf(*model)->explain(noisyInput(side, 1), "a", toClass(0), M::GradientTimesInput);
            QCOMPARE(map.values.size(), cells);
            QVERIFY(std::all_of(map.values.begin(), map.values.end(), [](float value) { return value == 0; }));
        }
        const SaliencyMap fallen = engineOf(steps)->explain(noisyInput(side, 1), "a", toClass(0), M::Occlusion); // needs no slope
        QCOMPARE(*std::max_element(fallen.values.begin(), fallen.values.end()), 1.0F);
    }

    void whatFallsByRoundingAloneIsNoMap() {
        const WrittenModel careless(scriptOf("def forward(self, x):\n    return torch.linear(torch.mean(x, [2, 3]) * 1e-6 + 0.7, self.weight)\n"), 3);
        const SaliencyMap map = engineOf(careless)->explain(noisyInput(side, 1), "a", toClass(0), M::Occlusion);
        QCOMPARE(map.values.size(), cells);
        QVERIFY(std::all_of(map.values.begin(), map.values.end(), [](float value) { return value == 0; }));
    }

    void whatIsStoppedIsNoMap() {
        const WrittenModel model(scriptOf(pooled), 3);
        std::stop_source stop;
        stop.request_stop();
        const auto engine = engineOf(model);
        for (const M method : {M::SmoothGrad, M::Occlusion})
            QVERIFY(engine->explain(noisyInput(side, 1), "a", toClass(0), method, stop.get_token()).isEmpty());
        QVERIFY(!engine->explain(noisyInput(side, 1), "a", toClass(0), M::Occlusion).isEmpty());
    }

    void whatIsNotOfferedIsRefusedByNamingWhatIs() {
        const WrittenModel model(scriptOf(flat), 3);
        const auto error = errorOf([&] { engineOf(model)->explain(noisyInput(side, 1), "a", toClass(0), M::Cam); });
        QVERIFY(error && error->kind() == ErrorKind::Unsupported);
        QVERIFY2(QString::fromUtf8(error->what()).contains(QLatin1String("gradient-x-input, smoothgrad, occlusion")), error->what());
    }
};

QTEST_GUILESS_MAIN(TestSaliency)
#include "test_saliency.moc"
