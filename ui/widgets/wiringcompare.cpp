#include "ui/widgets/wiring.h"

#include "ui/models/session.h"
#include "ui/widgets/fieldpanel.h"
#include "ui/widgets/keyreader.h"
#include "ui/widgets/wiringtools.h"

namespace locascope {

namespace {

using A = ActionId;

/// Esc leads back one step: from several views to one, then from several selected samples to one.
void goBack(WindowParts& parts, Session& session) {
    if (parts.field->panes().isLinked())
        parts.field->panes().leave();
    else
        session.clearSelection();
}

void showState(WindowParts& parts, const Session& session) {
    const FieldPanes& panes = parts.field->panes();
    const bool compares = panes.kind() == FieldPanes::Kind::Samples;
    (*parts.actions)[A::CompareSelected].setChecked(compares);
    (*parts.actions)[A::PinBeside].setChecked(session.current() >= 0 && panes.isPinned(session.current()));
    (*parts.actions)[A::ViewPerStain].setChecked(panes.kind() == FieldPanes::Kind::Stains);
    setEnabled(parts, {A::CompareSelected}, compares || !session.selection().isEmpty());
    setEnabled(parts, {A::PinBeside, A::ViewPerStain}, session.hasPlate());
    parts.keys->setEscapeTaken(panes.isLinked() || !session.selection().isEmpty());
}

} // namespace

void connectComparing(WindowParts& parts, Session& session) {
    FieldPanes* panes = &parts.field->panes();
    on(parts, A::CompareSelected, panes, [panes] { panes->compareSelected(); });
    on(parts, A::PinBeside, panes, [panes] { panes->pinCurrent(); });
    on(parts, A::ViewPerStain, panes, [panes] { panes->showStains(); });
    QObject::connect(parts.keys, &KeyReader::escapePressed, panes, [&parts, &session] { goBack(parts, session); });
    const auto refresh = [&parts, &session] { showState(parts, session); };
    QObject::connect(panes, &FieldPanes::kindChanged, parts.actions, refresh);
    for (const auto signal : {&Session::plateChanged, &Session::currentChanged, &Session::selectionChanged})
        QObject::connect(&session, signal, parts.actions, refresh);
    refresh();
}

} // namespace locascope
