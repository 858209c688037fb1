#pragma once

#include "core/imaging/plane.h"

namespace locascope {

/// A part of an image, in pixels of the full-size file.
struct PixelRectangle {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;

    bool isEmpty() const { return width <= 0 || height <= 0; }
    friend bool operator==(const PixelRectangle&, const PixelRectangle&) = default;
};

/// Whether `part` is not empty and lies wholly in an image of width × height.
bool liesIn(const PixelRectangle& part, int width, int height);

/// The counts of a part, unchanged. Error Invalid where it does not lie in the plane.
Plane cropped(const Plane& plane, const PixelRectangle& part);

} // namespace locascope
