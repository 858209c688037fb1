#pragma once

#include "ui/models/sessiontypes.h"

#include <QPoint>
#include <QRect>
#include <QSize>

#include <vector>

namespace locascope {

/// Where the cells of the gallery lie: rows of equal cells, under a heading for each group. Value; places are found by bisection of the groups, so
/// that a million rows cost what a hundred do. Pixels of the whole gallery, its top at 0.
class GalleryLayout final {
public:
    struct Form {
        QSize cell;        ///< smallest; cells widen to fill the width
        int heading = 0;   ///< height of a heading
        int width = 0;
    };

    GalleryLayout() = default;
    /// `groups` cover all rows, or there are none.
    GalleryLayout(int rows, const std::vector<SampleGroup>& groups, const Form& form);

    int columns() const { return m_columns; }
    int height() const { return m_height; }
    QRect cell(int row) const;
    /// −1 where there is none.
    int rowAt(QPoint place) const;
    /// The row in the line above (−1) or below (1), as far as there is one; else `row`.
    int rowInLine(int row, int lines) const;

    struct Heading {
        int group = 0;
        QRect place;
    };
    /// What is seen between two heights.
    struct Seen {
        std::vector<Heading> headings;
        std::vector<int> rows;
    };
    Seen seen(int top, int bottom) const;

private:
    struct Section {
        int firstRow = 0;
        int count = 0;
        int top = 0; ///< of its heading
    };

    int linesOf(const Section& section) const { return (section.count + m_columns - 1) / m_columns; }
    int sectionOfRow(int row) const;
    int sectionAt(int y) const;

    std::vector<Section> m_sections;
    QSize m_cell{1, 1};
    int m_heading = 0; ///< 0 without groups
    int m_width = 0;
    int m_columns = 1;
    int m_height = 0;
};

} // namespace locascope
