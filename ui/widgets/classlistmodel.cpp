#include "ui/widgets/classlistmodel.h"

#include "ui/widgets/chipstyle.h"
#include "ui/widgets/classname.h"

#include <algorithm>

namespace locascope {

namespace {

bool isThere(ChipMark mark) { return mark == ChipMark::Added || mark == ChipMark::Proposed || mark == ChipMark::Rejected; }

} // namespace

void ClassListModel::setVocabulary(const Vocabulary& vocabulary, const LabelSet& kept, const std::vector<QColor>& colours) {
    beginResetModel();
    m_vocabulary = vocabulary;
    m_kept = kept;
    m_colours = colours;
    m_rows.clear();
    endResetModel();
    arrange();
}

void ClassListModel::showStates(const std::vector<ChipState>& states) {
    if (states == m_states)
        return;
    m_states = states;
    if (m_order == ClassOrder::Probability || !m_kept.isEmpty())
        return arrange();
    if (!m_rows.empty())
        emit dataChanged(index(0), index(rowCount() - 1));
}

void ClassListModel::showExplained(std::optional<ClassIndex> explained) {
    m_explained = explained;
    if (!m_rows.empty())
        emit dataChanged(index(0), index(rowCount() - 1), {ExplainedRole});
}

void ClassListModel::setFilter(const QString& text) {
    m_filter = text.trimmed();
    arrange();
}

void ClassListModel::setOrder(ClassOrder order) {
    m_order = order;
    arrange();
}

void ClassListModel::arrange() {
    std::vector<ClassIndex> rows;
    for (const LabelClass& labelClass : m_vocabulary.classes()) {
        const bool passes = nameOf(labelClass.index).contains(m_filter, Qt::CaseInsensitive)
                            || QString::fromStdString(labelClass.name).contains(m_filter, Qt::CaseInsensitive);
        if (passes && (!m_kept.contains(labelClass.index) || isThere(stateOf(labelClass.index).mark)))
            rows.push_back(labelClass.index);
    }
    if (m_order == ClassOrder::Probability)
        std::stable_sort(rows.begin(), rows.end(), [this](ClassIndex first, ClassIndex second) {
            return stateOf(first).probability.value_or(-1) > stateOf(second).probability.value_or(-1);
        });
    if (rows == m_rows) {
        if (!m_rows.empty())
            emit dataChanged(index(0), index(rowCount() - 1));
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

QString ClassListModel::nameOf(ClassIndex index) const { return className(QString::fromStdString(m_vocabulary.at(index).name)); }

std::optional<ClassIndex> ClassListModel::classAt(const QModelIndex& index) const {
    if (!index.isValid() || index.row() >= rowCount())
        return std::nullopt;
    return m_rows[static_cast<std::size_t>(index.row())];
}

ChipState ClassListModel::stateOf(ClassIndex index) const {
    return toIndex(index) < m_states.size() ? m_states[toIndex(index)] : ChipState{};
}

int ClassListModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_rows.size()); }

QVariant ClassListModel::data(const QModelIndex& index, int role) const {
    const auto classIndex = classAt(index);
    if (!classIndex)
        return {};
    const LabelClass& labelClass = m_vocabulary.at(*classIndex);
    switch (role) {
    case Qt::DisplayRole: return nameOf(*classIndex);
    case Qt::ToolTipRole:
    case Qt::AccessibleDescriptionRole: {
        const ChipState state = stateOf(*classIndex);
        const QString said = QStringLiteral("%1 · %2 · %3").arg(nameOf(*classIndex), probabilityText(state), chipMarkText(state.mark));
        const QString difference = differenceText(state.difference);
        return difference.isEmpty() ? said : said + QStringLiteral(" · ") + difference;
    }
    case Qt::DecorationRole: return toIndex(*classIndex) < m_colours.size() && m_colours[toIndex(*classIndex)].isValid() ? QVariant(m_colours[toIndex(*classIndex)]) : QVariant();
    case IndexRole: return static_cast<int>(toIndex(*classIndex));
    case StateRole: return QVariant::fromValue(stateOf(*classIndex));
    case KeyRole: return QString::fromStdString(labelClass.key).replace(QStringLiteral("Shift+"), QStringLiteral("⇧")).replace(QStringLiteral("Alt+"), QStringLiteral("Alt "));
    case ExplainedRole: return m_explained == *classIndex;
    default: return {};
    }
}

} // namespace locascope
