#include "ui/widgets/gallerygrid.h"

#include "ui/widgets/gallerymodel.h"
#include "ui/widgets/theme.h"

#include <QAbstractItemDelegate>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>
#include <utility>

namespace locascope {

namespace {

constexpr int wheelStep = 120; // eighths of a degree

} // namespace

std::optional<QAbstractItemView::CursorAction> GalleryGrid::actionOf(int key) {
    switch (key) {
    case Qt::Key_Up: return MoveUp;
    case Qt::Key_Down: return MoveDown;
    case Qt::Key_Left: return MoveLeft;
    case Qt::Key_Right: return MoveRight;
    case Qt::Key_Home: return MoveHome;
    case Qt::Key_End: return MoveEnd;
    case Qt::Key_PageUp: return MovePageUp;
    case Qt::Key_PageDown: return MovePageDown;
    default: return std::nullopt;
    }
}

GalleryGrid::GalleryGrid(QWidget* parent) : QAbstractItemView(parent) {
    setSelectionMode(NoSelection);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // columns that come and go with it would oscillate
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
}

void GalleryGrid::setCellSize(QSize cell) {
    if (cell == m_cell)
        return;
    m_cell = cell;
    layOut();
}

void GalleryGrid::setGroups(const std::vector<SampleGroup>& groups) {
    m_groups = groups;
    layOut();
}

void GalleryGrid::reset() {
    QAbstractItemView::reset();
    m_hovered = -1;
    m_groups.clear(); // of the rows before
    layOut();
}

/// The cell at the top stays there, and so does the top of all.
void GalleryGrid::layOut() {
    const int rows = model() ? model()->rowCount() : 0;
    const std::vector<int> seen = seenRows();
    const int first = seen.empty() || verticalOffset() == 0 ? -1 : seen.front();
    const int before = first < 0 ? 0 : m_layout.cell(first).top() - verticalOffset();
    m_layout = GalleryLayout(rows, m_groups, {m_cell, fontMetrics().height() + 10, viewport()->width()});
    updateGeometries();
    if (first >= 0 && first < rows)
        verticalScrollBar()->setValue(m_layout.cell(first).top() - before);
    viewport()->update();
}

std::vector<int> GalleryGrid::seenRows() const {
    return m_layout.seen(verticalOffset(), verticalOffset() + viewport()->height()).rows;
}

QString GalleryGrid::headingAt(QPoint place) const {
    const int y = place.y() + verticalOffset();
    for (const GalleryLayout::Heading& heading : m_layout.seen(y, y).headings)
        if (heading.place.contains(place.x(), y) && m_headingText)
            return m_headingText(m_groups[static_cast<std::size_t>(heading.group)]);
    return {};
}

int GalleryGrid::verticalOffset() const { return verticalScrollBar()->value(); }

QRect GalleryGrid::visualRect(const QModelIndex& index) const {
    return index.isValid() ? m_layout.cell(index.row()).translated(0, -verticalOffset()) : QRect();
}

QModelIndex GalleryGrid::indexAt(const QPoint& place) const {
    const int row = m_layout.rowAt(place + QPoint(0, verticalOffset()));
    return row >= 0 && model() ? model()->index(row, 0) : QModelIndex();
}

void GalleryGrid::scrollTo(const QModelIndex& index, ScrollHint hint) {
    if (!index.isValid())
        return;
    const QRect cell = m_layout.cell(index.row());
    const int page = viewport()->height();
    QScrollBar* bar = verticalScrollBar();
    if (hint == PositionAtCenter)
        bar->setValue(cell.center().y() - page / 2);
    else if (cell.top() < bar->value() || hint == PositionAtTop)
        bar->setValue(cell.top());
    else if (cell.bottom() >= bar->value() + page || hint == PositionAtBottom)
        bar->setValue(cell.bottom() + 1 - page);
}

void GalleryGrid::updateGeometries() {
    QScrollBar* bar = verticalScrollBar();
    bar->setRange(0, std::max(0, m_layout.height() - viewport()->height()));
    bar->setPageStep(viewport()->height());
    bar->setSingleStep(std::max(1, m_cell.height() / 3));
    QAbstractItemView::updateGeometries();
}

void GalleryGrid::scrollContentsBy(int dx, int dy) {
    viewport()->scroll(dx, dy);
    setHovered(-1);
}

QModelIndex GalleryGrid::moveCursor(CursorAction action, Qt::KeyboardModifiers) {
    const int rows = model() ? model()->rowCount() : 0;
    if (rows == 0)
        return {};
    const int row = std::max(currentIndex().row(), 0);
    const int page = std::max(1, viewport()->height() / m_cell.height() - 1);
    const auto at = [&](int target) { return model()->index(std::clamp(target, 0, rows - 1), 0); };
    switch (action) {
    case MoveUp: return at(m_layout.rowInLine(row, -1));
    case MoveDown: return at(m_layout.rowInLine(row, 1));
    case MoveLeft:
    case MovePrevious: return at(row - 1);
    case MoveRight:
    case MoveNext: return at(row + 1);
    case MoveHome: return at(0);
    case MoveEnd: return at(rows - 1);
    case MovePageUp: return at(m_layout.rowInLine(row, -page));
    case MovePageDown: return at(m_layout.rowInLine(row, page));
    }
    return {};
}

QRegion GalleryGrid::visualRegionForSelection(const QItemSelection&) const { return viewport()->rect(); }

void GalleryGrid::paintCell(QPainter& painter, int row) {
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const QModelIndex index = model()->index(row, 0);
    option.rect = visualRect(index);
    option.state.setFlag(QStyle::State_Selected, index.data(GalleryModel::SelectedRole).toBool());
    option.state.setFlag(QStyle::State_HasFocus, index == currentIndex());
    option.state.setFlag(QStyle::State_MouseOver, row == m_hovered);
    itemDelegate()->paint(&painter, option, index);
}

void GalleryGrid::paintHeading(QPainter& painter, const GalleryLayout::Heading& heading) const {
    const QRect place = heading.place.translated(0, -verticalOffset());
    painter.fillRect(place.adjusted(2, 2, -2, -1), themeColours(palette()).raised);
    painter.setPen(themeColours(palette()).text);
    const QString text = m_headingText ? m_headingText(m_groups[static_cast<std::size_t>(heading.group)]) : QString();
    painter.drawText(place.adjusted(8, 1, -8, 0), Qt::AlignVCenter, fontMetrics().elidedText(text, Qt::ElideRight, place.width() - 16));
}

void GalleryGrid::paintEvent(QPaintEvent* event) {
    if (!model())
        return;
    QPainter painter(viewport());
    for (const QRect& part : event->region()) {
        const GalleryLayout::Seen seen = m_layout.seen(part.top() + verticalOffset(), part.bottom() + verticalOffset());
        for (const GalleryLayout::Heading& heading : seen.headings)
            paintHeading(painter, heading);
        for (const int row : seen.rows)
            if (visualRect(model()->index(row, 0)).intersects(part))
                paintCell(painter, row);
    }
}

void GalleryGrid::resizeEvent(QResizeEvent* event) {
    QAbstractItemView::resizeEvent(event);
    layOut();
}

void GalleryGrid::mousePressEvent(QMouseEvent* event) {
    const QModelIndex index = indexAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && index.isValid())
        emit picked(index.row(), event->modifiers());
}

void GalleryGrid::mouseMoveEvent(QMouseEvent* event) { setHovered(indexAt(event->position().toPoint()).row()); }

void GalleryGrid::mouseReleaseEvent(QMouseEvent*) {}

void GalleryGrid::setHovered(int row) {
    if (row == m_hovered)
        return;
    for (const int one : {std::exchange(m_hovered, row), row})
        if (one >= 0 && model())
            viewport()->update(visualRect(model()->index(one, 0)));
}

void GalleryGrid::keyPressEvent(QKeyEvent* event) {
    const auto action = actionOf(event->key());
    if (!action || (event->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)))
        return event->ignore();
    const QModelIndex index = moveCursor(*action, event->modifiers());
    if (index.isValid())
        emit picked(index.row(), event->modifiers() & Qt::ShiftModifier);
}

void GalleryGrid::wheelEvent(QWheelEvent* event) {
    if (!event->modifiers().testFlag(Qt::ControlModifier))
        return QAbstractItemView::wheelEvent(event);
    m_wheel += event->angleDelta().y();
    if (const int steps = m_wheel / wheelStep) {
        m_wheel -= steps * wheelStep;
        emit resizeWanted(steps);
    }
    event->accept();
}

bool GalleryGrid::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::Leave)
        setHovered(-1);
    return QAbstractItemView::viewportEvent(event);
}

} // namespace locascope
