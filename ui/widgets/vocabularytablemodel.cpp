#include "ui/widgets/vocabularytablemodel.h"

#include "ui/widgets/classname.h"
#include "ui/widgets/vocabularytext.h"

#include <QColor>
#include <QLocale>
#include <QPalette>

#include <utility>

namespace locascope {

void VocabularyTableModel::show(const VocabularyState& state, std::vector<std::size_t> samples) {
    beginResetModel();
    m_state = state;
    m_samples = std::move(samples);
    endResetModel();
}

int VocabularyTableModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_state.classes.size()); }
int VocabularyTableModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : columns; }

QString VocabularyTableModel::textAt(const LabelClass& one, int column) const {
    const std::size_t index = toIndex(one.index);
    switch (column) {
    case Number: return QString::number(index);
    case Name: return className(QString::fromStdString(one.name));
    case Key: return QString::fromStdString(one.key);
    case Group: return QString::fromStdString(one.group);
    case Samples: return index < m_samples.size() ? QLocale().toString(static_cast<qulonglong>(m_samples[index])) : QStringLiteral("…");
    case State: return classStateText(m_state, one.index);
    default: return {};
    }
}

QVariant VocabularyTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const LabelClass& one = m_state.vocabulary.at(toClass(static_cast<std::size_t>(index.row())));
    const ClassState& state = m_state.classes[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole: return textAt(one, index.column());
    case Qt::DecorationRole: return index.column() == Name && !state.colour.empty() ? QVariant(QColor(QString::fromStdString(state.colour))) : QVariant();
    case Qt::ToolTipRole: return state.text.empty() ? QVariant(textAt(one, index.column())) : QVariant(QString::fromStdString(state.text));
    case Qt::ForegroundRole: return isChoosable(m_state, one.index) ? QVariant() : QVariant(QPalette().brush(QPalette::Disabled, QPalette::Text));
    case Qt::TextAlignmentRole: return index.column() == Samples || index.column() == Number ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    default: return {};
    }
}

QVariant VocabularyTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QString names[columns] = {tr("No."), tr("Class"), tr("Key"), tr("Group"), tr("Samples"), tr("State")};
    return section >= 0 && section < columns ? names[section] : QVariant();
}

} // namespace locascope
