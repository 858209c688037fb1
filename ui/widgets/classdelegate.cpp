#include "ui/widgets/classdelegate.h"

#include "ui/widgets/chipstyle.h"
#include "ui/widgets/classcolour.h"
#include "ui/widgets/classlistmodel.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QPainter>

#include <algorithm>

namespace locascope {

namespace {

/// Columns of a row, from its width and font.
struct RowPlan {
    QRectF key, sign, name, difference, bar, value, eye;
};

/// Without a probability the name has the bar's room.
RowPlan planRow(const QRectF& row, const QFontMetricsF& metrics, bool hasBar, bool hasDifference) {
    RowPlan plan;
    const double keyWidth = metrics.horizontalAdvance(QStringLiteral("Alt 0")) + 2;
    const double valueWidth = metrics.horizontalAdvance(QStringLiteral("0.00")) + 1;
    const double barWidth = hasBar ? std::clamp(row.width() * 0.14, 36.0, 160.0) : 0;
    plan.key = QRectF(row.left() + 6, row.top(), keyWidth, row.height());
    plan.sign = QRectF(plan.key.right(), row.center().y() - 7, 14, 14);
    plan.eye = QRectF(row.right() - 18, row.center().y() - 7, 14, 14);
    plan.value = QRectF(plan.eye.left() - valueWidth - 4, row.top(), valueWidth, row.height());
    plan.bar = QRectF(plan.value.left() - barWidth - 4, row.center().y() - 3, barWidth, 6);
    plan.difference = QRectF(plan.bar.left() - 14, row.center().y() - 4, 8, 8);
    plan.name = QRectF(plan.sign.right() + 5, row.top(), (hasDifference ? plan.difference.left() : plan.bar.left()) - plan.sign.right() - 10, row.height());
    return plan;
}

} // namespace

void ClassDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const ThemeColours& colours = themeColours(option.palette);
    const auto state = index.data(ClassListModel::StateRole).value<ChipState>();
    const bool explained = index.data(ClassListModel::ExplainedRole).toBool();
    const RowPlan plan = planRow(option.rect, QFontMetricsF(option.font), state.probability.has_value(), state.difference != ChipDifference::None);
    painter->save();
    if (explained || (option.state & QStyle::State_HasFocus))
        painter->fillRect(option.rect, colours.raised);
    paintClassColour(*painter, option.rect, index.data(Qt::DecorationRole).value<QColor>());
    const bool plain = state.mark == ChipMark::Absent || state.mark == ChipMark::NotJudged;
    if (!plain)
        paintChipGround(*painter, plan.sign.adjusted(-1, -1, 1, 1), state.mark, option.palette);
    paintChipSign(*painter, plan.sign.adjusted(2, 2, -2, -2), state.mark, option.palette);
    painter->setPen(colours.mutedText);
    painter->setFont(option.font);
    painter->drawText(plan.key, Qt::AlignVCenter | Qt::AlignLeft, index.data(ClassListModel::KeyRole).toString());
    painter->drawText(plan.value, Qt::AlignVCenter | Qt::AlignRight, probabilityText(state));
    QFont nameFont = option.font;
    nameFont.setStretch(QFont::SemiCondensed);
    nameFont.setBold(state.mark == ChipMark::Added);
    nameFont.setStrikeOut(state.mark == ChipMark::Rejected);
    painter->setFont(nameFont);
    painter->setPen(state.mark == ChipMark::Absent ? colours.mutedText : colours.text);
    const QString name = QFontMetricsF(nameFont).elidedText(index.data().toString(), Qt::ElideRight, plan.name.width());
    painter->drawText(plan.name, Qt::AlignVCenter | Qt::AlignLeft, name);
    if (state.probability)
        paintProbability(*painter, plan.bar, state, option.palette);
    paintDifference(*painter, plan.difference, state.difference, colours.text);
    if (explained)
        themedIcon(QStringLiteral("eye")).paint(painter, plan.eye.toRect());
    painter->restore();
}

QSize ClassDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
    return {160, QFontMetrics(option.font).height() + 5};
}

} // namespace locascope
