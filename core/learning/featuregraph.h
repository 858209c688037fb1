#pragma once

#include <torch/script.h>

#include <cstdint>
#include <vector>

namespace locascope {

/// Where a model sums up what it sees in an image, before it thinks of classes.
enum class FeaturePlace {
    None,
    SpatialMean,     ///< what the last one reads, pooled
    BehindClassMaps, ///< that is one map a class, made by a convolution of 1 × 1: what this convolution reads
    LastLayer,       ///< there is no spatial mean: what the last linear layer before the output reads
};
/// `forward`: inlined, of the frozen module, where weights are constants.
FeaturePlace featurePlace(torch::jit::Graph& forward);

/// Makes an inlined `forward` of the same model, frozen or not, give what is read there as a further output. False, and nothing changed, where it is not found.
bool addFeatures(torch::jit::Graph& forward, FeaturePlace place);

/// One vector an input of such an output: inputs × channels, or inputs × channels × height × width, of which the mean is taken. Empty where it is anything else, or not finite.
std::vector<std::vector<float>> featureRows(const torch::Tensor& features, std::int64_t inputs);

} // namespace locascope
