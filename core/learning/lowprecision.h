#pragma once

#include <torch/csrc/jit/ir/ir.h>

namespace locascope {

/// Makes the convolutions of an inlined graph, those inside its branches and loops too, compute in `type`: constant weights are converted once. What only moves, adds or
/// clips numbers goes on in that type; before anything else (pooling over the whole map, linear layers, logarithms, attention) values become float32 again.
/// How many convolutions there were.
int convolveIn(c10::ScalarType type, torch::jit::Graph& graph);

} // namespace locascope
