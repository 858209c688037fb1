#pragma once

#include "core/model/modelcard.h"
#include "core/model/preprocess.h"

#include <filesystem>
#include <string_view>

namespace locascope {

/// True for operators that compute and nothing else ("aten::conv2d", "prim::If"). What reads or writes files, calls Python, prints or runs other code is not among them.
bool isAllowedOperator(std::string_view name);

/// An input of numbers from 0 to 1, the same at each call: what a model is tried and compared on.
InputTensor noiseOf(const InputRecipe& recipe);

/// As Learning::examine.
void examineModel(const std::filesystem::path& weights, const ModelCard& card);

} // namespace locascope
