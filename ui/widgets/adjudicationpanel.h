#pragma once

#include "ui/models/session.h"
#include "ui/widgets/conflicttablemodel.h"

#include <QWidget>

class QLabel;
class QTableView;
class QToolButton;

namespace locascope {

class Actions;

/// The sides of the current sample's conflict beside each other, and what rules for one of them. Says what is so where nobody disagrees, and nothing of others while that is hidden.
class AdjudicationPanel final : public QWidget {
    Q_OBJECT
public:
    AdjudicationPanel(Session& session, Actions& actions, QWidget* parent = nullptr);
    QSize sizeHint() const override;

    /// Rules for a side, from 0; nothing happens where there is none, or where what is decided is no ruling.
    void take(int side);

signals:
    void changed(); ///< which sides there are

protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void ask();
    void refresh();
    QString sentence() const;

    Session& m_session;
    ConflictTableModel* m_model;
    QTableView* m_table;
    QLabel* m_said;
    QToolButton* m_sides[2];
    int m_asked = 0;
};

} // namespace locascope
