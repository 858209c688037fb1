#pragma once

#include "ui/widgets/fieldview.h"

#include <QVector>
#include <QWidget>

class QGridLayout;

namespace locascope {

/// Where `from` looks, for `to`: the same part of the field, whatever the sizes of the images and of the views. Empty sizes: as it was.
FieldPosition linkedPosition(const FieldView& from, const FieldView& to);

/// Field views side by side that always show the same part of their fields, and the cursor of one in all. The first one is always there. Knows no session.
class LinkedViews final : public QWidget {
    Q_OBJECT
public:
    explicit LinkedViews(QWidget* parent = nullptr);

    enum class Shape {
        Grid,      ///< rows of equal views
        FirstTall, ///< the first one at the left, over the whole height
    };
    /// The first `count` views, 1 or more, are seen; the others let go of their images.
    void show(int count, Shape shape);
    int count() const { return m_count; }
    FieldView& operator[](int view) { return *m_views[view]; } ///< view < count()
    void holdPanning(bool held);

signals:
    void pressed(int view); ///< with the left button, which does not pan
    /// Of the view under the cursor.
    void pointedAt(const std::optional<locascope::FieldReading>& reading);

private:
    void addView();
    void arrange(Shape shape);
    void follow(FieldView& moved);
    void link();
    void point(const FieldView& pointed, const std::optional<FieldReading>& reading);

    QGridLayout* m_grid;
    QVector<FieldView*> m_views;
    int m_count = 1;
    Shape m_shape = Shape::Grid;
    FieldView* m_leader = nullptr;      ///< moved last by hand; what another size or image changes follows it
    QVector<FieldPosition> m_positions; ///< of the views, as they were linked last
    bool m_linking = false;
    bool m_panningHeld = false;
};

} // namespace locascope
