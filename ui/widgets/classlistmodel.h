#pragma once

#include "core/plate/labelset.h"
#include "ui/models/sessiontypes.h"

#include <QAbstractListModel>
#include <QColor>

#include <optional>
#include <vector>

namespace locascope {

enum class ClassOrder { Vocabulary, Probability };

/// The classes of a vocabulary with the current sample's states, found by typing.
class ClassListModel final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { IndexRole = Qt::UserRole + 1, StateRole, KeyRole, ExplainedRole };

    using QAbstractListModel::QAbstractListModel;

    /// Classes that are only `kept` are listed where the sample has them. `colours` by class, invalid or missing for none.
    void setVocabulary(const Vocabulary& vocabulary, const LabelSet& kept = {}, const std::vector<QColor>& colours = {});
    void showStates(const std::vector<ChipState>& states);
    void showExplained(std::optional<ClassIndex> index);
    /// Only names that contain `text`, ignoring case, in either language.
    void setFilter(const QString& text);
    void setOrder(ClassOrder order);

    std::optional<ClassIndex> classAt(const QModelIndex& index) const;
    ChipState stateOf(ClassIndex index) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    void arrange();
    QString nameOf(ClassIndex index) const;

    Vocabulary m_vocabulary;
    LabelSet m_kept;
    std::vector<QColor> m_colours;
    std::vector<ChipState> m_states;
    std::vector<ClassIndex> m_rows;
    std::optional<ClassIndex> m_explained;
    QString m_filter;
    ClassOrder m_order = ClassOrder::Vocabulary;
};

} // namespace locascope

Q_DECLARE_METATYPE(locascope::ChipState)
