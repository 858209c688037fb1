#include "ui/figure/figurelayout.h"

#include "core/files/error.h"
#include "core/imaging/nicelength.h"
#include "ui/figure/figurelegend.h"
#include "ui/figure/figurepicture.h"
#include "ui/figure/figuretext.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace locascope {

namespace {

// Units of the layout. A figure is as wide as a page's text at most, a single picture as wide as one of two columns.
constexpr double margin = 60;
constexpr double gap = 40;
constexpr double pageWidth = 5000;
constexpr double columnWidth = 2400;
constexpr double leastTextWidth = 2000;
constexpr int headSize = 80;
constexpr int textSize = 70;
constexpr double lineHeight = 1.3; ///< of the letters' size
constexpr double barThickness = 18;
constexpr double barMargin = 50;
constexpr int barTextSize = 64;
constexpr double swatchShare = 0.75; ///< of the letters' size
constexpr std::size_t mostGridColumns = 4;
constexpr std::size_t mostBytes = std::size_t{1} << 30;

class Composer {
public:
    explicit Composer(const FigureDescription& figure)
        : m_figure(figure)
        , m_isPanel(figure.panes.size() > 1)
        , m_columns(m_isPanel ? figure.panes.size() : gridColumns(figure.fields.size()))
        , m_cell(std::min(columnWidth, std::floor((pageWidth - gap * double(m_columns - 1)) / double(m_columns)))) {}

    FigureLayout compose() {
        m_layout.title = m_figure.title;
        if (m_isPanel)
            placePanel();
        else
            placeGrid();
        if (m_figure.captions)
            placeBelow();
        m_layout.size = QSizeF(wholePoints(std::max(gridWidth(), m_widest) + 2 * margin), wholePoints(m_y + margin));
        for (const FigureEntry& entry : legendOf(m_figure))
            m_layout.description += (m_layout.description.isEmpty() ? QString() : QStringLiteral("; ")) + entry.text;
        return std::move(m_layout);
    }

private:
    static std::size_t gridColumns(std::size_t fields) {
        return std::min(mostGridColumns, static_cast<std::size_t>(std::ceil(std::sqrt(double(fields)))));
    }
    static double wholePoints(double units) { return std::ceil(units / figureUnitsPerPoint) * figureUnitsPerPoint; }

    double gridWidth() const { return m_cell * double(m_columns) + gap * double(m_columns - 1); }
    double left(std::size_t column) const { return margin + (m_cell + gap) * double(column); }
    double textWidth() const { return std::max(gridWidth(), leastTextWidth); }

    /// The longer side fills the cell.
    QSizeF boxSize(const FigureField& field) const {
        return QSizeF(field.crop.width, field.crop.height) * (m_cell / std::max(field.crop.width, field.crop.height));
    }

    /// Lines of text from `m_y` down, which they move.
    void placeLines(const QStringList& lines, double x, int size, const QColor& ink) {
        for (const QString& line : lines) {
            m_layout.texts.push_back({QPointF(x, m_y + size), line, ink, size, false});
            m_widest = std::max(m_widest, x - margin + figureTextWidth(line, size, false));
            m_y += size * lineHeight;
        }
    }

    QStringList captionLines(const FigureField& field, double width) const {
        return wrappedFigureText(field.captions.join(QStringLiteral(" · ")), width, textSize);
    }

    void placePanel() {
        if (m_figure.captions)
            placeHeads();
        for (const FigureField& field : m_figure.fields) {
            if (m_figure.captions)
                placeLines(captionLines(field, gridWidth()), margin, textSize, Qt::black);
            m_y += gap / 4;
            for (std::size_t i = 0; i < m_figure.panes.size(); ++i)
                placePicture(field, m_figure.panes[i], i, i + 1 == m_figure.panes.size());
            m_y += boxSize(field).height() + gap;
        }
    }

    void placeHeads() {
        std::vector<QStringList> heads;
        qsizetype most = 0;
        for (const FigurePane& pane : m_figure.panes) {
            heads.push_back(wrappedFigureText(headOf(pane, m_figure).text, m_cell * 0.8, headSize));
            most = std::max(most, heads.back().size());
        }
        for (std::size_t i = 0; i < heads.size(); ++i) {
            const FigureEntry head = headOf(m_figure.panes[i], m_figure);
            double y = m_y + headSize + double(most - heads[i].size()) * headSize * lineHeight;
            for (const QString& line : heads[i]) {
                const double x = left(i) + (m_cell - figureTextWidth(line, headSize, true)) / 2;
                m_layout.texts.push_back({QPointF(x, y), line, head.ink, headSize, true});
                y += headSize * lineHeight;
            }
        }
        m_y += double(most) * headSize * lineHeight + gap / 2;
    }

    void placeGrid() {
        for (std::size_t first = 0; first < m_figure.fields.size(); first += m_columns) {
            const std::size_t end = std::min(first + m_columns, m_figure.fields.size());
            double bottom = m_y;
            for (std::size_t i = first; i < end; ++i)
                bottom = std::max(bottom, m_y + boxSize(m_figure.fields[i]).height());
            for (std::size_t i = first; i < end; ++i)
                placePicture(m_figure.fields[i], m_figure.panes.front(), i - first, true);
            m_y = bottom + gap / 2;
            double lowest = m_y;
            for (std::size_t i = first; i < end && m_figure.captions; ++i) {
                m_y = bottom + gap / 2;
                const double width = m_figure.fields.size() == 1 ? textWidth() : m_cell;
                placeLines(captionLines(m_figure.fields[i], width), left(i - first), textSize, Qt::black);
                lowest = std::max(lowest, m_y);
            }
            m_y = lowest + gap / 2;
        }
    }

    void placePicture(const FigureField& field, const FigurePane& pane, std::size_t column, bool withBar) {
        const QRectF box(QPointF(left(column), m_y), boxSize(field));
        m_layout.pictures.push_back({box, pictureOf(field, pane, m_figure)});
        if (withBar && m_figure.scaleBar && field.pixelSize && field.pixelSize->micrometres > 0)
            placeScaleBar(field, box);
    }

    void placeScaleBar(const FigureField& field, const QRectF& box) {
        const double length = niceLength(field.pixelSize->micrometres * field.crop.width / 4);
        const double width = length / field.pixelSize->micrometres * box.width() / field.crop.width;
        const QString text = (field.pixelSize->isEntered ? m_figure.words.enteredMicrometres : m_figure.words.micrometres).arg(m_figure.words.locale.toString(length, 'g', 12));
        const double letters = figureTextWidth(text, barTextSize, false);
        const double middle = box.right() - barMargin - std::max(width, letters) / 2;
        const QRectF bar(middle - width / 2, box.bottom() - barMargin - barThickness, width, barThickness);
        const QRectF ground = QRectF(middle - std::max(width, letters) / 2, bar.top() - barTextSize * lineHeight, std::max(width, letters),
                                     barTextSize * lineHeight + barThickness)
                                  .adjusted(-20, 0, 20, 20);
        m_layout.rectangles.push_back({ground, QColor(0, 0, 0, 128)});
        m_layout.rectangles.push_back({bar, Qt::white});
        m_layout.texts.push_back({QPointF(middle - letters / 2, bar.top() - barTextSize * 0.25), text, Qt::white, barTextSize, false});
    }

    void placeBelow() {
        placeLegend();
        for (const QString& note : notesOf(m_figure))
            placeLines(wrappedFigureText(note, textWidth(), textSize), margin, textSize, Qt::black);
    }

    /// Side by side as long as they fit.
    void placeLegend() {
        double x = margin;
        for (const FigureEntry& entry : legendOf(m_figure)) {
            const double swatch = textSize * swatchShare;
            const double width = swatch + textSize * 0.4 + figureTextWidth(entry.text, textSize, false);
            if (x > margin && x + width > margin + textWidth()) {
                x = margin;
                m_y += textSize * lineHeight;
            }
            const QRectF box(x, m_y + textSize - swatch, swatch, swatch);
            m_layout.rectangles.push_back({box, Qt::black});
            m_layout.rectangles.push_back({box.adjusted(5, 5, -5, -5), entry.swatch});
            m_layout.texts.push_back({QPointF(x + swatch + textSize * 0.4, m_y + textSize), entry.text, entry.ink, textSize, false});
            m_widest = std::max(m_widest, x + width - margin);
            x += width + textSize * 1.2;
        }
        m_y += textSize * lineHeight;
    }

    const FigureDescription& m_figure;
    bool m_isPanel;
    std::size_t m_columns;
    double m_cell;
    FigureLayout m_layout;
    double m_y = margin;
    double m_widest = 0;
};

} // namespace

void requirePossible(const FigureDescription& figure) {
    if (figure.fields.empty() || figure.panes.empty())
        throw Error(ErrorKind::Invalid, {}, "a figure needs a field and something to show of it");
    std::size_t bytes = 0;
    for (const FigureField& field : figure.fields) {
        if (!liesIn(field.crop, field.stack.fullWidth, field.stack.fullHeight))
            throw Error(ErrorKind::Invalid, {}, "the part that is cut out lies beyond the image");
        const QSize size = pictureSize(field.crop, figure.pixels);
        bytes += std::size_t{4} * std::size_t(size.width()) * std::size_t(size.height()) * figure.panes.size();
    }
    if (bytes > mostBytes)
        throw Error(ErrorKind::TooLarge, {}, "the figure would take more than a gigabyte; show fewer fields, or fewer pixels of each");
}

FigureLayout layOutFigure(const FigureDescription& figure) {
    requirePossible(figure);
    return Composer(figure).compose();
}

} // namespace locascope
