#include "core/files/error.h"
#include "core/learning/torchlearning.h"
#include "core/model/plantrial.h"
#include "tests/core/learning/cards.h"
#include "tests/core/learning/scripts.h"
#include "tests/support/expecterror.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace locascope;
using namespace locascope::testing;

namespace {

constexpr ExecutionPlan shortNumbers{.frozen = true, .channelsLast = true, .numbers = NumberFormat::BFloat16};

// A convolution in each branch and in a loop, then what needs all digits.
const std::string branching = "def forward(self, x):\n"
                              "    w = torch.reshape(self.weight, [3, 4, 1, 1])\n"
                              "    y = torch.relu(torch.conv2d(x, w))\n"
                              "    if x.size(0) > 1:\n"
                              "        y = y + torch.conv2d(x, w)\n"
                              "    else:\n"
                              "        y = y - torch.conv2d(x, w)\n"
                              "    for i in range(2):\n"
                              "        y = y + torch.conv2d(x, w) * 0.5\n"
                              "    y = torch.cat([y, y], 1)\n"
                              "    return torch.log(torch.mean(torch.sigmoid(y), [2, 3]))[:, :3]\n";

// As in DenseNet: a batch norm before a convolution, which cannot be folded into one.
const std::string normalising = "def forward(self, x):\n"
                                "    w = torch.reshape(self.weight, [3, 4, 1, 1])\n"
                                "    y = torch.conv2d(x, w)\n"
                                "    y = torch.relu(torch.batch_norm(y, torch.full([3], 1.3), torch.full([3], 0.2), torch.full([3], 0.7), torch.full([3], 0.5), False, 0.1, 0.00001, True))\n"
                                "    return torch.mean(torch.conv2d(y, w[:, :3]), [2, 3])\n";

std::unique_ptr<Engine> engineOf(const WrittenModel& model) {
    return makeTorchLearning()->load(model.file, model.card, {.device = "cpu", .threads = 2});
}

std::vector<InputTensor> someInputs(int side, unsigned count = 4) {
    std::vector<InputTensor> inputs;
    for (unsigned seed = 0; seed < count; ++seed)
        inputs.push_back(noisyInput(side, seed));
    return inputs;
}

} // namespace

class TestTorchPlans : public QObject {
    Q_OBJECT

private slots:
    void everyPlanInFloat32GivesThePlainAnswer() {
        const WrittenModel model(classifierScript(4, 28, 3), 28, 64);
        const auto engine = engineOf(model);
        QVERIFY(engine->plan() == startingPlan());
        const auto inputs = someInputs(64);
        const auto started = engine->predict(inputs);
        engine->usePlan({});
        const auto plain = engine->predict(inputs);
        QVERIFY(largestDifference(started, plain) < 1e-5);
        for (const ExecutionPlan& plan : engine->plans()) {
            engine->usePlan(plan);
            QVERIFY(engine->plan() == plan);
            if (plan.numbers == NumberFormat::Float32)
                QVERIFY(largestDifference(engine->predict(inputs), plain) < 1e-5);
        }
        QVERIFY(std::ranges::any_of(engine->plans(), &ExecutionPlan::oneDnnLayout));
        engine->usePlan({.frozen = true, .threads = 1, .batch = 2});
        QVERIFY(largestDifference(engine->predict(inputs), plain) < 1e-5);
    }

    void convolutionsInShortNumbersAreNearAndNotTheSame_data() {
        QTest::addColumn<QString>("source");
        QTest::newRow("the built-in network") << QString();
        QTest::newRow("convolutions in branches and loops") << QString::fromStdString(branching);
        QTest::newRow("a batch norm between convolutions") << QString::fromStdString(normalising);
    }
    void convolutionsInShortNumbersAreNearAndNotTheSame() {
        QFETCH(QString, source);
        const bool isOwn = source.isEmpty();
        const WrittenModel model(isOwn ? classifierScript(4, 28, 3) : scriptOf(source.toStdString()), isOwn ? 28 : 3, 64);
        const auto engine = engineOf(model);
        const auto inputs = someInputs(64);
        engine->usePlan({});
        const auto plain = engine->predict(inputs);
        engine->usePlan(shortNumbers);
        const double difference = largestDifference(engine->predict(inputs), plain);
        QVERIFY2(difference > 0 && difference < 0.05, qPrintable(QString::number(difference)));
        const auto alone = engine->predict({&inputs[1], 1});
        QVERIFY(source == QString::fromStdString(branching) || largestDifference(alone, {plain[1]}) < 0.05);
    }

    void whatIsLookedAtIsAnsweredAndExplainedInFloat32WhateverThePlan() {
        const WrittenModel model(classifierScript(4, 28, 3), 28, 64);
        const auto engine = engineOf(model);
        const InputTensor input = noisyInput(64, 1);
        const auto row = engine->predictShown(input);
        const SaliencyMap map = engine->explain(input, "a", toClass(4));
        const auto other = engineOf(model);
        for (const ExecutionPlan& plan : {ExecutionPlan{}, shortNumbers, ExecutionPlan{.threads = 1}}) {
            other->usePlan(plan);
            other->predict(someInputs(64));
            QCOMPARE(largestDifference(other->predictShown(input), row), 0.0);
            const SaliencyMap same = other->explain(input, "b", toClass(4));
            for (std::size_t cell = 0; cell < map.values.size(); ++cell)
                QVERIFY(std::abs(same.values[cell] - map.values[cell]) < 1e-4F);
        }
    }

    void halfOfTheConvolutionsInShortNumbersAreNearerThanAll() {
        const WrittenModel model(classifierScript(4, 28, 3), 28, 64);
        const auto engine = engineOf(model);
        const auto inputs = someInputs(64);
        engine->usePlan({});
        const auto plain = engine->predict(inputs);
        const auto distance = [&](int percent) {
            ExecutionPlan plan = shortNumbers;
            plan.lowPercent = percent;
            engine->usePlan(plan);
            return largestDifference(engine->predict(inputs), plain);
        };
        const double all = distance(100), half = distance(50);
        QVERIFY2(half > 1e-6 && half < all, qPrintable(QStringLiteral("%1 %2").arg(half).arg(all)));
    }

    void whatIsRoundedAwayOfAWeightIsAddedToTheNext() {
        std::vector<float> weights;
        for (int i = 0; i < 3 * 50; ++i)
            weights.push_back(0.1F + 0.0007F * static_cast<float>(i % 50) - 0.05F * static_cast<float>(i / 50));
        const std::vector<float> rounded = roundedToBFloat16(weights, 3);
        QCOMPARE(rounded.size(), weights.size());
        for (std::size_t output = 0; output < 3; ++output) {
            double sum = 0, exact = 0;
            for (std::size_t i = output * 50; i < (output + 1) * 50; ++i) {
                QVERIFY(std::abs(rounded[i] - weights[i]) < 1.0F / 1024); // a unit in the last of 8 digits of numbers below 1/4
                sum += static_cast<double>(rounded[i]);
                exact += static_cast<double>(weights[i]);
            }
            QVERIFY2(std::abs(sum - exact) < 1.0 / 1024, qPrintable(QString::number(sum - exact))); // 50 of them, each by itself, would be off by several
        }
    }

    void theExplanationAgreesWithThePlainAnswer() {
        const WrittenModel model(classifierScript(4, 28, 3), 28, 64);
        const auto engine = engineOf(model);
        const auto inputs = someInputs(64, 1);
        engine->usePlan({});
        QVERIFY(largestDifference(engine->predictShown(inputs.front()), engine->predict(inputs)) < 1e-5);
    }

    void aPlanThatCannotBeLeavesTheOneBefore() {
        const WrittenModel model(scriptOf("def forward(self, x):\n    return torch.linear(torch.mean(x, [2, 3]), self.weight)\n"), 3);
        const auto engine = engineOf(model);
        const auto inputs = someInputs(8);
        const auto before = engine->predict(inputs);
        EXPECT_ERROR(engine->usePlan(shortNumbers), ErrorKind::Unsupported); // nothing to convolve
        EXPECT_ERROR(engine->usePlan({.numbers = NumberFormat::BFloat16}), ErrorKind::Unsupported);
        EXPECT_ERROR(engine->usePlan({.frozen = true, .numbers = NumberFormat::Float16}), ErrorKind::Unsupported);
        EXPECT_ERROR(engine->usePlan({.oneDnnLayout = true}), ErrorKind::Unsupported);
        EXPECT_ERROR(engine->usePlan({.frozen = true, .oneDnnLayout = true}), ErrorKind::Unsupported); // nothing to convolve
        QVERIFY(engine->plan() == startingPlan());
        QCOMPARE(largestDifference(engine->predict(inputs), before), 0.0);
    }

    void aTrialOfTheRealEngineEndsWithAnHonestPlan() {
        const WrittenModel model(classifierScript(4, 28, 3), 28, 64);
        const auto engine = engineOf(model);
        const auto inputs = someInputs(64, 8);
        engine->usePlan({});
        const auto plain = engine->predict(inputs);
        PlanTrial trial(*engine, inputs);
        for (int step = 0; step < 100 && !trial.isOver(); ++step)
            trial.step();
        QVERIFY(trial.chosen());
        QVERIFY(engine->plan() == trial.chosen()->plan);
        QVERIFY(largestDifference(engine->predict(inputs), plain) <= mostDeviation);
        for (const MeasuredPlan& one : trial.measured())
            qInfo("%-60s %.2f ms, %.1g", planText(one.plan).c_str(), one.seconds * 1e3, one.deviation);
    }
};

QTEST_GUILESS_MAIN(TestTorchPlans)
#include "test_torchplans.moc"
