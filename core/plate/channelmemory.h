#pragma once

#include "core/plate/channeltable.h"

#include <filesystem>
#include <optional>

namespace locascope {

// What a user said of a plate's channels, remembered in the program's data directory: one small text file a plate, a line `<key>=<stain>` each, keys percent-encoded.

/// Nothing where nobody was asked about the plate at `root` (canonical), or the file cannot be read. An empty answer is an answer.
std::optional<ChannelStains> rememberedStains(const std::filesystem::path& dataDirectory, const std::filesystem::path& root);

/// Errors: those of writeFile.
void rememberStains(const std::filesystem::path& dataDirectory, const std::filesystem::path& root, const ChannelStains& stains);

} // namespace locascope
