#include "core/imaging/lookuptable.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace locascope {

namespace {

constexpr std::array<Colour, 32> fire{{{0, 0, 0},       {0, 0, 61},      {1, 0, 96},      {25, 0, 130},    {49, 0, 165},    {73, 0, 192},    {98, 0, 220},    {122, 0, 227},
                                       {146, 0, 210},   {162, 0, 181},   {173, 0, 151},   {184, 0, 122},   {195, 0, 93},    {207, 14, 64},   {217, 35, 35},   {229, 57, 5},
                                       {240, 79, 0},    {252, 101, 0},   {255, 117, 0},   {255, 133, 0},   {255, 147, 0},   {255, 161, 0},   {255, 175, 0},   {255, 190, 0},
                                       {255, 205, 0},   {255, 219, 0},   {255, 234, 0},   {255, 248, 35},  {255, 255, 98},  {255, 255, 160}, {255, 255, 223}, {255, 255, 255}}};
constexpr std::array<Colour, 32> ice{{{0, 156, 140},   {0, 165, 147},   {0, 176, 158},   {0, 184, 166},   {0, 190, 170},   {0, 196, 176},   {19, 193, 209},  {29, 184, 220},
                                      {50, 171, 234},  {48, 162, 225},  {79, 146, 236},  {112, 125, 246}, {134, 107, 250}, {158, 93, 251},  {186, 81, 250},  {201, 87, 250},
                                      {217, 92, 245},  {229, 97, 230},  {242, 95, 230},  {250, 93, 222},  {250, 93, 202},  {250, 90, 180},  {250, 85, 163},  {251, 69, 142},
                                      {250, 64, 123},  {250, 54, 114},  {250, 47, 106},  {250, 35, 94},   {251, 19, 84},   {251, 0, 64},    {243, 4, 26},    {230, 0, 27}}};
constexpr std::array<Colour, 10> viridis{{{68, 1, 84}, {72, 40, 120}, {62, 73, 137}, {49, 104, 142}, {38, 130, 142}, {31, 158, 137}, {53, 183, 121}, {110, 206, 88}, {181, 222, 43}, {253, 231, 37}}};

struct Stops {
    std::span<const Colour> colours;
    double perStep; ///< how far one step of 255 leads from colour to colour
};

std::uint32_t mixed(const Stops& stops, int step) {
    const double position = std::min(step * stops.perStep, double(stops.colours.size() - 1));
    const auto below = static_cast<std::size_t>(position);
    const Colour& a = stops.colours[below];
    const Colour& b = stops.colours[std::min(below + 1, stops.colours.size() - 1)];
    const double share = position - double(below);
    const auto mix = [share](int from, int to) { return static_cast<std::uint32_t>((1 - share) * from + share * to); };
    return 0xFF000000u | mix(a.red, b.red) << 16 | mix(a.green, b.green) << 8 | mix(a.blue, b.blue);
}

PixelTable tableOf(const Stops& stops) {
    PixelTable table;
    for (int step = 0; step < 256; ++step)
        table[static_cast<std::size_t>(step)] = mixed(stops, step);
    return table;
}

constexpr std::array<Colour, 2> grey{{{0, 0, 0}, {255, 255, 255}}};

} // namespace

const PixelTable& pixelTable(LookUpTable table) {
    static const std::array<PixelTable, 4> tables{tableOf({grey, 1.0 / 255}), tableOf({fire, 32.0 / 256}), tableOf({ice, 32.0 / 256}), tableOf({viridis, 9.0 / 255})};
    return tables[static_cast<std::size_t>(table)];
}

std::string_view lookUpTableName(LookUpTable table) {
    constexpr std::array<std::string_view, 4> names{"", "Fire", "Ice", "mpl-viridis"};
    return names[static_cast<std::size_t>(table)];
}

std::optional<LookUpTable> lookUpTableOfName(std::string_view name) {
    const auto found = std::find_if(lookUpTables.begin(), lookUpTables.end(), [name](LookUpTable table) { return lookUpTableName(table) == name; });
    return found == lookUpTables.end() ? std::nullopt : std::optional(*found);
}

} // namespace locascope
