#pragma once

#include "ui/models/session.h"
#include "ui/widgets/keyreader.h"

#include <QWidget>

#include <optional>
#include <vector>

class QLabel;
class QLineEdit;
class QToolButton;

namespace locascope {

class Actions;
class LabelBlock;

/// Where a sample is decided: the acts (accept, negative, …), what is stored of it, the block of labels, and the one-line note of "unsure".
class LabelPanel final : public QWidget {
    Q_OBJECT
public:
    LabelPanel(Session& session, Actions& actions, QWidget* parent = nullptr);

    /// Says why Enter did nothing, until the next key.
    void refuse(CommitResult result);
    void remark(const QString& text); ///< says that, until the next key
    void askForNote();             ///< opens the note of "unsure"; Enter stores and moves on, Esc leaves the sample as it was
    void awaitNotJudged();         ///< the next label is marked as not judged
    void showStuck(const std::optional<KeyLayer>& layer); ///< says that a lone Shift or Alt waits for its digit
    void press(ClassIndex index);  ///< toggles, or marks as not judged when that is awaited

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildLayout(Actions& actions);
    void connectSession();
    void retranslate();
    void refresh();
    void say(const QString& text, bool warns);
    void fitSaid();
    QString decisionText() const;
    void storeUnsure();
    void closeNote();

    Session& m_session;
    LabelBlock* m_block;
    std::vector<QToolButton*> m_acts; ///< with words where there is room
    QWidget* m_actBar;
    QLabel* m_said;
    QWidget* m_noteBar;
    QLabel* m_noteLabel;
    QLineEdit* m_note;
    bool m_awaitsNotJudged = false;
};

} // namespace locascope
