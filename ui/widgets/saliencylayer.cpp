#include "ui/widgets/saliencylayer.h"

#include "ui/widgets/fieldoverlay.h"

#include <QFontMetrics>
#include <QPainter>

#include <array>

namespace locascope {

namespace {

constexpr std::array contourLevels{0.25F, 0.5F, 0.75F};

QColor colourOf(Colour colour) { return {colour.red, colour.green, colour.blue}; }

QColor inkOf(const SaliencyLayer& layer, const SaliencyLayer::Part& part, float level) {
    if (part.colour)
        return colourOf(*part.colour);
    return colourOf(heatColours(layer.palette)[static_cast<std::size_t>(level * 255)]);
}

/// Places in the field as fractions, on the painter.
struct OnView {
    QSize image;
    const Viewport& view;
    double deviceRatio;
    QPointF at(double x, double y) const {
        return QPointF((x * image.width() - view.left) * view.scale, (y * image.height() - view.top) * view.scale) / deviceRatio;
    }
};

void paintContours(QPainter& painter, const SaliencyLayer& layer, const SaliencyLayer::Part& part, const OnView& on) {
    for (const float level : contourLevels) {
        QList<QLineF> lines;
        for (const ContourPiece& piece : contourOf(part.map, level))
            lines.append(QLineF(on.at(piece.fromX, piece.fromY), on.at(piece.toX, piece.toY)));
        const double width = level > 0.7F ? 2.4 : 1.6;
        painter.setPen(QPen(QColor(0, 0, 0, 170), width + 2, Qt::SolidLine, Qt::RoundCap));
        painter.drawLines(lines);
        painter.setPen(QPen(inkOf(layer, part, 0.4F + 0.6F * level), width, Qt::SolidLine, Qt::RoundCap));
        painter.drawLines(lines);
    }
}

void paintMarker(QPainter& painter, QPointF at, const QColor& colour, bool isChosen) {
    const double radius = isChosen ? 12 : 6;
    painter.setBrush(Qt::NoBrush);
    for (const QPen& pen : {QPen(Qt::black, isChosen ? 5 : 3.5), QPen(colour, isChosen ? 2.5 : 1.5)}) {
        painter.setPen(pen);
        painter.drawEllipse(at, radius, radius);
    }
    if (isChosen)
        paintCross(painter, at);
}

QStringList wrapped(const QString& text, const QFontMetrics& metrics, int width) {
    QStringList lines;
    for (const QString& word : text.split(u' ')) {
        const QString longer = lines.isEmpty() ? word : lines.last() + u' ' + word;
        if (lines.isEmpty() || metrics.horizontalAdvance(longer) > width)
            lines.append(word);
        else
            lines.last() = longer;
    }
    return lines;
}

} // namespace

void shadeSaliency(const SaliencyLayer& layer, QSize image, const Viewport& view, std::uint32_t* pixels, std::size_t bytesPerLine) {
    if (layer.asContours)
        return;
    for (const SaliencyLayer::Part& part : layer.parts) {
        const std::vector<Colour> colours = part.colour ? flatColours(*part.colour) : heatColours(layer.palette);
        overlayHeatMap(part.map, image.width(), image.height(), view, {colours, layer.opacity}, pixels, bytesPerLine);
    }
}

void paintSaliency(QPainter& painter, const SaliencyLayer& layer, QSize image, const Viewport& view, double deviceRatio) {
    const OnView on{image, view, deviceRatio};
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (layer.asContours)
        for (const SaliencyLayer::Part& part : layer.parts)
            paintContours(painter, layer, part, on);
    for (std::size_t i = 0; i < layer.markers.size(); ++i) {
        const auto& [peak, part] = layer.markers[i];
        const auto& colour = layer.parts.at(part).colour;
        paintMarker(painter, on.at(peak.x, peak.y), colour ? colourOf(*colour) : QColor(Qt::white), layer.chosen == i);
    }
    painter.restore();
}

void paintSaliencyLegend(QPainter& painter, const SaliencyLayer& layer, QRectF& line) {
    for (const SaliencyLayer::Part& part : layer.parts)
        if (!part.name.isEmpty())
            paintOverlayLine(painter, line, part.name, part.colour ? colourOf(*part.colour) : QColor(Qt::white));
}

void paintSaliencyNotes(QPainter& painter, const SaliencyLayer& layer, const QRect& area) {
    const double width = area.width() - 20;
    QStringList lines;
    for (const QString& note : layer.notes)
        lines += wrapped(note, painter.fontMetrics(), int(width) - 16);
    const double step = overlayLineHeight(painter) + 3;
    QRectF line(area.left() + 10, area.bottom() - 7 - step * double(lines.size()), width, overlayLineHeight(painter));
    for (const QString& text : lines)
        paintOverlayLine(painter, line, text, QColor(235, 235, 235));
}

} // namespace locascope
