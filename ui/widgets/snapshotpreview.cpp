#include "ui/widgets/snapshotpreview.h"

#include <QPainter>

namespace locascope {

SnapshotPreview::SnapshotPreview(QWidget* parent) : QWidget(parent) { setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding); }

void SnapshotPreview::showImage(const QImage& image) {
    m_image = image;
    m_text.clear();
    update();
}

void SnapshotPreview::showText(const QString& text) {
    m_image = {};
    m_text = text;
    update();
}

void SnapshotPreview::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Mid));
    if (m_image.isNull()) {
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(rect().adjusted(16, 16, -16, -16), Qt::AlignCenter | Qt::TextWordWrap, m_text);
        return;
    }
    const double ratio = devicePixelRatioF();
    const QSize fitting = m_image.size().scaled((QSizeF(size()) * ratio).toSize() - QSize(16, 16), Qt::KeepAspectRatio).boundedTo(m_image.size() * 2);
    QImage scaled = m_image.scaled(fitting, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    scaled.setDevicePixelRatio(ratio);
    const QSizeF shown = scaled.deviceIndependentSize();
    painter.drawImage(QPointF((width() - shown.width()) / 2, (height() - shown.height()) / 2), scaled);
}

} // namespace locascope
