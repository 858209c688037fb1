#pragma once

#include "core/plate/scanplate.h"

#include <filesystem>

namespace locascope {

/// scanPlate with what was chosen (PlateChoices) and answered of the channels (rememberedStains) for this plate, unless `options` says it (a plane of 0: the maximum of all, whatever is
/// remembered). What does not fit any more is passed over: an answer about channels that are not there, a scheme that is gone or takes none of the images.
Plate scanAsRemembered(const std::filesystem::path& dataDirectory, const std::filesystem::path& root, ScanOptions options, const Progress& progress = {},
                       std::stop_token stop = {});

} // namespace locascope
