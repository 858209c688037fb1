#include "ui/widgets/histogramview.h"

#include "ui/widgets/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace locascope {

namespace {

constexpr double margin = 6;      ///< room for half a handle
constexpr double handleHeight = 9;
constexpr std::size_t barCount = 128;

} // namespace

HistogramView::HistogramView(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::TabFocus); // after a handle was dragged, the arrows are still for samples
    setCursor(Qt::SplitHCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    updateAxis();
}

void HistogramView::setHistogram(const Histogram& histogram, int depthMaximum) {
    m_depthMaximum = depthMaximum;
    const int highest = histogram.total() > 0 ? histogram.highestValue() : 0;
    m_counts.assign(static_cast<std::size_t>(highest) + 1, 0);
    for (int value = 0; value <= highest; ++value)
        m_counts[static_cast<std::size_t>(value)] = histogram.count(value);
    updateAxis();
}

void HistogramView::setWindow(const ContrastWindow& window) {
    if (window == m_window)
        return;
    m_window = window;
    if (m_dragged)
        update();
    else
        updateAxis();
}

void HistogramView::setScale(Scale scale) {
    m_scale = scale;
    updateAxis();
}

void HistogramView::setColour(const QColor& colour) {
    m_colour = colour;
    update();
}

void HistogramView::showAbsence(const QString& why) {
    m_absence = why;
    update();
}

void HistogramView::updateAxis() {
    const double highest = std::max<double>(m_counts.empty() ? 0 : double(m_counts.size() - 1), m_window.maximum);
    m_axisMaximum = m_depthMaximum <= 255 ? 255 : std::clamp(int(std::ceil(highest * 1.05 / 256)) * 256, 256, m_depthMaximum);
    m_bars.assign(barCount, 0);
    for (std::size_t value = 0; value < m_counts.size(); ++value) {
        const auto bar = std::min(value * barCount / (static_cast<std::size_t>(m_axisMaximum) + 1), barCount - 1);
        m_bars[bar] += double(m_counts[value]);
    }
    double highestBar = 0;
    for (double& bar : m_bars)
        highestBar = std::max(highestBar, bar = m_scale == Scale::Logarithmic ? std::log10(1 + bar) : bar);
    for (double& bar : m_bars)
        bar = highestBar > 0 ? bar / highestBar : 0;
    update();
}

QRectF HistogramView::plotArea() const { return QRectF(rect()).adjusted(margin, 1, -margin, -handleHeight); }

double HistogramView::positionOf(double value) const {
    return plotArea().left() + std::clamp(value / m_axisMaximum, 0.0, 1.0) * plotArea().width();
}

double HistogramView::valueAt(double x) const {
    return std::clamp(std::round((x - plotArea().left()) / plotArea().width() * m_axisMaximum), 0.0, double(m_axisMaximum));
}

HistogramView::Handle HistogramView::handleNear(double x) const {
    const double toMinimum = std::abs(x - positionOf(m_window.minimum));
    const double toMaximum = std::abs(x - positionOf(m_window.maximum));
    if (toMinimum == toMaximum)
        return x < positionOf(m_window.minimum) ? Handle::Minimum : Handle::Maximum;
    return toMinimum < toMaximum ? Handle::Minimum : Handle::Maximum;
}

void HistogramView::moveHandle(Handle handle, double value) {
    ContrastWindow window = m_window;
    if (handle == Handle::Minimum)
        window.minimum = std::clamp(value, 0.0, window.maximum - 1);
    else
        window.maximum = std::clamp(value, window.minimum + 1, double(m_depthMaximum));
    if (window == m_window)
        return;
    m_window = window;
    update();
    emit windowEdited(window);
}

void HistogramView::paintEvent(QPaintEvent*) {
    const ThemeColours& colours = themeColours(palette());
    const QRectF area = plotArea();
    QPainter painter(this);
    painter.fillRect(area, colours.base);
    if (m_absence.isEmpty())
        paintBars(painter);
    painter.setPen(hasFocus() ? colours.accent : colours.border);
    painter.drawRect(area);
    if (m_absence.isEmpty())
        return paintHandles(painter);
    painter.setPen(colours.mutedText);
    painter.drawText(area, Qt::AlignCenter, fontMetrics().elidedText(m_absence, Qt::ElideRight, int(area.width())));
}

void HistogramView::paintBars(QPainter& painter) const {
    const QRectF area = plotArea();
    QColor bars = m_colour.lightness() < 60 || palette().window().color().lightness() > 128 ? themeColours(palette()).mutedText : m_colour;
    const double left = positionOf(m_window.minimum);
    const double right = positionOf(m_window.maximum);
    const double width = area.width() / double(barCount);
    for (std::size_t i = 0; i < barCount; ++i) {
        const QRectF bar(area.left() + double(i) * width, area.bottom() - m_bars[i] * area.height(), width + 0.5, m_bars[i] * area.height());
        bars.setAlphaF(bar.center().x() >= left && bar.center().x() <= right ? 1.0F : 0.4F);
        painter.fillRect(bar, bars);
    }
}

void HistogramView::paintHandles(QPainter& painter) const {
    const ThemeColours& colours = themeColours(palette());
    const QRectF area = plotArea();
    const double left = positionOf(m_window.minimum);
    const double right = positionOf(m_window.maximum);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colours.text, 1));
    painter.drawLine(QPointF(left, area.bottom()), QPointF(right, area.top())); // the transfer curve's two ends
    for (const double x : {left, right}) {
        painter.setBrush(x == left ? colours.base : colours.text);
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
        painter.drawPolygon(QPolygonF{{x, area.bottom()}, {x - 5, area.bottom() + handleHeight - 1}, {x + 5, area.bottom() + handleHeight - 1}});
    }
}

void HistogramView::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton)
        return QWidget::mousePressEvent(event);
    m_dragged = handleNear(event->position().x());
    moveHandle(*m_dragged, valueAt(event->position().x()));
}

void HistogramView::mouseMoveEvent(QMouseEvent* event) {
    if (m_dragged)
        moveHandle(*m_dragged, valueAt(event->position().x()));
}

void HistogramView::mouseReleaseEvent(QMouseEvent*) {
    m_dragged.reset();
    updateAxis();
}

bool HistogramView::event(QEvent* event) {
    // The arrows belong to the handles while they have the focus, not to the window's shortcuts.
    if (event->type() == QEvent::ShortcutOverride) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        event->setAccepted(key == Qt::Key_Left || key == Qt::Key_Right);
        return event->isAccepted();
    }
    return QWidget::event(event);
}

void HistogramView::keyPressEvent(QKeyEvent* event) {
    const int direction = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    if (direction == 0)
        return QWidget::keyPressEvent(event);
    const Handle handle = event->modifiers().testFlag(Qt::ShiftModifier) ? Handle::Maximum : Handle::Minimum;
    const double step = direction * std::max(1.0, m_axisMaximum / 256.0);
    moveHandle(handle, std::round((handle == Handle::Minimum ? m_window.minimum : m_window.maximum) + step));
}

} // namespace locascope
