#pragma once

#include "core/model/modellibrary.h"

#include <QAbstractTableModel>

#include <filesystem>
#include <optional>
#include <vector>

namespace locascope {

/// The models that there are, one a row, sorted and filtered. A model whose card cannot be read is a row that says why.
class ModelTableModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Authors, Licence, Input, Classes, MacroF1, Checked, Size, Digest };
    static constexpr int columns = 9;

    explicit ModelTableModel(QObject* parent = nullptr);

    void setModels(std::vector<ListedModel> models);
    /// The card file of the one in use, or none; its row is marked.
    void setInUse(const std::optional<std::filesystem::path>& cardFile);
    /// Rows of which name, authors, licence, classes, digest or file have all words of it in them.
    void setFilter(const QString& text);

    const ListedModel& modelAt(int row) const { return m_models[m_rows[static_cast<std::size_t>(row)]]; }
    bool isInUse(int row) const;
    int rowOf(const std::filesystem::path& cardFile) const; ///< −1: not there, or not shown
    int allModels() const { return static_cast<int>(m_models.size()); } ///< whatever the filter hides

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

private:
    void arrange();
    bool isBefore(std::size_t left, std::size_t right) const;
    bool isShown(const ListedModel& model) const;

    std::vector<ListedModel> m_models;
    std::vector<std::size_t> m_rows; ///< of m_models, those shown, in order
    std::optional<std::filesystem::path> m_inUse;
    QStringList m_words;
    int m_sorted = Name;
    Qt::SortOrder m_order = Qt::AscendingOrder;
};

} // namespace locascope
