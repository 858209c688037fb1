#include "ui/widgets/queuebar.h"

#include "ui/models/samplequeue.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/queuetext.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QToolButton>

namespace locascope {

QueueBar::QueueBar(Session& session, Actions& actions, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_place(new QLabel)
    , m_reason(new QLabel) {
    m_place->setObjectName(QStringLiteral("QueuePlace"));
    m_place->setForegroundRole(QPalette::PlaceholderText);
    m_reason->setObjectName(QStringLiteral("QueueReason"));
    m_reason->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* end = new QToolButton;
    end->setDefaultAction(&actions[ActionId::QueueEnd]);
    end->setToolButtonStyle(Qt::ToolButtonIconOnly);
    end->setIconSize({14, 14});
    end->setAutoRaise(true);
    end->setFocusPolicy(Qt::TabFocus);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 0, 6, 0);
    layout->setSpacing(8);
    layout->addWidget(m_place);
    layout->addWidget(m_reason, 1);
    layout->addWidget(end);
    connect(&session.queue(), &SampleQueue::shownChanged, this, &QueueBar::refresh);
    for (const auto signal : {&Session::currentChanged, &Session::orderChanged, &Session::vocabularyChanged, &Session::blindingChanged})
        connect(&session, signal, this, &QueueBar::refresh);
    refresh();
}

void QueueBar::refresh() {
    const auto strategy = m_session.queue().strategy();
    setVisible(strategy.has_value());
    if (!strategy) {
        m_why.clear(); // what a model said must not be left in what is hidden
        for (QLabel* label : {m_place, m_reason}) {
            label->clear();
            label->setToolTip({});
        }
        return;
    }
    const QString size = QLocale().toString(qulonglong(m_session.order().size()));
    const QueueReason* reason = m_session.queue().reason(m_session.current());
    m_place->setText(m_session.currentRow() < 0 ? tr("%1: %2").arg(queueName(*strategy), size)
                                                : tr("%1: %2 of %3").arg(queueName(*strategy), QLocale().toString(m_session.currentRow() + 1), size));
    m_place->setToolTip(queueSummary(m_session));
    if (!reason && m_session.queue().holds(m_session.current()))
        m_why = tr("Why it is in the queue is hidden");
    else
        m_why = reason ? reasonText(*reason, *strategy, m_session) : tr("This sample is not in the queue");
    m_reason->setToolTip(m_why);
    elide();
}

void QueueBar::elide() {
    layout()->activate(); // the place before it may have grown
    m_reason->setText(m_reason->fontMetrics().elidedText(m_why, Qt::ElideRight, m_reason->width()));
}

void QueueBar::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    elide();
}

void QueueBar::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QWidget::changeEvent(event);
}

} // namespace locascope
