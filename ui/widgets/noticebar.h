#pragma once

#include "ui/models/session.h"

#include <QWidget>

#include <chrono>
#include <map>
#include <vector>

class QVBoxLayout;
class QPushButton;

namespace locascope {

/// What went wrong or should be known, one sentence a line, above the field and never in the way. The newest three; each can be dismissed, and what
/// is not saved can be tried again. Information goes by itself, unless the mouse rests on the bar.
class NoticeBar final : public QWidget {
    Q_OBJECT
public:
    explicit NoticeBar(Session& session, QWidget* parent = nullptr);

    /// Of the window's own making (language, simulated plate); shown until dismissed or replaced by one of the same key.
    void showOwn(const Notice& notice);
    void dropOwn(const QString& key); ///< what it said holds no longer

    void setInformationTime(std::chrono::milliseconds time) { m_informationTime = time; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    QPushButton* remedyOf(const Notice& notice);
    QWidget* lineOf(const Notice& notice, bool own);
    void dismissLater(int id);
    void dismissOwnLater(const QString& key, int number);

    Session& m_session;
    QVBoxLayout* m_layout;
    std::vector<Notice> m_own;
    std::map<QString, int> m_ownNumbers; ///< of the newest information of a key
    int m_ownShown = 0;
    std::chrono::milliseconds m_informationTime{15000}; ///< enough to read the longest twice
    int m_newest = 0;                                   ///< id of the newest notice that was shown
};

} // namespace locascope
