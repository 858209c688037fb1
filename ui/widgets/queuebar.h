#pragma once

#include "ui/models/session.h"

#include <QWidget>

class QLabel;

namespace locascope {

class Actions;

/// One line above the labels while a queue is shown: where in it the current sample is, why it is there, and the way out.
class QueueBar final : public QWidget {
    Q_OBJECT
public:
    QueueBar(Session& session, Actions& actions, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void refresh();
    void elide();

    Session& m_session;
    QLabel* m_place;
    QLabel* m_reason;
    QString m_why;
};

} // namespace locascope
