#pragma once

#include "core/imaging/contrast.h"

#include <QColor>
#include <QString>
#include <QWidget>

#include <optional>
#include <vector>

namespace locascope {

/// Counts of raw values, on a logarithmic scale unless told otherwise (most pixels are background: on a linear one the cells are a flat line), with a handle each for minimum and maximum of the display window. Handles are dragged
/// with the mouse or, focused, moved with the arrow keys (Shift: maximum). Never alters pixels.
class HistogramView final : public QWidget {
    Q_OBJECT
public:
    explicit HistogramView(QWidget* parent = nullptr);

    /// `depthMaximum` is the largest value the files can hold (255 or 65,535). Copies what it shows.
    void setHistogram(const Histogram& histogram, int depthMaximum);
    void setWindow(const ContrastWindow& window);
    const ContrastWindow& window() const { return m_window; }
    int highestValue() const { return int(m_counts.size()) - 1; } ///< of the pixels counted; −1 before any were
    enum class Scale { Logarithmic, Linear };
    void setScale(Scale scale);
    Scale scale() const { return m_scale; }
    void setColour(const QColor& colour);
    /// Instead of curve and handles, why there is nothing to show. Empty: there is.
    void showAbsence(const QString& why);

    /// Right end of the value axis: the highest value that occurs or that the window names, rounded up.
    int axisMaximum() const { return m_axisMaximum; }
    double positionOf(double value) const; ///< widget x of a value
    double valueAt(double x) const;

    QSize sizeHint() const override { return {140, 36}; }
    QSize minimumSizeHint() const override { return {80, 32}; }

signals:
    /// By hand only; minimum < maximum holds.
    void windowEdited(const locascope::ContrastWindow& window);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    enum class Handle { Minimum, Maximum };
    QRectF plotArea() const;
    Handle handleNear(double x) const;
    void moveHandle(Handle handle, double value);
    void updateAxis();
    void paintBars(QPainter& painter) const;
    void paintHandles(QPainter& painter) const;

    std::vector<double> m_bars; ///< heights in [0, 1], evenly over the axis
    Scale m_scale = Scale::Logarithmic;
    std::vector<std::uint64_t> m_counts; ///< of each value up to the highest one that occurs
    ContrastWindow m_window;
    QString m_absence;
    QColor m_colour = Qt::white;
    int m_depthMaximum = 255;
    int m_axisMaximum = 255;
    std::optional<Handle> m_dragged;
};

} // namespace locascope
