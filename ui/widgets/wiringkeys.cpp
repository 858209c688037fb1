#include "ui/widgets/wiring.h"

#include "ui/models/session.h"
#include "ui/models/teamwork.h"
#include "ui/widgets/keydialog.h"
#include "ui/widgets/wiringtools.h"

#include <QCoreApplication>
#include <QMainWindow>

namespace locascope {

namespace {

QString said(const char* text) { return QCoreApplication::translate("Keys", text); }

QString whyNotForProject(const Session& session) {
    switch (session.team().keysHindrance()) {
    case KeysHindrance::None: return {};
    case KeysHindrance::NoPlate: return said(QT_TRANSLATE_NOOP("Keys", "Keys of a project are kept with the review of a plate: open one first."));
    case KeysHindrance::NotRead: return said(QT_TRANSLATE_NOOP("Keys", "The review of this plate is not open, so that keys cannot be kept with it now."));
    case KeysHindrance::ReadOnly: return said(QT_TRANSLATE_NOOP("Keys", "The review of this plate can be read but not written: its keys stay as they are."));
    case KeysHindrance::Blinded: return said(QT_TRANSLATE_NOOP("Keys", "What other reviewers do is hidden in this review (Review, Blinding): nobody changes keys for all meanwhile."));
    }
    return {};
}

void changeKeys(QMainWindow& window, WindowParts& parts, Session& session) {
    KeyDialog dialog(*parts.actions, whyNotForProject(session), &window);
    const auto root = session.plate().root;
    const KeyMap before = parts.actions->projectKeys();
    if (dialog.exec() != QDialog::Accepted || session.plate().root != root || dialog.projectKeys() == before)
        return;
    session.team().setKeys(formatKeyMap(dialog.projectKeys()));
}

} // namespace

void connectKeyChoices(QMainWindow& window, WindowParts& parts, Session& session) {
    on(parts, ActionId::ChangeKeys, &window, [&window, &parts, &session] { changeKeys(window, parts, session); });
    const auto follow = [&parts, &session] { parts.actions->setProjectKeys(parseKeyMap(session.team().keys())); };
    QObject::connect(&session.team(), &Teamwork::keysChanged, parts.actions, follow);
    follow();
}

} // namespace locascope
