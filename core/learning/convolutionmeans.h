#pragma once

#include <torch/script.h>

#include <vector>

namespace locascope {

/// What each convolution of an inlined `forward` reads when `module` is given `images` (images × channels × height × width), as the mean of each of its channels, in the order in which the graph names the convolutions.
/// 0 for a channel whose values differ so much that its mean tells little; undefined where that holds for all channels, and for convolutions inside branches and loops. Empty where that cannot be told. Runs the graph once.
std::vector<torch::Tensor> convolutionMeans(const c10::IValue& module, torch::jit::Graph& forward, const torch::Tensor& images);

/// A field such as nobody took, always the same, 1 × channels × height × width, each channel of mean 0 and deviation 1 as after the recipe of a card: bright things of all sizes on a
/// dark ground, which lie together in all channels.
torch::Tensor madeUpField(std::int64_t channels, std::int64_t height, std::int64_t width);

} // namespace locascope
