#pragma once

#include "ui/widgets/gallerylayout.h"

#include <QAbstractItemView>

#include <functional>
#include <optional>
#include <vector>

namespace locascope {

/// Cells in lines under headings; the rows of its model are the cells. It lays out groups, not items, so that a million rows scroll as a hundred.
/// It selects nothing by itself: what a click or a key means is said by `picked`.
class GalleryGrid final : public QAbstractItemView {
    Q_OBJECT
public:
    explicit GalleryGrid(QWidget* parent = nullptr);

    using HeadingText = std::function<QString(const SampleGroup&)>;
    void setHeadingText(HeadingText text) { m_headingText = std::move(text); }
    void setCellSize(QSize cell);
    /// Belongs to the model's rows; called while or after the model is reset.
    void setGroups(const std::vector<SampleGroup>& groups);
    int columns() const { return m_layout.columns(); }
    QString headingAt(QPoint place) const; ///< empty where none is
    std::vector<int> seenRows() const;

    QRect visualRect(const QModelIndex& index) const override;
    QModelIndex indexAt(const QPoint& place) const override;
    void scrollTo(const QModelIndex& index, ScrollHint hint = EnsureVisible) override;
    void reset() override;

signals:
    void picked(int row, Qt::KeyboardModifiers modifiers);
    void resizeWanted(int steps); ///< Ctrl and the wheel: larger (> 0) or smaller

protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    int horizontalOffset() const override { return 0; }
    int verticalOffset() const override;
    bool isIndexHidden(const QModelIndex&) const override { return false; }
    void setSelection(const QRect&, QItemSelectionModel::SelectionFlags) override {}
    QRegion visualRegionForSelection(const QItemSelection& selection) const override;
    void updateGeometries() override;
    void scrollContentsBy(int dx, int dy) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    bool viewportEvent(QEvent* event) override;

private:
    static std::optional<CursorAction> actionOf(int key);
    void layOut();
    void setHovered(int row);
    void paintHeading(QPainter& painter, const GalleryLayout::Heading& heading) const;
    void paintCell(QPainter& painter, int row);

    HeadingText m_headingText;
    std::vector<SampleGroup> m_groups;
    GalleryLayout m_layout;
    QSize m_cell{64, 64};
    int m_hovered = -1;
    int m_wheel = 0; ///< eighths of a degree not yet made a step
};

} // namespace locascope
