#pragma once

#include "ui/figure/figure.h"

#include <QColor>
#include <QImage>
#include <QPointF>
#include <QRectF>
#include <QSizeF>

#include <vector>

namespace locascope {

/// Lengths in a layout are tenths of a typographic point (1/720 inch), from the upper left corner of the figure.
inline constexpr double figureUnitsPerPoint = 10;

struct FigurePicture {
    QRectF box;
    QImage image; ///< opaque
};

struct FigureRectangle {
    QRectF box;
    QColor fill;
};

struct FigureText {
    QPointF baseline; ///< where its first letter begins
    QString text;
    QColor ink;
    int size = 0;     ///< of the letters
    bool bold = false;
};

/// Everything in its place, painted in this order.
struct FigureLayout {
    QString title;
    QString description; ///< one line: stains and ranges, for metadata
    QSizeF size;         ///< whole points
    std::vector<FigurePicture> pictures;
    std::vector<FigureRectangle> rectangles;
    std::vector<FigureText> texts;
};

/// Composites the pictures and puts everything in its place. Needs a QGuiApplication for its fonts. Errors: Invalid (no field, no pane, a crop beyond its
/// stack), TooLarge (a picture of more than 32,000 pixels a side, or more than a gigabyte together). Any thread.
FigureLayout layOutFigure(const FigureDescription& figure);

/// The errors of layOutFigure but the one of a single picture, before counts are read: of the stacks the sizes are looked at alone. Any thread.
void requirePossible(const FigureDescription& figure);

} // namespace locascope
