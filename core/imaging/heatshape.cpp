#include "core/imaging/heatshape.h"

#include <algorithm>
#include <array>

namespace locascope {

namespace {

bool isWhole(const SaliencyMap& map) {
    return map.width > 0 && map.height > 0 && map.values.size() == static_cast<std::size_t>(map.width) * static_cast<std::size_t>(map.height);
}

float valueAt(const SaliencyMap& map, int x, int y) {
    const int column = std::clamp(x, 0, map.width - 1), row = std::clamp(y, 0, map.height - 1);
    return map.values[static_cast<std::size_t>(row) * static_cast<std::size_t>(map.width) + static_cast<std::size_t>(column)];
}

/// A fraction of the field at which the middle of a cell lies; cells beyond the edges lie on them.
float middleOf(int cell, int cells) { return std::clamp((static_cast<float>(cell) + 0.5F) / static_cast<float>(cells), 0.0F, 1.0F); }

struct Point {
    float x, y, value;
};

Point crossing(const Point& one, const Point& other, float level) {
    const float share = (level - one.value) / (other.value - one.value);
    return {one.x + (other.x - one.x) * share, one.y + (other.y - one.y) * share, level};
}

/// Of the square whose corners go round it.
void addPieces(const std::array<Point, 4>& corners, float level, std::vector<ContourPiece>& pieces) {
    std::array<Point, 4> crossings{};
    std::size_t count = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        const Point& here = corners[i];
        const Point& next = corners[(i + 1) % 4];
        if ((here.value >= level) != (next.value >= level))
            crossings[count++] = crossing(here, next, level);
    }
    const auto add = [&](const Point& from, const Point& to) { pieces.push_back({from.x, from.y, to.x, to.y}); };
    if (count == 2)
        return add(crossings[0], crossings[1]);
    if (count != 4)
        return;
    const float middle = (corners[0].value + corners[1].value + corners[2].value + corners[3].value) / 4;
    const bool joinsFirst = (middle >= level) == (corners[0].value >= level);
    // Crossing i lies between corner i and the next: the corners that are not joined are cut off.
    add(crossings[0], crossings[joinsFirst ? 1 : 3]);
    add(crossings[2], crossings[joinsFirst ? 3 : 1]);
}

bool isHigher(const SaliencyPeak& one, const SaliencyPeak& other) { return one.value > other.value; }

} // namespace

std::vector<ContourPiece> contourOf(const SaliencyMap& map, float level) {
    std::vector<ContourPiece> pieces;
    if (!isWhole(map))
        return pieces;
    const auto pointAt = [&](int x, int y) { return Point{middleOf(x, map.width), middleOf(y, map.height), valueAt(map, x, y)}; };
    for (int y = -1; y < map.height; ++y)
        for (int x = -1; x < map.width; ++x)
            addPieces({pointAt(x, y), pointAt(x + 1, y), pointAt(x + 1, y + 1), pointAt(x, y + 1)}, level, pieces);
    return pieces;
}

std::vector<SaliencyPeak> peaksOf(const SaliencyMap& map, float least, std::size_t most) {
    std::vector<SaliencyPeak> peaks;
    if (!isWhole(map))
        return peaks;
    const auto isPeak = [&](int x, int y) {
        const float value = valueAt(map, x, y);
        for (int row = std::max(0, y - 1); row <= std::min(map.height - 1, y + 1); ++row)
            for (int column = std::max(0, x - 1); column <= std::min(map.width - 1, x + 1); ++column) {
                const bool isBefore = row < y || (row == y && column < x); // of equal ones the first
                if (const float other = valueAt(map, column, row); other > value || (isBefore && other == value))
                    return false;
            }
        return value >= least;
    };
    for (int y = 0; y < map.height; ++y)
        for (int x = 0; x < map.width; ++x)
            if (isPeak(x, y))
                peaks.push_back({(x + 0.5) / map.width, (y + 0.5) / map.height, valueAt(map, x, y)});
    std::stable_sort(peaks.begin(), peaks.end(), isHigher);
    peaks.resize(std::min(peaks.size(), most));
    return peaks;
}

} // namespace locascope
