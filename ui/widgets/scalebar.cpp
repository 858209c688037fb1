#include "ui/widgets/scalebar.h"

#include "core/imaging/nicelength.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace locascope {

double scaleBarMicrometres(double micrometresPerPixel, double longest) {
    return niceLength(micrometresPerPixel * longest);
}

void paintScaleBar(QPainter& painter, const QRectF& area, const PixelSize& size) {
    const double micrometres = scaleBarMicrometres(size.micrometres, std::clamp(area.width() * 0.25, 40.0, 220.0));
    const double length = micrometres / size.micrometres;
    const QString number = QLocale().toString(micrometres, 'g', 6);
    const QString text = size.isEntered ? QCoreApplication::translate("ScaleBar", "%1 µm (entered)").arg(number) : QCoreApplication::translate("ScaleBar", "%1 µm").arg(number);
    const double overhang = std::max(0.0, (painter.fontMetrics().horizontalAdvance(text) - length) / 2); // of the text over the bar, on either side
    const QRectF bar(area.right() - 16 - overhang - length, area.bottom() - 18, length, 4);
    const QRectF ground = bar.adjusted(-8 - overhang, -22, 8 + overhang, 8);
    painter.fillRect(ground, QColor(0, 0, 0, 150));
    painter.fillRect(bar, Qt::white);
    painter.setPen(Qt::white);
    painter.drawText(ground.adjusted(0, 2, 0, -12), Qt::AlignHCenter | Qt::AlignTop | Qt::TextDontClip, text);
}

} // namespace locascope
