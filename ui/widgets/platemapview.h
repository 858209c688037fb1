#pragma once

#include "ui/models/placepictures.h"
#include "ui/models/platemap.h"

#include <QTableView>
#include <QTimer>

namespace locascope {

class PlateMapHeader;
class PlateMapModel;

/// The wells of a plate, as large as the room allows, to click, drag over and walk with the keyboard. What is selected becomes the session's filter.
/// Takes the keyboard only when it is given: clicks leave the keys to the labels.
class PlateMapView final : public QTableView {
    Q_OBJECT
public:
    PlateMapView(PlateMap& map, PlacePictures& pictures, const Vocabulary& vocabulary, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    /// Takes the keyboard, beginning at the current sample's well.
    void takeKeys();
    int cellSide() const;

signals:
    void left(); ///< the keyboard is wanted no longer: Esc without a selection, or a place was gone to

protected:
    bool event(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyboardSearch(const QString& text) override;
    void selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;

private:
    QSize smallestSize() const;
    void fitCells();
    void followSelection();
    void followCurrentPlace();
    void applySelection();
    std::vector<int> selectedPlaces() const;
    void copy() const;
    void goTo(const QModelIndex& index);

    PlateMap& m_map;
    PlacePictures& m_pictures;
    PlateMapModel* m_model;
    PlateMapHeader* m_columns;
    PlateMapHeader* m_rows;
    QTimer m_apply;           ///< a drag changes the selection more often than the gallery need follow
    bool m_following = false; ///< the selection is being set from the session
    bool m_adding = false;    ///< Ctrl or Shift: wells of other plates stay selected
};

} // namespace locascope
