#pragma once

#include "core/imaging/heatmap.h"

#include <torch/types.h>

namespace locascope {

// Formulas of SaliencyMethod. `features` and `gradient` are 1 × channels × height × width; each result is height × width, not scaled yet and possibly negative.
torch::Tensor camOf(const torch::Tensor& features, const torch::Tensor& weights); ///< `weights` of one class, by channel
torch::Tensor gradCamOf(const torch::Tensor& features, const torch::Tensor& gradient);
/// With exp(score) as the function of which derivatives are taken, as in the paper.
torch::Tensor gradCamPlusPlusOf(const torch::Tensor& features, const torch::Tensor& gradient);
/// Sums of gradient × input over stains and cells, at most gradientCells a side.
torch::Tensor gradientTimesInputOf(const torch::Tensor& input, const torch::Tensor& gradient);

/// Negative values cut, the maximum made 1; all 0 where nothing is positive or the maximum is no number.
SaliencyMap scaledMap(const torch::Tensor& map);

} // namespace locascope
