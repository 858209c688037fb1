#include "core/imaging/heatmap.h"

#include "core/files/error.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace locascope {

namespace {

/// A point of Oklab in polar form: lightness and chroma in [0, 1], hue in degrees.
struct Oklch {
    double lightness, chroma, hue;
};

double encoded(double linear) {
    return linear <= 0.0031308 ? 12.92 * linear : 1.055 * std::pow(linear, 1 / 2.4) - 0.055;
}

/// Linear sRGB, unclamped. Oklab: Björn Ottosson, "A perceptual color space for image processing", 2020.
std::array<double, 3> linearRgb(const Oklch& colour) {
    const double angle = colour.hue * std::numbers::pi / 180;
    const double a = colour.chroma * std::cos(angle), b = colour.chroma * std::sin(angle);
    const double l = std::pow(colour.lightness + 0.3963377774 * a + 0.2158037573 * b, 3);
    const double m = std::pow(colour.lightness - 0.1055613458 * a - 0.0638541728 * b, 3);
    const double s = std::pow(colour.lightness - 0.0894841775 * a - 1.2914855480 * b, 3);
    return {4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s, -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
            -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s};
}

bool isShown(const std::array<double, 3>& rgb) {
    return std::all_of(rgb.begin(), rgb.end(), [](double part) { return part >= 0 && part <= 1; });
}

std::uint8_t byteOf(double linear) {
    return static_cast<std::uint8_t>(std::lround(255 * encoded(std::clamp(linear, 0.0, 1.0))));
}

/// The nearest colour of that lightness and hue which a screen can show.
Colour screenColour(Oklch colour) {
    while (colour.chroma > 0 && !isShown(linearRgb(colour)))
        colour.chroma -= 0.001;
    const std::array<double, 3> rgb = linearRgb(colour);
    return {byteOf(rgb[0]), byteOf(rgb[1]), byteOf(rgb[2])};
}

/// Where the centres of view pixels fall between the cells of a map: left cell and the share of the right one.
struct Between {
    int cell = -1; ///< −1 outside the image
    int next = 0;
    float share = 0;
};

std::vector<Between> betweenCells(double start, double scale, int viewLength, int imageLength, int cells) {
    std::vector<Between> places(static_cast<std::size_t>(viewLength));
    for (int x = 0; x < viewLength; ++x) {
        const double centre = start + (x + 0.5) / scale;
        if (!(centre >= 0) || !(centre < imageLength))
            continue;
        const double position = std::clamp(centre / imageLength * cells - 0.5, 0.0, cells - 1.0);
        const int cell = static_cast<int>(position);
        places[static_cast<std::size_t>(x)] = {cell, std::min(cell + 1, cells - 1), static_cast<float>(position - cell)};
    }
    return places;
}

float mix(float left, float right, float share) { return left + (right - left) * share; }

/// What one step of the map's value does to a pixel: keep / 256 of it stays, red and blue (in two lanes) and green are added.
struct Blend {
    std::uint32_t keep = 256, redBlue = 0, green = 0;
};

std::array<Blend, 256> blendsOf(std::span<const Colour> colours, double opacity) {
    std::array<Blend, 256> blends;
    for (std::size_t step = 0; step < blends.size(); ++step) {
        const Colour colour = colours[step];
        const auto share = static_cast<std::uint32_t>(std::lround(opacity * static_cast<double>(step) / 255 * 256));
        const std::uint32_t redBlue = static_cast<std::uint32_t>(colour.red) << 16 | colour.blue;
        blends[step] = {256 - share, redBlue * share + 0x00800080u, colour.green * share + 0x80u};
    }
    return blends;
}

std::uint32_t blended(std::uint32_t below, const Blend& blend) {
    const std::uint32_t redBlue = ((below & 0x00FF00FFu) * blend.keep + blend.redBlue) >> 8 & 0x00FF00FFu;
    const std::uint32_t green = ((below >> 8 & 0xFFu) * blend.keep + blend.green) & 0xFF00u;
    return 0xFF000000u | redBlue | green;
}

void blendLine(const std::vector<float>& row, const std::vector<Between>& columns, const std::array<Blend, 256>& blends,
               std::uint32_t* line) {
    for (std::size_t x = 0; x < columns.size(); ++x) {
        const Between& column = columns[x];
        if (column.cell < 0)
            continue;
        const float value = mix(row[static_cast<std::size_t>(column.cell)], row[static_cast<std::size_t>(column.next)], column.share);
        line[x] = blended(line[x], blends[static_cast<std::size_t>(static_cast<int>(value * 255 + 0.5f))]);
    }
}

/// The map's row at a height between its cells, cut to [0, 1]; what is no number counts as 0.
void rowBetween(const SaliencyMap& map, const Between& height, std::vector<float>& row) {
    const float* upper = map.values.data() + static_cast<std::size_t>(height.cell) * row.size();
    const float* lower = map.values.data() + static_cast<std::size_t>(height.next) * row.size();
    for (std::size_t x = 0; x < row.size(); ++x) {
        const float value = mix(upper[x], lower[x], height.share);
        row[x] = value > 0 ? std::min(value, 1.0f) : 0;
    }
}

template <class ColourAt>
std::vector<Colour> steps(const ColourAt& colourAt) {
    std::vector<Colour> colours;
    for (int i = 0; i < 256; ++i)
        colours.push_back(screenColour(colourAt(i / 255.0)));
    return colours;
}

bool isWhole(const SaliencyMap& map) {
    return map.width > 0 && map.height > 0 &&
           map.values.size() == static_cast<std::size_t>(map.width) * static_cast<std::size_t>(map.height);
}

} // namespace

const std::vector<Colour>& heatColours(HeatPalette palette) {
    // The hue turns from violet through red and orange to yellow.
    static const std::vector<Colour> ember = steps([](double t) { return Oklch{0.20 + 0.73 * t, 0.13 + 0.06 * t + 0.06 * std::sin(std::numbers::pi * t), 295 + 172 * t}; });
    // From blue through teal and green to a pale yellow.
    static const std::vector<Colour> lagoon = steps([](double t) { return Oklch{0.20 + 0.75 * t, 0.08 + 0.07 * std::sin(std::numbers::pi * t), 275 - 165 * t}; });
    static const std::vector<Colour> grey = steps([](double t) { return Oklch{0.20 + 0.80 * t, 0, 0}; });
    return palette == HeatPalette::Ember ? ember : palette == HeatPalette::Lagoon ? lagoon : grey;
}

Colour distinctColour(std::size_t place) {
    constexpr std::array<double, 6> hues{200, 40, 330, 130, 90, 275};
    return screenColour({0.78, 0.16, hues[place % hues.size()]});
}

std::vector<Colour> flatColours(Colour colour) { return std::vector<Colour>(256, colour); }

Plane saliencyPlane(const SaliencyMap& map, int width, int height) {
    if (!isWhole(map) || width <= 0 || height <= 0)
        throw Error(ErrorKind::Invalid, {}, "an empty map cannot be drawn");
    const std::vector<Between> columns = betweenCells(0, 1, width, width, map.width);
    const std::vector<Between> rows = betweenCells(0, 1, height, height, map.height);
    std::vector<float> row(static_cast<std::size_t>(map.width));
    Plane plane(width, height, 16);
    for (int y = 0; y < height; ++y) {
        rowBetween(map, rows[static_cast<std::size_t>(y)], row);
        auto* line = plane.row<std::uint16_t>(y);
        for (std::size_t x = 0; x < columns.size(); ++x) {
            const Between& column = columns[x];
            const float value = mix(row[static_cast<std::size_t>(column.cell)], row[static_cast<std::size_t>(column.next)], column.share);
            line[x] = static_cast<std::uint16_t>(std::lround(value * 65535.0F));
        }
    }
    return plane;
}

void overlayHeatMap(const SaliencyMap& map, int imageWidth, int imageHeight, const Viewport& view, const HeatInk& ink,
                    std::uint32_t* pixels, std::size_t bytesPerLine) {
    if (!isWhole(map) || !(view.scale > 0) || view.width <= 0 || view.height <= 0 || !(ink.opacity > 0) || ink.colours.size() != 256)
        return;
    const std::vector<Between> columns = betweenCells(view.left, view.scale, view.width, imageWidth, map.width);
    const std::vector<Between> rows = betweenCells(view.top, view.scale, view.height, imageHeight, map.height);
    const std::array<Blend, 256> blends = blendsOf(ink.colours, std::min(ink.opacity, 1.0));
    std::vector<float> row(static_cast<std::size_t>(map.width));
    for (int y = 0; y < view.height; ++y) {
        if (rows[static_cast<std::size_t>(y)].cell < 0)
            continue;
        rowBetween(map, rows[static_cast<std::size_t>(y)], row);
        auto* line = reinterpret_cast<std::byte*>(pixels) + bytesPerLine * static_cast<std::size_t>(y);
        blendLine(row, columns, blends, reinterpret_cast<std::uint32_t*>(line));
    }
}

} // namespace locascope
