#include "ui/widgets/wiring.h"

#include "ui/models/modelshelf.h"
#include "ui/models/session.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/errortext.h"
#include "ui/widgets/modelimporting.h"
#include "ui/widgets/modelsdialog.h"
#include "ui/widgets/wiringtools.h"

#include <QDesktopServices>
#include <QMainWindow>
#include <QUrl>

namespace locascope {

namespace {

using A = ActionId;

void openFolder(const std::filesystem::path& file) { QDesktopServices::openUrl(QUrl::fromLocalFile(QString::fromStdString(file.parent_path().string()))); }

/// The page, which lists at once; the one that is open already, if one is.
ModelsDialog& openModels(QMainWindow& window, Session& session) {
    if (auto* open = window.findChild<ModelsDialog*>()) {
        open->raise();
        return *open;
    }
    auto* page = new ModelsDialog(&window);
    page->setAttribute(Qt::WA_DeleteOnClose);
    auto* shelf = new ModelShelf(session.dataDirectory(), session.program(), page);
    auto* importing = new ModelImporting(*page, *shelf, session);
    QObject::connect(shelf, &ModelShelf::listed, page, &ModelsDialog::showModels);
    QObject::connect(shelf, &ModelShelf::failed, page, [page](const Error& error) { page->showError(errorSentence(error)); });
    QObject::connect(page, &ModelsDialog::useRequested, &session, [&session](const std::filesystem::path& cardFile) { session.useModel(cardFile); });
    QObject::connect(page, &ModelsDialog::importRequested, importing, [importing](const QStringList& files) { importing->bring(files, false); });
    QObject::connect(page, &ModelsDialog::cancelRequested, importing, &ModelImporting::cancel);
    QObject::connect(page, &ModelsDialog::removeRequested, shelf, &ModelShelf::remove);
    QObject::connect(page, &ModelsDialog::folderRequested, page, &openFolder);
    QObject::connect(&session, &Session::modelChanged, page, [page, &session] { page->showInUse(session.modelInUse()); });
    page->showInUse(session.modelInUse());
    shelf->list();
    page->open();
    return *page;
}

} // namespace

void importModels(QMainWindow& window, Session& session, const QStringList& files, ThenUse use) {
    openModels(window, session).findChild<ModelImporting*>()->bring(files, use == ThenUse::Yes);
}

void connectModels(QMainWindow& window, WindowParts& parts, Session& session) {
    on(parts, A::Models, &window, [&window, &session] { openModels(window, session); });
    on(parts, A::ChooseModel, &window, [&window, &session] {
        const QString file = askForModel(&window);
        if (file.endsWith(QStringLiteral(".yaml")) || file.endsWith(QStringLiteral(".yml")))
            session.useModel(file.toStdString());
        else if (!file.isEmpty())
            importModels(window, session, {file}, ThenUse::Yes); // which asks for what no card says
    });
    on(parts, A::BundledModel, &session, [&session] { session.useModel({}); });
    on(parts, A::VocabularyFile, &window, [&window, &session] {
        if (const QString file = askForVocabulary(&window); !file.isEmpty())
            session.chooseVocabulary(file.toStdString());
    });
}

} // namespace locascope
