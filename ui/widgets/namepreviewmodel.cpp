#include "ui/widgets/namepreviewmodel.h"

#include "ui/widgets/stainrow.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QColor>

#include <utility>

namespace locascope {

namespace {

using Outcome = ParsedName::Outcome;

QString number(const std::optional<int>& value) { return value ? QString::number(*value) : QString(); }

} // namespace

QString shownName(const std::string& bytes) {
    QString text = QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
    for (QChar& letter : text)
        if (!letter.isPrint() && !letter.isSurrogate())
            letter = QChar::ReplacementCharacter;
    return text;
}

NamePreviewModel::NamePreviewModel(std::vector<std::string> paths, QObject* parent) : QAbstractTableModel(parent), m_paths(std::move(paths)) {}

void NamePreviewModel::setTrial(std::shared_ptr<const NamingTrial> trial) {
    m_trial = std::move(trial);
    if (!m_paths.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int NamePreviewModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_paths.size()); }
int NamePreviewModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

const ParsedName* NamePreviewModel::nameOf(int row) const {
    const auto i = static_cast<std::size_t>(row);
    return m_trial && i < m_trial->names.size() ? &m_trial->names[i] : nullptr;
}

QString NamePreviewModel::textOf(int row, int column) const {
    if (column == File)
        return shownName(m_paths[static_cast<std::size_t>(row)]);
    const ParsedName* name = nameOf(row);
    if (!name)
        return {};
    if (name->outcome != Outcome::Image) {
        if (column != SampleId)
            return {};
        return name->outcome == Outcome::Ignored ? tr("no sample: left out") : name->outcome == Outcome::TooCostly ? tr("⚠ takes too many steps") : tr("⚠ not understood");
    }
    switch (column) {
    case SampleId: return shownName(name->id);
    case PlateName: return shownName(name->plateName);
    case Well: return shownName(name->well);
    case Site: return number(name->site);
    case StainOrChannel: return name->stain ? stainText(*name->stain) : shownName(name->channel);
    case Z: return number(name->z);
    case Time: return number(name->time);
    default: return {};
    }
}

QVariant NamePreviewModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::DisplayRole)
        return textOf(index.row(), index.column());
    if (role == Qt::ToolTipRole)
        return index.column() == File || index.column() == SampleId ? textOf(index.row(), index.column()) : QVariant();
    const ParsedName* name = nameOf(index.row());
    if (role != Qt::ForegroundRole || !name || name->outcome == Outcome::Image)
        return {};
    const ThemeColours& colours = themeColours(QApplication::palette());
    return name->outcome == Outcome::Ignored ? colours.mutedText : colours.warning;
}

QVariant NamePreviewModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (role != Qt::DisplayRole || section < 0)
        return {};
    if (orientation == Qt::Vertical)
        return section < rowCount() ? QVariant(section + 1) : QVariant();
    switch (section) {
    case File: return tr("File");
    case SampleId: return tr("Sample");
    case PlateName: return tr("Plate");
    case Well: return tr("Well");
    case Site: return tr("Site");
    case StainOrChannel: return tr("Stain or channel");
    case Z: return tr("z");
    case Time: return tr("Time");
    default: return {};
    }
}

} // namespace locascope
