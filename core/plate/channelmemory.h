#pragma once

#include "core/plate/channeltable.h"

#include <filesystem>
#include <optional>
#include <vector>

namespace locascope {

// What a user said of a plate's channels, remembered in the program's data directory: one small text file a plate, a line `<key>=<stain>=<name of the channel>` each, keys and names
// percent-encoded. Older files lack the name and the sign before it.

/// Name of a file in a plate's root of the same lines, which counts as long as nobody was asked here (carryReading).
inline constexpr const char* carriedStainsFile = "locascope-channels.txt";

/// What the plate carries, else nothing, where nobody was asked about the plate at `root` (canonical), or the file cannot be read. An empty answer is an answer.
std::optional<RememberedStains> rememberedStains(const std::filesystem::path& dataDirectory, const std::filesystem::path& root);

/// `channels`: of the plate as it is now, which tell the names; of a channel that is not among them none is remembered. Errors: those of writeFile.
void rememberStains(const std::filesystem::path& dataDirectory, const std::filesystem::path& root, const ChannelStains& stains, const std::vector<Channel>& channels = {});

/// The same as a file of that name. Errors: those of writeFile.
void writeStains(const std::filesystem::path& file, const ChannelStains& stains, const std::vector<Channel>& channels = {});

} // namespace locascope
