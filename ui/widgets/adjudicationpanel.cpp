#include "ui/widgets/adjudicationpanel.h"

#include "ui/models/samplequeue.h"
#include "ui/models/teamwork.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/decisiontext.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace locascope {

AdjudicationPanel::AdjudicationPanel(Session& session, Actions& actions, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_model(new ConflictTableModel(this))
    , m_table(new QTableView)
    , m_said(new QLabel) {
    auto* buttons = new QHBoxLayout;
    for (const auto& [button, id] : {std::pair(&m_sides[0], ActionId::TakeFirstSide), std::pair(&m_sides[1], ActionId::TakeSecondSide)}) {
        *button = new QToolButton;
        (*button)->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        (*button)->setFocusPolicy(Qt::TabFocus);
        connect(*button, &QToolButton::clicked, &actions[id], &QAction::trigger);
        buttons->addWidget(*button);
    }
    m_said->setWordWrap(true);
    m_said->setObjectName(QStringLiteral("ConflictSaid"));
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    m_table->setFocusPolicy(Qt::TabFocus);
    m_table->setShowGrid(false);
    m_table->setWordWrap(true);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 4, 6, 4);
    layout->setSpacing(4);
    layout->addWidget(m_said);
    layout->addWidget(m_table, 1);
    layout->addLayout(buttons);
    for (const auto signal : {&Session::currentChanged, &Session::plateChanged, &Session::blindingChanged, &Session::vocabularyChanged})
        connect(&session, signal, this, &AdjudicationPanel::ask);
    connect(&session, &Session::savingChanged, this, [this] {
        if (m_session.unsavedCount() == m_session.refusedCount())
            ask();
    });
    connect(&session, &Session::newsArrived, this, &AdjudicationPanel::ask);
    connect(&session.queue(), &SampleQueue::shownChanged, this, &AdjudicationPanel::refresh);
    refresh();
}

QSize AdjudicationPanel::sizeHint() const { return {300, fontMetrics().height() * 16}; }

void AdjudicationPanel::take(int side) {
    const auto& conflict = m_model->conflict();
    if (conflict && conflict->sample == m_session.current() && static_cast<std::size_t>(side) < conflict->sides.size())
        m_session.ruleAs(conflict->sides[static_cast<std::size_t>(side)].decision);
}

void AdjudicationPanel::ask() {
    const int asked = ++m_asked;
    if (m_model->conflict() && m_model->conflict()->sample != m_session.current()) {
        m_model->show({}, m_session.vocabulary());
        refresh();
    }
    if (!isVisible())
        return;
    m_session.team().findConflict(m_session.current(), [this, asked](std::optional<Conflict> found) {
        if (asked != m_asked)
            return;
        m_model->show(std::move(found), m_session.vocabulary());
        refresh();
    });
}

QString AdjudicationPanel::sentence() const {
    const auto& conflict = m_model->conflict();
    if (m_session.blinding().hides(Hidden::OtherReviewers))
        return tr("What others decided is hidden in this review.");
    if (!conflict)
        return tr("Nobody disagrees on this sample.");
    if (conflict->ruling)
        return tr("%1 ruled: %2").arg(QString::fromStdString(conflict->ruling->words.front().reviewer), decisionSummary(conflict->ruling->decision, m_session.vocabulary()));
    if (!m_session.rules(m_session.current()))
        return tr("Reviewers disagree. To rule on it, start the queue of conflicts (Review, Queue, In conflict).");
    return conflict->state == DisputeState::Outvoted ? tr("Most agree on A. Take a side, or label by hand: Enter, N, X and U rule.")
                                                     : tr("Take a side, or label by hand: Enter, N, X and U rule.");
}

void AdjudicationPanel::refresh() {
    const auto& conflict = m_model->conflict();
    const int sides = conflict ? static_cast<int>(conflict->sides.size()) : 0;
    m_said->setText(sentence());
    m_table->setVisible(conflict.has_value());
    m_table->setAccessibleName(tr("What each side says"));
    for (int side = 0; side < 2; ++side) {
        m_sides[side]->setVisible(conflict.has_value());
        m_sides[side]->setEnabled(side < sides && m_session.rules(m_session.current()));
        m_sides[side]->setText(tr("Rule for %1").arg(sideLetter(side)));
        m_sides[side]->setToolTip(side < sides ? tr("Its labels become the ruling: %1").arg(decisionSummary(conflict->sides[static_cast<std::size_t>(side)].decision, m_session.vocabulary())) : QString());
    }
    emit changed();
}

void AdjudicationPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    ask();
}

void AdjudicationPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        ask();
    QWidget::changeEvent(event);
}

} // namespace locascope
