#pragma once

#include "core/files/tiffbytes.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <vector>

namespace locascope {

/// The largest number of pages that is followed; libtiff counts no further.
inline constexpr std::size_t mostTiffPages = 65536;

/// One directory of a TIFF's main chain.
struct TiffPage {
    std::uint64_t offset = 0;
    bool isReduced = false; ///< a smaller copy of the page before it (bit 0 of NewSubfileType), or a mask of it (bit 2)
};

/// Hands the directories of a TIFF or BigTIFF, at least one, to `take` in the order of their chain, as long as it returns true; SubIFDs are not followed. Throws Error
/// Damaged for a chain that leads in a circle, goes on for more than mostTiffPages or has more in its directories than the file is long, EndsEarly where a directory lies
/// beyond the end; and what `take` throws.
void walkTiffPages(TiffBytes& bytes, const std::filesystem::path& path, const std::function<bool(const TiffPage&)>& take);

/// The same as a list, which ends once `countTo` are there that are not reduced.
std::vector<TiffPage> tiffPages(TiffBytes& bytes, const std::filesystem::path& path, std::size_t countTo = mostTiffPages + 1);

/// How many of them are pages of their own.
int fullPages(const std::vector<TiffPage>& pages);

/// Throws EndsEarly where a value of this directory lies beyond the end.
void requireTiffValues(TiffBytes& bytes, const TiffPage& page, const std::filesystem::path& path);

} // namespace locascope
