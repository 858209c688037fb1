#include "ui/widgets/galleryview.h"

#include "ui/widgets/classname.h"
#include "ui/widgets/filterbar.h"
#include "ui/widgets/gallerydelegate.h"
#include "ui/widgets/gallerygrid.h"
#include "ui/widgets/gallerymodel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QLabel>
#include <QLocale>
#include <QScrollBar>
#include <QSettings>
#include <QSlider>
#include <QVBoxLayout>

#include <algorithm>

namespace locascope {

namespace {

const QString sizeSetting = QStringLiteral("gallery/picture-side");
constexpr int sideStep = 12;

QString fromBytes(const std::string& text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

} // namespace

GalleryView::GalleryView(Session& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_model(new GalleryModel(session, this))
    , m_grid(new GalleryGrid)
    , m_delegate(new GalleryDelegate(m_grid))
    , m_selected(new QLabel)
    , m_size(new QSlider(Qt::Horizontal)) {
    m_grid->setItemDelegate(m_delegate);
    m_grid->setHeadingText([this](const SampleGroup& group) { return headingOf(group); });
    m_grid->setModel(m_model);
    m_size->setRange(smallest, largest);
    m_size->setFocusPolicy(Qt::TabFocus);
    m_selected->setForegroundRole(QPalette::PlaceholderText);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(6, 2, 6, 2);
    foot->addWidget(m_selected, 2);
    foot->addWidget(m_size, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(new FilterBar(session));
    layout->addWidget(m_grid, 1);
    layout->addLayout(foot);
    connect(m_grid, &GalleryGrid::picked, this, &GalleryView::pick);
    connect(m_grid, &GalleryGrid::resizeWanted, this, [this](int steps) { m_size->setValue(m_size->value() + steps * sideStep); });
    connect(m_size, &QSlider::valueChanged, this, &GalleryView::setPictureSide);
    connect(&session, &Session::currentChanged, this, &GalleryView::followCurrent);
    connect(&session, &Session::selectionChanged, this, &GalleryView::showSelection);
    connect(m_model, &QAbstractItemModel::modelReset, this, &GalleryView::followOrder);
    m_size->setValue(QSettings().value(sizeSetting, usual).toInt());
    setPictureSide(m_size->value());
    retranslate();
    followOrder();
}

QSize GalleryView::sizeHint() const {
    constexpr int columns = 2;
    GalleryDelegate usualCells;
    usualCells.setPictureSide(usual);
    const QSize cell = usualCells.cellSize(fontMetrics());
    return {cell.width() * columns + m_grid->verticalScrollBar()->sizeHint().width() + 12, cell.height() * 4};
}

void GalleryView::pick(int row, Qt::KeyboardModifiers modifiers) {
    const int sample = m_model->index(row).data(GalleryModel::SampleRole).toInt();
    if (modifiers.testFlag(Qt::ShiftModifier))
        m_session.extendSelectionTo(sample);
    else if (modifiers.testFlag(Qt::ControlModifier))
        m_session.toggleSelected(sample);
    else
        m_session.pick(sample);
}

void GalleryView::setPictureSide(int side) {
    QSettings().setValue(sizeSetting, side);
    m_delegate->setPictureSide(side);
    m_grid->setCellSize(m_delegate->cellSize(fontMetrics()));
}

void GalleryView::followOrder() {
    m_grid->setGroups(m_session.groups());
    followCurrent();
    showSelection();
}

void GalleryView::followCurrent() {
    const QModelIndex index = m_model->index(m_session.currentRow());
    const QModelIndex before = m_grid->currentIndex();
    m_grid->selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
    for (const QModelIndex& one : {before, index})
        m_grid->update(one);
    m_grid->scrollTo(index);
}

void GalleryView::showSelection() {
    const std::size_t count = m_session.selection().samples().size();
    m_selected->setText(count == 0 ? QString() : tr("%n selected", nullptr, int(count)));
}

QString GalleryView::headingOf(const SampleGroup& group) const {
    using Kind = SampleGroup::Kind;
    const auto name = [&]() -> QString {
        switch (group.kind) {
        case Kind::Class: return className(QString::fromStdString(m_session.vocabulary().at(group.labelClass).name));
        case Kind::Negative: return tr("Negative");
        case Kind::Unusable: return tr("Unusable");
        case Kind::Unsure: return tr("Unsure");
        case Kind::NoClass: return tr("No class");
        case Kind::Well: return group.plateName.empty() ? fromBytes(group.well) : fromBytes(group.plateName) + QStringLiteral(" · ") + fromBytes(group.well);
        case Kind::NoWell: return tr("No well");
        }
        return {};
    };
    return name() + QStringLiteral("  ") + QLocale().toString(group.count);
}

void GalleryView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    if (event->type() == QEvent::FontChange)
        m_grid->setCellSize(m_delegate->cellSize(fontMetrics()));
    QWidget::changeEvent(event);
}

void GalleryView::retranslate() {
    m_grid->setAccessibleName(tr("Gallery"));
    m_size->setToolTip(tr("Size of the pictures (Ctrl and the wheel)"));
    m_size->setAccessibleName(tr("Size of the pictures"));
    m_grid->viewport()->update();
    showSelection();
}

} // namespace locascope
