#pragma once

#include "core/files/tiffpages.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

namespace locascope {

/// What one directory of a TIFF says of its picture, as far as it takes to know its channels. Nothing is checked but that it lies within the file.
struct TiffPicture {
    std::uint64_t width = 0;
    std::uint64_t height = 0;
    std::uint64_t samples = 1;          ///< of a pixel
    bool isColour = false;              ///< RGB
    double pixelsPerUnit = 0;           ///< XResolution, of whatever unit; 0 where it is not said
    std::uint64_t descriptionBytes = 0; ///< length of ImageDescription
    std::string description;            ///< what was read of it
};

/// Reads the directory `page`, and up to `mostDescription` bytes of its description. Throws Error EndsEarly.
TiffPicture tiffPicture(TiffBytes& bytes, const TiffPage& page, const std::filesystem::path& path, std::size_t mostDescription);

/// Whether bytes begin as a TIFF or BigTIFF does.
bool isTiff(TiffBytes& bytes, const std::filesystem::path& path);

} // namespace locascope
