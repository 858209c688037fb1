#pragma once

#include "core/plate/scanplate.h"

#include <filesystem>
#include <optional>

namespace locascope {

/// scanPlate with what was chosen (PlateChoices) and answered of the channels (rememberedStains) for this plate, unless `options` says it (a plane of 0: the maximum of all, whatever is
/// remembered). A scheme that the directory carries (withCarriedScheme, and its errors) is one to choose from. What does not fit any more is passed over: an answer about a channel that is not there or has another name now, a scheme that is gone or takes none of the images.
Plate scanAsRemembered(const std::filesystem::path& dataDirectory, const std::filesystem::path& root, ScanOptions options, const Progress& progress = {},
                       std::stop_token stop = {});

/// recalledPlate by the same choices and answers. Does not throw.
std::optional<Plate> recallAsRemembered(const std::filesystem::path& dataDirectory, const std::filesystem::path& root, ScanOptions options);

} // namespace locascope
