#pragma once

#include "core/files/tiffbytes.h"

#include <tiffio.h>

#include <cstdint>
#include <exception>
#include <filesystem>
#include <memory>
#include <string>

namespace locascope {

/// A file as libtiff sees it, with the first error it reported about it. Exceptions wait here until libtiff's
/// frames are left.
struct TiffSource {
    TiffBytes& bytes;
    std::uint64_t offset = 0;
    std::string error;
    std::exception_ptr thrown;
};

struct TiffEnd {
    void operator()(TIFF* tiff) const { TIFFClose(tiff); }
};
using OpenTiff = std::unique_ptr<TIFF, TiffEnd>;

/// Opens a file at its first directory, without writing to it, within limits on libtiff's own memory. `source` must outlive it.
/// Throws as throwDamagedTiff.
OpenTiff openTiff(TiffSource& source, const std::filesystem::path& path);

/// What libtiff said first, as Error Damaged; or what was thrown while it read.
[[noreturn]] void throwDamagedTiff(const TiffSource& source, const std::filesystem::path& path);

/// A tag of the current directory, or its default, or `otherwise`.
template <class T>
T tagOr(TIFF* tiff, std::uint32_t tag, T otherwise) {
    T value = otherwise;
    return TIFFGetFieldDefaulted(tiff, tag, &value) == 1 ? value : otherwise;
}

} // namespace locascope
