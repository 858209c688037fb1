#pragma once

#include "ui/models/placepictures.h"
#include "ui/models/platemap.h"

#include <QStyledItemDelegate>

namespace locascope {

/// Paints a well, or a folder as a row. Wells without a field are hollow, fields without data are struck through, 0 is the dark end of the ramp:
/// the three differ without colour. The value is written where there is room; the current sample's well has a frame in the colour of the text,
/// selected ones in that of the accent.
class PlateMapDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    PlateMapDelegate(PlateMap& map, PlacePictures& pictures, QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

    /// The sign of a place without data and of a well without a field, for the legend.
    static void paintNoData(QPainter& painter, const QRectF& box, const QPalette& palette);
    static void paintNoField(QPainter& painter, const QRectF& box, const QPalette& palette);

private:
    void paintGround(QPainter& painter, const QRectF& box, int place, const QStyleOptionViewItem& option) const;
    void paintValue(QPainter& painter, const QRectF& box, int place, const QStyleOptionViewItem& option) const;
    void paintFolder(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index, int place) const;

    PlateMap& m_map;
    PlacePictures& m_pictures;
};

} // namespace locascope
