#include "app/scalebar.h"

#include "core/imaging/nicelength.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <string_view>

namespace locascope {

namespace {

constexpr int glyphWidth = 5;
constexpr int glyphHeight = 7;

/// Seven rows of five pixels, the leftmost in bit 4. 'u' stands for µ.
struct Glyph {
    char character;
    std::array<std::uint8_t, glyphHeight> rows;
};

constexpr Glyph glyphs[] = {
    {'0', {14, 17, 19, 21, 25, 17, 14}}, {'1', {4, 12, 4, 4, 4, 4, 14}},    {'2', {14, 17, 1, 2, 4, 8, 31}},
    {'3', {31, 2, 4, 2, 1, 17, 14}},     {'4', {2, 6, 10, 18, 31, 2, 2}},   {'5', {31, 16, 30, 1, 1, 17, 14}},
    {'6', {6, 8, 16, 30, 17, 17, 14}},   {'7', {31, 1, 2, 4, 8, 8, 8}},     {'8', {14, 17, 17, 14, 17, 17, 14}},
    {'9', {14, 17, 17, 15, 1, 2, 12}},   {'.', {0, 0, 0, 0, 0, 12, 12}},    {'u', {0, 17, 17, 17, 19, 29, 16}},
    {'m', {0, 0, 26, 21, 21, 21, 21}},  {'(', {2, 4, 8, 8, 8, 4, 2}},        {')', {8, 4, 2, 2, 2, 4, 8}},
    {'d', {1, 1, 13, 19, 17, 19, 13}},  {'e', {0, 0, 14, 17, 31, 16, 14}},     {'n', {0, 0, 22, 25, 17, 17, 17}},
    {'r', {0, 0, 22, 25, 16, 16, 16}},  {'t', {8, 8, 28, 8, 8, 9, 6}},
};

struct Canvas {
    std::uint32_t* pixels;
    int width;
    int height;
    std::size_t bytesPerLine;

    void fill(int left, int top, int columns, int rows) {
        for (int y = std::max(0, top); y < std::min(height, top + rows); ++y) {
            auto* line = reinterpret_cast<std::uint32_t*>(reinterpret_cast<std::byte*>(pixels) + bytesPerLine * static_cast<std::size_t>(y));
            std::fill(line + std::clamp(left, 0, width), line + std::clamp(left + columns, 0, width), 0xffffffffU);
        }
    }

    void write(std::string_view text, int left, int top, int unit) {
        for (const char character : text) {
            const auto* glyph = std::find_if(std::begin(glyphs), std::end(glyphs), [&](const Glyph& g) { return g.character == character; });
            for (int row = 0; glyph != std::end(glyphs) && row < glyphHeight; ++row) {
                for (int column = 0; column < glyphWidth; ++column) {
                    if (glyph->rows[static_cast<std::size_t>(row)] >> (glyphWidth - 1 - column) & 1) {
                        fill(left + column * unit, top + row * unit, unit, unit);
                    }
                }
            }
            left += (glyphWidth + 1) * unit;
        }
    }
};

std::string number(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.12g", value);
    return text;
}

} // namespace

double scaleBarLength(double pixelSizeUm, int width) { return niceLength(pixelSizeUm * width / 4); }

std::string scaleBarText(double lengthUm) { return number(lengthUm) + " µm"; }

void drawScaleBar(std::uint32_t* pixels, int width, int height, std::size_t bytesPerLine, const PixelSize& pixelSize) {
    Canvas canvas{pixels, width, height, bytesPerLine};
    const double length = scaleBarLength(pixelSize.micrometres, width);
    const int bar = std::max(1, static_cast<int>(std::lround(length / pixelSize.micrometres)));
    const int unit = std::max(1, width / 320);
    const int margin = 6 * unit;
    const int right = width - margin;
    const int barTop = height - margin - 2 * unit;
    canvas.fill(right - bar, barTop, bar, 2 * unit);
    const std::string text = number(length) + " um" + (pixelSize.isEntered ? " (entered)" : "");
    const int textWidth = static_cast<int>(text.size()) * (glyphWidth + 1) * unit - unit;
    const int left = std::min(right - textWidth, right - bar / 2 - textWidth / 2);
    canvas.write(text, left, barTop - (glyphHeight + 2) * unit, unit);
}

} // namespace locascope
