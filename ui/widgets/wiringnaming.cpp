#include "ui/widgets/wiring.h"

#include "ui/models/namingwork.h"
#include "ui/models/session.h"
#include "ui/widgets/errortext.h"
#include "ui/widgets/namingdialog.h"
#include "ui/widgets/namingeditor.h"
#include "ui/widgets/wiringtools.h"

#include <QDir>
#include <QMainWindow>

#include <memory>

namespace locascope {

namespace {

using A = ActionId;

NamingSurroundings surroundingsOf(const NamingOverview& overview, const std::string& replaced) {
    NamingSurroundings surroundings{{}, overview.survey.firstPaths, overview.survey.images};
    for (const NamingScheme& scheme : overview.catalogue.schemes)
        if (scheme.key() != replaced)
            surroundings.otherKeys.insert(scheme.key());
    return surroundings;
}

void openEditor(NamingDialog& dialog, NamingWork& work, const NamingRules& rules, const QString& replaced) {
    const auto overview = dialog.overview();
    auto* editor = new NamingEditor(rules, surroundingsOf(*overview, replaced.toStdString()), &dialog);
    editor->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(editor, &NamingEditor::rulesChanged, &work,
                     [&work, overview](const NamingRules& written) { work.tryRules(written, overview->survey.firstPaths, overview->survey.rootName); });
    QObject::connect(&work, &NamingWork::tried, editor, &NamingEditor::showTrial);
    QObject::connect(editor, &NamingEditor::saveRequested, &work, [&work, replaced](const NamingRules& written) { work.save(written, replaced.toStdString()); });
    QObject::connect(&work, &NamingWork::failed, editor, [editor](const Error& error) { editor->showError(errorSentence(error)); });
    QObject::connect(&work, &NamingWork::saved, editor, [editor, &dialog](const QString& key) {
        dialog.showSaved(key.toStdString());
        editor->accept();
    });
    editor->open();
}

void openNaming(QMainWindow& window, Session& session) {
    const std::filesystem::path directory = session.directory();
    const bool isOpen = session.hasPlate() && session.plate().root == directory;
    const NamingInUse inUse{QDir::toNativeSeparators(QString::fromStdString(directory.string())), isOpen ? session.plate().scheme : std::string(),
                            isOpen && session.plate().isSchemeChosen};
    auto* dialog = new NamingDialog(inUse, &window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    auto* work = new NamingWork(session.dataDirectory(), directory, dialog);
    QObject::connect(work, &NamingWork::surveyed, dialog, &NamingDialog::showOverview);
    QObject::connect(work, &NamingWork::failed, dialog, [dialog](const Error& error) { dialog->showError(errorSentence(error)); });
    QObject::connect(dialog, &NamingDialog::editRequested, work,
                     [dialog, work](const NamingRules& rules, const QString& replaced) { openEditor(*dialog, *work, rules, replaced); });
    QObject::connect(dialog, &NamingDialog::deleteRequested, work, [work](const QString& key) { work->remove(key.toStdString()); });
    QObject::connect(dialog, &QDialog::accepted, &session, [dialog, directory, &session] {
        if (session.directory() != directory)
            return;
        if (dialog->isInUse(dialog->chosen()))
            session.openAgain(); // what was chosen stays, its rules do not
        else
            session.chooseScheme(dialog->chosen());
    });
    QObject::connect(&session, &Session::plateChanged, dialog, [dialog, directory, &session] {
        if (session.directory() != directory)
            dialog->reject();
    });
    work->survey();
    dialog->open();
}

} // namespace

void connectNaming(QMainWindow& window, WindowParts& parts, Session& session) {
    on(parts, A::FileNames, &window, [&window, &session] { openNaming(window, session); });
    const auto refresh = [&parts, &session] { setEnabled(parts, {A::FileNames}, !session.directory().empty()); };
    for (const auto signal : {&Session::plateChanged, &Session::noticesChanged})
        QObject::connect(&session, signal, parts.actions, refresh);
    refresh();
}

} // namespace locascope
