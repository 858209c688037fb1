#pragma once

#include "core/imaging/composite.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <vector>

namespace locascope::testing {

/// The pixels that one view pixel shows along one axis, as composite.h promises them; empty outside the image.
inline std::vector<int> naiveTaps(double start, double scale, int viewPixel, int fullLength, int stackLength, int reduction) {
    const double centre = start + (viewPixel + 0.5) / scale;
    if (centre < 0 || centre >= fullLength)
        return {};
    const double step = 1.0 / reduction / scale;
    int count = step <= 1.25 ? 1 : step < 2.25 ? 2 : step < 3.25 ? 3 : 4;
    int stride = step >= 8 ? static_cast<int>(step / 4) : 1;
    count = std::min(count, stackLength);
    while (stride > 1 && (count - 1) * stride + 1 > stackLength)
        --stride;
    const int span = (count - 1) * stride + 1;
    int first = static_cast<int>(std::floor(centre / reduction - (span - 1) / 2.0));
    first = std::clamp(first, 0, stackLength - span);
    std::vector<int> taps;
    for (int tap = 0; tap < count; ++tap)
        taps.push_back(first + tap * stride);
    return taps;
}

inline int naiveMean(const Plane& plane, const std::vector<int>& columns, const std::vector<int>& rows) {
    std::int64_t sum = 0;
    for (const int y : rows)
        for (const int x : columns)
            sum += plane.valueAt(x, y);
    const auto count = static_cast<std::int64_t>(columns.size() * rows.size());
    return static_cast<int>((sum + count / 2) / count);
}

inline double naiveFraction(const ContrastWindow& window, double value) {
    if (value <= window.minimum)
        return 0;
    if (value >= window.maximum)
        return 1;
    const double linear = (value - window.minimum) / (window.maximum - window.minimum);
    return window.gamma == 1 ? linear : std::pow(linear, 1 / window.gamma);
}

/// One pixel after the other, nothing prepared: what the compositor must equal, and what it is timed against.
inline std::uint32_t naivePixel(const ChannelStack& stack, const DisplaySettings& settings, const Viewport& view, int x, int y) {
    const std::vector<int> columns = naiveTaps(view.left, view.scale, x, stack.fullWidth, stack.width, stack.reduction);
    const std::vector<int> rows = naiveTaps(view.top, view.scale, y, stack.fullHeight, stack.height, stack.reduction);
    if (columns.empty() || rows.empty())
        return 0;
    int red = 0, green = 0, blue = 0;
    for (const Stain stain : allStains) {
        const StainDisplay& display = settings.stains[stain];
        const bool composite = settings.mode == DisplayMode::Composite;
        if (stack.planes[stain].isEmpty() || (composite ? !display.visible : stain != settings.active))
            continue;
        const Colour colour = settings.mode == DisplayMode::Greyscale ? Colour{255, 255, 255} : display.colour;
        const double gain = composite ? display.gain : 1;
        const double fraction = naiveFraction(display.window, naiveMean(stack.planes[stain], columns, rows));
        red += static_cast<int>(colour.red * gain * fraction + 0.5);
        green += static_cast<int>(colour.green * gain * fraction + 0.5);
        blue += static_cast<int>(colour.blue * gain * fraction + 0.5);
    }
    return 0xFF000000u | static_cast<std::uint32_t>(std::min(red, 255)) << 16 |
           static_cast<std::uint32_t>(std::min(green, 255)) << 8 | static_cast<std::uint32_t>(std::min(blue, 255));
}

inline void naiveComposite(const ChannelStack& stack, const DisplaySettings& settings, const Viewport& view,
                           std::uint32_t* pixels) {
    for (int y = 0; y < view.height; ++y)
        for (int x = 0; x < view.width; ++x)
            pixels[y * view.width + x] = naivePixel(stack, settings, view, x, y);
}

/// The largest difference of any two channels of pixels at the same place.
inline int largestDifference(const std::vector<std::uint32_t>& left, const std::vector<std::uint32_t>& right) {
    int largest = 0;
    for (std::size_t i = 0; i < left.size(); ++i)
        for (const int shift : {0, 8, 16, 24})
            largest = std::max(largest, std::abs(static_cast<int>(left[i] >> shift & 255) - static_cast<int>(right[i] >> shift & 255)));
    return largest;
}

/// Four planes of smooth blobs and a share of noise, the same for the same arguments.
inline ChannelStack paintedStack(int width, int height, int bits, int reduction = 1, double noise = 0.2) {
    ChannelStack stack{{}, width, height, bits, reduction, width * reduction, height * reduction};
    std::uint32_t state = 12345;
    for (const Stain stain : allStains) {
        Plane plane(width, height, bits);
        const double pace = 0.01 * (1 + static_cast<int>(stain));
        for (int y = 0; y < height; ++y)
            for (int x = 0; x < width; ++x) {
                state = state * 1664525u + 1013904223u;
                const double smooth = 0.5 + 0.5 * std::sin(x * pace) * std::cos(y * pace);
                const double value = plane.maximumValue() * ((1 - noise) * smooth * smooth + noise * (state >> 8) / 16777216.0);
                if (bits == 16)
                    plane.row<std::uint16_t>(y)[x] = static_cast<std::uint16_t>(value);
                else
                    plane.row<std::uint8_t>(y)[x] = static_cast<std::uint8_t>(value);
            }
        stack.planes[stain] = plane;
    }
    return stack;
}

} // namespace locascope::testing
