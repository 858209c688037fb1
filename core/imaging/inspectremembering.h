#pragma once

#include "core/files/progress.h"
#include "core/plate/plate.h"

#include <filesystem>
#include <stop_token>

namespace locascope {

/// inspectPlate with the headers of this plate that are remembered in `cacheDirectory` (HeaderMemory; empty: none are), so that new and changed files alone are opened; what it read is remembered
/// unless it was stopped. A memory that cannot be written costs time at the next inspection and is no error.
void inspectRemembering(const std::filesystem::path& cacheDirectory, Plate& plate, const Progress& progress = {}, std::stop_token stop = {});

} // namespace locascope
