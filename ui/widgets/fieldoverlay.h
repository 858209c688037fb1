#pragma once

#include <QColor>
#include <QPointF>
#include <QRectF>
#include <QString>

class QPainter;

namespace locascope {

// What is painted over a field, legible on any image.

double overlayLineHeight(const QPainter& painter);
/// On a dark ground no wider than the text, shortened in its middle to the width of `line`, which moves down to the next one.
void paintOverlayLine(QPainter& painter, QRectF& line, const QString& text, const QColor& colour);
void paintCross(QPainter& painter, QPointF at);

} // namespace locascope
