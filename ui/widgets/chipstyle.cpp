#include "ui/widgets/chipstyle.h"

#include "ui/widgets/theme.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <array>

namespace locascope {

namespace {

QPainterPath diamond(const QRectF& box) {
    QPainterPath path;
    path.moveTo(box.center().x(), box.top());
    path.lineTo(box.right(), box.center().y());
    path.lineTo(box.center().x(), box.bottom());
    path.lineTo(box.left(), box.center().y());
    path.closeSubpath();
    return path;
}

} // namespace

QString chipMarkText(ChipMark mark) {
    constexpr std::array texts{
        QT_TRANSLATE_NOOP("ChipMark", "absent"),
        QT_TRANSLATE_NOOP("ChipMark", "proposed by the model; Enter accepts it"),
        QT_TRANSLATE_NOOP("ChipMark", "close to the threshold; Enter stores it as not judged"),
        QT_TRANSLATE_NOOP("ChipMark", "added by you; Enter stores it"),
        QT_TRANSLATE_NOOP("ChipMark", "proposed by the model, rejected by you"),
        QT_TRANSLATE_NOOP("ChipMark", "not judged, as you said"),
    };
    return QCoreApplication::translate("ChipMark", texts[static_cast<std::size_t>(mark)]);
}

void paintChipSign(QPainter& painter, const QRectF& box, ChipMark mark, const QPalette& palette) {
    const ThemeColours& colours = themeColours(palette);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF inner = box.adjusted(1, 1, -1, -1);
    switch (mark) {
    case ChipMark::Absent: break;
    case ChipMark::Proposed: painter.fillPath(diamond(inner), colours.window); break;
    case ChipMark::Hollow:
        painter.setPen(QPen(colours.proposal, 1.5));
        painter.drawPath(diamond(inner));
        break;
    case ChipMark::Added:
        painter.setPen(QPen(colours.accentText, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolyline(QPolygonF{{inner.left(), inner.center().y()},
                                       {inner.center().x() - 1, inner.bottom() - 1},
                                       {inner.right(), inner.top() + 1}});
        break;
    case ChipMark::Rejected:
        painter.setPen(QPen(colours.error, 2, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(inner.topLeft(), inner.bottomRight());
        painter.drawLine(inner.topRight(), inner.bottomLeft());
        break;
    case ChipMark::NotJudged:
        painter.setPen(colours.warning);
        painter.drawText(box.adjusted(-3, -3, 3, 3), Qt::AlignCenter, QStringLiteral("?"));
        break;
    }
    painter.restore();
}

QString differenceText(ChipDifference difference) {
    constexpr std::array texts{
        "",
        QT_TRANSLATE_NOOP("ChipMark", "You and the model agree (=)"),
        QT_TRANSLATE_NOOP("ChipMark", "You added it: the model does not find it (+)"),
        QT_TRANSLATE_NOOP("ChipMark", "You removed it: the model finds it (−)"),
    };
    return difference == ChipDifference::None ? QString() : QCoreApplication::translate("ChipMark", texts[static_cast<std::size_t>(difference)]);
}

void paintDifference(QPainter& painter, const QRectF& box, ChipDifference difference, const QColor& ink) {
    constexpr double thickness = 2;
    const auto bar = [&](double y) { painter.fillRect(QRectF(box.left(), y - thickness / 2, box.width(), thickness), ink); };
    switch (difference) {
    case ChipDifference::None: return;
    case ChipDifference::Agreed:
        bar(box.center().y() - thickness);
        bar(box.center().y() + thickness);
        return;
    case ChipDifference::Added: painter.fillRect(QRectF(box.center().x() - thickness / 2, box.top(), thickness, box.height()), ink); [[fallthrough]];
    case ChipDifference::Removed: return bar(box.center().y());
    }
}

void paintChipGround(QPainter& painter, const QRectF& box, ChipMark mark, const QPalette& palette) {
    const ThemeColours& colours = themeColours(palette);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QPen pen(colours.border, 1);
    QBrush brush = colours.raised;
    switch (mark) {
    case ChipMark::Absent: break;
    case ChipMark::Proposed: brush = colours.proposal; pen.setColor(colours.proposal); break;
    case ChipMark::Hollow: brush = Qt::NoBrush; pen = QPen(colours.proposal, 2); break;
    case ChipMark::Added: brush = colours.accent; pen.setColor(colours.accent); break;
    case ChipMark::Rejected: brush = colours.base; pen = QPen(colours.error, 1.5, Qt::DashLine); break;
    case ChipMark::NotJudged: brush = colours.base; pen = QPen(colours.warning, 1.5, Qt::DotLine); break;
    }
    painter.setPen(pen);
    painter.setBrush(brush);
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4);
    painter.restore();
}

void paintProbability(QPainter& painter, const QRectF& box, const ChipState& state, const QPalette& palette) {
    const ThemeColours& colours = themeColours(palette);
    painter.fillRect(box.adjusted(-1, -1, 1, 1), colours.base); // framed, so that it is seen on a proposed chip
    if (!state.probability)
        return;
    const double filled = box.width() * std::clamp(double(*state.probability), 0.0, 1.0);
    painter.fillRect(QRectF(box.left(), box.top(), filled, box.height()), colours.proposal);
    const double tick = box.left() + box.width() * std::clamp(state.threshold, 0.0, 1.0);
    painter.fillRect(QRectF(tick - 2, box.top() - 2, 4, box.height() + 4), colours.window);
    painter.fillRect(QRectF(tick - 1, box.top() - 2, 2, box.height() + 4), colours.text);
}

QString probabilityText(const ChipState& state) {
    return state.probability ? QLocale().toString(double(*state.probability), 'f', 2) : QStringLiteral("–");
}

} // namespace locascope
