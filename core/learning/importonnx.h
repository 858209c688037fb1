#pragma once

#include "core/model/onnximport.h"

#include <filesystem>

namespace locascope {

/// As Learning::importOnnx.
ImportedModel importOnnxModel(const std::filesystem::path& file, const OnnxImportOptions& options);
/// As Learning::crossCheckOnnx.
double differenceFromOnnx(const std::filesystem::path& onnx, const std::filesystem::path& weights, const ModelCard& card, const std::string& output);

} // namespace locascope
