#pragma once

#include "core/onnx/onnxscript.h"

#include <torch/script.h>

namespace locascope {

/// The module of a script: its weights are parameters that can be trained, its other tensors buffers. In evaluation mode. Error Invalid where LibTorch does not take the source.
torch::jit::Module onnxModule(const OnnxScript& script, const std::filesystem::path& file);

} // namespace locascope
