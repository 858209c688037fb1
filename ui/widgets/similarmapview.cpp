#include "ui/widgets/similarmapview.h"

#include "ui/widgets/theme.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <utility>

namespace locascope {

namespace {

constexpr double margin = 8;
constexpr double reach = 8;      ///< of a click, in pixels
constexpr double isDrawn = 4;    ///< pixels beyond which a press is no click
constexpr int faintAlpha = 50;
constexpr int manyPoints = 2000; ///< that smaller dots are for

} // namespace

SimilarMapView::SimilarMapView(QWidget* parent) : QWidget(parent) {
    setMouseTracking(false);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setCursor(Qt::CrossCursor);
}

QSize SimilarMapView::sizeHint() const { return {fontMetrics().height() * 18, fontMetrics().height() * 16}; }
QSize SimilarMapView::minimumSizeHint() const { return {fontMetrics().height() * 6, fontMetrics().height() * 6}; }

void SimilarMapView::setPoints(QVector<MapPoint> points, QVector<QColor> colours) {
    m_points = std::move(points);
    m_colours = std::move(colours);
    layOut();
}

void SimilarMapView::setCurrent(int sample) {
    m_current = sample;
    update();
}

/// Both axes in the same scale, so that what is far apart is far apart.
void SimilarMapView::layOut() {
    QRectF box;
    for (const MapPoint& point : std::as_const(m_points))
        box = box.isNull() ? QRectF(point.place, QSizeF(1e-6, 1e-6)) : box.united(QRectF(point.place, QSizeF(1e-6, 1e-6)));
    const QSizeF room(std::max(1.0, width() - 2 * margin), std::max(1.0, height() - 2 * margin));
    const double scale = m_points.isEmpty() ? 1 : std::min(room.width() / box.width(), room.height() / box.height());
    const QPointF middle(width() / 2.0, height() / 2.0);
    m_places.resize(m_points.size());
    for (int i = 0; i < m_points.size(); ++i) {
        const QPointF offset = (m_points[i].place - box.center()) * scale;
        m_places[i] = middle + QPointF(offset.x(), -offset.y());
    }
    m_picture = QImage();
    update();
}

QPointF SimilarMapView::placeOf(int sample) const {
    for (int i = 0; i < m_points.size(); ++i)
        if (m_points[i].sample == sample)
            return m_places[i];
    return {};
}

void SimilarMapView::paintPoints() {
    const double ratio = devicePixelRatioF();
    m_picture = QImage(size() * ratio, QImage::Format_ARGB32_Premultiplied);
    m_picture.setDevicePixelRatio(ratio);
    m_picture.fill(Qt::transparent);
    QPainter painter(&m_picture);
    painter.setRenderHint(QPainter::Antialiasing, m_points.size() < manyPoints);
    const double side = m_points.size() < manyPoints ? 6 : 3;
    for (const bool faint : {true, false}) // those that count lie on top
        for (int i = 0; i < m_points.size(); ++i) {
            if (m_points[i].faint != faint)
                continue;
            QColor colour = m_colours.value(m_points[i].category, Qt::gray);
            if (faint)
                colour.setAlpha(faintAlpha);
            const QRectF dot(m_places[i].x() - side / 2, m_places[i].y() - side / 2, side, side);
            if (m_points.size() >= manyPoints) {
                painter.fillRect(dot.toRect(), colour);
                continue;
            }
            painter.setPen(Qt::NoPen);
            painter.setBrush(colour);
            painter.drawEllipse(dot);
        }
}

void SimilarMapView::paintEvent(QPaintEvent*) {
    const ThemeColours& colours = themeColours(palette());
    QPainter painter(this);
    painter.fillRect(rect(), colours.base);
    if (m_picture.isNull() || m_picture.devicePixelRatio() != devicePixelRatioF()) // it was moved to another screen
        paintPoints();
    painter.drawImage(0, 0, m_picture);
    painter.setRenderHint(QPainter::Antialiasing);
    if (const QPointF place = placeOf(m_current); !place.isNull()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(colours.base, 4));
        painter.drawEllipse(place, 6, 6);
        painter.setPen(QPen(colours.text, 2));
        painter.drawEllipse(place, 6, 6);
    }
    if (m_lasso.size() > 1) {
        QColor inside = colours.accent;
        inside.setAlpha(40);
        painter.setBrush(inside);
        painter.setPen(QPen(colours.accent, 1.5));
        painter.drawPolygon(m_lasso);
    }
}

void SimilarMapView::resizeEvent(QResizeEvent*) { layOut(); }

void SimilarMapView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange)
        update();
    QWidget::changeEvent(event);
}

int SimilarMapView::nearest(const QPointF& place) const {
    int found = -1;
    double smallest = reach * reach;
    for (int i = 0; i < m_places.size(); ++i) {
        const QPointF apart = m_places[i] - place;
        if (const double distance = QPointF::dotProduct(apart, apart); distance <= smallest) {
            smallest = distance;
            found = i;
        }
    }
    return found;
}

void SimilarMapView::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton)
        m_lasso = QPolygonF({event->position()});
}

void SimilarMapView::mouseMoveEvent(QMouseEvent* event) {
    if (m_lasso.isEmpty() || !(event->buttons() & Qt::LeftButton))
        return;
    m_lasso.append(event->position());
    update();
}

void SimilarMapView::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && !m_lasso.isEmpty())
        endLasso(event->modifiers().testFlag(Qt::ShiftModifier));
}

void SimilarMapView::endLasso(bool added) {
    const QPolygonF drawn = std::exchange(m_lasso, QPolygonF());
    update();
    const QRectF box = drawn.boundingRect();
    if (std::max(box.width(), box.height()) < isDrawn) {
        if (const int point = nearest(drawn.first()); point >= 0)
            emit picked(m_points[point].sample);
        return;
    }
    std::vector<int> samples;
    for (int i = 0; i < m_places.size(); ++i)
        if (box.contains(m_places[i]) && drawn.containsPoint(m_places[i], Qt::OddEvenFill))
            samples.push_back(m_points[i].sample);
    std::sort(samples.begin(), samples.end());
    emit lassoed(samples, added);
}

bool SimilarMapView::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const int point = nearest(help->pos());
    QToolTip::showText(help->globalPos(), point >= 0 && m_name ? m_name(m_points[point].sample) : QString(), this);
    return true;
}

} // namespace locascope
