#pragma once

#include <QList>
#include <QString>

class QActionGroup;
class QDockWidget;
class QMenu;
class QStackedWidget;

namespace locascope {

class Actions;
class AdjudicationPanel;
class ClassList;
class FieldPanel;
class KeyReader;
class LabelPanel;
class NotePanel;
class NoticeBar;
class PlateMapPanel;
class SimilarMapPanel;
class SimulatedPlate;
class StainPanel;
class StainingPanel;
class StartPage;
class StatusLine;

/// What the window is made of; every part is owned by the window.
struct WindowParts {
    Actions* actions = nullptr;
    KeyReader* keys = nullptr;
    NoticeBar* notices = nullptr;
    QStackedWidget* pages = nullptr; ///< start, field
    StartPage* start = nullptr;
    FieldPanel* field = nullptr;
    LabelPanel* labels = nullptr;
    ClassList* classes = nullptr;
    StainPanel* stains = nullptr;
    NotePanel* note = nullptr;
    PlateMapPanel* map = nullptr;
    SimilarMapPanel* similar = nullptr;
    StainingPanel* staining = nullptr;
    AdjudicationPanel* adjudication = nullptr;
    StatusLine* status = nullptr;
    SimulatedPlate* simulated = nullptr;

    QDockWidget* mapDock = nullptr;
    QDockWidget* galleryDock = nullptr;
    QDockWidget* problemsDock = nullptr;
    QDockWidget* similarDock = nullptr;
    QDockWidget* stainingDock = nullptr;
    QDockWidget* labelDock = nullptr;
    QDockWidget* stainDock = nullptr;
    QDockWidget* classDock = nullptr;
    QDockWidget* noteDock = nullptr;
    QDockWidget* historyDock = nullptr;
    QDockWidget* adjudicationDock = nullptr;

    QList<QMenu*> menus; ///< as buildMenus made them
    QMenu* recentMenu = nullptr;
    QMenu* labelMenu = nullptr;
    QMenu* contrastMenu = nullptr;
    QMenu* presetMenu = nullptr;
    QMenu* saliencyMenu = nullptr;
    QMenu* vocabularyMenu = nullptr;
    QMenu* methodMenu = nullptr; ///< of explaining, inside the one before
};

} // namespace locascope
