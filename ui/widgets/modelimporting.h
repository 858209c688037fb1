#pragma once

#include "ui/models/modelimport.h"
#include "ui/models/modelshelf.h"

#include <QObject>
#include <QPointer>
#include <QStringList>

namespace locascope {

class ModelCardDialog;
class ModelsDialog;
class Session;

/// Brings files in as models, one after another: looks at each, asks for what one does not say, imports it, and tells the page of models how it went. What is there stays as it is where one fails.
class ModelImporting final : public QObject {
    Q_OBJECT
public:
    /// All outlive it but for what it opens itself.
    ModelImporting(ModelsDialog& page, ModelShelf& shelf, Session& session);

    /// `thenUse`: the session uses what it becomes; weights with a card are used where they are, and not imported.
    void bring(const QStringList& files, bool thenUse);
    void cancel(); ///< what runs and what waits

private:
    void goOn();
    void take(const ModelFile& file);
    void askForCard(const ModelFile& file);
    void finish(const QString& cardFile);
    void tellCancelled();
    void fail(const QString& file, const QString& cause);

    ModelsDialog& m_page;
    ModelShelf& m_shelf;
    Session& m_session;
    ModelImport m_import;
    QPointer<ModelCardDialog> m_asking;
    QString m_current; ///< being looked at or imported
    QStringList m_waiting;
    QStringList m_failures; ///< of those that were brought together
    bool m_isBusy = false;
    bool m_thenUse = false;
};

} // namespace locascope
