#include "core/learning/featuregraph.h"

#include "core/learning/saliencygraph.h"

#include <torch/csrc/jit/ir/constants.h>
#include <torch/csrc/jit/ir/ir.h>

namespace locascope {

namespace {

using torch::jit::Graph;
using torch::jit::Node;
using torch::jit::Value;

bool isKnown(const Value& value) { return value.node()->kind() == c10::prim::Constant || value.node()->kind() == c10::prim::GetAttr; }

// What changes each number by itself, or, before a module is frozen, each channel.
bool keepsMaps(const Node& node) {
    return isNamed(node, {"aten::relu", "aten::relu_", "aten::sigmoid", "aten::sigmoid_", "aten::to", "aten::dropout", "aten::contiguous", "aten::hardtanh", "aten::hardtanh_", "aten::batch_norm"});
}

// The convolution whose maps the mean is of; null where something else made them.
Node* convolutionBefore(Node& pooling) {
    Value* value = pooling.input(0);
    while (keepsMaps(*value->node()))
        value = value->node()->input(0);
    return isNamed(*value->node(), {"aten::conv2d", "aten::_convolution"}) ? value->node() : nullptr;
}

// Fewer maps than it reads, so that they are verdicts and no summary.
bool makesClassMaps(const Node& convolution) {
    const auto known = torch::jit::toIValue(convolution.input(1));
    if (!known || !known->isTensor())
        return false;
    const torch::Tensor weights = known->toTensor();
    return weights.dim() == 4 && weights.size(2) == 1 && weights.size(3) == 1 && weights.size(1) > weights.size(0);
}

Value* readByLastLayer(Graph& graph) {
    for (Value* value = graph.outputs().at(0);;) {
        Node& node = *value->node();
        if (isNamed(node, {"aten::linear", "aten::matmul", "aten::mm"}))
            return node.input(0);
        if (isNamed(node, {"aten::addmm"}))
            return node.input(1);
        if (isNamed(node, {"aten::add", "aten::add_"}))
            value = isKnown(*node.input(0)) ? node.input(1) : node.input(0);
        else if (keepsMaps(node) || isNamed(node, {"aten::softmax", "aten::flatten", "aten::view", "aten::reshape", "aten::squeeze"}))
            value = node.input(0);
        else
            return nullptr;
    }
}

Value* valueAt(Graph& graph, FeaturePlace place) {
    Node* pooling = lastGlobalPooling(graph);
    switch (place) {
    case FeaturePlace::None: break;
    case FeaturePlace::LastLayer: return readByLastLayer(graph);
    case FeaturePlace::SpatialMean:
        if (pooling != nullptr)
            return givesOneNumberAChannel(*pooling) ? pooling->output() : pooling->input(0);
        break;
    case FeaturePlace::BehindClassMaps:
        if (Node* convolution = pooling != nullptr ? convolutionBefore(*pooling) : nullptr)
            return convolution->input(0);
        break;
    }
    return nullptr;
}

} // namespace

FeaturePlace featurePlace(Graph& forward) {
    Node* pooling = lastGlobalPooling(forward);
    if (pooling == nullptr)
        return readByLastLayer(forward) != nullptr ? FeaturePlace::LastLayer : FeaturePlace::None;
    const Node* convolution = convolutionBefore(*pooling);
    return convolution != nullptr && makesClassMaps(*convolution) ? FeaturePlace::BehindClassMaps : FeaturePlace::SpatialMean;
}

bool addFeatures(Graph& forward, FeaturePlace place) {
    Value* features = valueAt(forward, place);
    if (features == nullptr || isKnown(*features) || features->node()->kind() == c10::prim::Param)
        return false;
    forward.registerOutput(features);
    return true;
}

std::vector<std::vector<float>> featureRows(const torch::Tensor& features, std::int64_t inputs) {
    if (!features.defined() || !features.is_floating_point() || (features.dim() != 2 && features.dim() != 4) || features.size(0) != inputs)
        return {};
    torch::Tensor values = features.detach().to(torch::kFloat);
    if (values.dim() == 4)
        values = values.mean(c10::IntArrayRef{2, 3});
    values = values.to(torch::kCPU).contiguous();
    const std::int64_t count = values.size(1);
    if (count < 2 || !torch::isfinite(values).all().item<bool>())
        return {};
    std::vector<std::vector<float>> rows;
    const float* row = values.data_ptr<float>();
    for (std::int64_t input = 0; input < inputs; ++input, row += count)
        rows.emplace_back(row, row + count);
    return rows;
}

} // namespace locascope
