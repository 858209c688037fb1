#include "ui/widgets/platemaplegend.h"

#include "ui/widgets/categorycolour.h"
#include "ui/widgets/colourramp.h"
#include "ui/widgets/platemapdelegate.h"
#include "ui/widgets/platemaptext.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QPainter>
#include <QVector>

#include <algorithm>

namespace locascope {

namespace {

constexpr int space = 5;
constexpr int mostRows = 5; ///< of categories

/// Where each category stands: row by row, as many in a row as fit.
QVector<QRect> categoryPlaces(const QStringList& names, const QFontMetrics& metrics, int width) {
    QVector<QRect> places;
    const int row = metrics.height() + 2;
    int left = space, top = 0;
    for (const QString& name : names) {
        const int needed = std::min(metrics.ascent() + 4 + metrics.horizontalAdvance(name) + 2 * space, std::max(width - 2 * space, row));
        if (left > space && left + needed > width) {
            left = space;
            top += row;
        }
        places.append(QRect(left, top, needed, row));
        left += needed;
    }
    return places;
}

QStringList categoryNames(const PlateMap& map) {
    QStringList names;
    for (int i = 0; i < map.values()->categories.size(); ++i)
        names.append(valueText(i, map));
    return names;
}

} // namespace

PlateMapLegend::PlateMapLegend(const PlateMap& map, QWidget* parent) : QWidget(parent), m_map(map) {
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    for (const auto signal : {&PlateMap::figuresChanged, &PlateMap::placesChanged, &PlateMap::shownGroupChanged})
        connect(&map, signal, this, &PlateMapLegend::refresh);
    refresh();
}

void PlateMapLegend::refresh() {
    setAccessibleName(tr("Colours: %1").arg(rangeText()));
    setToolTip(tr("%1, %2. Struck through: no data yet. Hollow: no field.").arg(colouringText(m_map), rangeText()));
    updateGeometry();
    update();
}

QSize PlateMapLegend::sizeHint() const { return {fontMetrics().height() * 12, (upperRows() + 1) * rowHeight()}; }

int PlateMapLegend::rowHeight() const { return fontMetrics().height() + 2; }

int PlateMapLegend::upperRows() const {
    if (!m_map.isByCategory() || m_map.values()->categories.isEmpty())
        return 1;
    return std::min(categoryPlaces(categoryNames(m_map), fontMetrics(), width()).last().top() / rowHeight() + 1, mostRows);
}

QString PlateMapLegend::rangeText() const {
    return m_map.isByCategory() ? categoryNames(m_map).join(QStringLiteral(", ")) : tr("%1 to %2").arg(valueText(m_map.lowest(), m_map), valueText(m_map.highest(), m_map));
}

bool PlateMapLegend::showsWells() const {
    return m_map.shownGroup() >= 0 && m_map.places().groups[static_cast<std::size_t>(m_map.shownGroup())].hasWells;
}

void PlateMapLegend::paintSigns(QPainter& painter, int top) const {
    const int side = fontMetrics().ascent(), row = rowHeight();
    int left = space;
    const auto sign = [&](const QString& text, auto paint) {
        paint(painter, QRectF(left, top + (row - side) / 2, side, side), palette());
        left += side + 4;
        painter.setPen(themeColours(palette()).mutedText);
        painter.drawText(QRect(left, top, width(), row), Qt::AlignVCenter, text);
        left += fontMetrics().horizontalAdvance(text) + 3 * space;
    };
    sign(m_map.colouring() == MapColouring::Thumbnails ? tr("no picture") : tr("no data"), PlateMapDelegate::paintNoData);
    if (showsWells())
        sign(tr("no field"), PlateMapDelegate::paintNoField);
}

void PlateMapLegend::paintRamp(QPainter& painter) const {
    const int row = rowHeight(), side = fontMetrics().ascent(), top = (row - side) / 2;
    const QString from = valueText(m_map.lowest(), m_map), to = valueText(m_map.highest(), m_map);
    const int right = width() - space - fontMetrics().horizontalAdvance(to);
    painter.setPen(themeColours(palette()).mutedText);
    painter.drawText(QRect(right, 0, width(), row), Qt::AlignVCenter, to);
    painter.drawText(QRect(space, 0, width(), row), Qt::AlignVCenter, from);
    const int start = 2 * space + fontMetrics().horizontalAdvance(from);
    const int length = right - space - start;
    for (int x = 0; x < length; ++x) // a gradient of so many stops is no faster
        painter.fillRect(start + x, top, 1, side, rampColour(double(x) / std::max(1, length - 1)));
}

void PlateMapLegend::paintCategories(QPainter& painter) const {
    const QStringList names = categoryNames(m_map);
    const QVector<QRect> places = categoryPlaces(names, fontMetrics(), width());
    const int side = fontMetrics().ascent();
    for (int i = 0; i < names.size(); ++i) {
        const QRect& place = places[i];
        if (place.top() / rowHeight() >= mostRows)
            return;
        painter.fillRect(QRect(place.left(), place.top() + (rowHeight() - side) / 2, side, side), categoryColour(i));
        painter.setPen(themeColours(palette()).mutedText);
        const QRect text = place.adjusted(side + 4, 0, 0, 0);
        painter.drawText(text, Qt::AlignVCenter, fontMetrics().elidedText(names[i], Qt::ElideRight, text.width()));
    }
}

void PlateMapLegend::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintSigns(painter, upperRows() * rowHeight());
    if (m_map.isByCategory())
        paintCategories(painter);
    else if (m_map.colouring() != MapColouring::Thumbnails && !(isGiven(m_map.colouring()) && !m_map.values()))
        paintRamp(painter);
}

void PlateMapLegend::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QWidget::changeEvent(event);
}

void PlateMapLegend::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    updateGeometry(); // another width may need other rows
}

} // namespace locascope
