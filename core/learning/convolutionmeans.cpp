#include "core/learning/convolutionmeans.h"

#include "core/learning/lowprecision.h"
#include "core/learning/torchscript.h"

#include <ATen/CPUGeneratorImpl.h>
#include <torch/torch.h>

#include <array>
#include <cmath>

namespace locascope {

namespace {

using torch::jit::Graph;
using torch::jit::Node;
using torch::jit::Value;

/// A mean that is small beside the values tells little: another image may have another one.
constexpr double leastShare = 0.25;

/// Of what it reads and of its squares.
std::array<Value*, 2> meansBefore(Graph& graph, Node& convolution) {
    const torch::jit::WithInsertPoint place(&convolution);
    const std::vector<std::int64_t> allButChannels{0, 2, 3};
    Value* read = convolution.input(0);
    Value* squares = graph.insert(c10::aten::mul, {read, read});
    return {graph.insert(c10::aten::mean, {read, allButChannels}), graph.insert(c10::aten::mean, {squares, allButChannels})};
}

torch::Tensor tellingMeans(const torch::Tensor& means, const torch::Tensor& squares) {
    const torch::Tensor telling = means.abs() >= leastShare * squares.sqrt();
    return telling.any().item<bool>() ? (means * telling).to(torch::kCPU, torch::kFloat).contiguous() : torch::Tensor();
}

/// An octave's share falls with its frequency, as in images of what the eye sees.
constexpr std::array octaves{8, 16, 32, 64, 128, 256};
constexpr double falling = 0.7;
constexpr double shared = 0.7; ///< correlation of the channels

} // namespace

std::vector<torch::Tensor> convolutionMeans(const c10::IValue& module, Graph& forward, const torch::Tensor& images) {
    const auto graph = forward.copy();
    std::vector<torch::Tensor> means;
    std::vector<std::size_t> places;
    while (!graph->outputs().empty())
        graph->eraseOutput(0);
    for (Node* convolution : convolutionsOf(*graph->block())) {
        if (convolution->owningBlock() == graph->block()) {
            places.push_back(means.size());
            for (Value* mean : meansBefore(*graph, *convolution))
                graph->registerOutput(mean);
        }
        means.emplace_back();
    }
    try {
        torch::NoGradGuard noGradients;
        const auto outputs = runGraph(torch::jit::Code(graph, "means"), {module, images});
        for (std::size_t index = 0; index < places.size(); ++index)
            means[places[index]] = tellingMeans(outputs.at(2 * index).toTensor(), outputs.at(2 * index + 1).toTensor());
    } catch (const std::exception&) {
        return {}; // such as a convolution along one axis alone
    }
    return means;
}

torch::Tensor madeUpField(std::int64_t channels, std::int64_t height, std::int64_t width) {
    namespace nn = torch::nn::functional;
    at::Generator generator = at::detail::createCPUGenerator(1);
    torch::Tensor field = torch::zeros({1, channels, height, width});
    double share = 1;
    for (const std::int64_t side : octaves) {
        const torch::Tensor same = torch::randn({1, 1, side, side}, generator);
        const torch::Tensor own = torch::randn({1, channels, side, side}, generator);
        const auto whole = nn::InterpolateFuncOptions().size(std::vector<std::int64_t>{height, width}).mode(torch::kBilinear).align_corners(false);
        field += share * nn::interpolate(std::sqrt(shared) * same + std::sqrt(1 - shared) * own, whole);
        share *= falling;
    }
    field = field.exp();
    const std::vector<std::int64_t> area{2, 3};
    return (field - field.mean(area, true)) / field.std(area, true, true);
}

} // namespace locascope
