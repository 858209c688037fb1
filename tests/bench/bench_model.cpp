// Scores a model on the simulated plate that none was trained on: macro-F1, and per class where it looked beside three that look without knowing.
// Then what one sample costs, beside the plain forward pass. Usage: bench_model [MODEL] [STRIDE]

#include "core/learning/torchlearning.h"
#include "core/model/bundledmodel.h"
#include "core/plate/vocabulary.h"
#include "tests/core/learning/cards.h"
#include "tests/core/learning/modelscore.h"
#include "tests/core/learning/scripts.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>

using namespace locascope;
using namespace locascope::testing;

namespace {

void printClasses(const ModelScore& score, const std::vector<std::string>& names) {
    std::printf("%-30s %7s %9s %7s %7s | %6s %6s %6s %6s | %s\n", "class", "fields", "precision", "recall", "F1", "model", "random", "protein", "blob", "two patterns: model, random, protein, blob");
    for (std::size_t index = 0; index < names.size(); ++index) {
        const ClassFigures& figures = score.visible.perClass[index];
        const ClassLocalisation& all = score.all[index];
        const ClassLocalisation& two = score.twoPatterns[index];
        std::printf("%-30s %7zu %9.3f %7.3f %7.3f | %6.3f %6.3f %6.3f %6.3f %s | %6.3f %6.3f %6.3f %6.3f %s\n", names[index].c_str(), figures.support, figures.precision,
                    figures.recall, figures.f1, all.mean[0], all.mean[1], all.mean[2], all.mean[3], all.modelIsBest() ? "best" : "    ", two.mean[0], two.mean[1],
                    two.mean[2], two.mean[3], two.modelIsBest() ? "best" : "");
    }
}

double medianMs(const std::function<void(int)>& work) {
    std::vector<double> times;
    for (int run = 0; run < 31; ++run) {
        const auto start = std::chrono::steady_clock::now();
        work(run);
        times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    }
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
}

void printCosts(Engine& engine) {
    const InputRecipe& recipe = engine.card().input;
    std::vector<InputTensor> inputs;
    for (unsigned seed = 0; seed < 31; ++seed)
        inputs.push_back(noisyInput(recipe.width, seed));
    const double predicted = medianMs([&](int run) { engine.predict({&inputs[static_cast<std::size_t>(run)], 1}); });
    const std::string key = "one";
    engine.explain(inputs[0], key, toClass(0));
    const double explained = medianMs([&](int run) { engine.explain(inputs[0], key, toClass(static_cast<std::size_t>(run) % 28)); });
    std::printf("one sample classified %.1f ms; saliency of one class of it %.2f ms more   reference 50.0   ratio %.2f\n", predicted, explained, explained / 50);
}

} // namespace

int main(int argc, char* argv[]) {
    const std::filesystem::path file = argc > 1 ? cardFileOf(argv[1]) : bundledModelCard("/nowhere/bin/locascope");
    const std::size_t stride = argc > 2 ? static_cast<std::size_t>(std::atoi(argv[2])) : 1;
    const ModelCard card = readModelCard(file);
    const auto learning = makeTorchLearning();
    const auto engine = learning->load(weightsFileOf(file), card, {.device = "cpu"});
    const WrittenModel untrained(classifierScript(4, 28, 99), 28, card.input.width);
    ModelCard untrainedCard = card;
    untrainedCard.modelDigest = untrained.card.modelDigest;
    const auto random = learning->load(untrained.file, untrainedCard, {.device = "cpu"});
    const ModelScore score = scoreModel(*engine, *random, unseenPlate(), stride, [](std::size_t done) { std::fprintf(stderr, "\r%zu", done); });
    std::fprintf(stderr, "\r");
    printClasses(score, card.classes);
    std::printf("macro-F1 %.4f against what is visible   reference 0.80   ratio %.2f\n", score.visible.macroF1, score.visible.macroF1 / 0.8);
    std::printf("macro-F1 %.4f against the antibodies' labels, some of which are not visible\n", score.inherited.macroF1);
    std::printf("classes whose saliency beats random weights, the protein image and a centred blob: %zu   reference 20\n", score.classesLocalised());
    std::printf("the same on fields with two or more patterns: %zu   reference 20\n", score.classesLocalisedAmongTwo());
    printCosts(*engine);
}
