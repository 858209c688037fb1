#pragma once

#include "core/imaging/decode.h"

#include <filesystem>
#include <string>

namespace locascope {

/// The header of an image file that seems whole (its end is where it must be), read with as little of the file as that takes. `root`: the plate, which no link leads out of.
/// With the pixel size that a TIFF tells. Errors as readFile and decodePlane. Any thread.
ImageHeader headerOfFile(const std::filesystem::path& root, const std::filesystem::path& path, const DecodeLimits& limits, const ImagePlace& place = {});

/// Whether the suffix of `file` says what it holds.
bool isLikeItsName(const std::string& file, const ImageHeader& header);

} // namespace locascope
