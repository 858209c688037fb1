#pragma once

#include "core/plate/plate.h"

#include <cstddef>
#include <cstdint>
#include <string>

namespace locascope {

/// The longest of 1, 2 or 5 times a power of ten, in µm, that takes at most a quarter of an image `width` pixels wide.
double scaleBarLength(double pixelSizeUm, int width);

/// "10 µm", "0.5 µm": the shortest text that is exact.
std::string scaleBarText(double lengthUm);

/// Draws a white bar of scaleBarLength and its text into the lower right corner. `pixels` is `height` rows of `bytesPerLine` bytes of 0xAARRGGBB;
/// `pixelSize` is the side of one of these pixels;
/// of one that was entered the text says so. Needs no font.
void drawScaleBar(std::uint32_t* pixels, int width, int height, std::size_t bytesPerLine, const PixelSize& pixelSize);

} // namespace locascope
