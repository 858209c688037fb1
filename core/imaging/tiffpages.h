#pragma once

#include "core/imaging/tiffbytes.h"

#include <cstddef>
#include <filesystem>

namespace locascope {

/// The largest number of pages that is followed; libtiff counts no further.
inline constexpr std::size_t mostTiffPages = 65536;

/// Number of pages (directories) of a TIFF or BigTIFF, at least 1, by walking the chain; SubIFDs are not followed. Counting ends at `countTo`.
/// Throws Error Damaged for a chain that leads in a circle or goes on for more than mostTiffPages, EndsEarly where a directory or a value of
/// the first one lies beyond the end.
int tiffPages(TiffBytes& bytes, const std::filesystem::path& path, std::size_t countTo = mostTiffPages + 1);

} // namespace locascope
