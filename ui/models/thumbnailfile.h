#pragma once

#include "core/imaging/plane.h"
#include "core/plate/plate.h"

#include <filesystem>
#include <optional>
#include <string>

namespace locascope {

/// Where the reduced planes of a sample are kept: named after path, size and time of its files, so that a changed file is another name. Asks the file system.
/// Empty where a file cannot be asked.
std::filesystem::path thumbnailFile(const std::filesystem::path& cacheDirectory, const Plate& plate, const Sample& sample);

/// Reduced by area mean until neither side is longer than `side`; bits as before.
ChannelStack reducedTo(const ChannelStack& stack, int side);

/// One grey PNG with the four planes below each other; absent ones are left out and named by the mask in the name's ending.
void writeThumbnail(const std::filesystem::path& file, const ChannelStack& stack);
std::optional<ChannelStack> readThumbnail(const std::filesystem::path& file);

} // namespace locascope
