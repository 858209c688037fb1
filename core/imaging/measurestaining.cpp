#include "core/imaging/measurestaining.h"

#include "core/imaging/focus.h"
#include "core/imaging/nuclei.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>

namespace locascope {

namespace {

constexpr float unknown = std::numeric_limits<float>::quiet_NaN();

/// Of (mode − v) over the values at or below the mode.
int medianBelow(const Histogram& histogram, int mode) {
    std::uint64_t total = 0, reached = 0;
    for (int value = 0; value <= mode; ++value)
        total += histogram.count(value);
    for (int value = mode; value >= 0; --value)
        if ((reached += histogram.count(value)) * 2 >= total)
            return mode - value;
    return 0;
}

std::uint64_t countAbove(const Histogram& histogram, int threshold) {
    std::uint64_t count = 0;
    for (int value = threshold + 1, highest = histogram.highestValue(); value <= highest; ++value)
        count += histogram.count(value);
    return count;
}

std::uint64_t saturatedPixels(const Histogram& histogram) {
    constexpr std::array fullScales{255, 1023, 4095, 16383, 65535};
    const int highest = histogram.highestValue();
    return std::find(fullScales.begin(), fullScales.end(), highest) == fullScales.end() ? 0 : histogram.count(highest);
}

StainFigures figuresOf(const Plane& plane) {
    Histogram histogram;
    histogram.add(plane);
    StainFigures figures;
    figures.isMeasured = 1;
    const int background = histogram.backgroundMode(), threshold = foregroundThreshold(histogram);
    figures.background = static_cast<float>(background);
    figures.threshold = static_cast<float>(threshold);
    const std::uint64_t foreground = countAbove(histogram, threshold);
    figures.foregroundShare = static_cast<float>(static_cast<double>(foreground) / static_cast<double>(histogram.total()));
    figures.focus = unknown;
    if (figures.foregroundShare < smallestForeground)
        return figures;
    figures.foregroundMedian = static_cast<float>(histogram.percentileAbove(threshold, 0.5) - background);
    figures.foregroundP99 = static_cast<float>(histogram.percentileAbove(threshold, 0.99) - background);
    figures.saturatedShare = static_cast<float>(static_cast<double>(saturatedPixels(histogram)) / static_cast<double>(foreground));
    figures.focus = static_cast<float>(focusOf(plane));
    return figures;
}

} // namespace

int foregroundThreshold(const Histogram& histogram) {
    const int mode = histogram.backgroundMode();
    const double noise = 1.4826 * medianBelow(histogram, mode);
    const double least = histogram.highestValue() <= 255 ? 3 : 2;
    return mode + static_cast<int>(std::lround(std::max(5 * noise, least)));
}

FieldStaining measureStaining(const ChannelStack& stack) {
    FieldStaining field;
    field.nucleusArea = unknown;
    field.isTried = 1;
    field.isWhole = stack.isEmpty() ? 0 : 1;
    for (const Stain stain : allStains)
        if (const Plane& plane = stack.planes[stain]; !plane.isEmpty())
            field.stains[stain] = figuresOf(plane);
    if (const Plane& nuclei = stack.planes[Stain::Nucleus]; !nuclei.isEmpty()) {
        const NucleusFigures found = findNuclei(nuclei);
        field.nucleusCount = found.count;
        field.nucleusArea = static_cast<float>(found.medianArea);
    }
    return field;
}

FieldStaining measureStaining(const LoadedSample& sample) {
    FieldStaining field = measureStaining(sample.stack);
    field.isWhole = sample.complete ? 1 : 0;
    return field;
}

} // namespace locascope
