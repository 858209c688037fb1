#include "core/learning/triedshape.h"

#include "core/learning/requireallowed.h"
#include "core/learning/torchscript.h"

#include <torch/torch.h>

#include <array>
#include <optional>

namespace locascope {

namespace {

constexpr std::array usualSides{512, 224, 256, 299, 384, 128, 64, 32};
constexpr std::array usualChannels{4, 3, 1, 2};
constexpr std::int64_t kernelAxes = 4; // outputs × channels × height × width

bool isKernel(const torch::Tensor& tensor) { return tensor.dim() == kernelAxes && tensor.size(2) * tensor.size(3) > 0; }

// Of the first convolution: as a parameter or, in a frozen model, as a constant of the graph.
int channelsOf(const torch::jit::Module& module, const torch::jit::Graph& graph) {
    for (const auto& parameter : module.named_parameters())
        if (isKernel(parameter.value))
            return static_cast<int>(parameter.value.size(1));
    for (const torch::jit::Node* node : graph.nodes())
        if (node->kind() == torch::jit::prim::Constant && node->hasAttribute(torch::jit::attr::value) && node->kindOf(torch::jit::attr::value) == torch::jit::AttributeKind::t &&
            isKernel(node->t(torch::jit::attr::value)))
            return static_cast<int>(node->t(torch::jit::attr::value).size(1));
    return 0;
}

std::optional<WeightsShape> tried(const torch::jit::Code& code, const torch::jit::Module& module, int channels, int side) {
    try {
        const auto results = runGraph(code, {module._ivalue(), torch::zeros({1, channels, side, side})});
        const bool isRow = results.size() == 1 && results[0].isTensor() && results[0].toTensor().dim() == 2 && results[0].toTensor().size(0) == 1;
        return WeightsShape{channels, side, isRow ? static_cast<int>(results[0].toTensor().size(1)) : 0};
    } catch (const std::exception&) {
        return {}; // not of this size
    }
}

} // namespace

WeightsShape triedShape(const std::filesystem::path& weights) {
    torch::jit::Module module = loadScript(weights, {});
    requireAllowedEverywhere(module, weights);
    module.eval();
    torch::NoGradGuard noGradients;
    const auto graph = inlinedMethod(module, "forward");
    const int known = channelsOf(module, *graph);
    if (graph->inputs().size() != 2)
        return {known, 0, 0};
    const torch::jit::Code code(graph, "forward");
    for (const int side : usualSides)
        for (const int channels : usualChannels)
            if (known == 0 || channels == usualChannels.front())
                if (const auto shape = tried(code, module, known > 0 ? known : channels, side))
                    return *shape;
    return {known, 0, 0};
}

} // namespace locascope
