#include "ui/widgets/importtablemodel.h"

#include "ui/widgets/decisiontext.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QColor>
#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <numeric>
#include <utility>

namespace locascope {

namespace {

constexpr int longestNote = 60;

QString shown(const std::string& text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

QString timeText(const std::optional<std::int64_t>& timeMs) {
    return timeMs ? QLocale().toString(QDateTime::fromMSecsSinceEpoch(*timeMs), QLocale::ShortFormat) : QString();
}

/// The labels and the beginning of the note on one line.
QString decisionLine(const std::optional<Decision>& decision, const Vocabulary& vocabulary) {
    QString text = decisionSummary(decision, vocabulary);
    if (!decision || decision->note.empty())
        return text;
    const QString note = shown(decision->note).simplified();
    return text + QStringLiteral(" · “%1”").arg(note.size() > longestNote ? note.left(longestNote) + QStringLiteral("…") : note);
}

} // namespace

ImportTableModel::ImportTableModel(std::shared_ptr<const ImportPreview> preview, Vocabulary vocabulary, QObject* parent)
    : QAbstractTableModel(parent)
    , m_preview(std::move(preview))
    , m_vocabulary(std::move(vocabulary))
    , m_takesFile(m_preview->rows.size())
    , m_byLine(m_preview->rows.size() + m_preview->table.unread.size()) {
    std::iota(m_byLine.begin(), m_byLine.end(), std::size_t{0});
    const auto lineOf = [this](std::size_t entry) { return unread(entry) ? unread(entry)->line : m_preview->table.rows[m_preview->rows[entry].row].line; };
    std::stable_sort(m_byLine.begin(), m_byLine.end(), [&](std::size_t left, std::size_t right) { return lineOf(left) < lineOf(right); });
    show({});
}

const UnreadLine* ImportTableModel::unread(std::size_t entry) const {
    return entry < m_preview->rows.size() ? nullptr : &m_preview->table.unread[entry - m_preview->rows.size()];
}

ImportFate ImportTableModel::fateOf(std::size_t entry) const {
    if (const UnreadLine* line = unread(entry))
        return line->unknownId.empty() ? ImportFate::Unread : ImportFate::UnknownId;
    switch (m_preview->rows[entry].change) {
    case ImportChange::New: return ImportFate::New;
    case ImportChange::Same: return ImportFate::Same;
    case ImportChange::Changed: return ImportFate::Changed;
    case ImportChange::Conflict: return ImportFate::Conflict;
    case ImportChange::Kept: return ImportFate::Kept;
    }
    return ImportFate::Same;
}

int ImportTableModel::count(ImportFate fate) const {
    return static_cast<int>(std::count_if(m_byLine.begin(), m_byLine.end(), [&](std::size_t entry) { return fateOf(entry) == fate; }));
}

void ImportTableModel::show(std::optional<ImportFate> fate) {
    beginResetModel();
    m_shown.clear();
    for (const std::size_t entry : m_byLine)
        if (fate ? fateOf(entry) == *fate : fateOf(entry) != ImportFate::Same)
            m_shown.push_back(entry);
    endResetModel();
}

ImportFate ImportTableModel::fateAt(int row) const { return fateOf(entryAt(row)); }
bool ImportTableModel::takesFile(int row) const { return fateAt(row) == ImportFate::Conflict && m_takesFile[entryAt(row)]; }

void ImportTableModel::takeFile(const std::vector<int>& rows, bool file) {
    if (rows.empty())
        return;
    for (const int row : rows)
        if (fateAt(row) == ImportFate::Conflict)
            m_takesFile[entryAt(row)] = file;
    const auto [first, last] = std::minmax_element(rows.begin(), rows.end());
    emit dataChanged(index(*first, 0), index(*last, ColumnCount - 1));
    emit chosen();
}

void ImportTableModel::takeFileOfAll(bool file) {
    m_takesFile.assign(m_takesFile.size(), file);
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    emit chosen();
}

int ImportTableModel::conflictsTaken() const {
    int taken = 0;
    for (std::size_t entry = 0; entry < m_takesFile.size(); ++entry)
        taken += fateOf(entry) == ImportFate::Conflict && m_takesFile[entry] ? 1 : 0;
    return taken;
}

std::vector<std::size_t> ImportTableModel::rowsToImport() const {
    std::vector<std::size_t> rows;
    for (std::size_t entry = 0; entry < m_preview->rows.size(); ++entry)
        if (const ImportFate fate = fateOf(entry); fate == ImportFate::New || fate == ImportFate::Changed || (fate == ImportFate::Conflict && m_takesFile[entry]))
            rows.push_back(entry);
    return rows;
}

QString ImportTableModel::happens(std::size_t entry) const {
    switch (fateOf(entry)) {
    case ImportFate::New: return tr("Added");
    case ImportFate::Same: return tr("Nothing: it says the same");
    case ImportFate::Changed: return tr("Changed to the file’s");
    case ImportFate::Conflict: return m_takesFile[entry] ? tr("⚠ Conflict: the file’s is taken") : tr("⚠ Conflict: the review’s is kept");
    case ImportFate::Kept: return tr("Nothing: the field itself was judged");
    case ImportFate::UnknownId: return tr("Left out: not in this plate");
    case ImportFate::Unread: return tr("⚠ Not read: %1").arg(shown(unread(entry)->cause));
    }
    return {};
}

QString ImportTableModel::textAt(std::size_t entry, int column) const {
    if (column == Happens)
        return happens(entry);
    if (const UnreadLine* line = unread(entry))
        return column == Line ? QLocale().toString(static_cast<qulonglong>(line->line)) : column == SampleId ? shown(line->unknownId) : QString();
    const ComparedRow& compared = m_preview->rows[entry];
    const LabelRow& row = m_preview->table.rows[compared.row];
    switch (column) {
    case Line: return row.line > 0 ? QLocale().toString(static_cast<qulonglong>(row.line)) : QString();
    case SampleId: return shown(row.id);
    case Reviewer: return shown(compared.event.reviewer);
    case OfFile: return decisionLine(row.decision, m_vocabulary);
    case OfReview: return compared.event.before ? decisionLine(compared.event.before, m_vocabulary) : tr("–");
    default: return {};
    }
}

int ImportTableModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_shown.size()); }
int ImportTableModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant ImportTableModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const std::size_t entry = entryAt(index.row());
    if (role == Qt::DisplayRole)
        return textAt(entry, index.column());
    if (role == Qt::ToolTipRole && !unread(entry) && (index.column() == OfFile || index.column() == OfReview)) {
        const ComparedRow& compared = m_preview->rows[entry];
        const QString time = timeText(index.column() == OfReview ? compared.reviewTimeMs : m_preview->table.rows[compared.row].timeMs);
        return time.isEmpty() ? textAt(entry, index.column()) : QStringLiteral("%1\n%2").arg(textAt(entry, index.column()), time);
    }
    if (role == Qt::ToolTipRole)
        return textAt(entry, index.column());
    if (role == Qt::TextAlignmentRole && index.column() == Line)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::ForegroundRole)
        return {};
    const ThemeColours& colours = themeColours(QApplication::palette());
    const ImportFate fate = fateOf(entry);
    if (fate == ImportFate::Conflict || fate == ImportFate::Unread)
        return index.column() == Happens ? QVariant(colours.warning) : QVariant();
    return fate == ImportFate::New || fate == ImportFate::Changed ? QVariant() : QVariant(colours.mutedText);
}

QVariant ImportTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Line: return tr("Line");
    case SampleId: return tr("Sample");
    case Reviewer: return tr("Reviewer");
    case OfFile: return tr("In the file");
    case OfReview: return tr("In the review");
    case Happens: return tr("What happens");
    default: return {};
    }
}

} // namespace locascope
