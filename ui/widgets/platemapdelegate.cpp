#include "ui/widgets/platemapdelegate.h"

#include "ui/widgets/colourramp.h"
#include "ui/widgets/placecolours.h"
#include "ui/widgets/platemapmodel.h"
#include "ui/widgets/platemaptext.h"
#include "ui/widgets/theme.h"

#include <QPainter>

#include <cmath>

namespace locascope {

namespace {

constexpr double roomForGap = 7;    ///< cells as small as this have a gap of one pixel
constexpr double roomForCorners = 16;

QRectF wellBox(const QRectF& cell) {
    const double gap = cell.width() >= roomForCorners ? 1 : cell.width() >= roomForGap ? 0.5 : 0;
    return cell.adjusted(gap, gap, gap == 0 ? -1 : -gap, gap == 0 ? -1 : -gap);
}

void fillBox(QPainter& painter, const QRectF& box, const QColor& colour) {
    if (box.width() < roomForCorners)
        return painter.fillRect(box, colour);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawRoundedRect(box, 2, 2);
}

void frame(QPainter& painter, const QRectF& box, const QColor& colour, double width) {
    const double inset = width / 2;
    painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(box.adjusted(inset, inset, -inset, -inset));
}

/// A frame with an edge against what lies within, so that it shows on any colour.
void doubleFrame(QPainter& painter, const QRectF& box, const QColor& colour, const QColor& edge) {
    const double width = box.width() >= roomForCorners ? 2 : 1;
    if (box.width() > 9)
        frame(painter, box.adjusted(width, width, -width, -width), edge, 1);
    frame(painter, box, colour, width);
}

void paintPicture(QPainter& painter, const QRectF& box, const QImage& picture) {
    QRectF source(QPointF(), QSizeF(box.size()).scaled(QSizeF(picture.size()), Qt::KeepAspectRatio));
    source.moveCenter(QRectF(picture.rect()).center());
    painter.drawImage(box, picture, source);
}

} // namespace

PlateMapDelegate::PlateMapDelegate(PlateMap& map, PlacePictures& pictures, QObject* parent)
    : QStyledItemDelegate(parent), m_map(map), m_pictures(pictures) {}

void PlateMapDelegate::paintNoData(QPainter& painter, const QRectF& box, const QPalette& palette) {
    const ThemeColours& colours = themeColours(palette);
    fillBox(painter, box, colours.raised);
    painter.setPen(QPen(colours.mutedText, 1));
    const double inset = box.width() / 5;
    painter.drawLine(QPointF(box.left() + inset, box.bottom() - inset), QPointF(box.right() - inset, box.top() + inset));
}

void PlateMapDelegate::paintNoField(QPainter& painter, const QRectF& box, const QPalette& palette) {
    const ThemeColours& colours = themeColours(palette);
    painter.setPen(QPen(colours.border, 1));
    painter.setBrush(Qt::NoBrush);
    const QRectF inner = box.adjusted(0.5, 0.5, -0.5, -0.5);
    box.width() < roomForCorners ? painter.drawRect(inner) : painter.drawRoundedRect(inner, 2, 2);
}

void PlateMapDelegate::paintGround(QPainter& painter, const QRectF& box, int place, const QStyleOptionViewItem& option) const {
    if (m_map.colouring() == MapColouring::Thumbnails) {
        const auto picture = m_pictures.picture(place);
        if (!picture)
            return fillBox(painter, box, themeColours(true).field);
        return picture->isNull() ? paintNoData(painter, box, option.palette) : paintPicture(painter, box, *picture);
    }
    if (const auto value = m_map.value(place))
        fillBox(painter, box, colourOf(m_map, *value));
    else
        paintNoData(painter, box, option.palette);
}

void PlateMapDelegate::paintValue(QPainter& painter, const QRectF& box, int place, const QStyleOptionViewItem& option) const {
    const auto value = m_map.value(place);
    if (!value)
        return;
    const QString text = shortText(m_map, *value);
    QFont font = option.font;
    font.setPixelSize(std::max(9, option.fontMetrics.height() * 5 / 8));
    if (QFontMetricsF(font).horizontalAdvance(text) + 4 > box.width() || QFontMetricsF(font).ascent() + 2 > box.height())
        return;
    painter.setFont(font);
    painter.setPen(readableOn(colourOf(m_map, *value)));
    painter.drawText(box, Qt::AlignCenter, text);
}

void PlateMapDelegate::paintFolder(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index, int place) const {
    const ThemeColours& colours = themeColours(option.palette);
    const QRectF row(option.rect);
    const QRectF tile(row.left() + 2, row.top() + 2, row.height() - 4, row.height() - 4);
    const auto value = m_map.value(place);
    paintGround(painter, tile, place, option);
    const QString figure = value ? valueText(*value, m_map) : m_map.colouring() == MapColouring::Thumbnails ? QString() : QStringLiteral("–");
    const int figureWidth = option.fontMetrics.horizontalAdvance(figure) + 6;
    const QRectF name(tile.right() + 6, row.top(), row.width() - tile.width() - figureWidth - 12, row.height());
    painter.setPen(colours.text);
    painter.drawText(name, Qt::AlignVCenter, option.fontMetrics.elidedText(index.data().toString(), Qt::ElideMiddle, static_cast<int>(name.width())));
    painter.setPen(colours.mutedText);
    painter.drawText(row.adjusted(0, 0, -6, 0), Qt::AlignVCenter | Qt::AlignRight, figure);
}

void PlateMapDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const ThemeColours& colours = themeColours(option.palette);
    const int place = index.data(PlateMapModel::PlaceRole).toInt();
    const auto* model = static_cast<const PlateMapModel*>(index.model());
    const QRectF cell(option.rect);
    const QRectF box = model->hasWells() ? wellBox(cell) : cell.adjusted(0, 0, 0, -1);
    painter->save();
    painter->setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    if (place < 0) {
        paintNoField(*painter, box, option.palette);
    } else if (!model->hasWells()) {
        paintFolder(*painter, option, index, place);
    } else {
        paintGround(*painter, box, place, option);
        paintValue(*painter, box, place, option);
    }
    if (place >= 0 && option.state.testFlag(QStyle::State_Selected))
        doubleFrame(*painter, box, colours.accent, colours.base);
    if (place >= 0 && place == m_map.currentPlace()) {
        const double inset = option.state.testFlag(QStyle::State_Selected) && box.width() >= roomForCorners ? 3 : 0;
        doubleFrame(*painter, box.adjusted(inset, inset, -inset, -inset), colours.text, colours.base);
    }
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(QPen(colours.text, 1, Qt::DotLine));
        painter->drawRect(cell.adjusted(0.5, 0.5, -0.5, -0.5));
    }
    painter->restore();
}

} // namespace locascope
