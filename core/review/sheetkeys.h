#pragma once

#include "core/plate/plate.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace locascope {

/// Samples of a plate by what a sheet may call them.
using SamplesByKey = std::unordered_map<std::string, std::vector<std::int32_t>>;

/// One key for a well of a plate.
std::string sheetWellKey(std::string_view plateName, std::string_view well);
/// CSV id, id, and the short id where it is unique.
SamplesByKey samplesByName(const Plate& plate);
/// By sheetWellKey; without `withPlate` wells of one name are one whatever their plate.
SamplesByKey samplesByWell(const Plate& plate, bool withPlate);

} // namespace locascope
