#include "ui/widgets/gallerydelegate.h"

#include "ui/widgets/chipstyle.h"
#include "ui/widgets/theme.h"

#include <QImage>
#include <QPainter>

#include <tuple>

namespace locascope {

namespace {

constexpr double badgeSide = 16;
constexpr double othersSide = 14;

void paintBadge(QPainter& painter, const QRectF& box, const QString& sign, const QColor& ground) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawRoundedRect(box, 3, 3);
    painter.setPen(Qt::black);
    painter.drawText(box, Qt::AlignCenter, sign);
}

QString signOf(Outcome outcome) {
    switch (outcome) {
    case Outcome::Labelled: return {};
    case Outcome::Negative: return QStringLiteral("N");
    case Outcome::Unusable: return QStringLiteral("X");
    case Outcome::Unsure: return QStringLiteral("?");
    }
    return {};
}

/// Head and shoulders.
void paintOthers(QPainter& painter, const QRectF& box, OthersMark mark) {
    const ThemeColours& colours = themeColours(true);
    QColor ground = mark == OthersMark::New ? colours.accent : colours.field;
    if (mark == OthersMark::Decided)
        ground.setAlphaF(0.6F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawRoundedRect(box, 3, 3);
    painter.setBrush(mark == OthersMark::New ? QColor(Qt::black) : colours.text);
    const double unit = box.width();
    painter.drawEllipse(QPointF(box.center().x(), box.top() + 0.34 * unit), 0.17 * unit, 0.17 * unit);
    painter.drawChord(QRectF(box.left() + 0.2 * unit, box.top() + 0.56 * unit, 0.6 * unit, 0.62 * unit), 0, 180 * 16);
}

void paintMarks(QPainter& painter, const QRectF& picture, const GalleryMarks& marks) {
    const ThemeColours& colours = themeColours(true); // badges lie on the picture, which is dark in every theme
    if (marks.outcome) {
        const QRectF box(picture.right() - badgeSide - 2, picture.top() + 2, badgeSide, badgeSide);
        paintBadge(painter, box, signOf(*marks.outcome), marks.saving == SavingState::Failed ? colours.error : colours.accent);
        if (*marks.outcome == Outcome::Labelled)
            paintChipSign(painter, box.adjusted(3, 3, -3, -3), ChipMark::Added, themePalette(true));
    }
    if (marks.others != OthersMark::None)
        paintOthers(painter, QRectF(picture.right() - othersSide - 2, picture.bottom() - othersSide - 2, othersSide, othersSide), marks.others);
    double x = picture.left() + 2;
    for (const auto& [shown, sign, ground] : {std::tuple(marks.problem, QStringLiteral("!"), colours.warning),
                                              std::tuple(marks.disagreement, QStringLiteral("≠"), colours.proposal)}) {
        if (!shown)
            continue;
        paintBadge(painter, QRectF(x, picture.top() + 2, badgeSide, badgeSide), sign, ground);
        x += badgeSide + 2;
    }
}

void paintCross(QPainter& painter, const QRectF& picture) {
    painter.setPen(QPen(themeColours(true).mutedText, 1));
    const QRectF cross = picture.adjusted(picture.width() / 4, picture.height() / 4, -picture.width() / 4, -picture.height() / 4);
    painter.drawLine(cross.topLeft(), cross.bottomRight());
    painter.drawLine(cross.topRight(), cross.bottomLeft());
}

QColor mixed(const QColor& ground, const QColor& tint) {
    constexpr double share = 0.35;
    const auto part = [](int a, int b) { return int(a + share * (b - a)); };
    return {part(ground.red(), tint.red()), part(ground.green(), tint.green()), part(ground.blue(), tint.blue())};
}

} // namespace

QSize GalleryDelegate::cellSize(const QFontMetrics& metrics) const { return {m_side + 12, m_side + metrics.height() + 12}; }

QSize GalleryDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const { return cellSize(option.fontMetrics); }

void GalleryDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const ThemeColours& colours = themeColours(option.palette);
    const QRectF cell = QRectF(option.rect).adjusted(2, 2, -2, -2);
    const QRectF picture(cell.center().x() - m_side / 2.0, cell.top() + 3, m_side, m_side);
    const bool isCurrent = option.state & QStyle::State_HasFocus;
    const bool isSelected = option.state & QStyle::State_Selected;
    painter->save();
    painter->setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    if (isCurrent || isSelected || (option.state & QStyle::State_MouseOver)) {
        painter->setPen(isCurrent ? QPen(colours.accent, 2) : QPen(Qt::NoPen));
        painter->setBrush(isSelected && !isCurrent ? mixed(colours.raised, colours.accent) : colours.raised);
        painter->drawRoundedRect(cell, 4, 4);
    }
    painter->fillRect(picture, themeColours(true).field);
    const auto thumbnail = index.data(GalleryModel::ThumbnailRole).value<QImage>();
    if (!thumbnail.isNull()) {
        QRectF target(QPointF(), QSizeF(thumbnail.size()).scaled(picture.size(), Qt::KeepAspectRatio));
        target.moveCenter(picture.center());
        painter->drawImage(target, thumbnail);
    }
    const auto marks = index.data(GalleryModel::MarksRole).value<GalleryMarks>();
    if (thumbnail.isNull() && marks.unreadable)
        paintCross(*painter, picture);
    paintMarks(*painter, picture, marks);
    painter->setPen(isSelected ? colours.text : colours.mutedText);
    const QRectF name(cell.left() + 3, picture.bottom() + 1, cell.width() - 6, cell.bottom() - picture.bottom() - 1);
    painter->drawText(name, Qt::AlignCenter, option.fontMetrics.elidedText(index.data().toString(), Qt::ElideMiddle, int(name.width())));
    painter->restore();
}

} // namespace locascope
