#pragma once

#include "ui/models/session.h"

#include <QWidget>

class QLabel;
class QSlider;

namespace locascope {

class GalleryDelegate;
class GalleryGrid;
class GalleryModel;

/// Thumbnails of the samples that pass the filter. The current one is framed and a click goes to another; with Shift or Ctrl, by mouse or keys, several are
/// selected. Their size is the slider's, or Ctrl and the wheel's, and is remembered.
class GalleryView final : public QWidget {
    Q_OBJECT
public:
    explicit GalleryView(Session& session, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    GalleryGrid& grid() { return *m_grid; }

    static constexpr int smallest = 48; ///< pictures, logical pixels
    static constexpr int usual = 92;
    static constexpr int largest = 192;

protected:
    void changeEvent(QEvent* event) override;

private:
    void pick(int row, Qt::KeyboardModifiers modifiers);
    void setPictureSide(int side);
    void followOrder();
    void followCurrent();
    void showSelection();
    QString headingOf(const SampleGroup& group) const;
    void retranslate();

    Session& m_session;
    GalleryModel* m_model;
    GalleryGrid* m_grid;
    GalleryDelegate* m_delegate;
    QLabel* m_selected;
    QSlider* m_size;
};

} // namespace locascope
