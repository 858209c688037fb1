#pragma once

#include "ui/widgets/gallerymodel.h"

#include <QStyledItemDelegate>

namespace locascope {

/// Draws a thumbnail with its name and marks: tick (labelled), N (negative), X (unusable), ? (unsure), ! (problem), ≠ (model and reviewer differ).
class GalleryDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    static constexpr int pictureSide = 92; ///< logical pixels

    static QSize cellSize(const QFontMetrics& metrics);
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace locascope
