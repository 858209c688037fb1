#include "ui/widgets/gallerylayout.h"

#include <algorithm>

namespace locascope {

GalleryLayout::GalleryLayout(int rows, const std::vector<SampleGroup>& groups, const Form& form)
    : m_heading(groups.empty() ? 0 : form.heading)
    , m_width(std::max(form.width, 1))
    , m_columns(std::max(1, m_width / std::max(1, form.cell.width()))) {
    m_cell = QSize(std::max(m_width / m_columns, 1), std::max(form.cell.height(), 1));
    if (groups.empty() && rows > 0)
        m_sections.push_back({0, rows, 0});
    for (const SampleGroup& group : groups)
        m_sections.push_back({group.firstRow, group.count, 0});
    for (Section& section : m_sections) {
        section.top = m_height;
        m_height += m_heading + linesOf(section) * m_cell.height();
    }
}

int GalleryLayout::sectionOfRow(int row) const {
    const auto behind = std::upper_bound(m_sections.begin(), m_sections.end(), row, [](int one, const Section& section) { return one < section.firstRow; });
    return static_cast<int>(behind - m_sections.begin()) - 1;
}

int GalleryLayout::sectionAt(int y) const {
    const auto behind = std::upper_bound(m_sections.begin(), m_sections.end(), y, [](int one, const Section& section) { return one < section.top; });
    return static_cast<int>(behind - m_sections.begin()) - 1;
}

QRect GalleryLayout::cell(int row) const {
    const int at = sectionOfRow(row);
    if (at < 0)
        return {};
    const Section& section = m_sections[static_cast<std::size_t>(at)];
    const int place = row - section.firstRow;
    return {QPoint(place % m_columns * m_cell.width(), section.top + m_heading + place / m_columns * m_cell.height()), m_cell};
}

int GalleryLayout::rowAt(QPoint place) const {
    const int at = sectionAt(place.y());
    const int column = place.x() / m_cell.width();
    if (at < 0 || place.x() < 0 || column >= m_columns)
        return -1;
    const Section& section = m_sections[static_cast<std::size_t>(at)];
    const int below = place.y() - section.top - m_heading;
    if (below < 0)
        return -1;
    const int index = below / m_cell.height() * m_columns + column;
    return index < section.count ? section.firstRow + index : -1;
}

int GalleryLayout::rowInLine(int row, int lines) const {
    int at = sectionOfRow(row);
    if (at < 0)
        return row;
    const int column = (row - m_sections[static_cast<std::size_t>(at)].firstRow) % m_columns;
    int line = (row - m_sections[static_cast<std::size_t>(at)].firstRow) / m_columns + lines;
    while (line < 0 && at > 0)
        line += linesOf(m_sections[static_cast<std::size_t>(--at)]);
    while (at + 1 < static_cast<int>(m_sections.size()) && line >= linesOf(m_sections[static_cast<std::size_t>(at)]))
        line -= linesOf(m_sections[static_cast<std::size_t>(at++)]);
    const Section& section = m_sections[static_cast<std::size_t>(at)];
    if (line < 0)
        return row;
    const int target = std::min(line, linesOf(section) - 1) * m_columns + column;
    return section.firstRow + std::min(target, section.count - 1);
}

GalleryLayout::Seen GalleryLayout::seen(int top, int bottom) const {
    Seen seen;
    const auto sections = static_cast<int>(m_sections.size());
    for (int at = std::max(sectionAt(top), 0); at < sections && m_sections[static_cast<std::size_t>(at)].top <= bottom; ++at) {
        const Section& section = m_sections[static_cast<std::size_t>(at)];
        const int cells = section.top + m_heading;
        if (m_heading > 0 && cells > top)
            seen.headings.push_back({at, QRect(0, section.top, m_width, m_heading)});
        const int firstLine = std::max(0, (top - cells) / m_cell.height());
        const int lastLine = bottom < cells ? -1 : (bottom - cells) / m_cell.height();
        for (int row = firstLine * m_columns; row < std::min(section.count, (lastLine + 1) * m_columns); ++row)
            seen.rows.push_back(section.firstRow + row);
    }
    return seen;
}

} // namespace locascope
