#include "ui/widgets/platemaptext.h"

#include "ui/widgets/classname.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <array>
#include <cmath>

namespace locascope {

namespace {

constexpr std::size_t classesNamed = 3;

QString said(const char* text, int n = -1) { return QCoreApplication::translate("PlateMap", text, nullptr, n); }
/// English has no plural forms of its own here: the source strings are what is shown.
QString counted(int n, const char* one, const char* many) { return n == 1 ? said(one) : said(many, n); }
QString number(int value) { return QLocale().toString(value); }
QString bytes(const std::string& text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

const PlaceGroup& groupOf(const Places& places, int place) { return places.groups[static_cast<std::size_t>(places.groupOf(place))]; }

/// Whether no other well that has a field lies in the rectangle that `chosen` spans; its corners.
std::optional<std::pair<WellPosition, WellPosition>> filledRectangle(const Places& places, const std::vector<int>& chosen) {
    WellPosition first{1000, 1000}, last{0, 0};
    const auto at = [&](int place) { return positionOfWell(places.places[static_cast<std::size_t>(place)].name).value_or(WellPosition{}); };
    for (const int place : chosen) {
        const WellPosition position = at(place);
        first = {std::min(first.row, position.row), std::min(first.column, position.column)};
        last = {std::max(last.row, position.row), std::max(last.column, position.column)};
    }
    const PlaceGroup& group = groupOf(places, chosen.front());
    std::size_t inside = 0;
    for (std::size_t i = group.first; i < group.first + group.count; ++i) {
        const WellPosition position = at(static_cast<int>(i));
        inside += position.row >= first.row && position.row <= last.row && position.column >= first.column && position.column <= last.column;
    }
    return inside == chosen.size() ? std::optional(std::pair(first, last)) : std::nullopt;
}

QString wellCount(std::size_t count) {
    return counted(static_cast<int>(count), QT_TRANSLATE_NOOP("PlateMap", "1 well"), QT_TRANSLATE_N_NOOP("PlateMap", "%n wells"));
}

QString wellsText(const Places& places, const std::vector<int>& chosen) {
    const auto corners = filledRectangle(places, chosen);
    if (!corners)
        return wellCount(chosen.size());
    const QString first = QString::fromStdString(wellName(corners->first));
    return corners->first == corners->second ? first : first + u'–' + QString::fromStdString(wellName(corners->second));
}

QString classesLine(const char* text, const std::vector<PlaceFigures::ClassCount>& counts, int PlaceFigures::ClassCount::*count, const Vocabulary& vocabulary) {
    std::vector<PlaceFigures::ClassCount> most = counts;
    std::erase_if(most, [count](const auto& one) { return one.*count == 0; });
    std::stable_sort(most.begin(), most.end(), [count](const auto& a, const auto& b) { return a.*count > b.*count; });
    QStringList parts;
    for (std::size_t i = 0; i < std::min(most.size(), classesNamed); ++i)
        parts.append(QStringLiteral("%1 %2").arg(className(QString::fromStdString(vocabulary.at(most[i].index).name)), number(most[i].*count)));
    return parts.isEmpty() ? QString() : said(text).arg(parts.join(QStringLiteral(", ")));
}

} // namespace

QString fieldsText(const PlaceCounts& counts) {
    return counted(counts.fields, QT_TRANSLATE_NOOP("PlateMap", "1 field"), QT_TRANSLATE_N_NOOP("PlateMap", "%n fields")) + QStringLiteral(", ")
           + said(QT_TRANSLATE_NOOP("PlateMap", "%1 reviewed")).arg(number(counts.reviewed));
}

QString colouringText(MapColouring colouring) {
    constexpr std::array texts{QT_TRANSLATE_NOOP("PlateMap", "Review progress"), QT_TRANSLATE_NOOP("PlateMap", "Class, predicted"),
                               QT_TRANSLATE_NOOP("PlateMap", "Class, decided"),  QT_TRANSLATE_NOOP("PlateMap", "Disagreement"),
                               QT_TRANSLATE_NOOP("PlateMap", "Number of fields"), QT_TRANSLATE_NOOP("PlateMap", "Fields with a problem"),
                               QT_TRANSLATE_NOOP("PlateMap", "Thumbnails"),      QT_TRANSLATE_NOOP("PlateMap", "Staining check"),
                               QT_TRANSLATE_NOOP("PlateMap", "Sheet column")};
    return said(texts[static_cast<std::size_t>(colouring)]);
}

QString valueText(double value, MapColouring colouring) {
    if (!isShare(colouring))
        return number(static_cast<int>(value));
    const double percent = value * 100;
    return said(QT_TRANSLATE_NOOP("PlateMap", "%1 %")).arg(QLocale().toString(percent, 'f', percent > 0 && percent < 9.95 && percent != std::floor(percent) ? 1 : 0));
}

QString valueText(double value, const PlateMap& map) {
    const PlaceValues* given = map.values();
    if (!given)
        return valueText(value, map.colouring());
    if (given->form == PlaceValues::Form::Share)
        return valueText(value, MapColouring::Reviewed);
    if (given->form == PlaceValues::Form::Number)
        return QLocale().toString(value, 'g', 4);
    const QString category = given->categories.value(static_cast<int>(value));
    return category.isEmpty() ? said(QT_TRANSLATE_NOOP("PlateMap", "other")) : category;
}

QString colouringText(const PlateMap& map) {
    return map.values() ? QStringLiteral("%1: %2").arg(colouringText(map.colouring()), map.values()->title) : colouringText(map.colouring());
}

QString placeText(const Place& place) {
    return place.name.empty() ? said(QT_TRANSLATE_NOOP("PlateMap", "(not in a folder)")) : bytes(place.name);
}

QString placesText(const Places& places, const std::vector<int>& chosen) {
    if (chosen.empty())
        return {};
    const int group = places.groupOf(chosen.front());
    const bool isOneGroup = group == places.groupOf(chosen.back()); // ascending, group by group
    const PlaceGroup& first = places.groups[static_cast<std::size_t>(group)];
    if (!first.hasWells)
        return chosen.size() == 1 ? placeText(places.places[static_cast<std::size_t>(chosen.front())])
                                  : counted(static_cast<int>(chosen.size()), QT_TRANSLATE_NOOP("PlateMap", "1 folder"), QT_TRANSLATE_N_NOOP("PlateMap", "%n folders"));
    if (!isOneGroup)
        return wellCount(chosen.size());
    const QString wells = wellsText(places, chosen);
    return places.groups.size() == 1 || first.name.empty() ? wells : QStringLiteral("%1 · %2").arg(bytes(first.name), wells);
}

QString placeSummary(const PlateMap& map, int place, const Vocabulary& vocabulary) {
    const PlaceCounts& counts = map.counts(place);
    const auto classes = map.classesOf(place);
    QStringList lines{placeText(map.places().places[static_cast<std::size_t>(place)]), fieldsText(counts)};
    lines.append(classesLine(QT_TRANSLATE_NOOP("PlateMap", "Predicted: %1"), classes, &PlaceFigures::ClassCount::proposed, vocabulary));
    lines.append(classesLine(QT_TRANSLATE_NOOP("PlateMap", "Decided: %1"), classes, &PlaceFigures::ClassCount::present, vocabulary));
    if (counts.compared > 0)
        lines.append(said(QT_TRANSLATE_NOOP("PlateMap", "Decision and model differ: %1 of %2")).arg(number(counts.disagreeing), number(counts.compared)));
    if (counts.problems > 0)
        lines.append(said(QT_TRANSLATE_NOOP("PlateMap", "With a problem: %1")).arg(number(counts.problems)));
    if (const auto value = map.values() ? map.value(place) : std::nullopt)
        lines.append(QStringLiteral("%1: %2").arg(map.values()->title, valueText(*value, map)));
    lines.removeAll(QString());
    return lines.join(u'\n');
}

QString placeSpoken(const PlateMap& map, int place) {
    QString text = placeText(map.places().places[static_cast<std::size_t>(place)]) + QStringLiteral(", ") + fieldsText(map.counts(place));
    if (const auto value = map.value(place))
        text += QStringLiteral(", %1 %2").arg(colouringText(map), valueText(*value, map));
    return text;
}

} // namespace locascope
