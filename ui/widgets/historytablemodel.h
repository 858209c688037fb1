#pragma once

#include "ui/models/session.h"

#include <QAbstractTableModel>
#include <QHash>

#include <vector>

namespace locascope {

/// The events of the open review that pass a filter, the newest first, read page by page as they are looked at.
class HistoryTableModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Time, Reviewer, SampleColumn, Before, After, Cause, Note, Model };
    static constexpr int columns = 8;

    explicit HistoryTableModel(Session& session, QObject* parent = nullptr);

    /// Reads anew, also where the filter is the same.
    void show(const HistoryFilter& filter);
    void clear();
    /// Adds on top what was stored since.
    void follow();
    const HistoryFilter& filter() const { return m_filter; }
    const LabelEvent& eventAt(int row) const { return m_events[static_cast<std::size_t>(row)]; }
    bool isComplete() const { return m_isComplete; }
    bool isReading() const { return m_isReading; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

signals:
    void reviewersRead(const QStringList& names);
    void changed(); ///< rows, or what is still to be read

private:
    void read(int stillWanted);
    void takeOlder(const HistoryPage& page, int stillWanted);
    void takeNewer(HistoryPage page);
    QString afterText(const LabelEvent& event) const;
    QString textAt(const LabelEvent& event, int column) const;

    Session& m_session;
    HistoryFilter m_filter;
    std::vector<LabelEvent> m_events;
    mutable QHash<std::int64_t, QString> m_assignments; ///< what events of this cause say, by sequence
    std::int64_t m_readTo = 0;
    std::int64_t m_newest = 0;
    bool m_isComplete = true;
    bool m_isReading = false;
    int m_generation = 0; ///< of the filter: what was asked for another one is passed over
};

} // namespace locascope
