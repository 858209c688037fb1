#include "ui/figure/figuretext.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace locascope {

namespace {

constexpr double readableContrast = 4.5;

double linear(double value) { return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4); }

/// WCAG 2.1, "relative luminance".
double luminance(const QColor& colour) {
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

/// How many letters of `text` fit, at least one.
qsizetype lettersThatFit(const QString& text, double width, int size) {
    qsizetype count = text.size();
    while (count > 1 && figureTextWidth(text.left(count), size, false) > width)
        --count;
    return count > 1 && text.at(count - 1).isHighSurrogate() ? count - 1 : count;
}

} // namespace

QFont figureFont(int size, bool bold) {
    QFont font;
    font.setFamilies({QStringLiteral("DejaVu Sans"), QStringLiteral("Arial"), QStringLiteral("Helvetica")});
    font.setPixelSize(size);
    font.setBold(bold);
    font.setHintingPreference(QFont::PreferNoHinting);
    font.setKerning(false); // the same advance on every device
    return font;
}

double figureTextWidth(const QString& text, int size, bool bold) { return QFontMetricsF(figureFont(size, bold)).horizontalAdvance(text); }

QStringList wrappedFigureText(const QString& text, double width, int size) {
    QStringList lines;
    QString line;
    for (QString word : text.split(u' ', Qt::SkipEmptyParts)) {
        const QString longer = line.isEmpty() ? word : line + u' ' + word;
        if (figureTextWidth(longer, size, false) <= width) {
            line = longer;
            continue;
        }
        if (!line.isEmpty())
            lines.append(line);
        while (figureTextWidth(word, size, false) > width && word.size() > 1) {
            const qsizetype count = lettersThatFit(word, width, size);
            lines.append(word.left(count));
            word = word.mid(count);
        }
        line = word;
    }
    if (!line.isEmpty())
        lines.append(line);
    return lines;
}

QColor inkOnPaper(const Colour& colour) {
    QColor ink(colour.red, colour.green, colour.blue);
    for (int step = 0; step < 100 && 1.05 / (luminance(ink) + 0.05) < readableContrast; ++step)
        ink = QColor::fromRgbF(float(ink.redF() * 0.97), float(ink.greenF() * 0.97), float(ink.blueF() * 0.97));
    return ink;
}

} // namespace locascope
