#include "ui/widgets/platemapheader.h"

#include "ui/widgets/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace locascope {

namespace {

constexpr int smallestLabel = 9; ///< pixels
constexpr int room = 4;          ///< between two labels

} // namespace

PlateMapHeader::PlateMapHeader(Qt::Orientation orientation, QWidget* parent) : QHeaderView(orientation, parent) {
    setMinimumSectionSize(1);
    setSectionResizeMode(QHeaderView::Fixed);
    setSectionsClickable(true);
    setHighlightSections(false);
}

QFont PlateMapHeader::labelFont() const {
    QFont font = this->font();
    font.setPixelSize(std::max(smallestLabel, fontMetrics().height() * 5 / 8));
    return font;
}

QString PlateMapHeader::label(int section) const { return model()->headerData(section, orientation(), Qt::DisplayRole).toString(); }

QSize PlateMapHeader::sizeHint() const {
    const QFontMetrics metrics(labelFont());
    return orientation() == Qt::Horizontal ? QSize(0, metrics.height() + 2) : QSize(metrics.horizontalAdvance(QStringLiteral("AF")) + 6, 0);
}

int PlateMapHeader::step() const {
    const QFontMetrics metrics(labelFont());
    const int needed = orientation() == Qt::Horizontal ? metrics.horizontalAdvance(QString::number(count())) + room : metrics.ascent() + 1;
    return std::max(1, static_cast<int>(std::ceil(double(needed) / std::max(1, defaultSectionSize()))));
}

void PlateMapHeader::mark(int section) {
    if (section == m_marked)
        return;
    m_marked = section;
    viewport()->update();
}

void PlateMapHeader::paintEvent(QPaintEvent*) {
    const ThemeColours& colours = themeColours(palette());
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), colours.base);
    painter.setFont(labelFont());
    const int every = step();
    const bool isRow = orientation() == Qt::Horizontal;
    const auto draw = [&](int section) {
        const int middle = sectionViewportPosition(section) + sectionSize(section) / 2;
        const int half = painter.fontMetrics().ascent() / 2;
        const int shown = isRow ? middle : std::max(middle, half); // the first row's name is not cut off
        const QRect box = isRow ? QRect(middle - 50, 0, 100, height()) : QRect(0, shown - 50, width() - 3, 100);
        painter.drawText(box, isRow ? Qt::AlignCenter : Qt::AlignVCenter | Qt::AlignRight, label(section));
    };
    painter.setPen(colours.mutedText);
    for (int section = 0; section < count(); section += every)
        if (m_marked < 0 || std::abs(section - m_marked) >= every)
            draw(section);
    painter.setPen(colours.text);
    if (m_marked >= 0 && m_marked < count())
        draw(m_marked);
}

} // namespace locascope
