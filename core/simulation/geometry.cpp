#include "core/simulation/geometry.h"

#include <algorithm>

namespace locascope {
namespace {

// sin(2πx) for x in [-0.25, 0.25].
float sineOfTurns(float x) {
    const float a = 6.2831853F * x;
    const float q = a * a;
    return a * (1.0F - q * (1.0F / 6 - q * (1.0F / 120 - q * (1.0F / 5040 - q * (1.0F / 362880)))));
}

// Direction of step `index` of an outline: equal steps on the square |x| + |y| = 1, which needs no arc
// tangent.
Point stepDirection(int index) {
    const float t = 4.0F * static_cast<float>(index % Outline::steps) / Outline::steps;
    const auto quadrant = static_cast<int>(t);
    const float f = t - static_cast<float>(quadrant);
    switch (quadrant) {
    case 0:
        return normalised({1 - f, f});
    case 1:
        return normalised({-f, 1 - f});
    case 2:
        return normalised({f - 1, -f});
    default:
        return normalised({f, f - 1});
    }
}

} // namespace

Point direction(float turns) {
    const float x = turns - std::floor(turns + 0.5F); // [-0.5, 0.5)
    const float sine = x > 0.25F    ? sineOfTurns(0.5F - x)
                       : x < -0.25F ? sineOfTurns(-0.5F - x)
                                    : sineOfTurns(x);
    const float shifted = x < 0 ? x + 0.25F : 0.25F - x; // cos is even
    return {sineOfTurns(shifted), sine};
}

float exponential(float x) {
    const float scaled = x * 0x1p-5F;
    float value =
        1 +
        scaled * (1 + scaled * (0.5F + scaled * (1.0F / 6 + scaled * (1.0F / 24 + scaled * (1.0F / 120)))));
    for (int i = 0; i < 5; ++i)
        value *= value;
    return value;
}

float smoothStep(float from, float to, float x) {
    const float t = std::clamp((x - to) / (from - to), 0.0F, 1.0F);
    return t * t * (3 - 2 * t);
}

Outline::Outline(float along, float across, Point axis) {
    for (int i = 0; i <= steps; ++i) {
        const Point u = stepDirection(i);
        const float a = dot(u, axis) / along;
        const float b = dot(u, perpendicular(axis)) / across;
        m_radius[static_cast<std::size_t>(i)] = 1 / std::sqrt(a * a + b * b);
    }
    measure();
}

void Outline::addWave(int waves, float height, float phaseTurns) {
    const Point phase = direction(phaseTurns);
    for (int i = 0; i <= steps; ++i) {
        const Point u = stepDirection(i);
        Point power{1, 0};
        for (int k = 0; k < waves; ++k)
            power = rotated(power, u);
        m_radius[static_cast<std::size_t>(i)] *= 1 + height * dot(power, phase);
    }
    measure();
}

void Outline::addArm(Point towards, float extent, int sharpness) {
    for (int i = 0; i <= steps; ++i) {
        const float aligned = std::max(0.0F, dot(stepDirection(i), towards));
        float weight = 1;
        for (int k = 0; k < sharpness; ++k)
            weight *= aligned;
        m_radius[static_cast<std::size_t>(i)] += extent * weight;
    }
    measure();
}

float Outline::radius(Point offset) const {
    const float ax = std::fabs(offset.x);
    const float ay = std::fabs(offset.y);
    const float sum = ax + ay;
    if (sum <= 0)
        return m_radius[0];
    const float f = ay / sum;
    const float t = offset.x >= 0 ? (offset.y >= 0 ? f : 4 - f) : (offset.y >= 0 ? 2 - f : 2 + f);
    const float position = t * (steps / 4.0F);
    const int index = std::min(static_cast<int>(position), steps - 1);
    const float part = position - static_cast<float>(index);
    const auto i = static_cast<std::size_t>(index);
    return m_radius[i] + (m_radius[i + 1] - m_radius[i]) * part;
}

void Outline::measure() {
    m_largest = *std::max_element(m_radius.begin(), m_radius.end());
}

} // namespace locascope
