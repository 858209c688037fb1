#pragma once

#include "core/plate/channeltable.h"
#include "core/plate/scanplate.h"

#include <filesystem>
#include <optional>

namespace locascope {

// What a user said of a plate's channels, remembered in the program's data directory: one small text file a plate, a line `<key>=<stain>` each, keys percent-encoded.

/// Nothing where nobody was asked about the plate at `root` (canonical), or the file cannot be read. An empty answer is an answer.
std::optional<ChannelStains> rememberedStains(const std::filesystem::path& dataDirectory, const std::filesystem::path& root);

/// Errors: those of writeFile.
void rememberStains(const std::filesystem::path& dataDirectory, const std::filesystem::path& root, const ChannelStains& stains);

/// scanPlate with the channels as they were answered for this plate, unless `options` says them; without the answer where it speaks of channels that are not there any more.
Plate scanAsRemembered(const std::filesystem::path& dataDirectory, const std::filesystem::path& root, ScanOptions options, const Progress& progress = {},
                       std::stop_token stop = {});

} // namespace locascope
