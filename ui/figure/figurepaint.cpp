#include "ui/figure/figurepaint.h"

#include "core/files/error.h"
#include "core/imaging/encode.h"
#include "ui/figure/figuretext.h"

#include <QBuffer>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>

#include <algorithm>
#include <cmath>

namespace locascope {

namespace {

constexpr int unitsPerInch = 720;
constexpr double leastScale = 0.2; ///< pixels a unit in an image: 144 dpi, at which letters of 7 points can be read
constexpr double mostPixelsOfASide = 32000;

enum class Pictures {
    Scaled,     ///< the medium keeps their own pixels
    WholePixels ///< moved to whole pixels of the image that is painted on
};

/// Where `box` comes to lie, moved by less than a pixel so that no pixel of a picture is mixed with another.
void drawOnWholePixels(QPainter& painter, const FigurePicture& picture) {
    const QRectF device = painter.transform().mapRect(picture.box);
    const QSize size(int(std::lround(device.width())), int(std::lround(device.height())));
    painter.save();
    painter.resetTransform();
    painter.drawImage(QRect(QPoint(int(std::lround(device.left())), int(std::lround(device.top()))), size), picture.image);
    painter.restore();
}

void paintPictures(QPainter& painter, const FigureLayout& layout, Pictures pictures) {
    painter.setRenderHints(QPainter::LosslessImageRendering | QPainter::Antialiasing | QPainter::TextAntialiasing);
    painter.fillRect(QRectF(QPointF(0, 0), layout.size), Qt::white);
    for (const FigurePicture& picture : layout.pictures)
        if (pictures == Pictures::WholePixels)
            drawOnWholePixels(painter, picture);
        else
            painter.drawImage(picture.box, picture.image);
    for (const FigureRectangle& rectangle : layout.rectangles)
        painter.fillRect(rectangle.box, rectangle.fill);
}

void paintTexts(QPainter& painter, const FigureLayout& layout) {
    for (const FigureText& text : layout.texts) {
        painter.setFont(figureFont(text.size, text.bold));
        painter.setPen(text.ink);
        painter.drawText(text.baseline, text.text);
    }
}

/// Pixels a unit.
double imageScale(const FigureLayout& layout) {
    double scale = leastScale;
    for (const FigurePicture& picture : layout.pictures)
        scale = std::max(scale, picture.image.width() / picture.box.width());
    if (layout.pictures.empty())
        return scale;
    const double ofFirst = layout.pictures.front().image.width() / layout.pictures.front().box.width();
    return ofFirst * std::ceil(scale / ofFirst - 1e-9);
}

void begin(QPainter& painter, QPaintDevice& device) {
    if (!painter.begin(&device))
        throw Error(ErrorKind::Invalid, {}, "the figure cannot be painted");
}

QBuffer& opened(QBuffer& buffer) {
    buffer.open(QIODevice::WriteOnly);
    return buffer;
}

Bytes bytesOf(const QByteArray& array) {
    const auto* first = reinterpret_cast<const std::byte*>(array.constData());
    return {first, first + array.size()};
}

/// Qt writes the time; a PDF need not have one (ISO 32000-1, 14.3.3). Spaces keep every offset.
void blankTime(QByteArray& pdf) {
    const qsizetype begin = pdf.indexOf("/CreationDate (");
    const qsizetype end = begin < 0 ? -1 : pdf.indexOf(')', begin);
    for (qsizetype i = begin; i >= 0 && i <= end; ++i)
        pdf[i] = ' ';
}

/// Qt takes a space for a tab, which has the same shape in the font: text that is copied from the PDF, or searched, would hold tabs.
void mendSpaces(QByteArray& pdf) {
    for (qsizetype map = pdf.indexOf("beginbfrange"); map >= 0; map = pdf.indexOf("beginbfrange", map + 1)) {
        const qsizetype end = pdf.indexOf("endbfrange", map);
        for (qsizetype tab = pdf.indexOf("<0009>", pdf.indexOf('[', map)); tab >= 0 && tab < end; tab = pdf.indexOf("<0009>", tab))
            pdf.replace(tab, 6, "<0020>");
    }
}

/// Qt would break a text where its script changes, as at a γ, and place the pieces by its own font.
QByteArray svgTexts(const FigureLayout& layout) {
    QString texts = QStringLiteral("<g font-family=\"DejaVu Sans, Arial, Helvetica, sans-serif\" stroke=\"none\">\n");
    for (const FigureText& text : layout.texts)
        texts += QStringLiteral("<text x=\"%1\" y=\"%2\" font-size=\"%3\" font-weight=\"%4\" fill=\"%5\" xml:space=\"preserve\">%6</text>\n")
                     .arg(QString::number(text.baseline.x(), 'f', 1), QString::number(text.baseline.y(), 'f', 1), QString::number(text.size),
                          text.bold ? QStringLiteral("bold") : QStringLiteral("normal"), text.ink.name(), text.text.toHtmlEscaped());
    return (texts + QStringLiteral("</g>\n")).toUtf8();
}

QString creator() { return QStringLiteral("Locascope " LOCASCOPE_VERSION); }

} // namespace

QImage figureAsImage(const FigureLayout& layout) {
    const double scale = imageScale(layout);
    const QSizeF size = layout.size * scale;
    if (size.width() > mostPixelsOfASide || size.height() > mostPixelsOfASide)
        throw Error(ErrorKind::TooLarge, {}, "the figure would have more than 32,000 pixels a side; show fewer fields, or fewer pixels of each");
    QImage image(int(std::ceil(size.width())), int(std::ceil(size.height())), QImage::Format_RGB32);
    if (image.isNull())
        throw Error(ErrorKind::TooLarge, {}, "there is not enough memory for the figure; show fewer fields, or fewer pixels of each");
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.scale(scale, scale);
    paintPictures(painter, layout, Pictures::WholePixels);
    paintTexts(painter, layout);
    return image;
}

Bytes figureAsPng(const FigureLayout& layout, const std::vector<std::pair<std::string, std::string>>& texts) {
    const QImage image = figureAsImage(layout);
    return encodeColourPng(reinterpret_cast<const std::uint32_t*>(image.constBits()), image.width(), image.height(), static_cast<std::size_t>(image.bytesPerLine()), texts);
}

Bytes figureAsPdf(const FigureLayout& layout) {
    QBuffer buffer;
    {
        QPdfWriter writer(&opened(buffer));
        writer.setTitle(layout.title);
        writer.setCreator(creator());
        writer.setResolution(unitsPerInch);
        writer.setPageSize(QPageSize(layout.size / figureUnitsPerPoint, QPageSize::Point, {}, QPageSize::ExactMatch));
        writer.setPageMargins({});
        QPainter painter;
        begin(painter, writer);
        paintPictures(painter, layout, Pictures::Scaled);
        paintTexts(painter, layout);
    }
    QByteArray pdf = buffer.data();
    blankTime(pdf);
    mendSpaces(pdf);
    return bytesOf(pdf);
}

Bytes figureAsSvg(const FigureLayout& layout) {
    QBuffer buffer;
    {
        QSvgGenerator generator;
        generator.setOutputDevice(&opened(buffer));
        generator.setTitle(layout.title);
        generator.setDescription(creator() + QStringLiteral("; ") + layout.description);
        generator.setResolution(unitsPerInch);
        generator.setSize(layout.size.toSize());
        generator.setViewBox(QRectF(QPointF(0, 0), layout.size));
        QPainter painter;
        begin(painter, generator);
        paintPictures(painter, layout, Pictures::Scaled);
    }
    QByteArray svg = buffer.data();
    svg.insert(svg.lastIndexOf("</svg>"), svgTexts(layout));
    return bytesOf(svg);
}

} // namespace locascope
