#pragma once

#include "core/onnx/onnxgraph.h"

#include <onnx/onnx_pb.h>

namespace locascope {

/// A TensorProto's values; `what` names it in errors. Errors as readOnnx.
OnnxTensor tensorOf(const onnx::TensorProto& proto, const std::string& what, const std::filesystem::path& file);

} // namespace locascope
