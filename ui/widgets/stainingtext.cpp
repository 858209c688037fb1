#include "ui/widgets/stainingtext.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <array>
#include <cmath>

namespace locascope {

namespace {

QString said(const char* text) { return QCoreApplication::translate("Staining", text); }
QString bytes(const std::string& text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

struct FigureText {
    const char* name;
    const char* tip;
};
constexpr std::array<FigureText, allStainingFigures.size()> figureTexts{{
    {QT_TRANSLATE_NOOP("Staining", "Background"), QT_TRANSLATE_NOOP("Staining", "The most frequent dark value, in counts")},
    {QT_TRANSLATE_NOOP("Staining", "Foreground, share"), QT_TRANSLATE_NOOP("Staining", "Share of the pixels that are brighter than the background and its noise")},
    {QT_TRANSLATE_NOOP("Staining", "Foreground, median"), QT_TRANSLATE_NOOP("Staining", "Median of the foreground, in counts above the background")},
    {QT_TRANSLATE_NOOP("Staining", "Foreground, 99th percentile"), QT_TRANSLATE_NOOP("Staining", "99th percentile of the foreground, in counts above the background")},
    {QT_TRANSLATE_NOOP("Staining", "Saturated"), QT_TRANSLATE_NOOP("Staining", "Share of the foreground at the largest value that the file can hold")},
    {QT_TRANSLATE_NOOP("Staining", "Focus"), QT_TRANSLATE_NOOP("Staining", "How fast neighbouring pixels stop being alike; less is more blurred, whatever the brightness")},
    {QT_TRANSLATE_NOOP("Staining", "Nuclei"), QT_TRANSLATE_NOOP("Staining", "Nuclei of a field; touching ones count as one")},
    {QT_TRANSLATE_NOOP("Staining", "Nuclear area, pixels"), QT_TRANSLATE_NOOP("Staining", "Median area of the nuclei, in pixels")},
    {QT_TRANSLATE_NOOP("Staining", "Nuclear area, µm²"), QT_TRANSLATE_NOOP("Staining", "Median area of the nuclei, in square micrometres")},
    {QT_TRANSLATE_NOOP("Staining", "Empty fields"), QT_TRANSLATE_NOOP("Staining", "Share of the fields without a nucleus, or without a foreground of the stain")},
}};

constexpr std::array<const char*, allStainingFlags.size()> flagTexts{
    QT_TRANSLATE_NOOP("Staining", "out of focus"),    QT_TRANSLATE_NOOP("Staining", "saturated"),    QT_TRANSLATE_NOOP("Staining", "empty"), QT_TRANSLATE_NOOP("Staining", "weak"),
    QT_TRANSLATE_NOOP("Staining", "high background"), QT_TRANSLATE_NOOP("Staining", "nuclear size"), QT_TRANSLATE_NOOP("Staining", "unread")};

int digitsBehindPoint(double value) { return std::abs(value) >= 100 || value == std::floor(value) ? 0 : std::abs(value) >= 1 ? 1 : 4; }

} // namespace

QString figureText(StainingFigure figure) { return said(figureTexts[static_cast<std::size_t>(figure)].name); }
QString figureTip(StainingFigure figure) { return said(figureTexts[static_cast<std::size_t>(figure)].tip); }

QString figureValueText(double value, StainingFigure figure) {
    if (!std::isfinite(value))
        return QStringLiteral("–");
    if (!isShare(figure))
        return QLocale().toString(value, 'f', digitsBehindPoint(value));
    const double percent = value * 100;
    return said(QT_TRANSLATE_NOOP("Staining", "%1 %")).arg(QLocale().toString(percent, 'f', percent > 0 && percent < 9.95 ? 1 : 0));
}

QString ratioText(double ratio) { return std::isfinite(ratio) ? QLocale().toString(ratio, 'f', 2) : QStringLiteral("–"); }

QString flagsText(StainingFlags flags) {
    QStringList texts;
    for (std::size_t i = 0; i < allStainingFlags.size(); ++i)
        if (flags.has(allStainingFlags[i]))
            texts.append(said(flagTexts[i]));
    return texts.join(QStringLiteral(", "));
}

QString unitText(const StainingUnit& unit) {
    if (unit.name.empty())
        return said(QT_TRANSLATE_NOOP("Staining", "(not in a folder)"));
    return unit.plate.empty() ? bytes(unit.name) : QStringLiteral("%1 · %2").arg(bytes(unit.plate), bytes(unit.name));
}

} // namespace locascope
