#include "ui/widgets/historytablemodel.h"

#include "ui/widgets/assigntext.h"
#include "ui/widgets/decisiontext.h"
#include "ui/widgets/historytext.h"
#include "ui/widgets/vocabularytext.h"

#include <QDateTime>

#include <algorithm>
#include <utility>

namespace locascope {

namespace {

constexpr int rowsAtOnce = 200;
constexpr std::size_t shownDigits = 12;

QString shown(const std::string& text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

} // namespace

HistoryTableModel::HistoryTableModel(Session& session, QObject* parent)
    : QAbstractTableModel(parent)
    , m_session(session) {}

void HistoryTableModel::clear() {
    beginResetModel();
    ++m_generation;
    m_events.clear();
    m_assignments.clear();
    m_readTo = m_newest = 0;
    m_isComplete = true;
    m_isReading = false;
    endResetModel();
    emit changed();
}

void HistoryTableModel::show(const HistoryFilter& filter) {
    m_filter = filter;
    clear();
    m_isComplete = false;
    read(rowsAtOnce);
}

void HistoryTableModel::read(int stillWanted) {
    m_isReading = true;
    emit changed();
    m_session.readHistory({m_filter, m_readTo, 0}, this, [this, stillWanted, generation = m_generation](const HistoryPage& page) {
        if (generation == m_generation)
            takeOlder(page, stillWanted);
    });
}

/// Pages on which nothing matches lead to the next one until there is something to look at.
void HistoryTableModel::takeOlder(const HistoryPage& page, int stillWanted) {
    if (m_readTo == 0) {
        QStringList names;
        for (const std::string& name : page.reviewers)
            names.append(shown(name));
        emit reviewersRead(names);
    }
    m_isReading = false;
    m_readTo = page.readTo;
    m_isComplete = page.isComplete;
    if (!page.events.empty()) {
        const int first = static_cast<int>(m_events.size());
        beginInsertRows({}, first, first + static_cast<int>(page.events.size()) - 1);
        m_events.insert(m_events.end(), page.events.begin(), page.events.end());
        m_newest = m_events.front().sequence;
        endInsertRows();
    }
    const int missing = stillWanted - static_cast<int>(page.events.size());
    if (!m_isComplete && missing > 0)
        return read(missing);
    emit changed();
}

void HistoryTableModel::follow() {
    if (m_isReading || (m_events.empty() && !m_isComplete))
        return;
    m_session.readHistory({m_filter, 0, m_newest}, this, [this, generation = m_generation](HistoryPage page) {
        if (generation == m_generation)
            takeNewer(std::move(page));
    });
}

void HistoryTableModel::takeNewer(HistoryPage page) {
    if (!page.isComplete)
        return show(m_filter);
    std::erase_if(page.events, [this](const LabelEvent& event) { return event.sequence <= m_newest; }); // asked for twice
    if (page.events.empty())
        return;
    beginInsertRows({}, 0, static_cast<int>(page.events.size()) - 1);
    m_events.insert(m_events.begin(), page.events.begin(), page.events.end());
    m_newest = m_events.front().sequence;
    endInsertRows();
    emit changed();
}

int HistoryTableModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_events.size()); }
int HistoryTableModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : columns; }
bool HistoryTableModel::canFetchMore(const QModelIndex& parent) const { return !parent.isValid() && !m_isComplete && !m_isReading; }

void HistoryTableModel::fetchMore(const QModelIndex& parent) {
    if (canFetchMore(parent))
        read(rowsAtOnce);
}

QString HistoryTableModel::afterText(const LabelEvent& event) const {
    if (event.cause == EventCause::Vocabulary)
        return changeText(event, m_session);
    if (event.cause != EventCause::Assignment)
        return decisionSummary(event.after, m_session.vocabulary());
    QString& text = m_assignments[event.sequence]; // they name all samples, and are not read at every look
    if (text.isEmpty())
        text = assignmentText(event, m_filter.sampleId);
    return text;
}

QString HistoryTableModel::textAt(const LabelEvent& event, int column) const {
    switch (column) {
    case Time: return QDateTime::fromMSecsSinceEpoch(event.timeMs).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
    case Reviewer: return shown(event.reviewer);
    case SampleColumn: return sampleOfEvent(event, m_session);
    case Before: return isOfWholePlate(event) ? QString() : decisionSummary(event.before, m_session.vocabulary());
    case After: return afterText(event);
    case Cause: return causeText(event.cause);
    case Note: return event.cause == EventCause::Vocabulary ? changeReason(event) : event.after ? shown(event.after->note).simplified() : QString();
    case Model: return shown(event.modelDigest.substr(0, shownDigits));
    default: return {};
    }
}

QVariant HistoryTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount() || index.column() >= columns)
        return {};
    const LabelEvent& event = eventAt(index.row());
    if (role == Qt::DisplayRole)
        return textAt(event, index.column());
    if (role == Qt::ToolTipRole && index.column() == SampleColumn)
        return m_session.blinding().hides(Hidden::Names) ? sampleOfEvent(event, m_session) : QString::fromUtf8(QByteArray::fromStdString(event.sampleId));
    if (role == Qt::ToolTipRole && index.column() == Model)
        return event.modelDigest.empty() ? tr("No model was on screen, or the sample was labelled with others") : shown(event.modelDigest);
    return role == Qt::ToolTipRole ? textAt(event, index.column()) : QVariant();
}

QVariant HistoryTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QString names[columns] = {tr("Time"), tr("Reviewer"), tr("Sample"), tr("Before"), tr("After"), tr("Why"), tr("Note"), tr("Model on screen")};
    return section >= 0 && section < columns ? names[section] : QVariant();
}

} // namespace locascope
