#include "ui/widgets/wiring.h"

#include "core/files/error.h"
#include "ui/models/session.h"
#include "ui/widgets/fieldpanel.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/snapshotdialog.h"
#include "ui/widgets/snapshotmaker.h"
#include "ui/widgets/wiringtools.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMainWindow>
#include <QSettings>

namespace locascope {

namespace {

using A = ActionId;

const QString noticeKey = QStringLiteral("snapshot");
const QString directorySetting = QStringLiteral("snapshot/directory");

QString said(const char* text) { return QCoreApplication::translate("Snapshot", text); }

/// Empty where the user cancelled.
QString askForFile(const SnapshotChoice& choice, const QString& name, QWidget* parent) {
    const QString directory = QSettings().value(directorySetting, QDir::homePath()).toString();
    const QString suffix = suffixOf(choice);
    const QString file = QFileDialog::getSaveFileName(parent, said(QT_TRANSLATE_NOOP("Snapshot", "Save a snapshot")), directory + u'/' + name,
                                                      QStringLiteral("%1 (*.%2)").arg(suffix.toUpper(), suffix));
    if (file.isEmpty())
        return {};
    QSettings().setValue(directorySetting, QFileInfo(file).path());
    return SnapshotDialog::fileFor(file, choice);
}

void ask(QMainWindow& window, WindowParts& parts, Session& session, SnapshotMaker& maker) {
    if (!session.image() || session.image()->stack.isEmpty())
        return;
    const ShownField shown{parts.field->view().viewport(), parts.field->shownSaliency()};
    auto* dialog = new SnapshotDialog(session, shown, maker, &window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QDialog::accepted, &maker, [dialog, &window, &maker] {
        const SnapshotPlan plan = dialog->plan();
        if (const QString file = askForFile(plan.choice, dialog->suggestedName(), &window); !file.isEmpty())
            maker.write(plan, file.toStdString());
    });
    // It tells of what was on screen; the index of the same plate changes nothing.
    QObject::connect(&session, &Session::currentChanged, dialog, &QDialog::reject);
    QObject::connect(&session, &Session::plateChanged, dialog, [dialog, root = session.plate().root, &session] {
        if (session.plate().root != root)
            dialog->reject();
    });
    dialog->open();
}

} // namespace

void connectSnapshots(QMainWindow& window, WindowParts& parts, Session& session) {
    auto* maker = new SnapshotMaker(&window);
    QObject::connect(maker, &SnapshotMaker::written, parts.notices, [&parts](const QString& path) {
        parts.notices->showOwn({.severity = Severity::Information,
                                .key = noticeKey,
                                .text = said(QT_TRANSLATE_NOOP("Snapshot", "The snapshot was saved as %1.")).arg(QDir::toNativeSeparators(path)),
                                .path = path});
    });
    QObject::connect(maker, &SnapshotMaker::failed, parts.notices, [&parts](int kind, const QString& path, const QString& cause) {
        parts.notices->showOwn({.severity = Severity::Error, .key = noticeKey, .text = cause, .kind = kind, .path = path});
    });
    on(parts, A::SaveSnapshot, &window, [&window, &parts, &session, maker] { ask(window, parts, session, *maker); });
    on(parts, A::CopyView, &window, [&parts] { QGuiApplication::clipboard()->setImage(parts.field->views().grab().toImage()); });
    const auto refresh = [&parts, &session] { setEnabled(parts, {A::SaveSnapshot, A::CopyView}, session.image() && !session.image()->stack.isEmpty()); };
    for (const auto signal : {&Session::imageChanged, &Session::currentChanged, &Session::plateChanged})
        QObject::connect(&session, signal, parts.actions, refresh);
    refresh();
}

} // namespace locascope
