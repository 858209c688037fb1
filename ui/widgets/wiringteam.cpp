#include "ui/widgets/wiring.h"

#include "ui/models/samplequeue.h"
#include "ui/models/session.h"
#include "ui/models/teamwork.h"
#include "ui/widgets/adjudicationpanel.h"
#include "ui/widgets/assigndialog.h"
#include "ui/widgets/blindingdialog.h"
#include "ui/widgets/blindingtext.h"
#include "ui/widgets/queuetext.h"
#include "ui/widgets/wiringtools.h"

#include <QCoreApplication>
#include <QDockWidget>
#include <QInputDialog>
#include <QLabel>
#include <QMainWindow>
#include <QMenuBar>
#include <QRandomGenerator>
#include <QToolButton>

#include <algorithm>

namespace locascope {

namespace {

using A = ActionId;

constexpr int usualDraw = 100;

QString said(const char* text) { return QCoreApplication::translate("Blinding", text); }

void askForBlinding(QMainWindow& window, Session& session) {
    auto* dialog = new BlindingDialog(session.blinding(), &window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QDialog::accepted, &session, [dialog, &session] { session.setBlinding(dialog->blinding()); });
    QObject::connect(&session, &Session::plateChanged, dialog, [dialog, root = session.plate().root, &session] {
        if (session.plate().root != root)
            dialog->reject();
    });
    dialog->open();
}

void askForAssignment(QMainWindow& window, Session& session) {
    auto* dialog = new AssignDialog(session, &window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(&session, &Session::plateChanged, dialog, &QDialog::reject);
    dialog->open();
}

void showDrawn(Session& session) { session.queue().start(QueueStrategy::Audit, queueName(QueueStrategy::Audit)); }

/// Once and for all: it is asked how many before they are drawn.
void askForDraw(QMainWindow& window, Session& session) {
    const int all = static_cast<int>(session.plate().samples.size());
    auto* dialog = new QInputDialog(&window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(said(QT_TRANSLATE_NOOP("Blinding", "Draw by lot for an audit")));
    dialog->setLabelText(said(QT_TRANSLATE_NOOP("Blinding", "How many of the %1 samples? They are drawn once and kept with the review: judged without seeing what a model says, never learnt from, and used to judge models by.")).arg(all));
    dialog->setInputMode(QInputDialog::IntInput);
    dialog->setIntRange(1, all);
    dialog->setIntValue(std::min(usualDraw, all));
    dialog->setOkButtonText(said(QT_TRANSLATE_NOOP("Blinding", "Draw")));
    for (QLabel* label : dialog->findChildren<QLabel*>())
        label->setWordWrap(true);
    dialog->resize(460, dialog->sizeHint().height());
    QObject::connect(dialog, &QInputDialog::intValueSelected, &session, [&session](int count) {
        session.team().draw(static_cast<std::size_t>(count), QRandomGenerator::system()->generate64());
        showDrawn(session);
    });
    dialog->open();
}

/// In the menu's line, where nothing else can take its place; a click changes it.
void showBlinding(QMainWindow& window, WindowParts& parts, Session& session) {
    auto* badge = new QToolButton(&window);
    badge->setObjectName(QStringLiteral("blinding-badge"));
    badge->setFocusPolicy(Qt::TabFocus);
    badge->setAutoRaise(false);
    window.menuBar()->setCornerWidget(badge);
    QObject::connect(badge, &QToolButton::clicked, &(*parts.actions)[A::Blinding], &QAction::trigger);
    const auto refresh = [badge, &session, bar = window.menuBar()] {
        const QString text = session.hasPlate() ? blindingText(session) : QString();
        badge->setText(text);
        badge->setToolTip(blindingDetails(session));
        badge->setAccessibleName(text);
        badge->setVisible(!text.isEmpty());
        bar->setCornerWidget(badge); // which takes its size anew
    };
    for (const auto signal : {&Session::blindingChanged, &Session::currentChanged, &Session::plateChanged})
        QObject::connect(&session, signal, badge, refresh);
    refresh();
}

/// Keys and menus that would show what is hidden say so.
void followBlinding(WindowParts& parts, Session& session) {
    const auto refresh = [&parts, &session] {
        const QString hidden = said(QT_TRANSLATE_NOOP("Blinding", "It would show what is hidden in this review (Review, Blinding)."));
        const auto hinder = [&](std::initializer_list<ActionId> ids, Hidden what) {
            for (const ActionId id : ids)
                parts.actions->setHindrance(id, session.blinding().hides(what) ? hidden : QString());
        };
        hinder({A::ShowSaliency, A::SaliencyOfProposed, A::NextPeak}, Hidden::Saliency);
        hinder({A::ShowExemplars, A::ShowSimilarMap}, Hidden::Similar);
        hinder({A::ShowPlateMap, A::SteerByPlateMap}, Hidden::Names);
        if (session.blinding().hides(Hidden::Names))
            for (const ActionId id : {A::CheckStaining, A::FileNames, A::SaveSnapshot, A::CopyView})
                (*parts.actions)[id].setEnabled(false);
        if (session.blinding().hides(Hidden::SheetColumns))
            setEnabled(parts, {A::AttachSheet, A::RemoveSheet, A::BlindToSheet}, false);
        hinder({A::Assign}, Hidden::OtherReviewers);
        setEnabled(parts, {A::Blinding}, session.hasPlate());
        setEnabled(parts, {A::Assign}, session.team().canAssign());
        const auto& drawn = session.queue().hindrance(QueueStrategy::Audit);
        parts.actions->setHindrance(A::QueueAudit, drawn == QueueHindrance::NotDrawn ? QString() : hindranceText(drawn));
    };
    for (const auto signal : {&Session::blindingChanged, &Session::plateChanged, &Session::sheetChanged, &Session::imageChanged, &Session::currentChanged})
        QObject::connect(&session, signal, parts.actions, refresh);
    for (const auto signal : {&Teamwork::assignmentChanged, &Teamwork::drawnChanged})
        QObject::connect(&session.team(), signal, parts.actions, refresh);
    refresh();
}

void connectAdjudication(WindowParts& parts, Session& session) {
    on(parts, A::TakeFirstSide, parts.adjudication, [&parts] { parts.adjudication->take(0); });
    on(parts, A::TakeSecondSide, parts.adjudication, [&parts] { parts.adjudication->take(1); });
    const auto refresh = [&parts, &session] { setEnabled(parts, {A::TakeFirstSide, A::TakeSecondSide}, session.rules(session.current())); };
    QObject::connect(&session, &Session::currentChanged, parts.actions, refresh);
    QObject::connect(&session.queue(), &SampleQueue::shownChanged, parts.actions, [&parts, &session, refresh] {
        refresh();
        if (session.queue().strategy() != QueueStrategy::Conflict)
            return;
        parts.adjudicationDock->show();
        parts.adjudicationDock->raise();
    });
    refresh();
}

} // namespace

void connectTeam(QMainWindow& window, WindowParts& parts, Session& session) {
    on(parts, A::Blinding, &window, [&window, &session] { askForBlinding(window, session); });
    on(parts, A::Assign, &window, [&window, &session] { askForAssignment(window, session); });
    on(parts, A::QueueAudit, &window, [&window, &parts, &session] {
        session.team().drawn() ? showDrawn(session) : askForDraw(window, session);
        (*parts.actions)[A::QueueAudit].setChecked(session.queue().strategy() == QueueStrategy::Audit);
    });
    QObject::connect(&session.queue(), &SampleQueue::shownChanged, parts.actions,
                     [&parts, &session] { (*parts.actions)[A::QueueAudit].setChecked(session.queue().strategy() == QueueStrategy::Audit); });
    connectAdjudication(parts, session);
    showBlinding(window, parts, session);
    followBlinding(parts, session);
}

} // namespace locascope
