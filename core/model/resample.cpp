#include "core/model/resample.h"

#include <algorithm>
#include <cmath>

namespace locascope {

namespace {

AxisTaps areaTaps(int position, double step, int from) {
    const double start = position * step;
    const double end = std::min<double>(start + step, from);
    AxisTaps taps{.first = static_cast<int>(start), .weights = {}};
    for (int source = taps.first; source < from && source < end; ++source) {
        const double covered = std::min<double>(end, source + 1) - std::max<double>(start, source);
        if (covered > 1e-9)
            taps.weights.push_back(static_cast<float>(covered / step));
    }
    return taps;
}

AxisTaps linearTaps(int position, double step, int from) {
    const double centre = std::clamp((position + 0.5) * step - 0.5, 0.0, from - 1.0);
    const int first = std::min(static_cast<int>(centre), std::max(0, from - 2));
    const auto share = static_cast<float>(centre - first);
    if (from == 1)
        return {0, {1.0F}};
    return {first, {1.0F - share, share}};
}

template <class T>
void resizeRow(const T* source, const std::vector<AxisTaps>& taps, float scale, float* target) {
    for (std::size_t x = 0; x < taps.size(); ++x) {
        const T* values = source + taps[x].first;
        float sum = 0;
        for (std::size_t tap = 0; tap < taps[x].weights.size(); ++tap)
            sum += taps[x].weights[tap] * static_cast<float>(values[tap]);
        target[x] = sum * scale;
    }
}

template <class T>
void copyScaled(const Plane& plane, float scale, float* target) {
    for (int y = 0; y < plane.height(); ++y) {
        const T* row = plane.row<T>(y);
        for (int x = 0; x < plane.width(); ++x)
            *target++ = static_cast<float>(row[x]) * scale;
    }
}

template <class T>
void resampleOf(const Plane& plane, int width, int height, float* target) {
    const float scale = 1.0F / static_cast<float>(plane.maximumValue());
    if (plane.width() == width && plane.height() == height)
        return copyScaled<T>(plane, scale, target);
    const auto columns = axisTaps(plane.width(), width);
    const auto rows = axisTaps(plane.height(), height);
    std::vector<float> resized(static_cast<std::size_t>(plane.height()) * static_cast<std::size_t>(width));
    for (int y = 0; y < plane.height(); ++y)
        resizeRow(plane.row<T>(y), columns, scale, resized.data() + static_cast<std::size_t>(y) * columns.size());
    for (const AxisTaps& taps : rows) {
        std::fill(target, target + width, 0.0F);
        for (std::size_t tap = 0; tap < taps.weights.size(); ++tap) {
            const float* row = resized.data() + (static_cast<std::size_t>(taps.first) + tap) * columns.size();
            for (int x = 0; x < width; ++x)
                target[x] += taps.weights[tap] * row[x];
        }
        target += width;
    }
}

} // namespace

std::vector<AxisTaps> axisTaps(int from, int to) {
    const double step = static_cast<double>(from) / to;
    std::vector<AxisTaps> taps;
    taps.reserve(static_cast<std::size_t>(to));
    for (int position = 0; position < to; ++position)
        taps.push_back(to < from ? areaTaps(position, step, from) : linearTaps(position, step, from));
    return taps;
}

void resamplePlane(const Plane& plane, int width, int height, float* target) {
    if (plane.bits() == 16)
        resampleOf<std::uint16_t>(plane, width, height, target);
    else
        resampleOf<std::uint8_t>(plane, width, height, target);
}

} // namespace locascope
