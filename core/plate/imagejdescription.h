#pragma once

#include <optional>
#include <string_view>

namespace locascope {

/// What ImageJ writes into a TIFF's description ("ImageJ=1.53t\nimages=24\nchannels=3\n…"; source: ij.io.TiffDecoder and FileInfo of ImageJ 1). The pages are in the
/// order channel, slice, frame, the channel fastest.
struct ImageJDescription {
    int images = 1;
    int channels = 1;
    int slices = 1;
    int frames = 1;
    std::optional<double> pixelSizeUm;
    bool tellsAxes = false; ///< it says channels, slices or frames
};

/// Nothing where the text is none of ImageJ's. `pixelsPerUnit` is the file's XResolution, 0 where it has none.
std::optional<ImageJDescription> parseImageJDescription(std::string_view text, double pixelsPerUnit);

} // namespace locascope
