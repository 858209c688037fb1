#pragma once

#include "core/files/readfile.h"
#include "core/model/preprocess.h"

#include <string>
#include <vector>

namespace locascope {

/// What OpenCV's dnn makes of an ONNX model and one image: as many values as there are classes. `inputs`: the names of one input of all channels, or of one per channel.
/// Error Unsupported where OpenCV cannot read or run it. Call it where a crash does no harm.
std::vector<float> onnxReference(const Bytes& model, const std::vector<std::string>& inputs, const InputTensor& image, const std::string& output, std::size_t classes,
                                 const std::filesystem::path& file);

} // namespace locascope
