#pragma once

#include "ui/models/session.h"
#include "ui/widgets/fieldview.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QProgressBar;
class QToolButton;

namespace locascope {

class Actions;

/// Foot of the window: which sample, where in the order, how many are reviewed, whether all is saved, how the files are named, raw values under the cursor, what is running.
class StatusLine final : public QWidget {
    Q_OBJECT
public:
    StatusLine(Session& session, Actions& actions, QWidget* parent = nullptr);

    void showReading(const std::optional<FieldReading>& reading);
    /// For some seconds, in place of the raw values: why a key did nothing.
    void sayBriefly(const QString& text);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void refreshPlace();
    void refreshScheme();
    void refreshSaving();
    void refreshUndo();
    void refreshJob();

    Session& m_session;
    QAction& m_cancelAction;
    QLabel* m_place;
    QToolButton* m_scheme; ///< how the files are named
    QLabel* m_saving;
    QLabel* m_undo; ///< what the next undo takes back
    QLabel* m_reading;
    QTimer m_saying; ///< until it ends the text of sayBriefly stands
    QProgressBar* m_reviewed;
    QLabel* m_jobText;
    QProgressBar* m_job;
    QToolButton* m_cancel;
};

/// "2 min" until a job ends; empty while that is not known.
QString timeLeftText(double seconds);

} // namespace locascope
