#include "ui/widgets/galleryview.h"

#include "ui/widgets/filterbar.h"
#include "ui/widgets/gallerydelegate.h"
#include "ui/widgets/gallerymodel.h"

#include <QEvent>
#include <QItemSelectionModel>
#include <QListView>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace locascope {

GalleryView::GalleryView(Session& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_model(new GalleryModel(session, this)), m_list(new QListView) {
    m_list->setModel(m_model);
    m_list->setItemDelegate(new GalleryDelegate(m_list));
    m_list->setViewMode(QListView::IconMode);
    m_list->setMovement(QListView::Static);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setUniformItemSizes(true);
    m_list->setGridSize(GalleryDelegate::cellSize(fontMetrics()));
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setFocusPolicy(Qt::TabFocus);
    m_list->setMouseTracking(true);
    m_list->setAccessibleName(tr("Gallery"));
    m_list->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // columns that come and go with it would oscillate
    m_list->viewport()->installEventFilter(this);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(new FilterBar(session));
    layout->addWidget(m_list, 1);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& index) {
        if (index.isValid())
            m_session.goTo(index.data(GalleryModel::SampleRole).toInt());
    });
    connect(&session, &Session::currentChanged, this, &GalleryView::followCurrent);
    connect(m_model, &QAbstractItemModel::modelReset, this, &GalleryView::followCurrent);
}

QSize GalleryView::sizeHint() const {
    const QSize cell = GalleryDelegate::cellSize(fontMetrics());
    return {cell.width() * 2 + m_list->verticalScrollBar()->sizeHint().width() + 12, cell.height() * 4};
}

bool GalleryView::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_list->viewport() && event->type() == QEvent::Resize)
        fitColumns();
    return QWidget::eventFilter(watched, event);
}

void GalleryView::fitColumns() {
    const QSize cell = GalleryDelegate::cellSize(fontMetrics());
    const int width = m_list->viewport()->width() - 2;
    const int columns = std::max(1, width / cell.width());
    const QSize grid(width / columns, cell.height());
    if (grid != m_list->gridSize())
        m_list->setGridSize(grid);
}

void GalleryView::followCurrent() {
    const QModelIndex index = m_model->index(m_session.currentRow());
    if (!index.isValid())
        return m_list->selectionModel()->clear();
    if (index != m_list->currentIndex())
        m_list->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
    m_list->scrollTo(index);
}

} // namespace locascope
