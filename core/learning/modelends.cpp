#include "core/learning/modelends.h"

#include "core/files/error.h"

#include <algorithm>

namespace locascope {

std::string shapeText(const torch::Tensor& tensor) {
    std::string text;
    for (const auto size : tensor.sizes())
        text += (text.empty() ? "" : " × ") + std::to_string(size);
    return text.empty() ? "a single number" : text;
}

namespace {

/// channels × pixels to pixels × channels.
void interleave(const float* planes, std::int64_t channels, std::int64_t pixels, float* target) {
    for (std::int64_t pixel = 0; pixel < pixels; ++pixel)
        for (std::int64_t channel = 0; channel < channels; ++channel)
            *target++ = planes[channel * pixels + pixel];
}

} // namespace

torch::Tensor ModelEnds::toTensor(std::span<const InputTensor> inputs, bool channelsLast) const {
    const InputTensor& first = inputs.front();
    // Pinned for CUDA: LibTorch keeps such memory for the next batch, and the device fetches from it at full speed.
    const auto format = channelsLast ? at::MemoryFormat::ChannelsLast : at::MemoryFormat::Contiguous;
    auto batch = torch::empty({static_cast<std::int64_t>(inputs.size()), first.channels, first.height, first.width},
                              torch::TensorOptions().pinned_memory(device.is_cuda()).memory_format(format));
    float* target = batch.data_ptr<float>();
    for (const InputTensor& input : inputs) {
        if (input.values.size() != first.values.size())
            throw Error(ErrorKind::Mismatch, file, "inputs of different sizes cannot be one batch");
        if (channelsLast)
            interleave(input.values.data(), first.channels, std::int64_t{first.height} * first.width, target);
        else
            std::copy(input.values.begin(), input.values.end(), target);
        target += input.values.size();
    }
    return batch.to(device).contiguous(format);
}

torch::Tensor ModelEnds::outputOf(const c10::IValue& value) const {
    if (!value.isTensor())
        throw Error(ErrorKind::ModelFailed, file,
                    "the model gives " + value.tagKind() + ", expected one tensor of inputs × " + std::to_string(classes) + " numbers");
    const torch::Tensor& tensor = value.toTensor();
    if (!tensor.is_floating_point())
        throw Error(ErrorKind::ModelFailed, file, std::string("the model gives numbers of type ") + std::string(tensor.dtype().name()) + ", expected float");
    return tensor;
}

} // namespace locascope
