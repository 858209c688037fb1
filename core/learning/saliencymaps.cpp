#include "core/learning/saliencymaps.h"

#include "core/model/saliencymethod.h"

#include <torch/torch.h>

#include <algorithm>
#include <cmath>

namespace locascope {

torch::Tensor camOf(const torch::Tensor& features, const torch::Tensor& weights) {
    return (features[0] * weights.view({-1, 1, 1})).sum(0);
}

torch::Tensor gradCamOf(const torch::Tensor& features, const torch::Tensor& gradient) {
    return (gradient.mean(c10::IntArrayRef{2, 3}, true) * features).sum(1)[0];
}

torch::Tensor gradCamPlusPlusOf(const torch::Tensor& features, const torch::Tensor& gradient) {
    const auto square = gradient * gradient;
    const auto below = 2 * square + square * gradient * features.sum(c10::IntArrayRef{2, 3}, true);
    const auto share = torch::where(below != 0, square / below, torch::zeros_like(below));
    const auto weights = (share * torch::relu(gradient)).sum(c10::IntArrayRef{2, 3}, true);
    return (weights * features).sum(1)[0];
}

torch::Tensor gradientTimesInputOf(const torch::Tensor& input, const torch::Tensor& gradient) {
    const auto values = (input * gradient).sum(1, true);
    const std::int64_t rows = std::min<std::int64_t>(gradientCells, values.size(2)), columns = std::min<std::int64_t>(gradientCells, values.size(3));
    return torch::adaptive_avg_pool2d(values, {rows, columns})[0][0];
}

SaliencyMap scaledMap(const torch::Tensor& map) {
    const auto values = torch::relu(map.detach()).to(torch::kCPU, torch::kFloat).contiguous();
    SaliencyMap scaled{static_cast<int>(values.size(1)), static_cast<int>(values.size(0)), {}};
    scaled.values.assign(static_cast<std::size_t>(values.numel()), 0.0F);
    const float* first = values.data_ptr<float>();
    const float highest = scaled.values.empty() ? 0 : *std::max_element(first, first + values.numel());
    if (std::isfinite(highest) && highest > 0)
        std::transform(first, first + values.numel(), scaled.values.begin(), [=](float value) { return value / highest; });
    return scaled;
}

} // namespace locascope
