#pragma once

#include "core/onnx/extent.h"

#include <string>
#include <vector>

namespace locascope {

// Pieces of TorchScript source.
std::string codeOf(Extent value);                 ///< "12", "n", "(n * 2 + 1)"
std::string codeOf(const OnnxShape& shape);       ///< "[n, 3, 4]"
std::string codeOf(const std::vector<std::int64_t>& numbers);
std::string codeOf(double number);                ///< reads back to the same number and always as a float; must be finite
std::string codeOf(bool truth);

} // namespace locascope
