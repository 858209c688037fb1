#include "ui/widgets/modelimporting.h"

#include "ui/models/session.h"
#include "ui/widgets/decisiontext.h"
#include "ui/widgets/errortext.h"
#include "ui/widgets/modelcarddialog.h"
#include "ui/widgets/modelsdialog.h"

#include <QDir>
#include <QFileInfo>

namespace locascope {

namespace {

/// What the answers are tried on.
QString shownSample(const Session& session) {
    if (!session.isPredictionShown(session.current()))
        return {};
    return session.image() && session.current() >= 0 ? sampleText(session, session.current()) : QString();
}

} // namespace

ModelImporting::ModelImporting(ModelsDialog& page, ModelShelf& shelf, Session& session)
    : QObject(&page)
    , m_page(page)
    , m_shelf(shelf)
    , m_session(session)
    , m_import(session.dataDirectory(), session.program()) {
    connect(&shelf, &ModelShelf::lookedAt, this, &ModelImporting::take);
    connect(&m_import, &ModelImport::imported, this, &ModelImporting::finish);
    connect(&m_import, &ModelImport::failed, this, &ModelImporting::fail);
    connect(&m_import, &ModelImport::cancelled, this, &ModelImporting::tellCancelled);
}

void ModelImporting::bring(const QStringList& files, bool thenUse) {
    if (!m_isBusy)
        m_failures.clear();
    m_waiting += files;
    m_thenUse = thenUse;
    goOn();
}

void ModelImporting::cancel() {
    m_waiting.clear();
    if (m_import.isRunning())
        return m_import.cancel();
    if (m_isBusy && !m_asking)
        tellCancelled(); // it is being looked at
}

void ModelImporting::tellCancelled() {
    m_isBusy = false;
    goOn();
    m_page.showDone(tr("The import was cancelled; nothing of it was kept."));
}

void ModelImporting::goOn() {
    if (m_isBusy)
        return;
    if (m_waiting.isEmpty()) {
        m_page.showIdle();
        if (!m_failures.isEmpty())
            m_page.showError(m_failures.join(u'\n'));
        return;
    }
    m_isBusy = true;
    m_current = m_waiting.takeFirst();
    m_page.showImporting(m_current);
    m_shelf.lookAt(m_current.toStdString());
}

void ModelImporting::take(const ModelFile& file) {
    if (!m_isBusy || file.file != m_current.toStdString())
        return; // cancelled meanwhile
    if (file.isWithoutCard)
        return askForCard(file);
    if (m_thenUse && m_waiting.isEmpty()) { // where it is
        m_session.useModel(file.file);
        return m_page.accept();
    }
    m_import.start(file.file);
}

void ModelImporting::askForCard(const ModelFile& file) {
    auto* dialog = new ModelCardDialog(file, shownSample(m_session), &m_page);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    m_asking = dialog;
    connect(dialog, &ModelCardDialog::tryRequested, this, [this, file](const ModelCard& card) { m_shelf.tryAnswer(file.file, card, shownSample(m_session).isEmpty() ? nullptr : m_session.image()); });
    connect(dialog, &ModelCardDialog::vocabularyRequested, &m_shelf, [this](const QString& named) { m_shelf.readVocabularyFile(named.toStdString()); });
    connect(dialog, &ModelCardDialog::saveRequested, this, [this, dialog, file](const QStringList& options) {
        dialog->showSaving();
        m_import.start(file.file, options);
    });
    connect(&m_shelf, &ModelShelf::answered, dialog, &ModelCardDialog::showAnswer);
    connect(&m_shelf, &ModelShelf::notAnswered, dialog, [dialog](const Error& error) {
        QString told = tr("It does not work so: %1.").arg(QString::fromStdString(error.detail()));
        if (error.kind() == ErrorKind::ModelFailed)
            told += u' ' + tr("Often the size, the number of channels or the number of classes is another.");
        dialog->showNoAnswer(told);
    });
    connect(&m_shelf, &ModelShelf::failed, dialog, [dialog](const Error& error) { dialog->showRefusal(errorSentence(error)); });
    connect(&m_shelf, &ModelShelf::vocabularyRead, dialog, &ModelCardDialog::addVocabulary);
    connect(dialog, &QDialog::rejected, this, [this] {
        m_import.cancel();
        if (m_import.isRunning())
            return;
        m_isBusy = false;
        goOn();
    });
    m_page.showIdle();
    dialog->open();
}

void ModelImporting::finish(const QString& cardFile) {
    m_isBusy = false;
    const bool use = m_thenUse || m_asking;
    if (m_asking)
        m_asking->accept();
    m_page.select(cardFile.toStdString());
    m_page.showDone(tr("%1 is among your models now.").arg(QFileInfo(cardFile).completeBaseName()));
    m_shelf.list();
    if (use)
        m_session.useModel(cardFile.toStdString());
    goOn();
}

void ModelImporting::fail(const QString& file, const QString& cause) {
    const QString told = cause.isEmpty() ? tr("%1 was not imported: the process that tried it was ended or crashed. Import another file, or try again.").arg(QDir::toNativeSeparators(file))
                                         : tr("%1 was not imported: %2").arg(QDir::toNativeSeparators(file), cause);
    if (m_asking)
        return m_asking->showRefusal(told);
    m_isBusy = false;
    m_failures.append(told);
    goOn();
}

} // namespace locascope
