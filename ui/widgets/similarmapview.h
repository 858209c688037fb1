#pragma once

#include <QColor>
#include <QImage>
#include <QPolygonF>
#include <QVector>
#include <QWidget>

#include <functional>
#include <vector>

namespace locascope {

/// One sample of the map.
struct MapPoint {
    int sample = -1;
    QPointF place;       ///< in units of the map; y upwards
    int category = 0;    ///< of those given
    bool faint = false;  ///< not among the samples that are shown elsewhere
};

/// Points to look at, to click, and to draw a line around. Points are painted once into a picture, so that tens of thousands follow the mouse. Takes no keyboard.
class SimilarMapView final : public QWidget {
    Q_OBJECT
public:
    explicit SimilarMapView(QWidget* parent = nullptr);

    void setPoints(QVector<MapPoint> points, QVector<QColor> colours); ///< one colour a category
    void setCurrent(int sample);
    void setNameOf(std::function<QString(int sample)> name) { m_name = std::move(name); } ///< for tooltips
    QPointF placeOf(int sample) const; ///< in widget coordinates; null where it has none

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void picked(int sample);
    /// What lies inside a drawn line, ascending; nothing where it is empty. `added`: Shift was held.
    void lassoed(const std::vector<int>& samples, bool added);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    bool event(QEvent* event) override;

private:
    void layOut();
    void paintPoints();
    int nearest(const QPointF& place) const; ///< index of a point, −1 where none is near
    void endLasso(bool added);

    QVector<MapPoint> m_points;
    QVector<QPointF> m_places; ///< of m_points, on the widget
    QVector<QColor> m_colours;
    int m_current = -1;
    std::function<QString(int)> m_name;
    QImage m_picture;          ///< null: to be painted
    QPolygonF m_lasso;
};

} // namespace locascope
