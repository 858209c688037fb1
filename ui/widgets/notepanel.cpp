#include "ui/widgets/notepanel.h"

#include "ui/widgets/decisiontext.h"

#include <QDateTime>
#include <QEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace locascope {

NotePanel::NotePanel(Session& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_note(new QPlainTextEdit), m_title(new QLabel), m_history(new QListWidget) {
    m_note->setTabChangesFocus(true);
    m_note->installEventFilter(this);
    m_note->setMaximumHeight(fontMetrics().height() * 4);
    m_history->setWordWrap(true);
    m_history->setFocusPolicy(Qt::TabFocus);
    m_history->setSelectionMode(QAbstractItemView::NoSelection);
    m_title->setForegroundRole(QPalette::PlaceholderText);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 4, 6, 4);
    layout->setSpacing(3);
    layout->addWidget(m_note);
    layout->addWidget(m_title);
    layout->addWidget(m_history, 1);
    connect(m_note, &QPlainTextEdit::textChanged, this, [this] { m_session.setNote(m_note->toPlainText()); });
    connect(&session, &Session::currentChanged, this, [this] {
        refreshNote();
        askForHistory();
    });
    connect(&session, &Session::chipsChanged, this, &NotePanel::refreshNote);
    connect(&session, &Session::decisionsChanged, this, [this](int sample) {
        if (sample < 0 || sample == m_session.current())
            askForHistory();
    });
    connect(&session, &Session::savingChanged, this, &NotePanel::askForHistory);
    connect(&session, &Session::newsArrived, this, [this](const std::vector<int>& samples) {
        if (std::find(samples.begin(), samples.end(), m_session.current()) != samples.end())
            askForHistory();
    });
    connect(&session, &Session::historyArrived, this, &NotePanel::showHistory);
    connect(&session, &Session::blindingChanged, this, &NotePanel::askForHistory);
    refreshNote();
    askForHistory();
    QEvent languageChange(QEvent::LanguageChange);
    changeEvent(&languageChange);
}

void NotePanel::startEditing() { m_note->setFocus(Qt::ShortcutFocusReason); }

/// Esc gives the keys back to the labels.
bool NotePanel::eventFilter(QObject* watched, QEvent* event) {
    if (watched != m_note || event->type() != QEvent::KeyPress || static_cast<QKeyEvent*>(event)->key() != Qt::Key_Escape)
        return QWidget::eventFilter(watched, event);
    m_note->clearFocus();
    return true;
}

void NotePanel::refreshNote() {
    m_note->setEnabled(m_session.current() >= 0);
    if (m_note->toPlainText() == m_session.note())
        return;
    const QSignalBlocker blocker(m_note);
    m_note->setPlainText(m_session.note());
}

void NotePanel::askForHistory() {
    if (m_session.current() >= 0 && isVisible())
        m_session.requestHistory(m_session.current());
    else
        m_history->clear();
}

QString NotePanel::lineOf(const LabelEvent& event) const {
    const Vocabulary& vocabulary = m_session.vocabulary();
    const QString when = QDateTime::fromMSecsSinceEpoch(event.timeMs).toString(QStringLiteral("yyyy-MM-dd HH:mm"));
    const QString who = QString::fromStdString(event.reviewer);
    const QString change = QStringLiteral("%1 → %2").arg(decisionSummary(event.before, vocabulary), decisionSummary(event.after, vocabulary));
    QString cause;
    switch (event.cause) {
    case EventCause::Reviewed: break;
    case EventCause::Undone: cause = tr(" (undone)"); break;
    case EventCause::Imported: cause = tr(" (imported)"); break;
    case EventCause::Bulk: cause = tr(" (in bulk)"); break;
    case EventCause::Ruling: cause = tr(" (ruling)"); break;
    case EventCause::Vocabulary:
    case EventCause::Assignment: break; // of no sample
    }
    QString line = QStringLiteral("%1 · %2%3\n%4").arg(when, who, cause, change);
    if (event.after && !event.after->note.empty())
        line += QStringLiteral("\n“%1”").arg(QString::fromStdString(event.after->note));
    if (!event.modelDigest.empty())
        line += u'\n' + tr("model %1").arg(QString::fromStdString(event.modelDigest.substr(0, 12)));
    return line;
}

void NotePanel::showHistory(int sampleIndex, const std::vector<LabelEvent>& events) {
    if (sampleIndex != m_session.current())
        return;
    m_history->clear();
    for (auto event = events.rbegin(); event != events.rend(); ++event)
        m_history->addItem(lineOf(*event));
    if (events.empty())
        m_history->addItem(tr("Nothing was decided here yet."));
}

void NotePanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    askForHistory();
}

void NotePanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        m_note->setPlaceholderText(tr("Note on this sample, stored with the next decision; Esc goes back to the labels"));
        m_note->setAccessibleName(tr("Note"));
        m_title->setText(tr("History, the newest first"));
        askForHistory();
    }
    QWidget::changeEvent(event);
}

} // namespace locascope
