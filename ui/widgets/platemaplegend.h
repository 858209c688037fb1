#pragma once

#include "ui/models/platemap.h"

#include <QWidget>

namespace locascope {

/// The colour ramp with its range, and the signs of places without data and of wells without a field.
class PlateMapLegend final : public QWidget {
    Q_OBJECT
public:
    explicit PlateMapLegend(const PlateMap& map, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QString rangeText() const; ///< "0 % to 20 %"

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int rowHeight() const;
    bool showsWells() const;

    const PlateMap& m_map;
};

} // namespace locascope
