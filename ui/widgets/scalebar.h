#pragma once

#include "core/plate/plate.h"

#include <QRectF>

class QPainter;

namespace locascope {

/// The longest of 1, 2, 5 × 10^n µm whose bar is at most `longest` pixels, where a pixel is `micrometresPerPixel` wide.
double scaleBarMicrometres(double micrometresPerPixel, double longest);

/// Draws bar and length into the lower right corner of `area` (logical pixels), legible on any image; `size` is of a logical pixel. Says where a user entered it.
void paintScaleBar(QPainter& painter, const QRectF& area, const PixelSize& size);

} // namespace locascope
