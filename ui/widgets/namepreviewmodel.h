#pragma once

#include "core/plate/namingtrial.h"

#include <QAbstractTableModel>

#include <memory>
#include <string>
#include <vector>

namespace locascope {

/// How the names of some files are read: a row a file, with what each part of its name means. Names that are not understood are marked in words.
class NamePreviewModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { File, SampleId, PlateName, Well, Site, StainOrChannel, Z, Time, ColumnCount };

    explicit NamePreviewModel(std::vector<std::string> paths, QObject* parent = nullptr);

    /// Its names are of the paths; null: nothing is known yet.
    void setTrial(std::shared_ptr<const NamingTrial> trial);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    const ParsedName* nameOf(int row) const;
    QString textOf(int row, int column) const;

    const std::vector<std::string> m_paths;
    std::shared_ptr<const NamingTrial> m_trial;
};

/// Bytes of a file's name on one line, for people: what is no UTF-8 and what cannot be seen is replaced.
QString shownName(const std::string& bytes);

} // namespace locascope
