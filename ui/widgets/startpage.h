#pragma once

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace locascope {

class Actions;

/// The empty window: one sentence on what to do, plates opened before, and the simulated plate.
class StartPage final : public QWidget {
    Q_OBJECT
public:
    explicit StartPage(Actions& actions, QWidget* parent = nullptr);

    void showRecent(const QStringList& plates);
    /// While a simulated plate is being made; `total` 0 ends it.
    void showProgress(int done, int total);

signals:
    void plateChosen(const QString& directory);
    void simulationCancelled();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    QLabel* m_emblem;
    QLabel* m_sentence;
    QPushButton* m_open;
    QPushButton* m_simulate;
    QWidget* m_progressLine;
    QLabel* m_progressText;
    QProgressBar* m_progress;
    QPushButton* m_cancel;
    QLabel* m_recentTitle;
    QVBoxLayout* m_recent;
    QStringList m_recentPlates;
};

} // namespace locascope
