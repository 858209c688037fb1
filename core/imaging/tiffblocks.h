#pragma once

#include "core/imaging/decodeformat.h"
#include "core/imaging/tiffheader.h"
#include "core/imaging/tifflibrary.h"

namespace locascope {

/// Every strip or tile of the current directory lies within the file, so that a cut file is known before anything is decoded. Throws EndsEarly
/// or Damaged.
void requireBlocksWithinFile(TIFF* tiff, const TiffSource& source, const std::filesystem::path& path);

/// The plane asked for of the current directory, from strips or tiles, reduced by `reduction` (1, 2, 4, 8) on the way. Errors as decodePlane; DecodeCancelled.
Plane readTiffPlane(TIFF* tiff, const TiffSource& source, const TiffLayout& layout, const DecodeTask& task, int reduction);

} // namespace locascope
