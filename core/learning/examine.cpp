#include "core/learning/examine.h"

#include "core/learning/requireallowed.h"
#include "core/learning/torchengine.h"
#include "core/learning/torchscript.h"

#include <torch/csrc/jit/passes/inliner.h>

#include <cmath>
#include <random>

namespace locascope {

namespace {

void requireAllowed(const torch::jit::Block& block, const std::filesystem::path& weights) {
    for (const torch::jit::Node* node : block.nodes()) {
        if (!isAllowedOperator(node->kind().toQualString()))
            throw Error(ErrorKind::Invalid, weights,
                        std::string("uses the operator ") + node->kind().toQualString() +
                            ", which a classifier has no need of; it is not run");
        for (const torch::jit::Block* inner : node->blocks())
            requireAllowed(*inner, weights);
    }
}

InputTensor inputOf(const InputRecipe& recipe) {
    InputTensor input{static_cast<int>(recipe.stains.size()), recipe.height, recipe.width, {}};
    input.values.assign(static_cast<std::size_t>(input.channels) * static_cast<std::size_t>(input.height) *
                            static_cast<std::size_t>(input.width), 0.0F);
    return input;
}

InputTensor constantOf(const InputRecipe& recipe) {
    InputTensor input = inputOf(recipe);
    std::fill(input.values.begin(), input.values.end(), 1.0F);
    return input;
}

// The sweep hands over several images at once.
void requireSame(const std::vector<float>& alone, const std::vector<float>& together, const std::filesystem::path& weights) {
    constexpr float largestRounding = 1e-3F;
    for (std::size_t index = 0; index < alone.size(); ++index)
        if (!(std::abs(alone[index] - together[index]) <= largestRounding))
            throw Error(ErrorKind::ModelFailed, weights, "the model gives an image other probabilities beside another one than alone");
}

} // namespace

// Some methods run while a file is being loaded.
void requireAllowedEverywhere(const torch::jit::Module& module, const std::filesystem::path& weights) {
    for (const torch::jit::Module& part : module.modules())
        for (const torch::jit::Method& method : part.get_methods()) {
            auto graph = method.graph()->copy();
            torch::jit::Inline(*graph);
            requireAllowed(*graph->block(), weights);
        }
}

InputTensor noiseOf(const InputRecipe& recipe) {
    InputTensor input = inputOf(recipe);
    std::mt19937 random(1);
    for (float& value : input.values)
        value = static_cast<float>(random() >> 8) / static_cast<float>(1 << 24);
    return input;
}

void examineModel(const std::filesystem::path& weights, const ModelCard& card) {
    torch::jit::Module module = loadScript(weights, card.modelDigest);
    requireAllowedEverywhere(module, weights);
    const auto engine = makeTorchEngine(std::move(module), weights, card, {.device = "cpu", .threads = 1});
    for (const InputTensor& input : {inputOf(card.input), constantOf(card.input)})
        engine->predictShown(input); // the graph that explains, too
    const std::vector<InputTensor> two{noiseOf(card.input), inputOf(card.input)};
    requireSame(engine->predict({two.data(), 1}).at(0), engine->predict(two).at(0), weights);
}

} // namespace locascope
