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

// A convolution in each branch and in a loop, none like another, which would be one when frozen; then what needs all digits.
const std::string branching = "def forward(self, x):\n"
                              "    w = torch.reshape(self.weight, [3, 4, 1, 1])\n"
                              "    y = torch.relu(torch.conv2d(x, w))\n"
                              "    if x.size(0) > 1:\n"
                              "        y = y + torch.conv2d(x * 2, w)\n"
                              "    else:\n"
                              "        y = y - torch.conv2d(x * 3, w)\n"
                              "    for i in range(2):\n"
                              "        y = y + torch.conv2d(x * (i + 4), w) * 0.5\n"
                              "    y = torch.cat([y, y], 1)\n"
                              "    return torch.log(torch.mean(torch.sigmoid(y), [2, 3]))[:, :3]\n";

// As in DenseNet: a batch norm before a convolution, which cannot be folded into one.
const std::string normalising = "def forward(self, x):\n"
                                "    w = torch.reshape(self.weight, [3, 4, 1, 1])\n"
                                "    y = torch.conv2d(x, w)\n"
                                "    y = torch.relu(torch.batch_norm(y, torch.full([3], 1.3), torch.full([3], 0.2), torch.full([3], 0.7), torch.full([3], 0.5), False, 0.1, 0.00001, True))\n"
                                "    return torch.mean(torch.conv2d(y, w[:, :3]), [2, 3])\n";

// As a scripted DenseNet: axes are asked for before a batch norm, and a list of maps grows.
const std::string normalised = "torch.full([3], 1.3), torch.full([3], 0.2), torch.full([3], 0.7), torch.full([3], 0.5), False, 0.1, 0.00001, True))\n";
const std::string growing = "def forward(self, x):\n"
                            "    w = torch.reshape(self.weight, [3, 4, 1, 1])\n"
                            "    maps = [torch.conv2d(x, w)]\n"
                            "    y = torch.cat(maps, 1)\n"
                            "    assert y.dim() == 4, 'four axes'\n"
                            "    y = torch.conv2d(y.relu(), w[:, :3])\n"
                            "    maps.append(torch.batch_norm(y, " + normalised +
                            "    y = torch.cat(maps, 1)\n"
                            "    maps.append(torch.conv2d(y, w[:, 1:].repeat([1, 2, 1, 1])))\n"
                            "    return torch.mean(torch.cat(maps, 1), [2, 3])[:, 6:]\n";

std::string inGrowing(const std::string& from, const std::string& to) {
    std::string source = growing;
    return source.replace(source.find(from), from.size(), to);
}

qsizetype countOf(const char* name, const std::vector<std::string>& names) { return std::count(names.begin(), names.end(), name); }

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
        QTest::newRow("a list that grows") << QString::fromStdString(growing);
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

    // Of each input's mean as much, and what was lost of the bias is made good as well.
    void errorsAreWeighedByWhatIsReadOnAverage() {
        std::vector<float> weights, means, lost{0.004F, -0.003F};
        for (int i = 0; i < 2 * 60; ++i)
            weights.push_back(0.11F + 0.0007F * static_cast<float>(i % 60) - 0.3F * static_cast<float>(i / 60));
        for (int group = 0; group < 2; ++group)
            for (int i = 0; i < 60; ++i)
                means.push_back(i % 5 == 0 ? 0 : 0.2F + static_cast<float>((i * 7 + group) % 10) * (i % 2 == 0 ? 0.3F : -0.3F));
        const std::vector<float> rounded = roundedToBFloat16(weights, 2, means, lost);
        for (std::size_t output = 0; output < 2; ++output) {
            double sum = 0;
            for (std::size_t i = output * 60; i < (output + 1) * 60; ++i) {
                QVERIFY(std::abs(rounded[i] - weights[i]) < 1.5F / 512);
                sum += (static_cast<double>(rounded[i]) - static_cast<double>(weights[i])) * static_cast<double>(means[i]);
            }
            QVERIFY2(std::abs(sum - static_cast<double>(lost[output])) < 1.0 / 512, qPrintable(QString::number(sum)));
        }
    }

    void whatConvolutionsReadOnAverageIsTold() {
        const auto read = readByConvolutions(scriptOf(normalising), 4, 2); // 1 and 3 by turns
        QCOMPARE(read.size(), std::size_t{2});
        QCOMPARE(read[0], (std::vector<float>{2, 2, 2, 2}));
        QCOMPARE(read[1].size(), std::size_t{3});
        QVERIFY(std::abs(read[1][0] - (2.0F - 0.7F) / std::sqrt(0.50001F) * 1.3F - 0.2F) < 1e-4F); // the first row of weights adds up to 1
        QVERIFY(readByConvolutions(scriptOf(normalising), 4, 0)[0].empty());                      // −1 and 1 by turns
        const auto branches = readByConvolutions(scriptOf(branching), 4, 2);
        QVERIFY2(branches.size() > 3, qPrintable(QString::number(branches.size())));
        QCOMPARE(branches[0], (std::vector<float>{2, 2, 2, 2}));
        QVERIFY(branches[1].empty() && branches[2].empty());
    }

    void theMadeUpFieldIsAlwaysTheSame() {
        const std::vector<float> field = madeUpValues(3, 40);
        QCOMPARE(field.size(), std::size_t{3 * 40 * 40});
        QVERIFY(field == madeUpValues(3, 40));
        double sum = 0, squares = 0;
        for (const float value : field) {
            sum += static_cast<double>(value);
            squares += static_cast<double>(value) * static_cast<double>(value);
        }
        QVERIFY(std::abs(sum / 4800) < 1e-4 && std::abs(squares / 4800 - 1) < 1e-3);
    }

    void whatScriptsAskBetweenConvolutionsIsTakenOutWhereAxesTellIt() {
        const auto plain = operatorsWhenFrozen(scriptOf(growing));
        for (const char* name : {"prim::If", "aten::dim", "aten::append", "aten::batch_norm"})
            QVERIFY2(countOf(name, plain) == 0, name);
        QCOMPARE(countOf("aten::cat", plain), 3);
        const auto asking = operatorsWhenFrozen(scriptOf(inGrowing("y.dim() == 4", "float(y.max()) < 1000")));
        QCOMPARE(countOf("prim::If", asking), 1);
        const auto counting = operatorsWhenFrozen(scriptOf(inGrowing("[:, 6:]", "[:, 3 * (len(maps) - 1):]")));
        QCOMPARE(countOf("aten::append", counting), 2); // somebody else reads the list
    }

    void aListThatGrowsIsTheSameWrittenOut_data() {
        QTest::addColumn<QString>("source");
        QTest::newRow("joined") << QString::fromStdString(growing);
        QTest::newRow("counted, too") << QString::fromStdString(inGrowing("[:, 6:]", "[:, 3 * (len(maps) - 1):]"));
        QTest::newRow("an error that values decide about") << QString::fromStdString(inGrowing("y.dim() == 4", "float(y.max()) < 1000"));
    }
    void aListThatGrowsIsTheSameWrittenOut() {
        QFETCH(QString, source);
        const WrittenModel model(scriptOf(source.toStdString()), 3, 64);
        const auto engine = engineOf(model);
        const auto inputs = someInputs(64);
        const auto started = engine->predict(inputs);
        engine->usePlan({});
        QVERIFY(largestDifference(engine->predict(inputs), started) < 1e-5);
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
