#include "ui/widgets/fieldoverlay.h"

#include <QFontMetrics>
#include <QPainter>

namespace locascope {

double overlayLineHeight(const QPainter& painter) { return painter.fontMetrics().height() + 8; }

void paintOverlayLine(QPainter& painter, QRectF& line, const QString& text, const QColor& colour) {
    const QFontMetrics metrics = painter.fontMetrics();
    const QString shown = metrics.elidedText(text, Qt::ElideMiddle, int(line.width()) - 16);
    const QRectF ground(line.topLeft(), QSizeF(metrics.horizontalAdvance(shown) + 16, line.height()));
    painter.fillRect(ground, QColor(0, 0, 0, 190));
    painter.fillRect(QRectF(ground.topLeft(), QSizeF(3, ground.height())), colour);
    painter.setPen(colour);
    painter.drawText(ground.adjusted(9, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, shown);
    line.translate(0, line.height() + 3);
}

void paintCross(QPainter& painter, QPointF at) {
    constexpr double arm = 7;
    for (const QPen& pen : {QPen(Qt::black, 3), QPen(Qt::white, 1)}) {
        painter.setPen(pen);
        painter.drawLine(at - QPointF(arm, 0), at + QPointF(arm, 0));
        painter.drawLine(at - QPointF(0, arm), at + QPointF(0, arm));
    }
}

} // namespace locascope
