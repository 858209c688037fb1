#include "ui/models/sheetcolours.h"

#include "core/plate/plate.h"
#include "core/review/medians.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace locascope {

namespace {

QString shown(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

std::optional<double> numberOf(std::string_view cell) {
    double value = 0;
    const auto [end, failure] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    return failure == std::errc() && end == cell.data() + cell.size() && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

/// How many places have each value, by the most frequent value of their fields.
struct PlaceCells {
    std::vector<std::string> ofPlace;
    std::map<std::string, std::size_t> counts;
    bool areNumbers = true;
};

std::string mostFrequent(const JoinedSheet& sheet, std::size_t column, std::span<const int> samples) {
    std::map<std::string_view, std::size_t> counts;
    std::string_view best;
    for (const int sample : samples)
        if (const std::string_view cell = sheet.cell(sample, column); !cell.empty() && ++counts[cell] > (best.empty() ? 0 : counts[best]))
            best = cell;
    return std::string(best);
}

PlaceCells cellsOf(const JoinedSheet& sheet, std::size_t column, const Places& places) {
    PlaceCells cells;
    for (std::size_t place = 0; place < places.places.size(); ++place) {
        cells.ofPlace.push_back(mostFrequent(sheet, column, places.samplesOf(static_cast<int>(place))));
        if (const std::string& cell = cells.ofPlace.back(); !cell.empty()) {
            ++cells.counts[cell];
            cells.areNumbers = cells.areNumbers && numberOf(cell);
        }
    }
    return cells;
}

std::optional<double> medianAt(const JoinedSheet& sheet, std::size_t column, std::span<const int> samples) {
    std::vector<double> numbers;
    for (const int sample : samples)
        if (const auto number = numberOf(sheet.cell(sample, column)))
            numbers.push_back(*number);
    return numbers.empty() ? std::nullopt : std::optional(medianOf(std::move(numbers)));
}

/// The values that get a colour of their own, in natural order.
std::vector<std::string> chosenCategories(const std::map<std::string, std::size_t>& counts) {
    std::vector<std::pair<std::size_t, std::string>> frequent;
    for (const auto& [value, count] : counts)
        frequent.emplace_back(count, value);
    std::stable_sort(frequent.begin(), frequent.end(), [](const auto& left, const auto& right) { return left.first > right.first; });
    if (frequent.size() > mostCategories)
        frequent.resize(mostCategories - 1);
    std::vector<std::string> chosen;
    for (auto& [count, value] : frequent)
        chosen.push_back(std::move(value));
    std::sort(chosen.begin(), chosen.end(), naturallyBefore);
    return chosen;
}

} // namespace

PlaceValues sheetColumnValues(const JoinedSheet& sheet, std::size_t column, const Places& places) {
    const PlaceCells cells = cellsOf(sheet, column, places);
    PlaceValues values;
    values.title = shown(sheet.table.columns[column]);
    values.values.resize(places.places.size());
    if (cells.areNumbers && cells.counts.size() > mostCategories) {
        for (std::size_t place = 0; place < values.values.size(); ++place)
            values.values[place] = medianAt(sheet, column, places.samplesOf(static_cast<int>(place)));
        fitRamp(values);
        return values;
    }
    values.form = PlaceValues::Form::Category;
    const std::vector<std::string> categories = chosenCategories(cells.counts);
    for (const std::string& category : categories)
        values.categories.append(shown(category));
    if (cells.counts.size() > categories.size())
        values.categories.append(QString());
    for (std::size_t place = 0; place < values.values.size(); ++place)
        if (const std::string& cell = cells.ofPlace[place]; !cell.empty()) {
            const auto found = std::find(categories.begin(), categories.end(), cell);
            values.values[place] = static_cast<double>(found - categories.begin());
        }
    values.highest = std::max<double>(1, static_cast<double>(values.categories.size()) - 1);
    return values;
}

} // namespace locascope
