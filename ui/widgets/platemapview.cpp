#include "ui/widgets/platemapview.h"

#include "ui/widgets/platemapdelegate.h"
#include "ui/widgets/platemapheader.h"
#include "ui/widgets/platemapmodel.h"
#include "ui/widgets/platemaptext.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScopedValueRollback>

#include <algorithm>

namespace locascope {

namespace {

constexpr int smallestCell = 4;
constexpr int largestCell = 64;
constexpr int applyMs = 15;

bool isForMap(const QKeyEvent& key) {
    if (key.matches(QKeySequence::SelectAll) || key.matches(QKeySequence::Copy))
        return true;
    switch (key.key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Home:
    case Qt::Key_End:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space: return !key.modifiers().testFlag(Qt::AltModifier);
    case Qt::Key_Escape: return key.modifiers() == Qt::NoModifier;
    default: return false;
    }
}

} // namespace

PlateMapView::PlateMapView(PlateMap& map, PlacePictures& pictures, const Vocabulary& vocabulary, QWidget* parent)
    : QTableView(parent)
    , m_map(map)
    , m_pictures(pictures)
    , m_model(new PlateMapModel(map, vocabulary, this))
    , m_columns(new PlateMapHeader(Qt::Horizontal, this))
    , m_rows(new PlateMapHeader(Qt::Vertical, this)) {
    setModel(m_model);
    setItemDelegate(new PlateMapDelegate(map, pictures, this));
    setHorizontalHeader(m_columns);
    setVerticalHeader(m_rows);
    setShowGrid(false);
    setCornerButtonEnabled(false);
    if (auto* corner = findChild<QAbstractButton*>())
        corner->installEventFilter(this);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::TabFocus);
    setTabKeyNavigation(false);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setAccessibleName(tr("Plate map"));
    setMinimumSize(smallestSize());
    m_apply.setSingleShot(true);
    m_apply.setInterval(applyMs);
    connect(&m_apply, &QTimer::timeout, this, &PlateMapView::applySelection);
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] {
        setMinimumSize(smallestSize());
        fitCells();
        followSelection();
        followCurrentPlace();
    });
    connect(&map, &PlateMap::selectionChanged, this, &PlateMapView::followSelection);
    connect(&map, &PlateMap::currentPlaceChanged, this, &PlateMapView::followCurrentPlace);
    connect(&pictures, &PlacePictures::changed, this, [this](int place) { place < 0 ? viewport()->update() : update(m_model->indexOf(place)); });
}

QSize PlateMapView::sizeHint() const {
    const int side = fontMetrics().height();
    return {m_rows->sizeHint().width() + 12 * side, m_columns->sizeHint().height() + 11 * side};
}

/// Room for all wells without scrolling, and for some folders.
QSize PlateMapView::smallestSize() const {
    const QSize wells = m_model->hasWells() ? QSize(m_model->columnCount(), m_model->rowCount()) * smallestCell : QSize();
    return QSize(m_rows->sizeHint().width() + wells.width(), m_columns->sizeHint().height() + wells.height()).expandedTo({0, fontMetrics().height() * 8});
}

int PlateMapView::cellSide() const {
    const QSize room = maximumViewportSize();
    const int fitting = std::min(room.width() / std::max(1, m_model->columnCount()), room.height() / std::max(1, m_model->rowCount()));
    return std::clamp(fitting, smallestCell, largestCell);
}

void PlateMapView::fitCells() {
    const bool hasWells = m_model->hasWells();
    m_columns->setVisible(hasWells);
    m_rows->setVisible(hasWells);
    const int side = hasWells ? cellSide() : fontMetrics().height() + 8;
    m_rows->setDefaultSectionSize(side);
    m_columns->setDefaultSectionSize(hasWells ? side : std::max(1, viewport()->width()));
    m_pictures.setSide(qCeil(side * devicePixelRatioF()));
}

void PlateMapView::resizeEvent(QResizeEvent* event) {
    QTableView::resizeEvent(event);
    fitCells();
}

void PlateMapView::changeEvent(QEvent* event) {
    QTableView::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        setAccessibleName(tr("Plate map"));
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fitCells();
}

/// The corner between the headers stays empty.
bool PlateMapView::eventFilter(QObject* watched, QEvent* event) {
    return (event->type() == QEvent::Paint && qobject_cast<QAbstractButton*>(watched)) || QTableView::eventFilter(watched, event);
}

void PlateMapView::keyboardSearch(const QString&) {} // letters are shortcuts

void PlateMapView::takeKeys() {
    setFocus(Qt::ShortcutFocusReason);
    followCurrentPlace();
}

void PlateMapView::followCurrentPlace() {
    const QModelIndex index = m_model->indexOf(m_map.currentPlace());
    m_rows->mark(index.row());
    m_columns->mark(index.column());
    if (index.isValid() && (!hasFocus() || !currentIndex().isValid())) {
        selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
        scrollTo(index);
    }
    viewport()->update();
}

std::vector<int> PlateMapView::selectedPlaces() const {
    std::vector<int> places;
    for (const QItemSelectionRange& range : selectionModel()->selection())
        for (const QModelIndex& index : range.indexes())
            if (const int place = m_model->placeAt(index); place >= 0)
                places.push_back(place);
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
    return places;
}

void PlateMapView::selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) {
    QTableView::selectionChanged(selected, deselected);
    if (!m_following)
        m_apply.start();
}

void PlateMapView::applySelection() {
    std::vector<int> places = selectedPlaces();
    if (m_adding)
        for (const int place : m_map.selection())
            if (m_map.places().groupOf(place) != m_map.shownGroup())
                places.push_back(place);
    std::sort(places.begin(), places.end());
    m_map.select(places);
}

void PlateMapView::followSelection() {
    std::vector<int> wanted = m_map.selection();
    std::erase_if(wanted, [this](int place) { return !m_model->indexOf(place).isValid(); });
    if (wanted == selectedPlaces())
        return;
    m_apply.stop();
    QItemSelection selection;
    for (const int place : wanted)
        selection.select(m_model->indexOf(place), m_model->indexOf(place));
    const QScopedValueRollback following(m_following, true);
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
}

void PlateMapView::goTo(const QModelIndex& index) {
    const int place = m_model->placeAt(index);
    if (place < 0)
        return;
    m_map.goTo(place);
    emit left();
}

bool PlateMapView::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride && isForMap(static_cast<QKeyEvent&>(*event))) {
        event->accept();
        return true;
    }
    return QTableView::event(event);
}

/// What is selected, a name a line; else where the keyboard is.
void PlateMapView::copy() const {
    const std::vector<int> chosen = m_map.selection().empty() ? std::vector{m_model->placeAt(currentIndex())} : m_map.selection();
    QStringList names;
    for (const int place : chosen)
        if (place >= 0)
            names.append(placeText(m_map.places().places[static_cast<std::size_t>(place)]));
    if (!names.isEmpty())
        QGuiApplication::clipboard()->setText(names.join(u'\n'));
}

void PlateMapView::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy))
        return copy();
    m_adding = event->modifiers() & (Qt::ControlModifier | Qt::ShiftModifier);
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter: return goTo(currentIndex());
    case Qt::Key_Space: return selectionModel()->select(currentIndex(), QItemSelectionModel::Toggle);
    case Qt::Key_Escape:
        m_apply.stop();
        if (m_map.selection().empty())
            emit left();
        clearSelection();
        return m_map.select({});
    default: QTableView::keyPressEvent(event);
    }
}

void PlateMapView::mousePressEvent(QMouseEvent* event) {
    m_adding = event->modifiers() & (Qt::ControlModifier | Qt::ShiftModifier);
    QTableView::mousePressEvent(event);
    m_apply.start(); // also where this plate's selection stays the same: that of the others may go
}

void PlateMapView::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton)
        goTo(indexAt(event->position().toPoint()));
}

/// Arrows skip wells without a field.
QModelIndex PlateMapView::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) {
    const int down = action == MoveDown ? 1 : action == MoveUp ? -1 : 0;
    const int right = action == MoveRight ? 1 : action == MoveLeft ? -1 : 0;
    if ((down == 0 && right == 0) || !currentIndex().isValid())
        return QTableView::moveCursor(action, modifiers);
    QModelIndex next = currentIndex();
    do
        next = m_model->index(next.row() + down, next.column() + right);
    while (next.isValid() && m_model->placeAt(next) < 0);
    return next.isValid() ? next : currentIndex();
}

} // namespace locascope
