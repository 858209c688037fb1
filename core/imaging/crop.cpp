#include "core/imaging/crop.h"

#include "core/files/error.h"

#include <cstring>

namespace locascope {

bool liesIn(const PixelRectangle& part, int width, int height) {
    return !part.isEmpty() && part.x >= 0 && part.y >= 0 && part.width <= width - part.x && part.height <= height - part.y;
}

Plane cropped(const Plane& plane, const PixelRectangle& part) {
    if (!liesIn(part, plane.width(), plane.height()))
        throw Error(ErrorKind::Invalid, {}, "the part that is cut out lies beyond the image");
    Plane cut(part.width, part.height, plane.bits());
    const std::size_t left = static_cast<std::size_t>(part.x) * static_cast<std::size_t>(plane.bits() / 8);
    for (int y = 0; y < part.height; ++y)
        std::memcpy(cut.row<std::byte>(y), plane.row<std::byte>(part.y + y) + left, cut.bytesPerRow());
    return cut;
}

} // namespace locascope
