#pragma once

#include "core/model/preprocess.h"

#include <torch/script.h>

#include <filesystem>
#include <span>
#include <string>

namespace locascope {

/// What goes into a model and what comes out of it. `file` is for errors only.
struct ModelEnds {
    std::filesystem::path file;
    torch::Device device;
    std::size_t classes = 0;

    /// inputs × channels × height × width, on the device. Error Mismatch: inputs of different sizes.
    torch::Tensor toTensor(std::span<const InputTensor> inputs, bool channelsLast = true) const;
    /// Error ModelFailed: not one tensor of floating-point numbers.
    torch::Tensor outputOf(const c10::IValue& value) const;
};

/// "1 × 27", or "a single number".
std::string shapeText(const torch::Tensor& tensor);

} // namespace locascope
