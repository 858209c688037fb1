#pragma once

#include "ui/widgets/gallerymodel.h"

#include <QStyledItemDelegate>

namespace locascope {

/// Draws a thumbnail with its name and marks: tick (labelled), N (negative), X (unusable), ? (unsure), ! (problem), ≠ (model and reviewer differ), and below, head and shoulders (others have decided on it, lit where they have since it was looked at).
/// The current sample has a frame, others that are selected a tinted ground; a sample that cannot be shown is crossed out.
class GalleryDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void setPictureSide(int side) { m_side = side; } ///< logical pixels
    int pictureSide() const { return m_side; }

    QSize cellSize(const QFontMetrics& metrics) const;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    int m_side = 92;
};

} // namespace locascope
