#include "core/learning/lowprecision.h"

#include <torch/csrc/jit/ir/constants.h>
#include <torch/script.h>

#include <algorithm>
#include <array>
#include <string_view>
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

int convolutionsIn(Block& block) {
    int count = 0;
    for (Node* node : block.nodes()) {
        count += isConvolution(*node) ? 1 : 0;
        for (Block* inner : node->blocks())
            count += convolutionsIn(*inner);
    }
    return count;
}

class Lowering {
public:
    Lowering(Graph& graph, c10::ScalarType type, int percent)
        : m_graph(graph)
        , m_type(type)
        , m_convolutions(convolutionsIn(*graph.block()))
        , m_remaining((m_convolutions * percent + 99) / 100) {}

    int run() {
        lower(*m_graph.block());
        return m_convolutions;
    }

private:
    void lower(Block& block) {
        for (Node* node : block.nodes()) {
            for (Block* inner : node->blocks())
                lower(*inner);
            if (isConvolution(*node) && m_remaining-- > 0)
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
                node.replaceInput(input, lowered(node.input(input)));
        m_low.insert(node.output());
    }

    Value* lowered(Value* value) {
        if (value->node()->kind() != c10::prim::Constant)
            return cast(value, m_type);
        const auto constant = torch::jit::toIValue(value);
        return constant && constant->isTensor() ? m_graph.insertConstant(inType(constant->toTensor())) : value;
    }

    torch::Tensor inType(const torch::Tensor& constant) const { return constant.dim() > 1 ? roundedWithFeedback(constant, m_type) : constant.to(m_type); }

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
    int m_convolutions;
    int m_remaining; ///< to be lowered
};

} // namespace

int convolveIn(c10::ScalarType type, Graph& graph, int percent) {
    return Lowering(graph, type, percent).run();
}

torch::Tensor roundedWithFeedback(const torch::Tensor& weights, c10::ScalarType type) {
    const torch::Tensor exact = weights.detach().to(torch::kCPU, torch::kFloat).contiguous();
    torch::Tensor rounded = torch::empty_like(exact);
    const std::int64_t outputs = exact.size(0);
    const std::int64_t each = outputs == 0 ? 0 : exact.numel() / outputs;
    const float* from = exact.data_ptr<float>();
    float* to = rounded.data_ptr<float>();
    const auto round = [type](float value) { return type == torch::kHalf ? static_cast<float>(c10::Half(value)) : static_cast<float>(c10::BFloat16(value)); };
    for (std::int64_t output = 0; output < outputs; ++output) {
        float owed = 0;
        for (std::int64_t index = 0; index < each; ++index) {
            const float wanted = *from++ + owed;
            *to = round(wanted);
            owed = wanted - *to++;
        }
    }
    return rounded.to(weights.device(), type);
}

} // namespace locascope
