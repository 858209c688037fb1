#pragma once

#include "ui/models/platemap.h"

#include <QAbstractTableModel>

#include <vector>

namespace locascope {

/// The shown plate as rows and columns of wells, empty ones included, or its folders as rows of one column.
class PlateMapModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Role { PlaceRole = Qt::UserRole + 1 }; ///< −1: no sample lies there

    PlateMapModel(PlateMap& map, const Vocabulary& vocabulary, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    bool hasWells() const { return m_hasWells; }
    int placeAt(const QModelIndex& index) const;
    /// Invalid where the place is not of the shown plate.
    QModelIndex indexOf(int place) const;

private:
    void reset();
    QString emptyText(const QModelIndex& index) const;

    PlateMap& m_map;
    const Vocabulary& m_vocabulary;
    bool m_hasWells = false;
    int m_rows = 0;
    int m_columns = 0;
    std::vector<int> m_places; ///< row by row
};

} // namespace locascope
