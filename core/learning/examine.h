#pragma once

#include "core/model/modelcard.h"

#include <filesystem>
#include <string_view>

namespace locascope {

/// True for operators that compute and nothing else ("aten::conv2d", "prim::If"). What reads or writes files, calls Python, prints or runs other code is not among them.
bool isAllowedOperator(std::string_view name);

/// As Learning::examine.
void examineModel(const std::filesystem::path& weights, const ModelCard& card);

} // namespace locascope
