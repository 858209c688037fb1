#pragma once

#include "core/plate/vocabulary.h"
#include "ui/models/conflict.h"

#include <QAbstractTableModel>

#include <optional>
#include <vector>

namespace locascope {

/// The sides of a conflict beside each other: when and what each decided, class by class (agreed ones first, then what only the first says, only the second, …),
/// and the notes. Column 0 names the row; one more for each side.
class ConflictTableModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum class RowKind { When, Outcome, Class, Note };
    enum Role { DisputedRole = Qt::UserRole }; ///< bool: the sides differ in this row

    explicit ConflictTableModel(QObject* parent = nullptr);

    void show(std::optional<Conflict> conflict, const Vocabulary& vocabulary);
    const std::optional<Conflict>& conflict() const { return m_conflict; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row {
        RowKind kind;
        ClassIndex index{};
        bool isDisputed = false;
    };
    void fillRows();
    QString nameOf(const Row& row) const;
    QString textOf(const Row& row, const Side& side) const;

    std::optional<Conflict> m_conflict;
    Vocabulary m_vocabulary;
    std::vector<Row> m_rows;
};

/// "A", "B", …
QString sideLetter(int side);

} // namespace locascope
