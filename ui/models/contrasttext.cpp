#include "ui/models/contrasttext.h"

#include "core/imaging/lookuptable.h"

#include <QColor>
#include <QJsonDocument>

#include <algorithm>

namespace locascope {

namespace {

const QLatin1String kindKey("locascope");
const QLatin1String kind("contrast");
const QLatin1String bitsKey("bits");
const QLatin1String stainsKey("stains");
const QLatin1String minimumKey("minimum");
const QLatin1String maximumKey("maximum");
const QLatin1String gammaKey("gamma");
const QLatin1String colourKey("colour");
const QLatin1String tableKey("table");
const QLatin1String shownKey("shown");

constexpr qsizetype longestText = 1 << 16;
constexpr double smallestGamma = 0.1, largestGamma = 5; // as in the panel

QString latin1(std::string_view text) { return QString::fromLatin1(text.data(), static_cast<qsizetype>(text.size())); }

QJsonObject stainObject(const StainContrast& stain) {
    QJsonObject object{{minimumKey, stain.window.minimum},
                       {maximumKey, stain.window.maximum},
                       {gammaKey, stain.window.gamma},
                       {colourKey, QColor(stain.colour.red, stain.colour.green, stain.colour.blue).name()},
                       {shownKey, stain.visible}};
    if (stain.table != LookUpTable::Pure)
        object[tableKey] = latin1(lookUpTableName(stain.table));
    return object;
}

bool isWindow(const ContrastWindow& window, int bits) {
    const double highest = bits == 16 ? 65535 : 255;
    return window.minimum >= 0 && window.minimum < window.maximum && window.maximum <= highest + 1 && window.gamma >= smallestGamma && window.gamma <= largestGamma;
}

std::optional<StainContrast> parseStain(const QJsonObject& object, int bits) {
    StainContrast stain;
    stain.window = {object[minimumKey].toDouble(-1), object[maximumKey].toDouble(-1), object[gammaKey].toDouble(1)};
    const QColor colour(object[colourKey].toString());
    const auto table = object.contains(tableKey) ? lookUpTableOfName(object[tableKey].toString().toStdString()) : LookUpTable::Pure;
    if (!isWindow(stain.window, bits) || !colour.isValid() || !table)
        return std::nullopt;
    stain.colour = {static_cast<std::uint8_t>(colour.red()), static_cast<std::uint8_t>(colour.green()), static_cast<std::uint8_t>(colour.blue())};
    stain.table = *table;
    stain.visible = object[shownKey].toBool(true);
    return stain;
}

} // namespace

CopiedContrast contrastOf(const DisplaySettings& display, int bits, std::optional<Stain> only) {
    CopiedContrast contrast{bits, {}};
    for (const Stain stain : allStains) {
        const StainDisplay& shown = display.stains[stain];
        if (!only || stain == *only)
            contrast.stains[stain] = StainContrast{shown.window, shown.colour, shown.table, shown.visible};
    }
    return contrast;
}

DisplaySettings withContrast(const DisplaySettings& display, const CopiedContrast& contrast) {
    DisplaySettings result = display;
    for (const Stain stain : allStains) {
        if (const auto& wanted = contrast.stains[stain]) {
            StainDisplay& shown = result.stains[stain];
            shown.window = wanted->window;
            shown.colour = wanted->colour;
            shown.table = wanted->table;
            shown.visible = wanted->visible;
        }
    }
    return result;
}

CopiedContrast forStain(const CopiedContrast& contrast, Stain stain, const DisplaySettings& display) {
    const auto& all = contrast.stains.values;
    CopiedContrast one{contrast.bits, {}};
    one.stains[stain] = contrast.stains[stain];
    if (one.stains[stain] || std::count_if(all.begin(), all.end(), [](const auto& named) { return named.has_value(); }) != 1)
        return one;
    one.stains[stain] = contrastOf(display, contrast.bits, stain).stains[stain];
    one.stains[stain]->window = std::find_if(all.begin(), all.end(), [](const auto& named) { return named.has_value(); })->value().window;
    return one;
}

QJsonObject contrastObject(const CopiedContrast& contrast) {
    QJsonObject stains;
    for (const Stain stain : allStains)
        if (const auto& named = contrast.stains[stain])
            stains[latin1(stainKey(stain))] = stainObject(*named);
    return {{kindKey, kind}, {bitsKey, contrast.bits}, {stainsKey, stains}};
}

std::optional<CopiedContrast> parseContrastObject(const QJsonObject& object) {
    CopiedContrast contrast{object[bitsKey].toInt(), {}};
    const QJsonObject stains = object[stainsKey].toObject();
    if (object[kindKey].toString() != kind || (contrast.bits != 8 && contrast.bits != 16) || stains.isEmpty())
        return std::nullopt;
    for (auto named = stains.begin(); named != stains.end(); ++named) {
        const auto stain = stainOfKey(named.key().toStdString());
        const auto shown = parseStain(named.value().toObject(), contrast.bits);
        if (!stain || !shown)
            return std::nullopt;
        contrast.stains[*stain] = shown;
    }
    return contrast;
}

QString formatContrast(const CopiedContrast& contrast) { return QString::fromUtf8(QJsonDocument(contrastObject(contrast)).toJson(QJsonDocument::Indented)); }

std::optional<CopiedContrast> parseContrast(const QString& text) {
    if (text.size() > longestText)
        return std::nullopt;
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
    return document.isObject() ? parseContrastObject(document.object()) : std::nullopt;
}

} // namespace locascope
