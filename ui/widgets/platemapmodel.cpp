#include "ui/widgets/platemapmodel.h"

#include "ui/widgets/platemaptext.h"

namespace locascope {

PlateMapModel::PlateMapModel(PlateMap& map, const Vocabulary& vocabulary, QObject* parent)
    : QAbstractTableModel(parent), m_map(map), m_vocabulary(vocabulary) {
    for (const auto signal : {&PlateMap::placesChanged, &PlateMap::shownGroupChanged})
        connect(&map, signal, this, &PlateMapModel::reset);
    connect(&map, &PlateMap::figuresChanged, this, [this] {
        if (m_rows > 0)
            emit dataChanged(index(0, 0), index(m_rows - 1, m_columns - 1));
    });
    reset();
}

void PlateMapModel::reset() {
    beginResetModel();
    const Places& places = m_map.places();
    const PlaceGroup* group = m_map.shownGroup() < 0 ? nullptr : &places.groups[static_cast<std::size_t>(m_map.shownGroup())];
    m_hasWells = group && group->hasWells;
    m_rows = !group ? 0 : m_hasWells ? group->format.rows : static_cast<int>(group->count);
    m_columns = !group ? 0 : m_hasWells ? group->format.columns : 1;
    m_places.assign(static_cast<std::size_t>(m_rows * m_columns), -1);
    for (std::size_t i = 0; group && i < group->count; ++i) {
        const auto position = m_hasWells ? positionOfWell(places.places[group->first + i].name) : WellPosition{static_cast<int>(i), 0};
        if (position)
            m_places[static_cast<std::size_t>(position->row * m_columns + position->column)] = static_cast<int>(group->first + i);
    }
    endResetModel();
}

int PlateMapModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : m_rows; }
int PlateMapModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : m_columns; }

int PlateMapModel::placeAt(const QModelIndex& index) const {
    const bool isKnown = index.isValid() && index.row() < m_rows && index.column() < m_columns;
    return isKnown ? m_places[static_cast<std::size_t>(index.row() * m_columns + index.column())] : -1;
}

QModelIndex PlateMapModel::indexOf(int place) const {
    const Places& places = m_map.places();
    if (place < 0 || static_cast<std::size_t>(place) >= places.places.size() || places.groupOf(place) != m_map.shownGroup())
        return {};
    if (!m_hasWells)
        return index(place - static_cast<int>(places.groups[static_cast<std::size_t>(m_map.shownGroup())].first), 0);
    const auto position = positionOfWell(places.places[static_cast<std::size_t>(place)].name);
    return position ? index(position->row, position->column) : QModelIndex();
}

QString PlateMapModel::emptyText(const QModelIndex& index) const {
    return tr("%1, no field").arg(QString::fromStdString(wellName({index.row(), index.column()})));
}

QVariant PlateMapModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid())
        return {};
    const int place = placeAt(index);
    switch (role) {
    case PlaceRole: return place;
    case Qt::DisplayRole:
        return m_hasWells ? QString::fromStdString(wellName({index.row(), index.column()})) : placeText(m_map.places().places[static_cast<std::size_t>(place)]);
    case Qt::AccessibleTextRole: return place < 0 ? emptyText(index) : placeSpoken(m_map, place);
    case Qt::ToolTipRole: return place < 0 ? emptyText(index) : placeSummary(m_map, place, m_vocabulary);
    default: return {};
    }
}

QVariant PlateMapModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (!m_hasWells)
        return {};
    const QString name = orientation == Qt::Horizontal ? QString::number(section + 1) : QString::fromStdString(rowName(section));
    if (role == Qt::DisplayRole)
        return name;
    if (role == Qt::ToolTipRole)
        return orientation == Qt::Horizontal ? tr("Select column %1").arg(name) : tr("Select row %1").arg(name);
    return {};
}

} // namespace locascope
