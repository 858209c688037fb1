#include "ui/widgets/wiring.h"

#include "core/files/error.h"
#include "ui/models/session.h"
#include "ui/widgets/bulkact.h"
#include "ui/widgets/classlist.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/fieldpanel.h"
#include "ui/widgets/keyreader.h"
#include "ui/widgets/labelpanel.h"
#include "ui/widgets/language.h"
#include "ui/widgets/notepanel.h"
#include "ui/widgets/platemappanel.h"
#include "ui/widgets/platemapview.h"
#include "ui/widgets/stainpanel.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/wiringtools.h"

#include <QApplication>
#include <QCoreApplication>
#include <QDockWidget>
#include <QMainWindow>
#include <QSettings>

#include <array>
#include <initializer_list>
#include <optional>

namespace locascope {

namespace {

using A = ActionId;

const QString strictSetting = QStringLiteral("review/strict");
const QString stickySetting = QStringLiteral("review/sticky");

void raisePanel(QDockWidget* dock) {
    dock->show();
    dock->raise();
}

/// Of the sample on screen, or of all selected ones once their count was seen.
void commit(QMainWindow& window, WindowParts& parts, Session& session, std::optional<Outcome> outcome = {}) {
    if (session.actsOnSelection())
        askToDecideAll(&window, session, *parts.labels, session.planForSelected(outcome));
    else
        parts.labels->refuse(outcome ? session.commitAs(*outcome) : session.commit());
}

void repeatLast(QMainWindow& window, WindowParts& parts, Session& session) {
    if (!session.lastDecision())
        return parts.labels->remark(QCoreApplication::translate("History", "Nothing was decided yet that could be repeated"));
    if (session.actsOnSelection())
        askToDecideAll(&window, session, *parts.labels, session.planRepeatForSelected());
    else
        parts.labels->refuse(session.repeatLast());
}

void setMode(Session& session, DisplayMode mode) {
    DisplaySettings display = session.display();
    display.mode = mode;
    session.setDisplay(display);
}

void toggleStain(Session& session, Stain stain) {
    DisplaySettings display = session.display();
    display.stains[stain].visible = !display.stains[stain].visible;
    session.setDisplay(display);
}

constexpr std::array<std::pair<ActionId, Stain>, stainCount> stainActions{{{A::StainNucleus, Stain::Nucleus},
                                                                          {A::StainProtein, Stain::Protein},
                                                                          {A::StainMicrotubules, Stain::Microtubules},
                                                                          {A::StainReticulum, Stain::Reticulum}}};
constexpr std::array<std::pair<ActionId, DisplayMode>, 3> modeActions{{{A::ModeComposite, DisplayMode::Composite},
                                                                      {A::ModeColour, DisplayMode::Colour},
                                                                      {A::ModeGreyscale, DisplayMode::Greyscale}}};
constexpr std::array<std::pair<ActionId, ThemeChoice>, 3> themeActions{{{A::ThemeSystem, ThemeChoice::System},
                                                                       {A::ThemeDark, ThemeChoice::Dark},
                                                                       {A::ThemeLight, ThemeChoice::Light}}};
constexpr std::array<std::pair<ActionId, const char*>, 3> languageActions{{{A::LanguageSystem, ""},
                                                                          {A::LanguageEnglish, "en"},
                                                                          {A::LanguageSwedish, "sv"}}};

void showDisplayInMenus(WindowParts& parts, const Session& session) {
    for (const auto& [id, mode] : modeActions)
        (*parts.actions)[id].setChecked(session.display().mode == mode);
    for (const auto& [id, stain] : stainActions)
        (*parts.actions)[id].setChecked(session.display().stains[stain].visible);
}

void connectPlateMap(WindowParts& parts) {
    QAction* toggle = parts.mapDock->toggleViewAction();
    QAction& show = (*parts.actions)[A::ShowPlateMap];
    show.setChecked(toggle->isChecked());
    QObject::connect(toggle, &QAction::toggled, &show, &QAction::setChecked);
    on(parts, A::ShowPlateMap, toggle, [toggle] { toggle->trigger(); });
    on(parts, A::SteerByPlateMap, parts.map, [&parts] {
        raisePanel(parts.mapDock);
        parts.map->view().takeKeys();
    });
    QObject::connect(&parts.map->view(), &PlateMapView::left, &parts.field->view(), [&parts] { parts.field->view().setFocus(); });
}

void connectAppearance(WindowParts& parts) {
    for (const auto& [id, choice] : themeActions) {
        (*parts.actions)[id].setChecked(savedTheme() == choice);
        on(parts, id, parts.actions, [choice = choice] {
            saveTheme(choice);
            applyTheme(*qApp, choice);
        });
    }
    for (const auto& [id, key] : languageActions) {
        (*parts.actions)[id].setChecked(savedLanguage() == QLatin1String(key));
        on(parts, id, parts.actions, [key = QString::fromLatin1(key)] {
            saveLanguage(key);
            useLanguage(*qApp, key);
        });
    }
}

} // namespace

void connectReviewActions(QMainWindow& window, WindowParts& parts, Session& session) {
    on(parts, A::Accept, &window, [&window, &parts, &session] { commit(window, parts, session); });
    on(parts, A::Negative, &window, [&window, &parts, &session] { commit(window, parts, session, Outcome::Negative); });
    on(parts, A::Unusable, &window, [&window, &parts, &session] { commit(window, parts, session, Outcome::Unusable); });
    on(parts, A::SameAsLast, &window, [&window, &parts, &session] { repeatLast(window, parts, session); });
    on(parts, A::Unsure, &window, [&parts] {
        raisePanel(parts.labelDock);
        parts.labels->askForNote();
    });
    on(parts, A::NotJudged, &window, [&parts] { parts.labels->awaitNotJudged(); });
    on(parts, A::Other, &window, [&session] { session.toggleOther(); });
    on(parts, A::Undo, &window, [&session] { session.undo(); });
    on(parts, A::Redo, &window, [&session] { session.redo(); });
    on(parts, A::Previous, &window, [&session] { session.step(-1); });
    on(parts, A::Next, &window, [&session] { session.step(1); });
    on(parts, A::NextUnreviewed, &window, [&session] { session.goToNextUnreviewed(); });
    on(parts, A::SelectPrevious, &window, [&session] { session.extendSelection(-1); });
    on(parts, A::SelectNext, &window, [&session] { session.extendSelection(1); });
    on(parts, A::SelectAll, &window, [&session] { session.selectAllShown(); });
    on(parts, A::SelectNone, &window, [&session] { session.clearSelection(); });
    on(parts, A::FindLabel, &window, [&parts] {
        raisePanel(parts.classDock);
        parts.classes->startFinding();
    });
    on(parts, A::ShowHistory, &window, [&parts] { raisePanel(parts.historyDock); });
    on(parts, A::EditNote, &window, [&parts] {
        raisePanel(parts.noteDock);
        parts.note->startEditing();
    });
    QAction& strict = (*parts.actions)[A::Strict];
    QObject::connect(&strict, &QAction::toggled, &session, [&session](bool on) {
        QSettings().setValue(strictSetting, on);
        session.setStrict(on);
    });
    strict.setChecked(QSettings().value(strictSetting).toBool());
    QAction& sticky = (*parts.actions)[A::Sticky];
    QObject::connect(&sticky, &QAction::toggled, parts.keys, [&parts](bool on) {
        QSettings().setValue(stickySetting, on);
        parts.keys->setSticky(on);
    });
    sticky.setChecked(QSettings().value(stickySetting).toBool());
    const auto refresh = [&parts, &session] {
        setEnabled(parts, {A::Undo}, session.canUndo());
        setEnabled(parts, {A::Redo}, session.canRedo());
        setEnabled(parts, {A::SelectNone}, !session.selection().isEmpty());
        (*parts.actions)[A::Other].setChecked(session.other());
    };
    for (const auto signal : {&Session::chipsChanged, &Session::plateChanged, &Session::savingChanged, &Session::currentChanged, &Session::selectionChanged})
        QObject::connect(&session, signal, parts.actions, refresh);
    refresh();
}

void connectModelActions(QMainWindow& window, WindowParts& parts, Session& session) {
    connectModels(window, parts, session);
    on(parts, A::StartSweep, &session, [&session] { session.startSweep(); });
    on(parts, A::StopSweep, &session, [&session] { session.stopSweep(); });
    on(parts, A::AllowProposals, &session, [&session] { session.allowProposals(); });
    connectSaliency(parts, session);
    const auto refresh = [&parts, &session] {
        const auto job = session.job();
        const bool sweeping = job && job->key == QLatin1String("sweep");
        const bool ready = session.hasPlate() && session.modelState() == ModelState::Ready;
        setEnabled(parts, {A::StartSweep}, ready && !sweeping);
        setEnabled(parts, {A::StopSweep}, sweeping);
        setEnabled(parts, {A::AllowProposals}, session.hasPlate() && session.model() && !session.proposalsAllowed());
    };
    for (const auto signal : {&Session::modelChanged, &Session::plateChanged, &Session::jobChanged})
        QObject::connect(&session, signal, parts.actions, refresh);
    refresh();
}

void connectViewActions(QMainWindow& window, WindowParts& parts, Session& session) {
    on(parts, A::FitField, parts.field, [&parts] { parts.field->view().fit(); });
    on(parts, A::OneToOne, parts.field, [&parts] { parts.field->view().showOneToOne(); });
    on(parts, A::ZoomIn, parts.field, [&parts] { parts.field->view().zoomBy(1.25); });
    on(parts, A::ZoomOut, parts.field, [&parts] { parts.field->view().zoomBy(1 / 1.25); });
    for (const auto& [id, mode] : modeActions)
        on(parts, id, &session, [&session, mode = mode] { setMode(session, mode); });
    for (const auto& [id, stain] : stainActions)
        on(parts, id, &session, [&session, stain = stain] { toggleStain(session, stain); });
    on(parts, A::GreyToggle, &session, [&session] {
        setMode(session, session.display().mode == DisplayMode::Greyscale ? DisplayMode::Composite : DisplayMode::Greyscale);
    });
    on(parts, A::Contrast, &window, [&parts] {
        raisePanel(parts.stainDock);
        parts.stains->focusFirstControl();
    });
    on(parts, A::ResetContrast, &session, [&session] { session.resetContrastToPlate(); });
    on(parts, A::FullScreen, &window, [&window](bool on) { on ? window.showFullScreen() : window.showNormal(); });
    on(parts, A::Keys, &window, [&window, &parts, &session] { showKeyboard(&window, *parts.actions, session.vocabulary()); });
    on(parts, A::About, &window, [&window] { showAbout(&window); });
    QObject::connect(&session, &Session::displayChanged, parts.actions, [&parts, &session] { showDisplayInMenus(parts, session); });
    showDisplayInMenus(parts, session);
    connectAppearance(parts);
    connectPlateMap(parts);
    connectContrast(window, parts, session);
    connectComparing(parts, session);
    connectSimilar(parts, session);
    connectQueues(parts, session);
    connectKeyChoices(window, parts, session);
}

void connectKeys(WindowParts& parts, Session& session) {
    KeyReader* keys = parts.keys;
    QObject::connect(keys, &KeyReader::labelKeyPressed, parts.labels, [&parts, &session](int digit, KeyLayer layer) {
        if (const auto index = classOfKey(session.vocabulary(), digit, layer))
            parts.labels->press(*index);
    });
    QObject::connect(keys, &KeyReader::layerStuck, parts.labels, &LabelPanel::showStuck);
    QObject::connect(keys, &KeyReader::stainTapped, &session, [&session](Stain stain) { toggleStain(session, stain); });
    QObject::connect(keys, &KeyReader::stainHeld, parts.field, [&parts](const std::optional<Stain>& stain) { parts.field->panes().showAlone(stain); });
    QObject::connect(keys, &KeyReader::panningHeld, &parts.field->views(), &LinkedViews::holdPanning);
    QObject::connect(keys, &KeyReader::stretchHeld, &session, &Session::stretchProteinToImage);
    const auto readStretchKey = [&parts] {
        const auto sequences = parts.actions->keys(A::StretchProtein);
        parts.keys->setStretchKey(sequences.isEmpty() ? QKeySequence() : sequences.first());
    };
    QObject::connect(parts.actions, &Actions::keysChanged, keys, readStretchKey);
    readStretchKey();
}

} // namespace locascope
