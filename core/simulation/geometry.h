#pragma once

#include "core/simulation/random.h"

#include <array>
#include <cmath>

// Only operations that IEEE 754 rounds exactly (+ − × ÷ sqrt): sin, cos and exp of the C library differ in
// the last bit between machines.
namespace locascope {

/// Position or vector in field units: the field is 512 × 512 of them, whatever its pixels.
struct Point {
    float x = 0;
    float y = 0;

    friend Point operator+(Point a, Point b) { return {a.x + b.x, a.y + b.y}; }
    friend Point operator-(Point a, Point b) { return {a.x - b.x, a.y - b.y}; }
    friend Point operator*(Point a, float factor) { return {a.x * factor, a.y * factor}; }
};

inline float dot(Point a, Point b) {
    return a.x * b.x + a.y * b.y;
}
inline float length(Point a) {
    return std::sqrt(dot(a, a));
}
inline Point normalised(Point a) {
    const float size = length(a);
    return size > 0 ? a * (1 / size) : Point{1, 0};
}
inline Point perpendicular(Point a) {
    return {-a.y, a.x};
}
/// Turns `a` by the angle of the unit vector `by`.
inline Point rotated(Point a, Point by) {
    return {a.x * by.x - a.y * by.y, a.x * by.y + a.y * by.x};
}

/// Unit vector of an angle in turns (1 is a full circle), error below 1e-5.
Point direction(float turns);
inline Point randomDirection(Random& random) {
    return direction(random.uniform());
}
/// Direction drawn first, then the length.
inline Point randomOffset(Random& random, float shortest, float longest) {
    const Point towards = randomDirection(random);
    return towards * random.uniform(shortest, longest);
}

/// e^x for |x| below 20, error below 1e-5 of the value.
float exponential(float x);
/// 1 at or below `from`, 0 at or above `to`, smooth between; with from > to the other way round.
float smoothStep(float from, float to, float x);

/// A star-shaped closed curve: the distance from its centre for each direction.
class Outline {
public:
    static constexpr int steps = 96;

    /// An ellipse with half axes `along` and `across`, the first in direction `axis`.
    Outline() = default;
    Outline(float along, float across, Point axis);
    /// Waves of the given number, relative height and phase in turns.
    void addWave(int waves, float height, float phaseTurns);
    /// An arm in direction `towards`, `extent` units long, about 90 / sharpness degrees wide.
    void addArm(Point towards, float extent, int sharpness);

    float radius(Point offset) const;
    float largest() const { return m_largest; }

private:
    void measure();
    std::array<float, steps + 1> m_radius{};
    float m_largest = 0;
};

} // namespace locascope
