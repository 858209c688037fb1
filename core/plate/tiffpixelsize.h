#pragma once

#include "core/files/tiffbytes.h"

#include <filesystem>
#include <optional>

namespace locascope {

/// Micrometres a pixel of the first page of a TIFF, as its description says: OME-XML's PhysicalSizeX of the first image, or ImageJ's unit and XResolution. Nothing where it says
/// nothing, cannot be used, or is longer than 1 MB: then it is that of many images. Throws no Error: the image is judged by its header.
std::optional<double> tiffPixelSize(TiffBytes& bytes, const std::filesystem::path& path);

} // namespace locascope
