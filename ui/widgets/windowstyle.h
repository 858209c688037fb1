#pragma once

#include <QProxyStyle>

namespace locascope {

/// Fusion with flat scroll bars. Fusion's own are drawn in translucent layers that Qt hands to a pool of threads, and the window then waits for
/// threads that have no core free: up to 10 ms a bar while images are decoded, measured. Boxes and rings that can be checked have an edge that is seen on dark ground, which Fusion's is not.
class WindowStyle final : public QProxyStyle {
    Q_OBJECT
public:
    WindowStyle();

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget) const override;
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* result) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part, const QWidget* widget) const override;
};

} // namespace locascope
