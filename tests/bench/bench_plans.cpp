// How fast models run here, plain and by the plan that a trial chooses, and how far apart their probabilities are; in the same run, and beside ONNX Runtime where there is
// an .onnx file beside a .pt and `python3` can import onnxruntime. Usage: bench_plans [--device cpu|cuda:N] [WEIGHTS.pt …]; without one the bundled model. Weights without a card are taken for
// an input of 4 × 512 × 512 and 28 logits. Inputs are the challenge's samples where they are there, else noise.
// Then, of a plate: bench_plans --plate DIR, decoding alone and inference alone by the chosen plan of the bundled model, for all of its samples.

#include "core/imaging/loadsample.h"
#include "core/learning/torchlearning.h"
#include "core/model/bundledmodel.h"
#include "core/model/plantrial.h"
#include "core/model/predictinbatches.h"
#include "core/plate/scanplate.h"
#include "core/plate/vocabulary.h"
#include "tests/core/learning/cards.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <future>
#include <string_view>

using namespace locascope;
using namespace locascope::testing;

namespace {

constexpr std::size_t inputsUsed = 16;

double secondsOf(const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// Images a second over all inputs, the median of five rounds after one that is not counted.
double imagesASecond(Engine& engine, const std::vector<InputTensor>& inputs) {
    std::size_t batch = static_cast<std::size_t>(engine.plan().batch);
    predictInBatches(engine, inputs, batch);
    std::vector<double> rounds;
    for (int round = 0; round < 5; ++round)
        rounds.push_back(secondsOf([&] { predictInBatches(engine, inputs, batch); }));
    std::sort(rounds.begin(), rounds.end());
    return static_cast<double>(inputs.size()) / rounds[2];
}

ModelCard cardOf(const std::filesystem::path& weights) {
    if (std::filesystem::exists(cardFileOf(weights)))
        return readModelCard(weights);
    return cardFor(readFile(weights), 28, 512);
}

std::vector<InputTensor> inputsFor(const InputRecipe& recipe) {
    std::vector<InputTensor> inputs;
    const std::filesystem::path challenge = std::filesystem::path(LOCASCOPE_SHARED_DIR) / "data/challenge";
    if (std::filesystem::exists(challenge)) {
        const Plate plate = scanPlate(challenge);
        for (const Sample& sample : plate.samples)
            if (inputs.size() < inputsUsed)
                inputs.push_back(preprocess(loadSample(plate, sample, {}).stack, recipe));
    }
    for (unsigned seed = 0; inputs.size() < inputsUsed; ++seed)
        inputs.push_back(noisyInput(recipe.width, seed));
    return inputs;
}

/// 0 where it cannot be told.
double onnxRuntime(const std::filesystem::path& file) {
    if (!std::filesystem::exists(file))
        return 0;
    const std::string script = "import onnxruntime as o,numpy as n,time,sys;s=o.InferenceSession(sys.argv[1],providers=['CPUExecutionProvider']);"
                               "i=s.get_inputs()[0].name;x=n.random.rand(1,4,512,512).astype('f');s.run(None,{i:x});t=[]\n"
                               "for k in range(21):\n a=time.time();s.run(None,{i:x});t.append(time.time()-a)\n"
                               "print(1/sorted(t)[10])";
    const std::string command = "python3 -c \"" + script + "\" '" + file.string() + "' 2>/dev/null";
    FILE* answer = popen(command.c_str(), "r");
    double speed = 0;
    const bool isNumber = answer != nullptr && std::fscanf(answer, "%lf", &speed) == 1;
    if (answer != nullptr)
        pclose(answer);
    return isNumber ? speed : 0;
}

void benchModel(Learning& learning, const std::filesystem::path& weights, const std::string& device) {
    const ModelCard card = cardOf(weights);
    const auto engine = learning.load(weights, card, {.device = device});
    const auto inputs = inputsFor(card.input);
    std::printf("%s\n", weights.filename().c_str());
    const double first = secondsOf([&] { engine->predict({inputs.data(), 1}); });
    const double later = secondsOf([&] { engine->predict({inputs.data(), 1}); });
    std::printf("  first pass after loading %.3f s, the next %.3f   reference 2   ratio %.2f\n", first, later, first / later);
    PlanTrial trial(*engine, {inputs.begin(), inputs.begin() + PlanTrial::inputsWanted});
    const double tried = secondsOf([&] {
        while (!trial.isOver())
            trial.step();
    });
    for (const MeasuredPlan& one : trial.measured())
        std::printf("    %-62s %8.2f ms an image, %.1e from plain\n", planText(one.plan).c_str(), one.seconds * 1e3, one.deviation);
    if (!trial.chosen())
        return;
    engine->usePlan({});
    const double plain = imagesASecond(*engine, inputs);
    engine->usePlan(trial.chosen()->plan);
    const double chosen = imagesASecond(*engine, inputs);
    std::printf("  plain %.1f images/s; %s (found in %.1f s) %.1f images/s   ratio %.2f\n", plain, planText(trial.chosen()->plan).c_str(), tried, chosen, chosen / plain);
    if (const double other = onnxRuntime(std::filesystem::path(weights).replace_extension(".onnx")); other > 0)
        std::printf("  ONNX Runtime %.1f images/s   ratio %.2f\n", other, chosen / other);
}

InputTensor decoded(const Plate& plate, std::size_t sample, const InputRecipe& recipe) {
    return preprocess(loadSample(plate, plate.samples[sample], {.digest = true}).stack, recipe);
}

void benchPlate(Learning& learning, const std::filesystem::path& directory, const std::string& device) {
    const std::filesystem::path weights = weightsFileOf(bundledModelCard("/nowhere/bin/locascope"));
    const auto engine = learning.load(weights, readModelCard(weights), {.device = device});
    const InputRecipe recipe = engine->card().input;
    const Plate plate = scanPlate(directory);
    std::vector<InputTensor> kept;
    const double decoding = secondsOf([&] {
        std::deque<std::future<InputTensor>> ahead;
        for (std::size_t next = 0; next < plate.samples.size() || !ahead.empty();) {
            while (ahead.size() < 12 && next < plate.samples.size())
                ahead.push_back(std::async(std::launch::async, decoded, std::cref(plate), next++, std::cref(recipe)));
            InputTensor input = ahead.front().get();
            ahead.pop_front();
            if (kept.size() < inputsUsed)
                kept.push_back(std::move(input));
        }
    });
    PlanTrial trial(*engine, {kept.begin(), kept.begin() + PlanTrial::inputsWanted});
    while (!trial.isOver())
        trial.step();
    const double count = static_cast<double>(plate.samples.size());
    std::printf("%zu samples: decoding alone %.1f a second; inference alone %.1f a second (%s)\n", plate.samples.size(), count / decoding, imagesASecond(*engine, kept),
                planText(engine->plan()).c_str());
}

} // namespace

int main(int argc, char* argv[]) {
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    std::vector<std::string> arguments(argv + 1, argv + argc);
    std::string device = "cpu";
    if (arguments.size() >= 2 && arguments[0] == "--device") {
        device = arguments[1];
        arguments.erase(arguments.begin(), arguments.begin() + 2);
    }
    const auto learning = makeTorchLearning();
    if (arguments.size() == 2 && arguments[0] == "--plate")
        return benchPlate(*learning, arguments[1], device), 0;
    if (arguments.empty())
        arguments.push_back(weightsFileOf(bundledModelCard("/nowhere/bin/locascope")).string());
    for (const std::string& weights : arguments)
        benchModel(*learning, weights, device);
}
