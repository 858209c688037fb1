#include "ui/widgets/fieldview.h"

#include "ui/widgets/fieldoverlay.h"
#include "ui/widgets/scalebar.h"
#include "ui/widgets/theme.h"

#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <cmath>

namespace locascope {

namespace {

constexpr double zoomPerNotch = 1.25;
constexpr int loadingDelayMs = 150;
constexpr int scaleBarRoom = 45;
constexpr int sizeOfThumbnails = 8; ///< fields are about so much larger, for those whose headers have not been read

} // namespace

FieldView::FieldView(QWidget* parent) : QWidget(parent) {
    setMouseTracking(true);
    setFocusPolicy(Qt::ClickFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(tr("Field"));
    m_loadingDelay.setSingleShot(true);
    m_loadingDelay.setInterval(loadingDelayMs);
    connect(&m_loadingDelay, &QTimer::timeout, this, qOverload<>(&QWidget::update));
}

void FieldView::showSample(std::shared_ptr<const LoadedSample> sample) {
    m_loadingDelay.stop();
    m_sample = std::move(sample);
    const bool readable = m_sample && !m_sample->stack.isEmpty();
    m_state = readable ? FieldState::Shown : FieldState::Unreadable;
    if (readable) {
        m_position = carriedOver(m_position, m_lastImageSize, imageSize());
        m_lastImageSize = imageSize();
    }
    invalidate();
    emit positionChanged();
    readAgain();
}

void FieldView::showState(FieldState state) {
    m_sample.reset();
    m_thumbnail = {};
    m_state = state;
    if (state == FieldState::Loading)
        m_loadingDelay.start();
    invalidate();
    readAgain();
}

void FieldView::showLoading(const QImage& thumbnail, QSize imageSize) {
    showState(FieldState::Loading);
    m_thumbnail = thumbnail;
    m_thumbnailOf = imageSize.isEmpty() ? thumbnail.size() * sizeOfThumbnails : imageSize;
}

void FieldView::setDisplay(const DisplaySettings& display) {
    if (display == m_display)
        return;
    m_display = display;
    invalidate();
}

void FieldView::setSaliency(const SaliencyLayer& layer) {
    const bool changes = !layer.isEmpty() || !m_saliency.isEmpty();
    m_saliency = layer;
    if (changes)
        invalidate();
}

void FieldView::setPixelSize(const std::optional<PixelSize>& size) {
    m_pixelSize = size;
    update();
}

void FieldView::setMarks(const QStringList& marks) {
    m_marks = marks;
    update();
}

void FieldView::setTitle(const QString& title) {
    if (title == m_title)
        return;
    m_title = title;
    setAccessibleDescription(title);
    update();
}

void FieldView::setLinkedPoint(std::optional<QPointF> fraction) {
    if (fraction == m_linkedPoint)
        return;
    m_linkedPoint = fraction;
    update();
}

void FieldView::setPosition(const FieldPosition& position) {
    if (position == m_position)
        return;
    m_position = position;
    invalidate();
    emit positionChanged();
}

double FieldView::scale() const { return scaleOf(m_position, imageSize(), deviceSize()); }

void FieldView::fit() { setPosition({}); }

void FieldView::showOneToOne() { zoomBy(1 / scale()); }

void FieldView::zoomBy(double factor) {
    const QSize view = deviceSize();
    setPosition(zoomedAt(m_position, imageSize(), view, QPointF(view.width() / 2.0, view.height() / 2.0), factor));
}

void FieldView::holdPanning(bool held) {
    m_panningHeld = held;
    updateCursor();
}

QSize FieldView::imageSize() const {
    return m_sample ? QSize(m_sample->stack.fullWidth, m_sample->stack.fullHeight) : QSize();
}

QSize FieldView::deviceSize() const { return (QSizeF(size()) * devicePixelRatioF()).toSize(); }

Viewport FieldView::viewport() const { return viewportOf(m_position, imageSize(), deviceSize()); }

std::optional<FieldReading> FieldView::readingAt(QPointF position) const {
    if (m_state != FieldState::Shown)
        return std::nullopt;
    const QPointF point = imagePointAt(viewport(), position * devicePixelRatioF());
    const ChannelStack& stack = m_sample->stack;
    FieldReading reading{.x = int(std::floor(point.x())), .y = int(std::floor(point.y())), .values = {}};
    if (reading.x < 0 || reading.y < 0 || reading.x >= stack.fullWidth || reading.y >= stack.fullHeight)
        return std::nullopt;
    for (const Stain stain : allStains) {
        const Plane& plane = stack.planes[stain];
        if (!plane.isEmpty())
            reading.values[stain] = plane.valueAt(std::min(reading.x / stack.reduction, plane.width() - 1),
                                                  std::min(reading.y / stack.reduction, plane.height() - 1));
    }
    return reading;
}

std::optional<QPointF> FieldView::pointedFraction(const FieldReading& reading) const {
    const QSize size = imageSize();
    return size.isEmpty() ? std::nullopt : std::optional(QPointF((reading.x + 0.5) / size.width(), (reading.y + 0.5) / size.height()));
}

void FieldView::invalidate() {
    m_frameIsStale = true;
    update();
}

void FieldView::composite() {
    const Viewport view = viewport();
    if (m_frame.size() != deviceSize())
        m_frame = QImage(deviceSize(), QImage::Format_ARGB32_Premultiplied);
    auto* pixels = reinterpret_cast<std::uint32_t*>(m_frame.bits());
    const auto bytesPerLine = static_cast<std::size_t>(m_frame.bytesPerLine());
    compositeView(m_sample->stack, m_display, view, pixels, bytesPerLine);
    shadeSaliency(m_saliency, imageSize(), view, pixels, bytesPerLine);
    m_frame.setDevicePixelRatio(devicePixelRatioF());
    m_frameIsStale = false;
    ++m_framesComposited;
}

void FieldView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), themeColours(palette()).field);
    if (m_state != FieldState::Shown) {
        paintMessage(painter);
        paintMarks(painter);
        return;
    }
    if (m_frameIsStale || m_frame.size() != deviceSize())
        composite();
    painter.drawImage(QPointF(0, 0), m_frame);
    paintSaliency(painter, m_saliency, imageSize(), viewport(), devicePixelRatioF());
    if (m_pixelSize)
        paintScaleBar(painter, rect(), {m_pixelSize->micrometres * devicePixelRatioF() / scale(), m_pixelSize->isEntered});
    if (m_linkedPoint)
        paintLinkedPoint(painter);
    paintMarks(painter);
    const int below = m_pixelSize ? scaleBarRoom : m_linkedPoint ? int(overlayLineHeight(painter)) + 10 : 0;
    paintSaliencyNotes(painter, m_saliency, rect().adjusted(0, 0, 0, -below));
}

void FieldView::paintMarks(QPainter& painter) const {
    QRectF line(10, 10, width() - 20, overlayLineHeight(painter));
    if (!m_title.isEmpty())
        paintOverlayLine(painter, line, m_title, Qt::white);
    for (const QString& mark : m_marks)
        paintOverlayLine(painter, line, mark, themeColours(true).warning);
    if (m_state == FieldState::Shown)
        paintSaliencyLegend(painter, m_saliency, line);
}

void FieldView::paintLinkedPoint(QPainter& painter) const {
    const Viewport view = viewport();
    const QPointF at = QPointF(m_linkedPoint->x() * imageSize().width() - view.left, m_linkedPoint->y() * imageSize().height() - view.top) * view.scale / devicePixelRatioF();
    paintCross(painter, at);
    const bool oneStain = m_display.mode != DisplayMode::Composite;
    QRectF line(10, height() - overlayLineHeight(painter) - 10, width() * 0.7 - 10, overlayLineHeight(painter)); // the scale bar is at the right
    if (const auto reading = readingAt(at))
        paintOverlayLine(painter, line, valuesText(*reading, oneStain ? std::optional(m_display.active) : std::nullopt), Qt::white);
}

void FieldView::paintMessage(QPainter& painter) const {
    if (m_state == FieldState::Loading && !m_loadingDelay.isActive() && !m_thumbnail.isNull())
        return paintThumbnail(painter);
    QString text;
    switch (m_state) {
    case FieldState::NoSample: text = tr("No sample passes the filter. Change or clear it."); break;
    case FieldState::Loading: text = m_loadingDelay.isActive() ? QString() : tr("Loading…"); break;
    case FieldState::Unreadable: text = m_withoutStains ? tr("No channel of this plate is a stain yet. Say which is which in the Plate menu.") : tr("No image of this sample could be read."); break;
    case FieldState::NoPlate:
    case FieldState::Shown: break;
    }
    painter.setPen(themeColours(true).mutedText);
    painter.drawText(rect().adjusted(20, 20, -20, -20), Qt::AlignCenter | Qt::TextWordWrap, text);
}

void FieldView::paintThumbnail(QPainter& painter) const {
    const Viewport view = viewportOf(carriedOver(m_position, m_lastImageSize, m_thumbnailOf), m_thumbnailOf, deviceSize());
    const double scale = view.scale / devicePixelRatioF();
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(QRectF(-view.left * scale, -view.top * scale, m_thumbnailOf.width() * scale, m_thumbnailOf.height() * scale), m_thumbnail);
    QRectF line(10, height() - overlayLineHeight(painter) - 10, width() - 20, overlayLineHeight(painter));
    paintOverlayLine(painter, line, tr("Loading… this is the thumbnail"), themeColours(true).warning);
}

void FieldView::wheelEvent(QWheelEvent* event) {
    const double notches = event->angleDelta().y() / 120.0;
    if (m_state == FieldState::Shown && notches != 0)
        setPosition(zoomedAt(m_position, imageSize(), deviceSize(), event->position() * devicePixelRatioF(),
                             std::pow(zoomPerNotch, notches)));
    point(event->position());
    event->accept();
}

void FieldView::mousePressEvent(QMouseEvent* event) {
    const bool pans = event->button() == Qt::MiddleButton || (event->button() == Qt::LeftButton && m_panningHeld);
    if (!pans) {
        if (event->button() == Qt::LeftButton)
            emit pressed();
        return QWidget::mousePressEvent(event);
    }
    m_dragFrom = event->position();
    updateCursor();
}

void FieldView::mouseMoveEvent(QMouseEvent* event) {
    if (m_dragFrom) {
        const QPointF delta = (event->position() - *m_dragFrom) * devicePixelRatioF();
        m_dragFrom = event->position();
        setPosition(pannedBy(m_position, imageSize(), deviceSize(), delta));
    }
    point(event->position());
}

void FieldView::mouseReleaseEvent(QMouseEvent*) {
    m_dragFrom.reset();
    updateCursor();
}

void FieldView::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton)
        fit();
}

void FieldView::enterEvent(QEnterEvent* event) { point(event->position()); }

void FieldView::leaveEvent(QEvent*) {
    m_cursor.reset();
    emit pointedAt(std::nullopt);
}

void FieldView::point(QPointF position) {
    m_cursor = position;
    emit pointedAt(readingAt(position));
}

/// The cursor rests while the field under it changes.
void FieldView::readAgain() {
    if (m_cursor)
        emit pointedAt(readingAt(*m_cursor));
}

void FieldView::resizeEvent(QResizeEvent*) {
    invalidate();
    emit positionChanged();
}

void FieldView::updateCursor() {
    if (m_dragFrom)
        setCursor(Qt::ClosedHandCursor);
    else if (m_panningHeld)
        setCursor(Qt::OpenHandCursor);
    else
        unsetCursor();
}

} // namespace locascope
