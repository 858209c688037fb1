#include "ui/widgets/samplethumbnail.h"

#include "ui/models/session.h"
#include "ui/widgets/theme.h"

#include <QPainter>

namespace locascope {

namespace {

constexpr int margin = 3;

} // namespace

SampleThumbnail::SampleThumbnail(Session& session, QWidget* parent)
    : QAbstractButton(parent)
    , m_session(session) {
    setFixedSize(side, side);
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
}

void SampleThumbnail::show(int sample, const QString& toolTip, Qt::PenStyle line) {
    m_sample = sample;
    m_line = line;
    setToolTip(toolTip);
    setAccessibleName(toolTip);
    update();
}

void SampleThumbnail::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    const ThemeColours& colours = themeColours(palette());
    const QRect picture = rect().adjusted(margin, margin, -margin, -margin);
    painter.fillRect(picture, themeColours(true).field);
    if (const QImage image = m_session.thumbnail(m_sample); !image.isNull()) {
        QRectF target(QPointF(), QSizeF(image.size()).scaled(picture.size(), Qt::KeepAspectRatio));
        target.moveCenter(QRectF(picture).center());
        painter.drawImage(target, image);
    }
    painter.setPen(QPen(colours.mutedText, 2, m_line));
    painter.drawLine(picture.left(), 1, picture.right(), 1);
    if (hasFocus() || underMouse()) {
        painter.setPen(QPen(colours.accent, 2));
        painter.drawRect(picture);
    }
}

} // namespace locascope
