#include "ui/widgets/mainwindow.h"

#include "ui/widgets/actions.h"
#include "ui/widgets/adjudicationpanel.h"
#include "ui/widgets/classlist.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/droppedfiles.h"
#include "ui/widgets/fieldpanel.h"
#include "ui/widgets/galleryview.h"
#include "ui/widgets/historypanel.h"
#include "ui/widgets/keyreader.h"
#include "ui/widgets/labelpanel.h"
#include "ui/widgets/menus.h"
#include "ui/widgets/notepanel.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/platemappanel.h"
#include "ui/widgets/problemspanel.h"
#include "ui/widgets/recentplates.h"
#include "ui/widgets/similarmappanel.h"
#include "ui/widgets/simulatedplate.h"
#include "ui/widgets/stainingpanel.h"
#include "ui/widgets/stainpanel.h"
#include "ui/widgets/startpage.h"
#include "ui/widgets/statusline.h"
#include "ui/widgets/widgetkeys.h"
#include "ui/widgets/windowparts.h"
#include "ui/widgets/wiring.h"

#include <QAbstractButton>
#include <QCloseEvent>
#include <QDockWidget>
#include <QLocale>
#include <QMenuBar>
#include <QMimeData>
#include <QScreen>
#include <QScrollArea>
#include <QSettings>
#include <QStackedWidget>
#include <QStatusBar>
#include <QStyle>
#include <QVBoxLayout>

#include <utility>

namespace locascope {

namespace {

const QString geometrySetting = QStringLiteral("window/geometry");
const QString stateSetting = QStringLiteral("window/panels");
constexpr int panelsVersion = 6; ///< of the set of panels; a saved state of another one is ignored
constexpr QSize firstSize{1280, 800};
constexpr int rightWidth = 310;

QDockWidget* addPanel(QMainWindow& window, const char* name, QWidget* content, Qt::DockWidgetArea area) {
    auto* dock = new QDockWidget(&window);
    dock->setObjectName(QLatin1String(name));
    dock->setWidget(content);
    window.addDockWidget(area, dock);
    return dock;
}

QWidget* scrolled(QWidget* content) {
    auto* scroll = new QScrollArea;
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setMinimumWidth(content->minimumSizeHint().width() + scroll->style()->pixelMetric(QStyle::PM_ScrollBarExtent));
    scroll->setFocusPolicy(Qt::NoFocus);
    return scroll;
}

} // namespace

MainWindow::MainWindow(Session& session, QWidget* parent) : QMainWindow(parent), m_session(session), m_parts(std::make_unique<WindowParts>()) {
    m_parts->actions = new Actions(this);
    m_parts->keys = new KeyReader(this);
    m_parts->simulated = new SimulatedPlate(simulatedPlatesDirectory(), this);
    setAcceptDrops(true);
    setDockNestingEnabled(true);
    buildPages();
    buildPanels();
    buildMenus(*menuBar(), *m_parts, session);
    connectPlateActions(*this, *m_parts, session);
    connectReviewActions(*this, *m_parts, session);
    connectModelActions(*this, *m_parts, session);
    connectViewActions(*this, *m_parts, session);
    connectSnapshots(*this, *m_parts, session);
    connectTeam(*this, *m_parts, session);
    connectKeys(*m_parts, session);
    connect(&(*m_parts->actions)[ActionId::RestorePanels], &QAction::triggered, this, &MainWindow::arrangePanels);
    connect(m_parts->field, &FieldPanel::pointedAt, m_parts->status, &StatusLine::showReading);
    connect(&session, &Session::plateChanged, this, &MainWindow::followPlate);
    retranslate();
    followPlate();
    restoreArrangement();
}

MainWindow::~MainWindow() = default;

void MainWindow::buildPages() {
    m_parts->notices = new NoticeBar(m_session);
    m_parts->start = new StartPage(*m_parts->actions);
    m_parts->field = new FieldPanel(m_session, *m_parts->actions);
    m_parts->pages = new QStackedWidget;
    m_parts->pages->addWidget(m_parts->start);
    m_parts->pages->addWidget(m_parts->field);
    auto* centre = new QWidget;
    auto* layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_parts->notices);
    layout->addWidget(m_parts->pages, 1);
    setCentralWidget(centre);
    m_parts->status = new StatusLine(m_session, *m_parts->actions);
    statusBar()->addWidget(m_parts->status, 1);
    statusBar()->setSizeGripEnabled(false);
}

void MainWindow::buildPanels() {
    for (const auto& [corner, area] : {std::pair(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea), std::pair(Qt::BottomRightCorner, Qt::RightDockWidgetArea)})
        setCorner(corner, area);
    m_parts->labels = new LabelPanel(m_session, *m_parts->actions);
    m_parts->classes = new ClassList(m_session);
    m_parts->stains = new StainPanel(m_session);
    m_parts->note = new NotePanel(m_session);
    m_parts->map = new PlateMapPanel(m_session);
    m_parts->staining = new StainingPanel(m_session);
    m_parts->mapDock = addPanel(*this, "plate-map", m_parts->map, Qt::LeftDockWidgetArea);
    m_parts->galleryDock = addPanel(*this, "gallery", new GalleryView(m_session), Qt::LeftDockWidgetArea);
    m_parts->problemsDock = addPanel(*this, "problems", new ProblemsPanel(m_session), Qt::LeftDockWidgetArea);
    m_parts->labelDock = addPanel(*this, "labels", m_parts->labels, Qt::BottomDockWidgetArea);
    m_parts->stainingDock = addPanel(*this, "staining", m_parts->staining, Qt::BottomDockWidgetArea);
    m_parts->historyDock = addPanel(*this, "history", new HistoryPanel(m_session), Qt::BottomDockWidgetArea);
    m_parts->stainDock = addPanel(*this, "stains", scrolled(m_parts->stains), Qt::RightDockWidgetArea);
    m_parts->classDock = addPanel(*this, "classes", m_parts->classes, Qt::RightDockWidgetArea);
    m_parts->similarDock = addPanel(*this, "similar", m_parts->similar = new SimilarMapPanel(m_session), Qt::RightDockWidgetArea);
    m_parts->noteDock = addPanel(*this, "note", m_parts->note, Qt::RightDockWidgetArea);
    m_parts->adjudicationDock = addPanel(*this, "adjudication", m_parts->adjudication = new AdjudicationPanel(m_session, *m_parts->actions), Qt::RightDockWidgetArea);
    for (QDockWidget* dock : {m_parts->stainingDock, m_parts->historyDock})
        dock->hide(); // or they lie beside the labels until they are arranged, and the window becomes as wide as all three
    for (QWidget* control : findChildren<QWidget*>())
        if (control->focusPolicy() != Qt::NoFocus && (qobject_cast<QAbstractButton*>(control) || isChoice(control)))
            control->setFocusPolicy(Qt::TabFocus); // Space pans unless the Tab key went to it
}

void MainWindow::arrangePanels() {
    const auto place = [this](QDockWidget* dock, Qt::DockWidgetArea area) {
        dock->setFloating(false);
        addDockWidget(area, dock);
        dock->show();
    };
    for (QDockWidget* dock : {m_parts->mapDock, m_parts->galleryDock, m_parts->problemsDock})
        place(dock, Qt::LeftDockWidgetArea);
    place(m_parts->labelDock, Qt::BottomDockWidgetArea);
    for (QDockWidget* dock : {m_parts->stainDock, m_parts->classDock, m_parts->similarDock, m_parts->noteDock, m_parts->adjudicationDock})
        place(dock, Qt::RightDockWidgetArea);
    tabifyDockWidget(m_parts->galleryDock, m_parts->problemsDock);
    tabifyDockWidget(m_parts->classDock, m_parts->noteDock);
    tabifyDockWidget(m_parts->noteDock, m_parts->similarDock);
    tabifyDockWidget(m_parts->similarDock, m_parts->adjudicationDock);
    for (QDockWidget* dock : {m_parts->stainingDock, m_parts->historyDock}) {
        dock->setFloating(false);
        tabifyDockWidget(m_parts->labelDock, dock);
    }
    for (QDockWidget* dock : {m_parts->stainingDock, m_parts->historyDock, m_parts->similarDock, m_parts->adjudicationDock})
        dock->hide(); // until it is asked for
    for (QDockWidget* dock : {m_parts->galleryDock, m_parts->classDock})
        dock->raise();
    resizeDocks({m_parts->galleryDock, m_parts->stainDock}, {m_parts->galleryDock->widget()->sizeHint().width(), rightWidth}, Qt::Horizontal);
    const int mapHeight = m_parts->map->sizeHint().height() + fontMetrics().height() * 2, columnHeight = height() - menuBar()->sizeHint().height() - statusBar()->sizeHint().height();
    const int stainHeight = m_parts->stains->sizeHint().height() + fontMetrics().height() * 5 / 2; // and its title
    resizeDocks({m_parts->stainDock, m_parts->classDock}, {stainHeight, std::max(100, columnHeight - stainHeight)}, Qt::Vertical);
    resizeDocks({m_parts->mapDock, m_parts->galleryDock}, {mapHeight, std::max(100, columnHeight - mapHeight)}, Qt::Vertical);
}

void MainWindow::restoreArrangement() {
    const QSize available = screen()->availableSize();
    resize((firstSize.expandedTo(available * 0.8)).boundedTo(available));
    if (available.width() <= firstSize.width() || available.height() <= firstSize.height())
        setWindowState(Qt::WindowMaximized);
    arrangePanels();
    restoreGeometry(QSettings().value(geometrySetting).toByteArray());
    restoreState(QSettings().value(stateSetting).toByteArray(), panelsVersion);
}

void MainWindow::followPlate() {
    const bool hasPlate = m_session.hasPlate();
    m_parts->pages->setCurrentWidget(hasPlate ? static_cast<QWidget*>(m_parts->field) : m_parts->start);
    const bool isOther = std::exchange(m_root, m_session.plate().root) != m_session.plate().root; // else it is read in another way, and the keys stay where they are
    if (!isVisible() || (isOther && !takesText(focusWidget())))
        (hasPlate ? static_cast<QWidget*>(&m_parts->field->view()) : m_parts->start)->setFocus(); // keys are for labels, not for a text field
    if (hasPlate)
        rememberPlate(QString::fromStdString(m_session.plate().root.string()));
    nameProblems();
    m_parts->start->showRecent(recentPlates());
    fillRecentMenu(*m_parts, m_session);
    setWindowTitle(hasPlate ? QString::fromStdString(m_session.plate().root.filename().string()) : QString());
}

void MainWindow::nameProblems() {
    const Plate& plate = m_session.plate();
    const std::size_t count = plate.problems.size() + plate.notes.size();
    m_parts->problemsDock->setWindowTitle(count == 0 ? tr("Problems") : tr("Problems (%1)").arg(QLocale().toString(qulonglong(count))));
}

void MainWindow::retranslate() {
    m_parts->actions->retranslate();
    retranslateMenus(*m_parts, m_session);
    nameProblems();
    for (const auto& [dock, title] : {std::pair(m_parts->mapDock, tr("Plate map")), std::pair(m_parts->galleryDock, tr("Gallery")), std::pair(m_parts->labelDock, tr("Labels")),
                                      std::pair(m_parts->stainingDock, tr("Staining")), std::pair(m_parts->historyDock, tr("History")), std::pair(m_parts->similarDock, tr("Similar samples")), std::pair(m_parts->adjudicationDock, tr("Conflict")), std::pair(m_parts->stainDock, tr("Stains")),
                                      std::pair(m_parts->classDock, tr("Classes")), std::pair(m_parts->noteDock, tr("Note and history"))})
        dock->setWindowTitle(title);
    for (QDockWidget* dock : findChildren<QDockWidget*>())
        dock->toggleViewAction()->setToolTip(tr("Show or hide the panel “%1”").arg(dock->windowTitle()));
}

void MainWindow::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange && m_parts->noteDock)
        retranslate();
    QMainWindow::changeEvent(event);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (m_session.unsavedCount() > m_session.keptCount() && !confirmClosing(this, m_session))
        return event->ignore();
    QSettings settings;
    settings.setValue(geometrySetting, saveGeometry());
    settings.setValue(stateSetting, saveState(panelsVersion));
    m_parts->simulated->cancel();
    QMainWindow::closeEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (const QList<QUrl> urls = event->mimeData()->urls(); !urls.isEmpty() && urls.first().isLocalFile())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    takeDropped(*this, m_session, event->mimeData()->urls());
    event->acceptProposedAction();
}

} // namespace locascope
