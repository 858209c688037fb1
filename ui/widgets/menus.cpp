#include "ui/widgets/menus.h"

#include "core/plate/vocabularies.h"
#include "ui/models/session.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/classname.h"
#include "ui/widgets/labelpanel.h"
#include "ui/widgets/offeredclasses.h"
#include "ui/widgets/recentplates.h"
#include "ui/widgets/vocabularydialog.h"
#include "ui/widgets/windowparts.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QDir>
#include <QDockWidget>
#include <QMenuBar>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>
#include <vector>

namespace locascope {

namespace {

constexpr std::array menuTitles{
    QT_TRANSLATE_NOOP("Menus", "&Plate"),  QT_TRANSLATE_NOOP("Menus", "&Review"),  QT_TRANSLATE_NOOP("Menus", "&Model"),
    QT_TRANSLATE_NOOP("Menus", "&View"),   QT_TRANSLATE_NOOP("Menus", "&Help"),    QT_TRANSLATE_NOOP("Menus", "Opened &before"),
    QT_TRANSLATE_NOOP("Menus", "&Labels"), QT_TRANSLATE_NOOP("Menus", "&Stains"),  QT_TRANSLATE_NOOP("Menus", "&Panels"),
    QT_TRANSLATE_NOOP("Menus", "&Theme"),  QT_TRANSLATE_NOOP("Menus", "&Language"), QT_TRANSLATE_NOOP("Menus", "S&election"),
    QT_TRANSLATE_NOOP("Menus", "Co&ntrast"), QT_TRANSLATE_NOOP("Menus", "&Presets"), QT_TRANSLATE_NOOP("Menus", "&Where the model looked"), QT_TRANSLATE_NOOP("Menus", "&Method"), QT_TRANSLATE_NOOP("Menus", "&Vocabulary"), QT_TRANSLATE_NOOP("Menus", "&Queue"),
};
enum Menu { PlateMenu, ReviewMenu, ModelMenu, ViewMenu, HelpMenu, RecentMenu, LabelMenu, StainMenu, PanelMenu, ThemeMenu, LanguageMenu, SelectionMenu, ContrastMenu, PresetMenu, SaliencyMenu, MethodMenu, VocabularyMenu, QueueMenu };

using Entries = std::initializer_list<std::optional<ActionId>>; // none: a line between groups

void add(QMenu& menu, Actions& actions, Entries entries) {
    for (const auto& entry : entries)
        if (entry)
            menu.addAction(&actions[*entry]);
        else
            menu.addSeparator();
}

void makeExclusive(Actions& actions, std::initializer_list<ActionId> ids) {
    auto* group = new QActionGroup(&actions);
    for (const ActionId id : ids)
        group->addAction(&actions[id]);
}

void fillLabelMenu(WindowParts& parts, Session& session) {
    parts.labelMenu->clear();
    for (const LabelClass& labelClass : offeredClasses(session)) {
        const QString name = className(QString::fromStdString(labelClass.name));
        const QString key = QString::fromStdString(labelClass.key);
        QAction* action = parts.labelMenu->addAction(key.isEmpty() ? name : name + u'\t' + key);
        action->setToolTip(QCoreApplication::translate("Menus", "Add, accept or reject %1 (%2)").arg(name, key));
        QObject::connect(action, &QAction::triggered, parts.labels, [labels = parts.labels, index = labelClass.index] { labels->press(index); });
    }
}

/// The vocabularies that come with the program, the one in use, and the way to another; the mark is on the one in use whatever was clicked.
void fillVocabularyMenu(WindowParts& parts, Session& session) {
    QMenu* menu = parts.vocabularyMenu;
    QObject::connect(menu, &QMenu::aboutToShow, &session, [menu, &parts, &session] {
        menu->clear();
        const Vocabulary& inUse = session.vocabulary();
        std::vector<Vocabulary> offered = knownVocabularies();
        if (std::none_of(offered.begin(), offered.end(), [&](const Vocabulary& one) { return one.digest() == inUse.digest(); }))
            offered.push_back(inUse);
        for (const Vocabulary& vocabulary : offered) {
            QAction* action = menu->addAction(QStringLiteral("%1 (%2)").arg(QString::fromStdString(vocabulary.id())).arg(vocabulary.size()));
            action->setCheckable(true);
            action->setChecked(vocabulary.digest() == inUse.digest());
            action->setEnabled(vocabulary.digest() != inUse.digest());
            action->setToolTip(QCoreApplication::translate("Menus", "Label by these classes; a review with decisions keeps its own"));
            QObject::connect(action, &QAction::triggered, &session, [&session, named = vocabulary.id()] { session.chooseVocabulary(named); });
        }
        menu->addSeparator();
        menu->addAction(&(*parts.actions)[ActionId::VocabularyFile]);
        QAction* care = menu->addAction(QCoreApplication::translate("Menus", "&Classes of this review…"));
        care->setObjectName(QStringLiteral("VocabularyCare"));
        care->setToolTip(QCoreApplication::translate("Menus", "Rename, merge, split, add, retire and describe classes over the whole review"));
        care->setEnabled(session.hasPlate());
        QObject::connect(care, &QAction::triggered, menu, [&parts, &session] {
            auto* dialog = new VocabularyDialog(session, parts.labels->window());
            dialog->setAttribute(Qt::WA_DeleteOnClose);
            dialog->show();
        });
    });
    emit menu->aboutToShow(); // what is in a menu is found without opening it
}

} // namespace

void buildMenus(QMenuBar& bar, WindowParts& parts, Session& session) {
    Actions& actions = *parts.actions;
    for (std::size_t i = 0; i < menuTitles.size(); ++i) {
        parts.menus.append(new QMenu(&bar));
        parts.menus.last()->setToolTipsVisible(true);
    }
    const auto menu = [&](Menu which) -> QMenu& { return *parts.menus[which]; };
    for (const Menu top : {PlateMenu, ReviewMenu, ModelMenu, ViewMenu, HelpMenu})
        bar.addMenu(&menu(top));
    parts.recentMenu = &menu(RecentMenu);
    parts.labelMenu = &menu(LabelMenu);
    parts.contrastMenu = &menu(ContrastMenu);
    parts.presetMenu = &menu(PresetMenu);
    using A = ActionId;
    constexpr std::nullopt_t line = std::nullopt;

    add(menu(PlateMenu), actions, {A::OpenPlate, A::OpenSimulated});
    menu(PlateMenu).addMenu(parts.recentMenu);
    add(menu(PlateMenu), actions, {line, A::ImportCsv, A::ExportCsv, A::Pack, line, A::AttachSheet, A::RemoveSheet, A::BlindToSheet, line, A::CheckStaining, line, A::FileNames, A::AssignChannels, A::PixelSize, line, A::Save, line, A::Quit});

    add(menu(ReviewMenu), actions, {A::Accept, A::Negative, A::Unusable, A::Unsure, A::NotJudged, A::Other, A::SameAsLast});
    menu(ReviewMenu).addMenu(parts.labelMenu);
    add(menu(ReviewMenu), actions, {A::FindLabel, A::EditNote, A::ShowHistory, line, A::Undo, A::Redo, line, A::Previous, A::Next, A::NextUnreviewed, line, A::MoreLikeThis, A::ShowExemplars});
    menu(ReviewMenu).addMenu(&menu(QueueMenu));
    add(menu(QueueMenu), actions, {A::QueueInOrder, A::QueueUnreviewed, line, A::QueueEntropy, A::QueueMargin, A::QueueRareFirst, A::QueueDiverse, A::QueueNear, line, A::QueueSecondLook, A::QueueDiffer, A::QueueBorderline, A::QueueLookAgain, line, A::QueueAudit, A::QueueAssigned, A::QueueAskedMe, A::QueueAnswered, line, A::QueueConflict, A::TakeFirstSide, A::TakeSecondSide, line, A::QueueEnd});
    menu(ReviewMenu).addMenu(&menu(SelectionMenu));
    add(menu(SelectionMenu), actions, {A::SelectPrevious, A::SelectNext, line, A::SelectAll, A::SelectNone});
    parts.vocabularyMenu = &menu(VocabularyMenu);
    add(menu(ReviewMenu), actions, {line});
    menu(ReviewMenu).addMenu(parts.vocabularyMenu);
    add(menu(ReviewMenu), actions, {A::Blinding, A::Assign, A::Strict, A::Sticky});

    add(menu(ModelMenu), actions, {A::Models, A::ChooseModel, A::BundledModel, line, A::StartSweep, A::StopSweep, A::CancelJob, line, A::AllowProposals, A::ShowSaliency});
    parts.saliencyMenu = &menu(SaliencyMenu);
    parts.methodMenu = &menu(MethodMenu);
    menu(ModelMenu).addMenu(parts.saliencyMenu);
    add(*parts.saliencyMenu, actions, {A::SaliencyOfProposed, A::NextPeak, line});
    parts.saliencyMenu->addMenu(parts.methodMenu);
    add(*parts.saliencyMenu, actions, {line, A::SaliencyOverlay, A::SaliencyContours, A::SaliencyBeside, line, A::ColoursEmber, A::ColoursLagoon, A::ColoursGrey, line, A::SaliencyBelow});

    add(menu(ViewMenu), actions, {A::FitField, A::OneToOne, A::ZoomIn, A::ZoomOut, line, A::PlaneUp, A::PlaneDown, A::PlaneMaximum, line, A::ModeComposite, A::ModeColour, A::ModeGreyscale, A::GreyToggle});
    menu(ViewMenu).addMenu(&menu(StainMenu));
    add(menu(StainMenu), actions, {A::StainNucleus, A::StainProtein, A::StainMicrotubules, A::StainReticulum});
    menu(ViewMenu).addMenu(parts.contrastMenu);
    add(*parts.contrastMenu, actions, {A::Contrast, A::ResetContrast, A::StretchProtein, line, A::CopyContrast, A::PasteContrast});
    parts.contrastMenu->addMenu(parts.presetMenu);
    add(*parts.presetMenu, actions, {A::SavePreset});
    add(*parts.contrastMenu, actions, {line, A::MeasureContrast, A::LogHistogram});
    add(menu(ViewMenu), actions, {line, A::ViewPerStain, A::CompareSelected, A::PinBeside, line, A::ShowPlateMap, A::SteerByPlateMap, A::ShowSimilarMap, line});
    menu(ViewMenu).addMenu(&menu(PanelMenu));
    for (QDockWidget* dock : {parts.mapDock, parts.galleryDock, parts.problemsDock, parts.stainingDock, parts.historyDock, parts.similarDock, parts.labelDock, parts.stainDock, parts.classDock, parts.noteDock, parts.adjudicationDock})
        menu(PanelMenu).addAction(dock->toggleViewAction());
    add(menu(PanelMenu), actions, {line, A::RestorePanels});
    menu(ViewMenu).addMenu(&menu(ThemeMenu));
    add(menu(ThemeMenu), actions, {A::ThemeSystem, A::ThemeDark, A::ThemeLight});
    menu(ViewMenu).addMenu(&menu(LanguageMenu));
    add(menu(LanguageMenu), actions, {A::LanguageSystem, A::LanguageEnglish, A::LanguageSwedish});
    add(menu(ViewMenu), actions, {line, A::SaveSnapshot, A::CopyView, line, A::FullScreen});

    add(menu(HelpMenu), actions, {A::Keys, A::ChangeKeys, line, A::About});
    makeExclusive(actions, {A::ModeComposite, A::ModeColour, A::ModeGreyscale});
    makeExclusive(actions, {A::SaliencyOverlay, A::SaliencyContours, A::SaliencyBeside});
    makeExclusive(actions, {A::ColoursEmber, A::ColoursLagoon, A::ColoursGrey});
    makeExclusive(actions, {A::ThemeSystem, A::ThemeDark, A::ThemeLight});
    makeExclusive(actions, {A::LanguageSystem, A::LanguageEnglish, A::LanguageSwedish});
    fillVocabularyMenu(parts, session);
    QObject::connect(&session, &Session::vocabularyChanged, &bar, [&parts, &session] { fillLabelMenu(parts, session); });
    retranslateMenus(parts, session);
}

void retranslateMenus(WindowParts& parts, Session& session) {
    for (std::size_t i = 0; i < menuTitles.size(); ++i)
        parts.menus[qsizetype(i)]->setTitle(QCoreApplication::translate("Menus", menuTitles[i]));
    fillLabelMenu(parts, session);
    fillRecentMenu(parts, session);
}

void fillRecentMenu(WindowParts& parts, Session& session) {
    parts.recentMenu->clear();
    const QStringList plates = recentPlates();
    for (const QString& plate : plates) {
        QAction* action = parts.recentMenu->addAction(QDir::toNativeSeparators(plate));
        action->setToolTip(QCoreApplication::translate("Menus", "Open this plate again"));
        QObject::connect(action, &QAction::triggered, &session, [&session, plate] { session.openPlate(plate.toStdString()); });
    }
    parts.recentMenu->setEnabled(!plates.isEmpty());
}

} // namespace locascope
