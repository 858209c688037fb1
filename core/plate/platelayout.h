#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace locascope {

/// Where a well lies: row 0 is A, column 0 is 1. Ordered row by row.
struct WellPosition {
    int row = 0;
    int column = 0;
    friend bool operator==(const WellPosition&, const WellPosition&) = default;
    friend bool operator<(const WellPosition& a, const WellPosition& b) { return a.row != b.row ? a.row < b.row : a.column < b.column; }
};

/// Of any spelling that normalisedWell takes; none where `well` is no well name.
std::optional<WellPosition> positionOfWell(std::string_view well);

/// "A" … "Z", "AA" … for row 0, 1, …
std::string rowName(int row);

/// "A01"; the inverse of positionOfWell.
std::string wellName(WellPosition position);

/// How many rows and columns of wells a plate has.
struct PlateFormat {
    int rows = 0;
    int columns = 0;
    constexpr int wells() const { return rows * columns; }
    friend bool operator==(const PlateFormat&, const PlateFormat&) = default;
};

/// 6, 12, 24, 48, 96, 384 and 1,536 wells, as ANSI/SLAS 4 and the makers of the smaller ones have them.
inline constexpr std::array<PlateFormat, 7> plateFormats{{{2, 3}, {3, 4}, {4, 6}, {6, 8}, {8, 12}, {16, 24}, {32, 48}}};

/// The first of plateFormats that has at least `needed`, the last where none has.
PlateFormat smallestFormat(PlateFormat needed);

} // namespace locascope
