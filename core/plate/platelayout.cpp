#include "core/plate/platelayout.h"

#include "core/plate/plate.h"

#include <algorithm>

namespace locascope {

std::optional<WellPosition> positionOfWell(std::string_view well) {
    const std::string normal = normalisedWell(well);
    if (normal.empty())
        return {};
    const std::size_t letters = normal.size() - 2; // normalisedWell gives two digits
    int row = 0;
    for (std::size_t i = 0; i < letters; ++i)
        row = row * 26 + (normal[i] - 'A' + 1);
    return WellPosition{row - 1, (normal[letters] - '0') * 10 + (normal[letters + 1] - '0') - 1};
}

std::string rowName(int row) {
    std::string name;
    for (int rest = row + 1; rest > 0; rest = (rest - 1) / 26)
        name.insert(name.begin(), static_cast<char>('A' + (rest - 1) % 26));
    return name;
}

std::string wellName(WellPosition position) {
    const int number = position.column + 1;
    return rowName(position.row) + (number < 10 ? "0" : "") + std::to_string(number);
}

PlateFormat smallestFormat(PlateFormat needed) {
    const auto holds = [&](const PlateFormat& format) { return format.rows >= needed.rows && format.columns >= needed.columns; };
    const auto found = std::find_if(plateFormats.begin(), plateFormats.end(), holds);
    return found == plateFormats.end() ? plateFormats.back() : *found;
}

} // namespace locascope
