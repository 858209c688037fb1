#include "ui/widgets/wiring.h"

#include "core/files/error.h"
#include "ui/models/session.h"
#include "ui/widgets/channeldialog.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/exportdialog.h"
#include "ui/widgets/packdialog.h"
#include "ui/widgets/importdialog.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/platemappanel.h"
#include "ui/widgets/sheetdialog.h"
#include "ui/widgets/simulatedplate.h"
#include "ui/widgets/stainingpanel.h"
#include "ui/widgets/startpage.h"
#include "ui/widgets/wiringtools.h"

#include <QDockWidget>
#include <QMainWindow>

#include <filesystem>
#include <memory>
#include <string>
#include <utility>

namespace locascope {

namespace {

using A = ActionId;

constexpr std::size_t simulatedSamples = 48; ///< enough to look around, some seconds to draw

void connectSimulatedPlate(WindowParts& parts, Session& session) {
    SimulatedPlate* simulated = parts.simulated;
    StartPage* start = parts.start;
    const auto ended = [&parts, start] {
        start->showProgress(0, 0);
        (*parts.actions)[A::OpenSimulated].setEnabled(true);
    };
    QObject::connect(simulated, &SimulatedPlate::progressed, start, &StartPage::showProgress);
    QObject::connect(simulated, &SimulatedPlate::stopped, start, ended);
    QObject::connect(simulated, &SimulatedPlate::ready, start, [&session, ended](const QString& plate) {
        ended();
        session.openPlate(plate.toStdString());
    });
    QObject::connect(simulated, &SimulatedPlate::failed, start, [&parts, ended](int kind, const QString& path, const QString& cause) {
        ended();
        parts.notices->showOwn({.severity = Severity::Error, .key = QStringLiteral("simulate"), .text = cause, .kind = kind, .path = path});
    });
    QObject::connect(start, &StartPage::simulationCancelled, simulated, &SimulatedPlate::cancel);
    on(parts, A::OpenSimulated, simulated, [&parts, simulated] {
        (*parts.actions)[A::OpenSimulated].setEnabled(false);
        simulated->make(simulatedSamples);
    });
}

/// Asked once, when a plate opens whose names do not tell.
void connectChannels(QMainWindow& window, WindowParts& parts, Session& session) {
    const auto ask = [&window, &session] {
        auto* dialog = new ChannelDialog(session.plate().channels, &window);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        QObject::connect(dialog, &QDialog::accepted, &session, [dialog, root = session.plate().root, &session] {
            if (session.plate().root == root)
                session.assignChannels(dialog->stains());
        });
        dialog->open();
    };
    on(parts, A::AssignChannels, &window, ask);
    const auto refresh = [&parts, &session, ask, asked = std::pair<std::filesystem::path, std::string>()]() mutable {
        setEnabled(parts, {A::AssignChannels}, session.hasPlate() && !session.plate().channels.empty());
        const std::pair now(session.plate().root, session.plate().scheme);
        if (!session.needsChannels() || now == asked)
            return;
        asked = now;
        ask();
    };
    QObject::connect(&session, &Session::plateChanged, &window, refresh);
    setEnabled(parts, {A::AssignChannels}, false);
}

void askForMapping(QMainWindow& window, Session& session, const std::shared_ptr<const SheetFile>& file, const SheetMapping& guess) {
    auto* dialog = new SheetDialog(file, guess, &window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &SheetDialog::mappingChanged, &session, [file, &session](const SheetMapping& mapping) { session.fitSheet(file, mapping); });
    QObject::connect(&session, &Session::sheetFitted, dialog, &SheetDialog::showFit);
    QObject::connect(dialog, &QDialog::accepted, &session, [dialog, &session] { session.attachSheet(dialog->file(), dialog->mapping()); });
    QObject::connect(&session, &Session::plateChanged, dialog, [dialog, root = session.plate().root, &session] {
        if (session.plate().root != root)
            dialog->reject(); // the index of the same plate changes nothing
    });
    session.fitSheet(file, dialog->mapping());
    dialog->open();
}

void connectSheet(QMainWindow& window, WindowParts& parts, Session& session) {
    on(parts, A::AttachSheet, &window, [&window, &session] {
        if (const QString file = askForSheet(&window); !file.isEmpty())
            session.readSheet(file.toStdString());
    });
    on(parts, A::RemoveSheet, &session, [&session] { session.removeSheet(); });
    QObject::connect(&session, &Session::sheetRead, &window,
                     [&window, &session](const std::shared_ptr<const SheetFile>& file, const SheetMapping& guess) { askForMapping(window, session, file, guess); });
    QAction& blind = (*parts.actions)[A::BlindToSheet];
    blind.setChecked(session.isBlindToSheet());
    QObject::connect(&blind, &QAction::toggled, &session, &Session::setBlindToSheet);
    const auto refresh = [&parts, &session] {
        setEnabled(parts, {A::AttachSheet}, session.hasPlate());
        setEnabled(parts, {A::RemoveSheet}, session.sheet() != nullptr);
        setEnabled(parts, {A::BlindToSheet}, session.sheet() && !session.sheet()->mapping.blinded.empty());
    };
    QObject::connect(&session, &Session::sheetChanged, parts.actions, refresh);
    refresh();
}

void showExport(QMainWindow& window, Session& session) {
    auto* dialog = new ExportDialog(session, &window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QDialog::accepted, &window, [dialog, &window, &session] {
        const ExportWish wish = dialog->wish();
        const QString name = QString::fromStdString(session.plate().root.filename().string()) + QStringLiteral("-labels.csv");
        if (const QString file = askForCsv(&window, dialog->windowTitle(), name); !file.isEmpty())
            session.exportCsv(file.toStdString(), wish);
    });
    QObject::connect(&session, &Session::plateChanged, dialog, &QDialog::reject);
    dialog->open();
}

/// The same plate's index changes nothing; another plate does.
void rejectOnOtherPlate(QDialog* dialog, Session& session) {
    QObject::connect(&session, &Session::plateChanged, dialog, [dialog, root = session.plate().root, &session] {
        if (session.plate().root != root)
            dialog->reject();
    });
}

void showPack(QMainWindow& window, Session& session) {
    auto* dialog = new PackDialog(session, &window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QDialog::accepted, &window, [dialog, &window, &session, root = session.plate().root] {
        const PackWish wish = dialog->wish();
        const QString name = QString::fromStdString(root.filename().string()) + QStringLiteral("-pack");
        const QString folder = askForNewFolder(&window, dialog->windowTitle(), name);
        if (!folder.isEmpty() && session.plate().root == root)
            session.pack(folder.toStdString(), wish);
    });
    rejectOnOtherPlate(dialog, session);
    dialog->open();
}

void showImport(QMainWindow& window, Session& session, const std::shared_ptr<const ImportPreview>& preview) {
    auto* dialog = new ImportDialog(preview, session.vocabulary(), &window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QDialog::accepted, &session, [dialog, &session] { session.importRows(dialog->preview(), dialog->rowsToImport()); });
    rejectOnOtherPlate(dialog, session);
    dialog->open();
}

void connectStaining(WindowParts& parts) {
    on(parts, A::CheckStaining, parts.staining, [&parts] {
        parts.stainingDock->show();
        parts.stainingDock->raise();
        parts.staining->open();
    });
    QObject::connect(parts.staining, &StainingPanel::figureChosen, parts.map, &PlateMapPanel::colourByStaining);
}

} // namespace

void connectPlateActions(QMainWindow& window, WindowParts& parts, Session& session) {
    on(parts, A::OpenPlate, &window, [&window, &session] {
        if (const QString plate = askForPlate(&window); !plate.isEmpty())
            session.openPlate(plate.toStdString());
    });
    on(parts, A::ExportCsv, &window, [&window, &session] { showExport(window, session); });
    on(parts, A::Pack, &window, [&window, &session] { showPack(window, session); });
    on(parts, A::ImportCsv, &window, [&window, &session] {
        if (const QString file = askForImport(&window); !file.isEmpty())
            session.previewImport(file.toStdString());
    });
    QObject::connect(&session, &Session::importPreviewed, &window, [&window, &session](const std::shared_ptr<const ImportPreview>& preview) { showImport(window, session, preview); });
    connectSheet(window, parts, session);
    connectStaining(parts);
    connectNaming(window, parts, session);
    connectChannels(window, parts, session);
    connectReading(window, parts, session);
    on(parts, A::Save, &session, [&session] { session.retrySaving(); });
    on(parts, A::Quit, &window, [&window] { window.close(); });
    on(parts, A::CancelJob, &session, [&session] { session.cancelJob(); });
    QObject::connect(parts.start, &StartPage::plateChosen, &session, [&session](const QString& plate) { session.openPlate(plate.toStdString()); });
    connectSimulatedPlate(parts, session);
    const auto refresh = [&parts, &session] {
        setEnabled(parts, {A::ImportCsv, A::ExportCsv, A::Pack, A::CheckStaining, A::Save, A::Accept, A::Negative, A::Unusable, A::Unsure, A::NotJudged, A::Other, A::Previous,
                           A::Next, A::NextUnreviewed, A::EditNote, A::SelectPrevious, A::SelectNext, A::SelectAll, A::FitField, A::OneToOne, A::ZoomIn, A::ZoomOut}, session.hasPlate());
    };
    QObject::connect(&session, &Session::plateChanged, parts.actions, refresh);
    refresh();
}

} // namespace locascope
