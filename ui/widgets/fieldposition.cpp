#include "ui/widgets/fieldposition.h"

#include <algorithm>
#include <cmath>

namespace locascope {

namespace {

constexpr double largestScale = 64;

FieldPosition unfitted(const FieldPosition& position, QSize image, QSize view) {
    FieldPosition result = position;
    if (result.fitted)
        result.centre = {0.5, 0.5};
    result.scale = scaleOf(position, image, view);
    result.fitted = false;
    return result;
}

QPointF withinField(QPointF centre) { return {std::clamp(centre.x(), 0.0, 1.0), std::clamp(centre.y(), 0.0, 1.0)}; }

} // namespace

double fittingScale(QSize image, QSize view) {
    if (image.isEmpty() || view.isEmpty())
        return 1;
    return std::min(double(view.width()) / image.width(), double(view.height()) / image.height());
}

double scaleOf(const FieldPosition& position, QSize image, QSize view) {
    return position.fitted ? fittingScale(image, view) : position.scale;
}

Viewport viewportOf(const FieldPosition& position, QSize image, QSize view) {
    const double scale = scaleOf(position, image, view);
    const QPointF centre = position.fitted ? QPointF{0.5, 0.5} : position.centre;
    const auto aligned = [scale](double imagePixels) { return std::round(imagePixels * scale) / scale; };
    return {.left = aligned(centre.x() * image.width() - view.width() / (2 * scale)),
            .top = aligned(centre.y() * image.height() - view.height() / (2 * scale)),
            .scale = scale,
            .width = view.width(),
            .height = view.height()};
}

FieldPosition zoomedAt(const FieldPosition& position, QSize image, QSize view, QPointF at, double factor) {
    if (image.isEmpty() || view.isEmpty())
        return position;
    FieldPosition result = unfitted(position, image, view);
    const double smallest = std::min(1.0, fittingScale(image, view) / 2);
    const double scale = std::clamp(result.scale * factor, smallest, largestScale);
    const QPointF fromMiddle = at - QPointF(view.width() / 2.0, view.height() / 2.0);
    const QPointF shift = fromMiddle * (1 / result.scale - 1 / scale);
    result.centre = withinField(result.centre + QPointF(shift.x() / image.width(), shift.y() / image.height()));
    result.scale = scale;
    return result;
}

FieldPosition pannedBy(const FieldPosition& position, QSize image, QSize view, QPointF delta) {
    if (image.isEmpty() || view.isEmpty())
        return position;
    FieldPosition result = unfitted(position, image, view);
    const QPointF moved(delta.x() / (result.scale * image.width()), delta.y() / (result.scale * image.height()));
    result.centre = withinField(result.centre - moved);
    return result;
}

FieldPosition carriedOver(const FieldPosition& position, QSize from, QSize to) {
    if (position.fitted || from.isEmpty() || to.isEmpty() || from == to)
        return position;
    FieldPosition result = position;
    result.scale = std::min(position.scale * from.width() / to.width(), largestScale);
    return result;
}

QPointF imagePointAt(const Viewport& viewport, QPointF at) {
    return {viewport.left + at.x() / viewport.scale, viewport.top + at.y() / viewport.scale};
}

} // namespace locascope
