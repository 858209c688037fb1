#pragma once

#include "ui/figure/figure.h"

#include <QImage>
#include <QSize>

namespace locascope {

/// Of the picture that is made of `crop`, in pixels.
QSize pictureSize(const PixelRectangle& crop, int pixels);

/// One field in one pane, composited from its counts: opaque, of pictureSize().
QImage pictureOf(const FigureField& field, const FigurePane& pane, const FigureDescription& figure);

} // namespace locascope
