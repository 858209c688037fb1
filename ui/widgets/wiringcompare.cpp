#include "ui/widgets/wiring.h"

#include "ui/models/samplequeue.h"
#include "ui/models/session.h"
#include "ui/models/similarity.h"
#include "ui/widgets/fieldpanel.h"
#include "ui/widgets/keyreader.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/similarmappanel.h"
#include "ui/widgets/wiringtools.h"

#include <QCoreApplication>
#include <QLocale>

namespace locascope {

namespace {

using A = ActionId;

/// Esc leads back one step: from several views to one, from several selected samples to one, from samples by likeness, of the map or of a queue to what was shown before.
void goBack(WindowParts& parts, Session& session) {
    if (parts.field->panes().isLinked())
        parts.field->panes().leave();
    else if (!session.selection().isEmpty())
        session.clearSelection();
    else if (parts.similar->showsLasso())
        parts.similar->endLasso();
    else if (session.similarity().isShown())
        session.similarity().goBack();
    else
        session.queue().goBack();
}

const QString noticeKey = QStringLiteral("compare");

/// Those beyond what fits beside each other are left out, and nobody should think that they were seen.
void sayWhatIsLeftOut(WindowParts& parts, const Session& session) {
    const std::size_t shown = session.beside().size() + 1, selected = session.selection().samples().size();
    if (parts.field->panes().kind() != FieldPanes::Kind::Samples || shown >= selected)
        return;
    const QString text = QCoreApplication::translate("Compare", "%1 of %2 selected samples are compared.");
    parts.notices->showOwn({.severity = Severity::Information, .key = noticeKey, .text = text.arg(QLocale().toString(qulonglong(shown)), QLocale().toString(qulonglong(selected)))});
}

void showState(WindowParts& parts, const Session& session) {
    const FieldPanes& panes = parts.field->panes();
    const bool compares = panes.kind() == FieldPanes::Kind::Samples;
    (*parts.actions)[A::CompareSelected].setChecked(compares);
    (*parts.actions)[A::PinBeside].setChecked(session.current() >= 0 && panes.isPinned(session.current()));
    (*parts.actions)[A::ViewPerStain].setChecked(panes.kind() == FieldPanes::Kind::Stains);
    setEnabled(parts, {A::CompareSelected}, compares || !session.selection().isEmpty());
    setEnabled(parts, {A::PinBeside, A::ViewPerStain}, session.current() >= 0);
    parts.keys->setEscapeTaken(panes.isLinked() || !session.selection().isEmpty() || parts.similar->showsLasso() || session.similarity().isShown() || session.queue().isShown());
}

} // namespace

void connectComparing(WindowParts& parts, Session& session) {
    FieldPanes* panes = &parts.field->panes();
    on(parts, A::CompareSelected, panes, [&parts, &session, panes] {
        panes->compareSelected();
        sayWhatIsLeftOut(parts, session);
    });
    on(parts, A::PinBeside, panes, [panes] { panes->pinCurrent(); });
    on(parts, A::ViewPerStain, panes, [panes] { panes->showStains(); });
    QObject::connect(parts.keys, &KeyReader::escapePressed, panes, [&parts, &session] { goBack(parts, session); });
    const auto refresh = [&parts, &session] {
        showState(parts, session);
        if (parts.field->panes().kind() != FieldPanes::Kind::Samples)
            parts.notices->dropOwn(noticeKey);
    };
    QObject::connect(panes, &FieldPanes::kindChanged, parts.actions, refresh);
    for (const auto signal : {&Session::plateChanged, &Session::currentChanged, &Session::selectionChanged, &Session::orderChanged})
        QObject::connect(&session, signal, parts.actions, refresh);
    QObject::connect(&session.similarity(), &Similarity::shownChanged, parts.actions, refresh);
    QObject::connect(&session.queue(), &SampleQueue::shownChanged, parts.actions, refresh);
    refresh();
}

} // namespace locascope
