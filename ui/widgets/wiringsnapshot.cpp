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

/// Empty where the user cancelled. A file is replaced only where its whole name was confirmed: one whose name had to be completed is asked for again.
QString askForFile(const SnapshotChoice& choice, const QString& name, QWidget* parent) {
    const QString suffix = suffixOf(choice);
    QFileDialog dialog(parent, said(QT_TRANSLATE_NOOP("Snapshot", "Save a snapshot")), QSettings().value(directorySetting, QDir::homePath()).toString(),
                       QStringLiteral("%1 (*.%2)").arg(suffix.toUpper(), suffix));
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(suffix);
    dialog.selectFile(name);
    QString chosen, file;
    do {
        if (dialog.exec() != QDialog::Accepted || dialog.selectedFiles().isEmpty())
            return {};
        chosen = dialog.selectedFiles().first();
        file = SnapshotDialog::fileFor(chosen, choice);
        dialog.selectFile(file);
    } while (file != chosen && QFileInfo::exists(file));
    QSettings().setValue(directorySetting, QFileInfo(file).path());
    return file;
}

ShownField onScreen(const WindowParts& parts, const Session& session) {
    ShownField shown = shownField(session, parts.field->view().viewport(), parts.field->shownSaliency(), parts.field->saliency().choice().palette);
    shown.display = parts.field->view().display(); // a stain may be held alone
    return shown;
}

void ask(QMainWindow& window, WindowParts& parts, Session& session, SnapshotMaker& maker) {
    if (!session.image() || session.image()->stack.isEmpty())
        return;
    auto* dialog = new SnapshotDialog(session, onScreen(parts, session), maker, &window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QDialog::accepted, &maker, [dialog, &window, &maker] {
        const SnapshotPlan plan = dialog->plan();
        if (const QString file = askForFile(plan.choice, dialog->suggestedName(), &window); !file.isEmpty())
            maker.write(plan, file.toStdString());
    });
    // It tells of what was on screen; the index of the same plate changes nothing.
    for (const auto signal : {&Session::currentChanged, &Session::imageChanged})
        QObject::connect(&session, signal, dialog, &QDialog::reject);
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
