#pragma once

#include "core/review/vocabularystate.h"

#include <QAbstractTableModel>

#include <vector>

namespace locascope {

/// The classes of a review, one a row by their number: colour, name, key, group, samples labelled with it, what became of it.
class VocabularyTableModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Number, Name, Key, Group, Samples, State, columns };

    using QAbstractTableModel::QAbstractTableModel;

    /// `samples`: one per class, or empty while they are being counted.
    void show(const VocabularyState& state, std::vector<std::size_t> samples);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString textAt(const LabelClass& one, int column) const;

    VocabularyState m_state;
    std::vector<std::size_t> m_samples;
};

} // namespace locascope
