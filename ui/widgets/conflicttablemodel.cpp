#include "ui/widgets/conflicttablemodel.h"

#include "ui/widgets/classname.h"
#include "ui/widgets/decisiontext.h"

#include <QDateTime>
#include <QFont>
#include <QStringList>

#include <algorithm>

namespace locascope {

namespace {

enum class Verdict { Absent, Present, NotJudged };

Verdict verdictOf(const Side& side, ClassIndex index) {
    return side.decision.present.contains(index) ? Verdict::Present : side.decision.notJudged.contains(index) ? Verdict::NotJudged : Verdict::Absent;
}

QString shown(const std::string& text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

/// Agreed classes first, then by the first side that has them.
std::size_t placeOf(const std::vector<Side>& sides, ClassIndex index, bool isDisputed) {
    if (!isDisputed)
        return 0;
    const auto first = std::find_if(sides.begin(), sides.end(), [&](const Side& side) { return verdictOf(side, index) == Verdict::Present; });
    return 1 + static_cast<std::size_t>(first - sides.begin());
}

} // namespace

QString sideLetter(int side) { return side < 26 ? QString(QChar(u'A' + side)) : QString::number(side + 1); }

ConflictTableModel::ConflictTableModel(QObject* parent)
    : QAbstractTableModel(parent) {}

void ConflictTableModel::show(std::optional<Conflict> conflict, const Vocabulary& vocabulary) {
    beginResetModel();
    m_conflict = std::move(conflict);
    m_vocabulary = vocabulary;
    fillRows();
    endResetModel();
}

void ConflictTableModel::fillRows() {
    m_rows.clear();
    if (!m_conflict)
        return;
    const std::vector<Side>& sides = m_conflict->sides;
    const auto differ = [&](const auto& valueOf) { return std::any_of(sides.begin(), sides.end(), [&](const Side& side) { return valueOf(side) != valueOf(sides.front()); }); };
    m_rows.push_back({RowKind::When});
    const bool isAllLabelled = std::all_of(sides.begin(), sides.end(), [](const Side& side) { return side.decision.outcome == Outcome::Labelled; });
    if (!isAllLabelled)
        m_rows.push_back({RowKind::Outcome, {}, differ([](const Side& side) { return side.decision.outcome; })});
    std::vector<Row> classes;
    for (std::size_t i = 0; i < m_vocabulary.size(); ++i) {
        const ClassIndex index = toClass(i);
        const auto verdict = [index](const Side& side) { return verdictOf(side, index); };
        if (std::any_of(sides.begin(), sides.end(), [&](const Side& side) { return verdict(side) != Verdict::Absent; }))
            classes.push_back({RowKind::Class, index, differ(verdict)});
    }
    std::stable_sort(classes.begin(), classes.end(), [&](const Row& left, const Row& right) { return placeOf(sides, left.index, left.isDisputed) < placeOf(sides, right.index, right.isDisputed); });
    m_rows.insert(m_rows.end(), classes.begin(), classes.end());
    const auto hasNote = [](const Side& side) { return std::any_of(side.words.begin(), side.words.end(), [](const Word& word) { return !word.note.empty(); }); };
    if (std::any_of(sides.begin(), sides.end(), hasNote))
        m_rows.push_back({RowKind::Note});
}

int ConflictTableModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }
int ConflictTableModel::columnCount(const QModelIndex& parent) const { return parent.isValid() || !m_conflict ? 0 : 1 + static_cast<int>(m_conflict->sides.size()); }

QString ConflictTableModel::nameOf(const Row& row) const {
    switch (row.kind) {
    case RowKind::When: return tr("When");
    case RowKind::Outcome: return tr("Decided as");
    case RowKind::Class: return className(shown(m_vocabulary.at(row.index).name));
    case RowKind::Note: return tr("Note");
    }
    return {};
}

QString ConflictTableModel::textOf(const Row& row, const Side& side) const {
    QStringList parts;
    switch (row.kind) {
    case RowKind::When:
        for (const Word& word : side.words)
            parts.append(QDateTime::fromMSecsSinceEpoch(word.timeMs).toString(QStringLiteral("yyyy-MM-dd HH:mm")));
        return parts.join(u'\n');
    case RowKind::Outcome: return outcomeText(side.decision.outcome);
    case RowKind::Class:
        switch (verdictOf(side, row.index)) {
        case Verdict::Present: return tr("✓ present");
        case Verdict::NotJudged: return tr("? not judged");
        case Verdict::Absent: return QStringLiteral("–");
        }
        break;
    case RowKind::Note:
        for (const Word& word : side.words)
            if (!word.note.empty())
                parts.append(side.words.size() == 1 ? shown(word.note) : QStringLiteral("%1: %2").arg(shown(word.reviewer), shown(word.note)));
        return parts.join(u'\n');
    }
    return {};
}

QVariant ConflictTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount() || index.column() >= columnCount())
        return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    if (role == DisputedRole)
        return row.isDisputed;
    if (role == Qt::FontRole && row.isDisputed) {
        QFont bold;
        bold.setBold(true);
        return bold;
    }
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignTop);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    return index.column() == 0 ? nameOf(row) : textOf(row, m_conflict->sides[static_cast<std::size_t>(index.column() - 1)]);
}

QVariant ConflictTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    const bool isSide = orientation == Qt::Horizontal && section > 0 && section < columnCount();
    if (!isSide || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return {};
    QStringList names;
    for (const Word& word : m_conflict->sides[static_cast<std::size_t>(section - 1)].words)
        names.append(shown(word.reviewer));
    return QStringLiteral("%1: %2").arg(sideLetter(section - 1), names.join(QStringLiteral(", ")));
}

} // namespace locascope
