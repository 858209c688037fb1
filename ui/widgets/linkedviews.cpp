#include "ui/widgets/linkedviews.h"

#include <QGridLayout>

#include <algorithm>

namespace locascope {

namespace {

constexpr QSize smallestPane{80, 60};
constexpr int gap = 2;
constexpr int mostRowsOrColumns = 4;

int columnsOf(int count) { return count <= 1 ? 1 : count <= 4 ? 2 : 3; }

} // namespace

FieldPosition linkedPosition(const FieldView& from, const FieldView& to) {
    FieldPosition position = from.position();
    if (!position.fitted && !from.imageSize().isEmpty() && !to.imageSize().isEmpty())
        position.scale *= fittingScale(to.imageSize(), to.deviceSize()) / fittingScale(from.imageSize(), from.deviceSize());
    return position;
}

LinkedViews::LinkedViews(QWidget* parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this)) {
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(gap);
    addView();
    m_leader = m_views.first();
    arrange(Shape::Grid);
}

void LinkedViews::addView() {
    auto* view = new FieldView;
    if (!m_views.isEmpty()) {
        view->setMinimumSize(smallestPane);
        view->setPosition(m_views.first()->position());
    }
    view->holdPanning(m_panningHeld);
    connect(view, &FieldView::pressed, this, [this, number = int(m_views.size())] { emit pressed(number); });
    connect(view, &FieldView::positionChanged, this, [this, view] { follow(*view); });
    connect(view, &FieldView::pointedAt, this, [this, view](const std::optional<FieldReading>& reading) { point(*view, reading); });
    m_views.append(view);
    m_positions.append(view->position());
}

void LinkedViews::show(int count, Shape shape) {
    if (count == m_count && shape == m_shape)
        return;
    while (m_views.size() < count)
        addView();
    for (int i = count; i < m_views.size(); ++i)
        if (m_views[i]->hasFocus())
            m_views.first()->setFocus(); // else a button or a text field would get the keys
    for (int i = count; i < m_views.size(); ++i)
        m_views[i]->showState(FieldState::NoPlate);
    m_count = count;
    m_leader = m_views.first();
    arrange(shape);
    link();
    point(*m_views.first(), std::nullopt);
}

void LinkedViews::arrange(Shape shape) {
    m_shape = shape;
    const bool tall = shape == Shape::FirstTall && m_count > 1;
    const int columns = tall ? 1 + columnsOf(m_count - 1) : columnsOf(m_count);
    const int across = tall ? columns - 1 : columns;
    const int rows = (m_count - (tall ? 1 : 0) + across - 1) / across;
    for (FieldView* view : std::as_const(m_views))
        m_grid->removeWidget(view);
    for (int i = 0; i < m_views.size(); ++i) {
        const int place = tall ? i - 1 : i;
        if (i < m_count && place < 0)
            m_grid->addWidget(m_views[i], 0, 0, rows, 1);
        else if (i < m_count)
            m_grid->addWidget(m_views[i], place / across, place % across + (tall ? 1 : 0));
        m_views[i]->setParent(this);
        m_views[i]->setVisible(i < m_count);
    }
    m_views.first()->setMinimumSize(m_count > 1 ? smallestPane : QSize(0, 0)); // else it would take the others' room
    for (int i = 0; i < mostRowsOrColumns; ++i) {
        m_grid->setColumnStretch(i, i < columns ? 1 : 0);
        m_grid->setRowStretch(i, i < rows ? 1 : 0);
    }
}

void LinkedViews::holdPanning(bool held) {
    m_panningHeld = held;
    for (FieldView* view : std::as_const(m_views))
        view->holdPanning(held);
}

/// Also when a view got another size or image: then it has to follow, not to lead.
void LinkedViews::follow(FieldView& moved) {
    if (m_linking || m_count == 1)
        return;
    if (moved.position() != m_positions[m_views.indexOf(&moved)])
        m_leader = &moved;
    link();
}

void LinkedViews::link() {
    m_linking = true;
    for (int i = 0; i < m_count; ++i) {
        if (m_views[i] != m_leader)
            m_views[i]->setPosition(linkedPosition(*m_leader, *m_views[i]));
        m_positions[i] = m_views[i]->position();
    }
    m_linking = false;
}

void LinkedViews::point(const FieldView& pointed, const std::optional<FieldReading>& reading) {
    const auto fraction = reading ? pointed.pointedFraction(*reading) : std::nullopt;
    for (FieldView* view : std::as_const(m_views))
        view->setLinkedPoint(view == &pointed ? std::nullopt : fraction);
    emit pointedAt(reading);
}

} // namespace locascope
