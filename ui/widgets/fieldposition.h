#pragma once

#include "core/imaging/composite.h"

#include <QPointF>
#include <QSize>

namespace locascope {

/// Which part of a field is seen, kept from sample to sample. Sizes are in image pixels (of the file) and device pixels.
struct FieldPosition {
    bool fitted = true;       ///< the whole field, whatever the view's size; the rest is then unused
    double scale = 1;         ///< device pixels per image pixel
    QPointF centre{0.5, 0.5}; ///< of the view, as a fraction of the field
    friend bool operator==(const FieldPosition&, const FieldPosition&) = default;
};

/// Device pixels per image pixel at which `image` just fits in `view`.
double fittingScale(QSize image, QSize view);
double scaleOf(const FieldPosition& position, QSize image, QSize view);

/// What to composite: aligned to device pixels, so that panning does not shimmer.
Viewport viewportOf(const FieldPosition& position, QSize image, QSize view);

/// Zoomed by `factor` so that the image point under `at` (device pixels in the view) stays there. From half the fitting scale
/// (never above 1) to 64 device pixels per image pixel.
FieldPosition zoomedAt(const FieldPosition& position, QSize image, QSize view, QPointF at, double factor);

/// Moved with the hand: by device pixels. Some of the field always stays in the middle of the view.
FieldPosition pannedBy(const FieldPosition& position, QSize image, QSize view, QPointF delta);

/// The same part of another field: same relative centre, same share of its width.
FieldPosition carriedOver(const FieldPosition& position, QSize from, QSize to);

/// Image position (fractional pixels) under a device pixel of the view.
QPointF imagePointAt(const Viewport& viewport, QPointF at);

} // namespace locascope
