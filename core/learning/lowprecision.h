#pragma once

#include <ATen/core/Tensor.h>
#include <torch/csrc/jit/ir/ir.h>

namespace locascope {

/// Makes the first `percent` of the convolutions of an inlined graph, those inside its branches and loops too, compute in `type` (BFloat16 or Half): constant weights are converted once.
/// What only moves, adds, clips or normalises numbers by kept statistics goes on in that type; before anything else (another convolution, pooling over the whole map, linear layers, logarithms, attention) values become
/// float32 again. How many convolutions there were.
int convolveIn(c10::ScalarType type, torch::jit::Graph& graph, int percent = 100);

/// The weights of a convolution, outputs × inputs × height × width, in `type`, rounded so that what was rounded away of one is added to the next of the same output. Each is off by no more than
/// a unit in its last place, and so is their sum: neighbouring values of a map are nearly equal, so that what it adds up to hardly shifts, where each weight rounded by itself shifts all of
/// the map by the sum of many errors. (Error feedback, as in delta-sigma conversion.)
at::Tensor roundedWithFeedback(const at::Tensor& weights, c10::ScalarType type);

} // namespace locascope
