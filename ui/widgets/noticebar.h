#pragma once

#include "ui/models/session.h"

#include <QWidget>

class QVBoxLayout;

namespace locascope {

/// What went wrong or should be known, one sentence a line, above the field and never in the way. The newest three; each can be dismissed, and what
/// is not saved can be tried again.
class NoticeBar final : public QWidget {
    Q_OBJECT
public:
    explicit NoticeBar(Session& session, QWidget* parent = nullptr);

    /// Of the window's own making (language, simulated plate); shown until dismissed or replaced by one of the same key.
    void showOwn(const Notice& notice);

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    QWidget* lineOf(const Notice& notice, bool own);

    Session& m_session;
    QVBoxLayout* m_layout;
    std::vector<Notice> m_own;
};

} // namespace locascope
