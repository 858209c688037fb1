#pragma once

#include "ui/models/session.h"

#include <QAbstractListModel>
#include <QWidget>

#include <unordered_map>

class QListView;
class QLabel;

namespace locascope {

/// Problems and notes of the plate, two lines each: which file or sample, and what is wrong with it.
class ProblemsModel final : public QAbstractListModel {
    Q_OBJECT
public:
    explicit ProblemsModel(const Session& session, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    std::optional<int> sampleAt(int row) const;
    void reset();

private:
    struct Row {
        QString where, what;
        int sample = -1; ///< index, −1 where none is concerned
    };
    Row rowOf(const Note& note) const;
    Row rowOf(const Problem& problem, const std::unordered_map<std::string_view, int>& samples) const;

    const Session& m_session;
    std::vector<Row> m_rows;
};

/// The list of everything of the plate that could not be used; a double click goes to the sample.
class ProblemsPanel final : public QWidget {
    Q_OBJECT
public:
    explicit ProblemsPanel(Session& session, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();

    ProblemsModel* m_model;
    QListView* m_list;
    QLabel* m_none;
};

} // namespace locascope
