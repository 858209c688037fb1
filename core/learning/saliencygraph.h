#pragma once

#include <torch/script.h>

#include <memory>

namespace locascope {

/// A copy of a frozen, inlined `forward` that gives the features which its last spatial mean reads as a second output, where gradients start: it takes a zero that requires
/// them as a third input. Null where the model takes no spatial mean.
std::shared_ptr<torch::jit::Graph> withFeatures(torch::jit::Graph& forward);

/// The weights (classes × channels) of the one linear layer that makes the outputs of the global mean of those features. Undefined where anything else lies between (a sigmoid at the end
/// may), where the features are read a second time, or where the weights are no constants.
torch::Tensor linearHead(torch::jit::Graph& forward);

} // namespace locascope
