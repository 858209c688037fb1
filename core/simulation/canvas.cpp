#include "core/simulation/canvas.h"

#include <algorithm>

namespace locascope {
namespace {

constexpr float smallestRadius = 1.3F;        // pixels: below, a spot would fall between pixels
constexpr float lineIntegral = 16.0F / 15.0F; // of (1 − t²)² over [−1, 1]

// Three boxes of 2r + 1 have the variance ((2r + 1)² − 1) / 4.
int boxRadius(float sigma) {
    return static_cast<int>((std::sqrt(4 * sigma * sigma + 1) - 1) / 2 + 0.5F);
}

// A running mean of 2r + 1 along a line of `count` values `stride` apart; edges are repeated.
void boxLine(const float* from, float* to, int count, std::size_t stride, int r) {
    const float weight = 1.0F / static_cast<float>(2 * r + 1);
    const auto at = [&](int i) {
        return from[static_cast<std::size_t>(std::clamp(i, 0, count - 1)) * stride];
    };
    for (int i = 0; i < count; ++i) {
        float sum = 0;
        for (int k = -r; k <= r; ++k)
            sum += at(i + k);
        to[static_cast<std::size_t>(i) * stride] = sum * weight;
    }
}

// Three taps with variance `sigma`², for blurs finer than a box of three.
void fineBlur(std::vector<float>& values, std::vector<float>& spare, int n, float sigma) {
    const float side = std::min(sigma * sigma / 2, 1.0F / 3);
    const float middle = 1 - 2 * side;
    const auto width = static_cast<std::size_t>(n);
    for (int y = 0; y < n; ++y) {
        const float* row = values.data() + static_cast<std::size_t>(y) * width;
        float* out = spare.data() + static_cast<std::size_t>(y) * width;
        out[0] = row[0] * (middle + side) + row[std::min(1, n - 1)] * side;
        for (std::size_t x = 1; x + 1 < width; ++x)
            out[x] = row[x] * middle + (row[x - 1] + row[x + 1]) * side;
        out[width - 1] = row[width - 1] * (middle + side) + row[width > 1 ? width - 2 : 0] * side;
    }
    for (int y = 0; y < n; ++y) {
        const float* row = spare.data() + static_cast<std::size_t>(y) * width;
        const float* above = spare.data() + static_cast<std::size_t>(std::max(0, y - 1)) * width;
        const float* below = spare.data() + static_cast<std::size_t>(std::min(n - 1, y + 1)) * width;
        float* out = values.data() + static_cast<std::size_t>(y) * width;
        for (std::size_t x = 0; x < width; ++x)
            out[x] = row[x] * middle + (above[x] + below[x]) * side;
    }
}

void boxBlur(std::vector<float>& values, std::vector<float>& spare, int n, int r) {
    const auto width = static_cast<std::size_t>(n);
    for (int y = 0; y < n; ++y)
        boxLine(values.data() + static_cast<std::size_t>(y) * width,
                spare.data() + static_cast<std::size_t>(y) * width, n, 1, r);
    const float weight = 1.0F / static_cast<float>(2 * r + 1);
    for (int y = 0; y < n; ++y) {
        float* out = values.data() + static_cast<std::size_t>(y) * width;
        std::fill(out, out + width, 0.0F);
        for (int k = -r; k <= r; ++k) {
            const float* row = spare.data() + static_cast<std::size_t>(std::clamp(y + k, 0, n - 1)) * width;
            for (std::size_t x = 0; x < width; ++x)
                out[x] += row[x] * weight;
        }
    }
}

} // namespace

void Canvas::splat(float px, float py, float radius, float light) {
    const int x0 = std::max(0, static_cast<int>(std::ceil(px - radius)));
    const int x1 = std::min(m_pixels - 1, static_cast<int>(std::floor(px + radius)));
    const int y0 = std::max(0, static_cast<int>(std::ceil(py - radius)));
    const int y1 = std::min(m_pixels - 1, static_cast<int>(std::floor(py + radius)));
    const float inverse = 1 / (radius * radius);
    for (int y = y0; y <= y1; ++y) {
        float* row = m_values.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(m_pixels);
        const float dy = (static_cast<float>(y) - py) * (static_cast<float>(y) - py) * inverse;
        for (int x = x0; x <= x1; ++x) {
            const float dx = static_cast<float>(x) - px;
            const float q = 1 - dx * dx * inverse - dy;
            if (q > 0)
                row[x] += light * q * q;
        }
    }
}

void Canvas::addSpot(Point at, float radius, float light) {
    const float wanted = radius * m_scale;
    const float used = std::max(wanted, smallestRadius);
    const float share = wanted / used;
    splat(at.x * m_scale - 0.5F, at.y * m_scale - 0.5F, used, light * share * share);
}

void Canvas::addEllipse(Point at, float along, float across, Point axis, float light) {
    const float a = std::max(along * m_scale, smallestRadius);
    const float b = std::max(across * m_scale, smallestRadius);
    const float shown = light * (along * m_scale / a) * (across * m_scale / b);
    const float cx = at.x * m_scale - 0.5F;
    const float cy = at.y * m_scale - 0.5F;
    const float reach = std::max(a, b);
    const int x0 = std::max(0, static_cast<int>(std::ceil(cx - reach)));
    const int x1 = std::min(m_pixels - 1, static_cast<int>(std::floor(cx + reach)));
    const int y0 = std::max(0, static_cast<int>(std::ceil(cy - reach)));
    const int y1 = std::min(m_pixels - 1, static_cast<int>(std::floor(cy + reach)));
    for (int y = y0; y <= y1; ++y)
        for (int x = x0; x <= x1; ++x) {
            const Point offset{static_cast<float>(x) - cx, static_cast<float>(y) - cy};
            const float u = dot(offset, axis) / a;
            const float v = dot(offset, perpendicular(axis)) / b;
            const float q = 1 - u * u - v * v;
            if (q > 0)
                m_values[static_cast<std::size_t>(y) * static_cast<std::size_t>(m_pixels) +
                         static_cast<std::size_t>(x)] += shown * q * q;
        }
}

void Canvas::addLine(Point from, Point to, float radius, float light) {
    const float wanted = radius * m_scale;
    const float used = std::max(wanted, smallestRadius);
    const Point step = to - from;
    const float pixelsLong = length(step) * m_scale;
    const int spots = std::max(1, static_cast<int>(pixelsLong / (used * 0.55F) + 0.999F));
    const float shown =
        light * (wanted / used) * (pixelsLong / static_cast<float>(spots)) / (used * lineIntegral);
    for (int i = 0; i < spots; ++i) {
        const Point at = from + step * ((static_cast<float>(i) + 0.5F) / static_cast<float>(spots));
        splat(at.x * m_scale - 0.5F, at.y * m_scale - 0.5F, used, shown);
    }
}

void Canvas::addPath(const std::vector<Point>& points, float radius, float light) {
    for (std::size_t i = 1; i < points.size(); ++i)
        addLine(points[i - 1], points[i], radius, light);
}

void Canvas::addFadingPath(const std::vector<Point>& points, float radius, float firstLight,
                           float lastLight) {
    for (std::size_t i = 1; i < points.size(); ++i) {
        const float part = static_cast<float>(i) / static_cast<float>(points.size());
        addLine(points[i - 1], points[i], radius, firstLight + (lastLight - firstLight) * part);
    }
}

void Canvas::addRing(Point centre, float ringRadius, float lineRadius, float light) {
    constexpr int parts = 20;
    Point last = centre + Point{ringRadius, 0};
    for (int i = 1; i <= parts; ++i) {
        const Point next = centre + direction(static_cast<float>(i) / parts) * ringRadius;
        addLine(last, next, lineRadius, light);
        last = next;
    }
}

void Canvas::add(const Canvas& other, float factor) {
    for (std::size_t i = 0; i < m_values.size(); ++i)
        m_values[i] += factor * other.m_values[i];
}

void Canvas::blur(float sigma) {
    if (sigma < 0.2F)
        return;
    std::vector<float> spare(m_values.size());
    if (sigma < 1.1F) {
        const int passes = sigma < 0.75F ? 1 : 2;
        for (int i = 0; i < passes; ++i)
            fineBlur(m_values, spare, m_pixels, sigma / std::sqrt(static_cast<float>(passes)));
        return;
    }
    for (int i = 0; i < 3; ++i)
        boxBlur(m_values, spare, m_pixels, std::max(1, boxRadius(sigma)));
}

Canvas Canvas::haze(float sigmaUnits) const {
    const int block = std::max(1, static_cast<int>(4 * m_scale));
    const int small = (m_pixels + block - 1) / block;
    Canvas reduced(small);
    for (int y = 0; y < m_pixels; ++y)
        for (int x = 0; x < m_pixels; ++x)
            reduced.m_values[static_cast<std::size_t>(y / block) * static_cast<std::size_t>(small) +
                             static_cast<std::size_t>(x / block)] +=
                m_values[static_cast<std::size_t>(y) * static_cast<std::size_t>(m_pixels) +
                         static_cast<std::size_t>(x)];
    const float weight = 1.0F / static_cast<float>(block * block);
    for (float& value : reduced.m_values)
        value *= weight;
    reduced.blur(std::max(1.2F, sigmaUnits * m_scale / static_cast<float>(block)));
    Canvas wide(m_pixels);
    for (int y = 0; y < m_pixels; ++y) {
        const float fy = std::clamp((static_cast<float>(y) + 0.5F) / static_cast<float>(block) - 0.5F, 0.0F,
                                    static_cast<float>(small - 1));
        const int iy = std::min(static_cast<int>(fy), std::max(0, small - 2));
        const float ty = fy - static_cast<float>(iy);
        const float* upper =
            reduced.m_values.data() + static_cast<std::size_t>(iy) * static_cast<std::size_t>(small);
        const float* lower = small > 1 ? upper + small : upper;
        for (int x = 0; x < m_pixels; ++x) {
            const float fx = std::clamp((static_cast<float>(x) + 0.5F) / static_cast<float>(block) - 0.5F,
                                        0.0F, static_cast<float>(small - 1));
            const int ix = std::min(static_cast<int>(fx), std::max(0, small - 2));
            const int jx = std::min(ix + 1, small - 1);
            const float tx = fx - static_cast<float>(ix);
            wide.m_values[static_cast<std::size_t>(y) * static_cast<std::size_t>(m_pixels) +
                          static_cast<std::size_t>(x)] = (upper[ix] * (1 - tx) + upper[jx] * tx) * (1 - ty) +
                                                         (lower[ix] * (1 - tx) + lower[jx] * tx) * ty;
        }
    }
    return wide;
}

} // namespace locascope
