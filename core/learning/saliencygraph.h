#pragma once

#include <torch/script.h>

#include <initializer_list>
#include <memory>

namespace locascope {

/// A copy of a frozen, inlined `forward` that gives the features which its last spatial mean reads as a second output, where gradients start: it takes a zero that requires
/// them as a third input. Null where the model takes no spatial mean.
std::shared_ptr<torch::jit::Graph> withFeatures(torch::jit::Graph& forward);

/// The last operator that takes a spatial mean: global average pooling in every architecture that has it. Null where there is none.
torch::jit::Node* lastGlobalPooling(torch::jit::Graph& graph);
/// Of such an operator: it makes 1 × 1 of the map, or takes its axes away.
bool givesOneNumberAChannel(const torch::jit::Node& pooling);
/// One of these names, as "aten::relu".
bool isNamed(const torch::jit::Node& node, std::initializer_list<const char*> names);

/// The weights (classes × channels) of the one linear layer that makes the outputs of the global mean of those features. Undefined where anything else lies between (a sigmoid at the end
/// may), where the features are read a second time, or where the weights are no constants.
torch::Tensor linearHead(torch::jit::Graph& forward);

} // namespace locascope
