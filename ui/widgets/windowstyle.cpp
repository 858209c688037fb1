#include "ui/widgets/windowstyle.h"

#include "ui/widgets/theme.h"

#include <QPainter>
#include <QStyleFactory>
#include <QStyleOptionSlider>

#include <algorithm>

namespace locascope {

namespace {

constexpr int shortestHandle = 28;
constexpr int handleMargin = 3;

int lengthOf(const QStyleOptionSlider& bar) { return bar.orientation == Qt::Horizontal ? bar.rect.width() : bar.rect.height(); }

int handleLength(const QStyleOptionSlider& bar) {
    const qint64 all = qint64(bar.maximum) - bar.minimum + bar.pageStep;
    const qint64 share = all > 0 ? qint64(lengthOf(bar)) * bar.pageStep / all : lengthOf(bar);
    return int(std::clamp<qint64>(share, std::min(shortestHandle, lengthOf(bar)), lengthOf(bar)));
}

/// [from, to) along the bar, over its whole breadth.
QRect stretch(const QStyleOptionSlider& bar, int from, int to) {
    return bar.orientation == Qt::Horizontal ? QRect(bar.rect.left() + from, bar.rect.top(), to - from, bar.rect.height())
                                             : QRect(bar.rect.left(), bar.rect.top() + from, bar.rect.width(), to - from);
}

QRect partOf(const QStyleOptionSlider& bar, QStyle::SubControl part) {
    const int length = lengthOf(bar);
    const int handle = handleLength(bar);
    const int start = QStyle::sliderPositionFromValue(bar.minimum, bar.maximum, bar.sliderPosition, length - handle, bar.upsideDown);
    switch (part) {
    case QStyle::SC_ScrollBarSlider: return stretch(bar, start, start + handle);
    case QStyle::SC_ScrollBarSubPage: return stretch(bar, 0, start);
    case QStyle::SC_ScrollBarAddPage: return stretch(bar, start + handle, length);
    case QStyle::SC_ScrollBarGroove: return bar.rect;
    default: return {};
    }
}

/// Between border and muted text: told from its ground at 3 to 1, and quieter than words.
QColor quietEdge(const ThemeColours& colours) {
    const auto between = [](int a, int b) { return (a + b) / 2; };
    return {between(colours.border.red(), colours.mutedText.red()), between(colours.border.green(), colours.mutedText.green()),
            between(colours.border.blue(), colours.mutedText.blue())};
}

void paintScrollBar(const QStyleOptionSlider& bar, QPainter& painter) {
    const ThemeColours& colours = themeColours(bar.palette);
    painter.fillRect(bar.rect, colours.window);
    if (bar.maximum <= bar.minimum)
        return;
    const bool isHeld = bar.state.testFlag(QStyle::State_Sunken) && bar.activeSubControls.testFlag(QStyle::SC_ScrollBarSlider);
    const bool isUnderMouse = bar.state.testFlag(QStyle::State_MouseOver) && bar.activeSubControls.testFlag(QStyle::SC_ScrollBarSlider);
    const QRect handle = partOf(bar, QStyle::SC_ScrollBarSlider).adjusted(handleMargin, handleMargin, -handleMargin, -handleMargin);
    painter.fillRect(handle, isHeld ? colours.accent : isUnderMouse ? colours.mutedText : quietEdge(colours));
}

} // namespace

WindowStyle::WindowStyle()
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) {}

void WindowStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const {
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    if ((element != PE_IndicatorCheckBox && element != PE_IndicatorRadioButton) || !option->state.testFlag(State_Enabled))
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(quietEdge(themeColours(option->palette)));
    painter->setBrush(Qt::NoBrush);
    const QRectF edge = QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5);
    if (element == PE_IndicatorCheckBox)
        painter->drawRect(edge);
    else
        painter->drawEllipse(edge);
    painter->restore();
}

void WindowStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget) const {
    if (const auto* bar = control == CC_ScrollBar ? qstyleoption_cast<const QStyleOptionSlider*>(option) : nullptr)
        paintScrollBar(*bar, *painter);
    else
        QProxyStyle::drawComplexControl(control, option, painter, widget);
}

int WindowStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* result) const {
    return hint == SH_ScrollBar_Transient ? 0 : QProxyStyle::styleHint(hint, option, widget, result);
}

QRect WindowStyle::subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part, const QWidget* widget) const {
    if (const auto* bar = control == CC_ScrollBar ? qstyleoption_cast<const QStyleOptionSlider*>(option) : nullptr)
        return visualRect(bar->direction, bar->rect, partOf(*bar, part));
    return QProxyStyle::subControlRect(control, option, part, widget);
}

} // namespace locascope
