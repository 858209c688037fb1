#include "core/learning/saliencygraph.h"

#include <torch/csrc/jit/ir/constants.h>
#include <torch/csrc/jit/ir/ir.h>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace locascope {

namespace {

using torch::jit::Graph;
using torch::jit::Node;
using torch::jit::Value;

// The whole numbers of a list, where the graph says them.
std::vector<std::int64_t> numbersOf(const Value& value) {
    std::vector<std::int64_t> numbers;
    if (const auto known = torch::jit::toIValue(&value)) {
        if (known->isIntList())
            numbers = known->toIntVector();
        else if (known->isInt())
            numbers.push_back(known->toInt());
        return numbers;
    }
    for (const Value* part : value.node()->inputs())
        if (const auto known = torch::jit::toIValue(part); known && known->isInt())
            numbers.push_back(known->toInt());
    return numbers;
}

// Over the last two of images × channels × height × width. A transformer's normalisation is a mean over something else.
bool isSpatialMean(const Node& node) {
    if (node.kind() != c10::aten::mean || node.inputs().size() < 2)
        return false;
    std::vector<std::int64_t> axes = numbersOf(*node.input(1));
    for (std::int64_t& axis : axes)
        axis += axis < 0 ? 4 : 0;
    std::sort(axes.begin(), axes.end());
    return axes == std::vector<std::int64_t>{2, 3};
}

// What reads the numbers of a value. Its shape may be asked for besides.
std::vector<const Node*> readersOf(const Value& value) {
    std::vector<const Node*> readers;
    for (const auto& use : value.uses())
        if (!isNamed(*use.user, {"aten::size", "aten::dim"}))
            readers.push_back(use.user);
    return readers;
}

torch::Tensor constantTensor(const Value& value) {
    const auto known = torch::jit::toIValue(&value);
    return known && known->isTensor() ? known->toTensor().detach() : torch::Tensor();
}

bool isOne(const Value& value) {
    const auto known = torch::jit::toIValue(&value);
    return known && known->isScalar() && known->toScalar().toDouble() == 1;
}

// Classes × channels, of a node that multiplies `value` by them.
torch::Tensor weightsOf(const Node& node, const Value& value) {
    torch::Tensor weights;
    if (isNamed(node, {"aten::linear"}) && node.input(0) == &value)
        weights = constantTensor(*node.input(1));
    else if (isNamed(node, {"aten::matmul", "aten::mm"}) && node.input(0) == &value)
        weights = constantTensor(*node.input(1));
    else if (isNamed(node, {"aten::addmm"}) && node.input(1) == &value && isOne(*node.input(4)))
        weights = constantTensor(*node.input(2));
    if (!weights.defined() || weights.dim() != 2)
        return {};
    return isNamed(node, {"aten::linear"}) ? weights : weights.t();
}

bool keepsNumbers(const Node& node, const Value& value) {
    return node.input(0) == &value && isNamed(node, {"aten::flatten", "aten::view", "aten::reshape", "aten::squeeze", "aten::dropout", "aten::contiguous"});
}

// Of a layer's result: its bias, and what does not change the order of one class's scores.
bool onlyShifts(const Node& node) {
    return isNamed(node, {"aten::sigmoid"}) || (isNamed(node, {"aten::add"}) && (torch::jit::toIValue(node.input(0)) || torch::jit::toIValue(node.input(1))));
}

} // namespace

Node* lastGlobalPooling(Graph& graph) {
    Node* found = nullptr;
    for (Node* node : graph.nodes())
        if (node->kind() == c10::aten::adaptive_avg_pool2d || isSpatialMean(*node))
            found = node;
    return found;
}

bool givesOneNumberAChannel(const Node& pooling) {
    if (pooling.kind() == c10::aten::mean)
        return true;
    const std::vector<std::int64_t> size = numbersOf(*pooling.input(1));
    return !size.empty() && std::all_of(size.begin(), size.end(), [](std::int64_t side) { return side == 1; });
}

bool isNamed(const Node& node, std::initializer_list<const char*> names) {
    return std::any_of(names.begin(), names.end(), [&](const char* name) { return node.kind().toQualString() == std::string_view(name); });
}

std::shared_ptr<Graph> withFeatures(Graph& forward) {
    const auto graph = forward.copy();
    Node* pooling = lastGlobalPooling(*graph);
    if (pooling == nullptr)
        return nullptr;
    Value* features = pooling->input(0);
    Value* zero = graph->addInput("zero");
    const torch::jit::WithInsertPoint place(features->node()->kind() == c10::prim::Param ? *graph->nodes().begin() : features->node()->next());
    Value* one = graph->insertConstant(1);
    Node* sum = graph->insertNode(graph->create(c10::aten::add, {features, zero, one}));
    sum->output()->setType(c10::TensorType::get());
    features->replaceAllUsesAfterNodeWith(sum, sum->output());
    graph->registerOutput(sum->output());
    return graph;
}

torch::Tensor linearHead(Graph& forward) {
    const Node* pooling = lastGlobalPooling(forward);
    if (pooling == nullptr || !givesOneNumberAChannel(*pooling) || readersOf(*pooling->input(0)).size() != 1)
        return {};
    torch::Tensor weights;
    for (const Value* value = pooling->output();;) {
        const std::vector<const Node*> readers = readersOf(*value);
        if (readers.size() != 1)
            return {};
        const Node& reader = *readers.front();
        if (&reader == forward.return_node())
            return weights;
        if (const torch::Tensor found = weightsOf(reader, *value); found.defined() && !weights.defined())
            weights = found;
        else if (!keepsNumbers(reader, *value) && !(weights.defined() && onlyShifts(reader)))
            return {};
        value = reader.output();
    }
}

} // namespace locascope
