#pragma once

#include "ui/models/session.h"

#include <QWidget>

class QLabel;
class QListWidget;
class QPlainTextEdit;

namespace locascope {

/// The note on the current sample, stored with its decision, and the sample's whole history: who, when, before → after, which model.
class NotePanel final : public QWidget {
    Q_OBJECT
public:
    explicit NotePanel(Session& session, QWidget* parent = nullptr);

    void startEditing();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override; ///< a hidden panel asks for no history

private:
    void refreshNote();
    void askForHistory();
    void showHistory(int sampleIndex, const std::vector<LabelEvent>& events);
    QString lineOf(const LabelEvent& event) const;

    Session& m_session;
    QPlainTextEdit* m_note;
    QLabel* m_title;
    QListWidget* m_history;
};

} // namespace locascope
