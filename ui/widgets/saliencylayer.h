#pragma once

#include "core/imaging/heatmap.h"
#include "core/imaging/heatshape.h"

#include <QColor>
#include <QPointF>
#include <QSize>
#include <QStringList>

#include <optional>
#include <vector>

class QPainter;
class QRect;
class QRectF;

namespace locascope {

/// What one field view shows of where a model looked.
struct SaliencyLayer {
    struct Part {
        SaliencyMap map;
        QString name;                 ///< of the class, for the legend; empty: none
        std::optional<Colour> colour; ///< this one alone; none: the palette's
    };
    struct Marker {
        SaliencyPeak peak;
        std::size_t part = 0;
    };

    std::vector<Part> parts;          ///< none: the image alone
    bool asContours = false;          ///< else shaded
    HeatPalette palette = HeatPalette::Ember;
    double opacity = 0.55;            ///< of the shading
    std::vector<Marker> markers;
    std::optional<std::size_t> chosen; ///< marker that was stepped to
    QStringList notes;                ///< what the map is, and what it is not

    bool isEmpty() const { return parts.empty() && notes.empty(); }
};

/// Shades the pixels of a view (layout as compositeView); nothing for contours.
void shadeSaliency(const SaliencyLayer& layer, QSize image, const Viewport& view, std::uint32_t* pixels, std::size_t bytesPerLine);

/// Contours and markers, over a view of that many device pixels a point.
void paintSaliency(QPainter& painter, const SaliencyLayer& layer, QSize image, const Viewport& view, double deviceRatio);
/// One line a class that has a name; `line` moves down.
void paintSaliencyLegend(QPainter& painter, const SaliencyLayer& layer, QRectF& line);
/// At the lower left of `area`, wrapped.
void paintSaliencyNotes(QPainter& painter, const SaliencyLayer& layer, const QRect& area);

} // namespace locascope
