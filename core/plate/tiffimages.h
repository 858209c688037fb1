#pragma once

#include "core/plate/placedimage.h"
#include "core/plate/tiffcontents.h"

#include <string>
#include <string_view>

namespace locascope {

/// Most channels that a TIFF may have which does not say what its pages are: more are a stack of whatever.
inline constexpr std::size_t mostPlainChannels = 64;

/// The image in a TIFF without OME-XML: its pages, or the samples of its pixels, are channels; where ImageJ wrote it they are channels, slices and frames as it says.
/// `file` is its number in the listing. `trouble` gets a clause where not all of it could be used: then only its first picture is there, or those of one size.
PlacedImage plainTiffImage(const TiffContents& contents, std::string_view description, std::uint32_t file, std::string& trouble);

} // namespace locascope
