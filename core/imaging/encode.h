#pragma once

#include "core/files/readfile.h"
#include "core/imaging/plane.h"

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace locascope {

/// Grey PNG of 8 or 16 bits, exact. `compression` 0…9. Error Invalid for an empty plane. Any thread.
Bytes encodeGreyPng(const Plane& plane, int compression = 6);

/// Grey JPEG of an 8-bit plane, not exact. `quality` 1…100. Error Invalid for an empty plane, one of 16 bits, or a side over 65,500. Any thread.
Bytes encodeGreyJpeg(const Plane& plane, int quality);

/// 8-bit RGB PNG from 0xAARRGGBB rows; alpha is dropped. `texts` become tEXt chunks, or iTXt where they are not
/// plain ASCII (then they must be UTF-8). Error Invalid for an empty image, a keyword that is not 1 to 79 printable ASCII characters, or a text
/// with a zero byte. Any thread.
Bytes encodeColourPng(const std::uint32_t* pixels, int width, int height, std::size_t bytesPerLine,
                      const std::vector<std::pair<std::string, std::string>>& texts = {});

} // namespace locascope
