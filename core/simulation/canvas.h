#pragma once

#include "core/simulation/geometry.h"

#include <cstddef>
#include <vector>

namespace locascope {

/// Light per pixel of a square field, before optics. Positions and widths are field units; what is thinner
/// than a pixel is drawn fainter instead of thinner, so that a small field shows what a large one would after
/// reduction.
class Canvas {
public:
    explicit Canvas(int pixels)
        : m_pixels(pixels)
        , m_scale(static_cast<float>(pixels) / 512.0F)
        , m_values(area(pixels), 0.0F) {}

    int pixels() const { return m_pixels; }
    float scale() const { return m_scale; } ///< pixels a unit
    std::size_t count() const { return m_values.size(); }
    float& operator[](std::size_t index) { return m_values[index]; }
    float operator[](std::size_t index) const { return m_values[index]; }
    float* data() { return m_values.data(); }
    const float* data() const { return m_values.data(); }

    /// A soft round spot that falls to nothing at `radius`; half of `light` at 0.54 radius.
    void addSpot(Point at, float radius, float light);
    /// A soft ellipse with half axes `along` (in direction `axis`) and `across`.
    void addEllipse(Point at, float along, float across, Point axis, float light);
    /// A soft line through all points.
    void addPath(const std::vector<Point>& points, float radius, float light);
    /// The same, its light changing evenly from the first point to the last.
    void addFadingPath(const std::vector<Point>& points, float radius, float firstLight, float lastLight);
    void addLine(Point from, Point to, float radius, float light);
    /// A soft circle line.
    void addRing(Point centre, float ringRadius, float lineRadius, float light);
    void add(const Canvas& other, float factor);
    /// Gaussian-like blur with the given standard deviation in pixels, light kept; nothing below 0.2 pixels.
    void blur(float sigmaPixels);
    /// The same after reduction to blocks of about 4 units: for wide haze.
    Canvas haze(float sigmaUnits) const;

private:
    static std::size_t area(int pixels) {
        return static_cast<std::size_t>(pixels) * static_cast<std::size_t>(pixels);
    }
    void splat(float px, float py, float radiusPixels, float light);
    int m_pixels;
    float m_scale;
    std::vector<float> m_values;
};

} // namespace locascope
