#include "ui/widgets/platemaplegend.h"

#include "ui/widgets/colourramp.h"
#include "ui/widgets/platemapdelegate.h"
#include "ui/widgets/platemaptext.h"
#include "ui/widgets/theme.h"

#include <QPainter>

namespace locascope {

namespace {

constexpr int space = 5;

QString lowest(MapColouring colouring) { return valueText(0, colouring); }

} // namespace

PlateMapLegend::PlateMapLegend(const PlateMap& map, QWidget* parent) : QWidget(parent), m_map(map) {
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    const auto refresh = [this] {
        setAccessibleName(tr("Colours: %1").arg(rangeText()));
        setToolTip(tr("%1, %2. Struck through: no data yet. Hollow: no field.").arg(colouringText(m_map.colouring()), rangeText()));
        update();
    };
    for (const auto signal : {&PlateMap::figuresChanged, &PlateMap::placesChanged, &PlateMap::shownGroupChanged})
        connect(&map, signal, this, refresh);
    refresh();
}

QSize PlateMapLegend::sizeHint() const { return {fontMetrics().height() * 12, 2 * rowHeight()}; }

int PlateMapLegend::rowHeight() const { return fontMetrics().height() + 2; }

QString PlateMapLegend::rangeText() const {
    return tr("%1 to %2").arg(lowest(m_map.colouring()), valueText(m_map.highest(), m_map.colouring()));
}

bool PlateMapLegend::showsWells() const {
    return m_map.shownGroup() >= 0 && m_map.places().groups[static_cast<std::size_t>(m_map.shownGroup())].hasWells;
}

void PlateMapLegend::paintEvent(QPaintEvent*) {
    const ThemeColours& colours = themeColours(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(colours.mutedText);
    const int side = fontMetrics().ascent();
    const int row = rowHeight();
    const int top = (row - side) / 2;
    int left = space;
    const auto sign = [&](const QString& text, auto paint) {
        paint(painter, QRectF(left, row + top, side, side), palette());
        left += side + 4;
        painter.setPen(colours.mutedText);
        painter.drawText(QRect(left, row, width(), row), Qt::AlignVCenter, text);
        left += fontMetrics().horizontalAdvance(text) + 3 * space;
    };
    const bool isPictures = m_map.colouring() == MapColouring::Thumbnails;
    sign(isPictures ? tr("no picture") : tr("no data"), PlateMapDelegate::paintNoData);
    if (showsWells())
        sign(tr("no field"), PlateMapDelegate::paintNoField);
    if (isPictures)
        return;
    const QString from = lowest(m_map.colouring()), to = valueText(m_map.highest(), m_map.colouring());
    const int right = width() - space - fontMetrics().horizontalAdvance(to);
    painter.setPen(colours.mutedText);
    painter.drawText(QRect(right, 0, width(), row), Qt::AlignVCenter, to);
    painter.drawText(QRect(space, 0, width(), row), Qt::AlignVCenter, from);
    const int start = 2 * space + fontMetrics().horizontalAdvance(from);
    const int length = right - space - start;
    for (int x = 0; x < length; ++x) // a gradient of so many stops is no faster
        painter.fillRect(start + x, top, 1, side, rampColour(double(x) / std::max(1, length - 1)));
}

} // namespace locascope
