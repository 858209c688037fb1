#include "core/learning/lowprecision.h"

#include <torch/csrc/jit/ir/constants.h>
#include <torch/script.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace locascope {

namespace {

using namespace std::string_view_literals;
using torch::jit::Block;
using torch::jit::Graph;
using torch::jit::Node;
using torch::jit::Value;

constexpr std::size_t weightPlace = 1;
constexpr std::size_t biasPlace = 2;

// Operators that give as many digits as they are given. Batch norms compute in float32 whatever they are given, by float32 statistics, and round once.
constexpr std::array carriers{
    "aten::relu"sv, "aten::relu_"sv, "aten::relu6"sv, "aten::relu6_"sv, "aten::leaky_relu"sv, "aten::leaky_relu_"sv, "aten::hardtanh"sv, "aten::hardtanh_"sv,
    "aten::batch_norm"sv, "aten::hardswish"sv, "aten::hardswish_"sv, "aten::silu"sv, "aten::silu_"sv, "aten::threshold"sv, "aten::threshold_"sv, "aten::clamp"sv,
    "aten::clamp_min"sv, "aten::add"sv, "aten::add_"sv, "aten::mul"sv, "aten::mul_"sv, "aten::cat"sv, "aten::concat"sv, "aten::max_pool2d"sv,
    "aten::avg_pool2d"sv, "aten::upsample_nearest2d"sv, "aten::dropout"sv, "aten::dropout_"sv, "aten::feature_dropout"sv, "aten::contiguous"sv, "aten::detach"sv,
    "prim::ListConstruct"sv};

// Operators that read shapes, not numbers.
constexpr std::array askers{"aten::size"sv, "aten::dim"sv, "aten::numel"sv, "aten::len"sv, "prim::dtype"sv, "prim::device"sv, "prim::shape"sv, "aten::to"sv};

template <class Names>
bool isOneOf(const Names& names, const Node& node) {
    return std::find(names.begin(), names.end(), std::string_view(node.kind().toQualString())) != names.end();
}

bool isConvolution(const Node& node) {
    return node.kind() == c10::aten::conv2d || node.kind() == c10::aten::_convolution;
}

bool isTensor(const Value& value) {
    return value.type()->kind() == c10::TypeKind::TensorType;
}

void collectConvolutions(Block& block, std::vector<Node*>& found) {
    for (Node* node : block.nodes()) {
        if (isConvolution(*node))
            found.push_back(node);
        for (Block* inner : node->blocks())
            collectConvolutions(*inner, found);
    }
}

class Lowering {
public:
    Lowering(Graph& graph, c10::ScalarType type, int percent, const std::vector<at::Tensor>& means)
        : m_graph(graph)
        , m_type(type) {
        const std::vector<Node*> all = convolutionsOf(*graph.block());
        m_convolutions = static_cast<int>(all.size());
        const std::size_t lowered = (all.size() * static_cast<std::size_t>(percent) + 99) / 100;
        for (std::size_t index = 0; index < lowered; ++index)
            m_means[all[index]] = index < means.size() ? means[index] : at::Tensor();
    }

    int run() {
        lower(*m_graph.block());
        return m_convolutions;
    }

private:
    void lower(Block& block) {
        for (Node* node : block.nodes()) {
            for (Block* inner : node->blocks())
                lower(*inner);
            if (m_means.count(node) > 0)
                lowerConvolution(*node);
            else if (!isOneOf(carriers, *node) && !isOneOf(askers, *node) && node->blocks().empty())
                raiseInputs(*node);
            else if (isOneOf(carriers, *node) && readsLow(node->inputs()))
                m_low.insert(node->output());
        }
        // What leaves a branch or a loop leaves it in float32.
        raiseInputs(*block.return_node());
    }

    void lowerConvolution(Node& node) {
        const torch::jit::WithInsertPoint place(&node);
        for (const std::size_t input : {std::size_t{0}, weightPlace, biasPlace})
            if (isTensor(*node.input(input)))
                node.replaceInput(input, input == weightPlace ? loweredWeights(node) : lowered(node.input(input)));
        m_low.insert(node.output());
    }

    Value* lowered(Value* value) {
        const auto constant = value->node()->kind() == c10::prim::Constant ? torch::jit::toIValue(value) : c10::nullopt;
        return constant && constant->isTensor() ? m_graph.insertConstant(constant->toTensor().to(m_type)) : cast(value, m_type);
    }

    Value* loweredWeights(Node& convolution) {
        const auto weights = torch::jit::toIValue(convolution.input(weightPlace));
        const auto bias = torch::jit::toIValue(convolution.input(biasPlace));
        if (!weights || !weights->isTensor() || weights->toTensor().dim() < 2)
            return lowered(convolution.input(weightPlace));
        const at::Tensor lost = bias && bias->isTensor() ? lostInRounding(bias->toTensor()) : at::Tensor();
        return m_graph.insertConstant(roundedWithFeedback(weights->toTensor(), m_type, m_means[&convolution], lost));
    }

    at::Tensor lostInRounding(const at::Tensor& exact) const { return (exact - exact.to(m_type).to(torch::kFloat)).detach().to(torch::kCPU).contiguous(); }

    Value* cast(Value* value, c10::ScalarType type) {
        return m_graph.insert(c10::aten::to, {value, static_cast<std::int64_t>(type)});
    }

    void raiseInputs(Node& node) {
        for (std::size_t input = 0; input < node.inputs().size(); ++input) {
            Value* value = node.input(input);
            if (m_low.count(value) == 0 || !isTensor(*value))
                continue;
            const torch::jit::WithInsertPoint place(&node);
            node.replaceInput(input, cast(value, c10::ScalarType::Float));
        }
    }

    bool readsLow(at::ArrayRef<Value*> values) const {
        return std::any_of(values.begin(), values.end(), [this](Value* value) { return m_low.count(value) > 0; });
    }

    Graph& m_graph;
    c10::ScalarType m_type;
    std::unordered_set<const Value*> m_low; ///< may be in m_type
    int m_convolutions = 0;
    std::unordered_map<const Node*, at::Tensor> m_means; ///< of what the convolutions read that are to be lowered
};

float roundedTo(c10::ScalarType type, float value) {
    return type == torch::kHalf ? static_cast<float>(c10::Half(value)) : static_cast<float>(c10::BFloat16(value));
}

/// How much an error of each weight of an output counts.
class Weighing {
public:
    Weighing(const at::Tensor& weights, const at::Tensor& means)
        : m_outputs(weights.size(0))
        , m_inputs(weights.size(1))
        , m_area(m_inputs == 0 ? 0 : weights[0].numel() / m_inputs)
        , m_groups(means.defined() && m_inputs > 0 && means.numel() % m_inputs == 0 ? means.numel() / m_inputs : 0)
        , m_means(means) {}

    bool knowsMeans() const { return m_groups > 0; }
    std::vector<float> of(std::int64_t output) const {
        std::vector<float> weights(static_cast<std::size_t>(m_inputs * m_area), 1);
        if (m_groups == 0)
            return weights;
        const float* first = m_means.data_ptr<float>() + output * m_groups / m_outputs * m_inputs;
        for (std::int64_t index = 0; index < m_inputs * m_area; ++index)
            weights[static_cast<std::size_t>(index)] = first[index / m_area];
        return weights;
    }

private:
    std::int64_t m_outputs, m_inputs, m_area;
    std::int64_t m_groups; ///< 0: all count alike
    at::Tensor m_means;
};

/// What is owed is made good by weights that count enough for it; no weight is moved by more than the last place of the largest.
void roundRow(const float* exact, float* rounded, std::int64_t count, const std::vector<float>& counts, float owed, c10::ScalarType type) {
    float largest = 0;
    for (std::int64_t index = 0; index < count; ++index)
        largest = std::max(largest, std::abs(exact[index]));
    const float most = largest * (type == torch::kHalf ? 0x1p-11F : 0x1p-8F);
    for (std::int64_t index = 0; index < count; ++index) {
        const float weight = counts[static_cast<std::size_t>(index)];
        const float wanted = exact[index] + (weight == 0 ? 0 : std::clamp(owed / weight, -most, most));
        rounded[index] = roundedTo(type, wanted);
        owed += (exact[index] - rounded[index]) * weight;
    }
}

} // namespace

std::vector<Node*> convolutionsOf(Block& block) {
    std::vector<Node*> found;
    collectConvolutions(block, found);
    return found;
}

int convolveIn(c10::ScalarType type, Graph& graph, int percent, const std::vector<at::Tensor>& means) {
    return Lowering(graph, type, percent, means).run();
}

at::Tensor roundedWithFeedback(const at::Tensor& weights, c10::ScalarType type, const at::Tensor& means, const at::Tensor& lost) {
    const torch::Tensor exact = weights.detach().to(torch::kCPU, torch::kFloat).contiguous();
    torch::Tensor rounded = torch::empty_like(exact);
    const std::int64_t outputs = exact.size(0);
    const std::int64_t each = outputs == 0 ? 0 : exact.numel() / outputs;
    const Weighing weighing(exact, means);
    for (std::int64_t output = 0; output < outputs; ++output)
        roundRow(exact.data_ptr<float>() + output * each, rounded.data_ptr<float>() + output * each, each, weighing.of(output), weighing.knowsMeans() && lost.defined() ? lost[output].item<float>() : 0, type);
    return rounded.to(weights.device(), type);
}

} // namespace locascope
