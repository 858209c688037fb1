#pragma once

#include "ui/models/session.h"
#include "ui/models/stainingcheck.h"

#include <QAbstractTableModel>

#include <optional>
#include <vector>

namespace locascope {

/// Which rows of a staining check are listed.
struct StainingChoice {
    std::optional<Stain> stain;           ///< none: all
    std::optional<StainingFigure> figure; ///< none: all
    bool flaggedOnly = false;
    friend bool operator==(const StainingChoice&, const StainingChoice&) = default;
};

/// The rows of the session's staining check that are chosen, in any order. Columns of the sheet to which the session is blind are dashes.
class StainingTableModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Well, StainColumn, Figure, Value, Controls, Ratio, Z, Flags, Fields, Group, Control };
    static constexpr int columns = 11;

    explicit StainingTableModel(Session& session, QObject* parent = nullptr);

    void choose(const StainingChoice& choice);
    const StainingChoice& choice() const { return m_choice; }
    /// Positions in StainingReport::rows, as listed.
    const std::vector<std::size_t>& rows() const { return m_rows; }
    const StainingRow& rowAt(int row) const;
    const StainingUnit& unitAt(int row) const;
    /// Whether it may be told which fields are in its unit: those of a hidden group would betray what they share.
    bool isUnitShown(int row) const;
    /// The listed rows as CSV, without columns that are not shown.
    QString csv() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order) override;

private:
    void reset();
    void order();
    bool isBefore(std::size_t left, std::size_t right) const;
    bool isShown(SheetRole role) const;
    QString textAt(int row, int column) const;
    const StainingReport& report() const { return m_session.staining().results()->report; }

    Session& m_session;
    StainingChoice m_choice;
    std::vector<std::size_t> m_rows;
    int m_sorted = Well;
    Qt::SortOrder m_order = Qt::AscendingOrder;
};

} // namespace locascope
