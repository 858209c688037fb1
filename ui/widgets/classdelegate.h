#pragma once

#include <QStyledItemDelegate>

namespace locascope {

/// Draws one row of the class list: key, sign of the state, name, probability bar with threshold tick, value, eye.
class ClassDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace locascope
