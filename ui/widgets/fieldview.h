#pragma once

#include "core/imaging/loadsample.h"
#include "ui/widgets/fieldposition.h"
#include "ui/widgets/fieldreading.h"
#include "ui/widgets/saliencylayer.h"

#include <QImage>
#include <QTimer>
#include <QWidget>

#include <array>
#include <memory>
#include <optional>

namespace locascope {

/// Why there is no image to see, or that there is one.
enum class FieldState { NoPlate, NoSample, Loading, Unreadable, Shown };

/// Shows one field: composites what is visible, at device pixels, at most once a frame. Zooms at the cursor with the wheel, pans with the
/// middle button (or the left one while panning is held), fits on double click. Knows no session.
class FieldView final : public QWidget {
    Q_OBJECT
public:
    explicit FieldView(QWidget* parent = nullptr);

    /// None for any state but Shown; a sample of which nothing could be read is Unreadable.
    void showSample(std::shared_ptr<const LoadedSample> sample);
    void showState(FieldState state);
    /// Loading: after a moment a thumbnail of the field is painted where the field will be, and says that it is one. Null: none is at hand.
    /// `imageSize` is empty where it is not known yet.
    void showLoading(const QImage& thumbnail, QSize imageSize);
    FieldState state() const { return m_state; }
    const std::shared_ptr<const LoadedSample>& sample() const { return m_sample; } ///< null for any state but Shown and Unreadable
    void setDisplay(const DisplaySettings& display);
    const DisplaySettings& display() const { return m_display; }
    void setSaliency(const SaliencyLayer& layer);
    const SaliencyLayer& saliency() const { return m_saliency; }
    /// Width of an image pixel; a scale bar is drawn only where it is known.
    void setPixelSize(const std::optional<PixelSize>& size);
    /// Lines painted over the upper left corner: what of this field is missing, damaged or not comparable.
    void setMarks(const QStringList& marks);
    /// Painted over the marks: which sample or stain this is, where there are several views. Empty: nothing.
    void setTitle(const QString& title);
    const QString& title() const { return m_title; }
    /// A cross and the raw values there, while the cursor is over that point of another view: a fraction of the field's width and height.
    void setLinkedPoint(std::optional<QPointF> fraction);
    const std::optional<QPointF>& linkedPoint() const { return m_linkedPoint; }

    /// Says why nothing can be shown of a plate whose channels are no stains yet.
    void setWithoutStains(bool without) { m_withoutStains = without; }

    const FieldPosition& position() const { return m_position; }
    void setPosition(const FieldPosition& position);
    double scale() const; ///< device pixels per image pixel
    void fit();
    void showOneToOne();
    void zoomBy(double factor); ///< at the middle of the view
    /// While held (the space bar), the left button pans.
    void holdPanning(bool held);

    std::optional<FieldReading> readingAt(QPointF position) const; ///< widget coordinates; none outside the image
    std::optional<QPointF> pointedFraction(const FieldReading& reading) const; ///< of the field, the middle of that pixel
    Viewport viewport() const;
    QSize imageSize() const; ///< of the file; empty without an image
    QSize deviceSize() const;
    const QImage& frame() const { return m_frame; } ///< what was last composited
    int framesComposited() const { return m_framesComposited; }

    QSize sizeHint() const override { return {700, 560}; }
    QSize minimumSizeHint() const override { return {240, 180}; }

signals:
    void pressed(); ///< with the left button, which does not pan
    void pointedAt(const std::optional<locascope::FieldReading>& reading);
    void positionChanged();

protected:
    void paintEvent(QPaintEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void invalidate();
    void point(QPointF position);
    void readAgain();
    void composite();
    void paintMarks(QPainter& painter) const;
    void paintLinkedPoint(QPainter& painter) const;
    void paintMessage(QPainter& painter) const;
    void paintThumbnail(QPainter& painter) const;
    void updateCursor();

    std::shared_ptr<const LoadedSample> m_sample;
    DisplaySettings m_display = defaultDisplay();
    SaliencyLayer m_saliency;
    std::optional<PixelSize> m_pixelSize;
    QStringList m_marks;
    QString m_title;
    std::optional<QPointF> m_linkedPoint;
    bool m_withoutStains = false;
    FieldState m_state = FieldState::NoPlate;
    FieldPosition m_position;
    QSize m_lastImageSize;
    QImage m_frame;
    bool m_frameIsStale = true;
    int m_framesComposited = 0;
    bool m_panningHeld = false;
    std::optional<QPointF> m_dragFrom;
    std::optional<QPointF> m_cursor; ///< while it is over the field; asking the window system costs a frame a wait for its answer
    QImage m_thumbnail;   ///< of the field that is loading
    QSize m_thumbnailOf;  ///< size of that field
    QTimer m_loadingDelay; ///< a field that arrives at once shows no "loading"
};

} // namespace locascope
