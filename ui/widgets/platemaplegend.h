#pragma once

#include "ui/models/platemap.h"

#include <QWidget>

namespace locascope {

/// The colour ramp with its range, or the colour of each category, and the signs of places without data and of wells without a field.
class PlateMapLegend final : public QWidget {
    Q_OBJECT
public:
    explicit PlateMapLegend(const PlateMap& map, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QString rangeText() const; ///< "0 % to 20 %", or the categories

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void paintRamp(QPainter& painter) const;
    void paintSigns(QPainter& painter, int top) const;
    void paintCategories(QPainter& painter) const;
    int upperRows() const; ///< above the signs
    int rowHeight() const;
    bool showsWells() const;

    const PlateMap& m_map;
};

} // namespace locascope
