#include "ui/widgets/wiring.h"

#include "ui/models/samplequeue.h"
#include "ui/models/session.h"
#include "ui/models/similarity.h"
#include "ui/models/teamwork.h"
#include "ui/widgets/decisiontext.h"
#include "ui/widgets/queuetext.h"
#include "ui/widgets/statusline.h"
#include "ui/widgets/wiringtools.h"

#include <QCoreApplication>

#include <array>
#include <utility>

namespace locascope {

namespace {

using A = ActionId;
using S = QueueStrategy;

/// Drawing by lot is not among them: wiringteam asks how many before it.
constexpr std::array<std::pair<ActionId, QueueStrategy>, 15> queueActions{{{A::QueueInOrder, S::InOrder},
                                                                          {A::QueueUnreviewed, S::Unreviewed},
                                                                          {A::QueueEntropy, S::Entropy},
                                                                          {A::QueueMargin, S::Margin},
                                                                          {A::QueueSecondLook, S::SecondLook},
                                                                          {A::QueueBorderline, S::Borderline},
                                                                          {A::QueueDiffer, S::Differ},
                                                                          {A::QueueRareFirst, S::RareFirst},
                                                                          {A::QueueDiverse, S::Diverse},
                                                                          {A::QueueNear, S::Near},
                                                                          {A::QueueAssigned, S::Assigned},
                                                                          {A::QueueConflict, S::Conflict},
                                                                          {A::QueueLookAgain, S::LookAgain},
                                                                          {A::QueueAskedMe, S::AskedMe},
                                                                          {A::QueueAnswered, S::Answered}}};

void start(Session& session, QueueStrategy strategy) {
    QString name = queueName(strategy);
    if (strategy == S::Near && session.current() >= 0)
        name = QCoreApplication::translate("Queue", "Near %1").arg(sampleText(session, session.current()));
    session.queue().start(strategy, name);
}

void showWhatCanBeDone(WindowParts& parts, const Session& session) {
    const auto shown = session.queue().strategy();
    for (const auto& [id, strategy] : queueActions) {
        parts.actions->setHindrance(id, hindranceText(session.queue().hindrance(strategy)));
        (*parts.actions)[id].setChecked(shown == strategy);
    }
    setEnabled(parts, {A::QueueEnd}, shown.has_value());
}

} // namespace

void connectQueues(WindowParts& parts, Session& session) {
    const auto refresh = [&parts, &session] { showWhatCanBeDone(parts, session); };
    for (const auto& [id, strategy] : queueActions)
        on(parts, id, &session, [&session, refresh, strategy = strategy] {
            start(session, strategy);
            refresh(); // the mark follows what is shown, not the click
        });
    on(parts, A::QueueEnd, &session, [&session] { session.queue().goBack(); });
    QObject::connect(&session.queue(), &SampleQueue::nothingFound, parts.status, [&parts](QueueStrategy strategy) { parts.status->sayBriefly(emptyQueueText(strategy)); });
    QObject::connect(&session.queue(), &SampleQueue::shownChanged, parts.status, [&parts, &session, refresh] {
        refresh();
        if (session.queue().isShown())
            parts.status->sayBriefly(queueSummary(session));
    });
    for (const auto signal : {&Session::plateChanged, &Session::currentChanged, &Session::modelChanged, &Session::blindingChanged, &Session::vocabularyChanged})
        QObject::connect(&session, signal, parts.actions, refresh);
    QObject::connect(&session.similarity(), &Similarity::changed, parts.actions, refresh);
    QObject::connect(&session.team(), &Teamwork::assignmentChanged, parts.actions, refresh);
    refresh();
}

} // namespace locascope
