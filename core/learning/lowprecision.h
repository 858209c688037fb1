#pragma once

#include <ATen/core/Tensor.h>
#include <torch/csrc/jit/ir/ir.h>

#include <vector>

namespace locascope {

/// All convolutions of a block, those inside its branches and loops too, in the order in which the graph names them.
std::vector<torch::jit::Node*> convolutionsOf(torch::jit::Block& block);

/// Makes the first `percent` of the convolutions of an inlined graph, those inside its branches and loops too, compute in `type` (BFloat16 or Half): constant weights are converted once.
/// What only moves, adds, clips or normalises numbers by kept statistics goes on in that type; before anything else (another convolution, pooling over the whole map, linear layers, logarithms, attention) values become
/// float32 again. `means`: of the channels that each convolution reads, as convolutionMeans gives them, or none. How many convolutions there were.
int convolveIn(c10::ScalarType type, torch::jit::Graph& graph, int percent = 100, const std::vector<at::Tensor>& means = {});

/// The weights of a convolution, outputs × inputs × height × width, in `type`, rounded so that what was rounded away of one is made good by the next of the same output. Each is off by no more than
/// a unit and a half in the last place of the output's largest, and so is their sum: neighbouring values of a map are nearly equal, so that what it adds up to hardly shifts, where each weight rounded by itself shifts all of
/// the map by the sum of many errors. (Error feedback, as in delta-sigma conversion.) `means`: what the inputs (of all groups) are on average, by which errors are weighed; undefined: all alike.
/// `lost`: of each output, what was rounded away of its bias, to be made good as well where means are known.
at::Tensor roundedWithFeedback(const at::Tensor& weights, c10::ScalarType type, const at::Tensor& means = {}, const at::Tensor& lost = {});

} // namespace locascope
