#include "core/simulation/optics.h"

#include <algorithm>
#include <vector>

namespace locascope {

void focusLight(Canvas& light, const Exposure& exposure) {
    light.blur(exposure.blurUnits * std::max(light.scale(), 0.5F));
    if (exposure.haze <= 0)
        return;
    const Canvas wide = light.haze(11);
    for (std::size_t i = 0; i < light.count(); ++i)
        light[i] = light[i] * (1 - exposure.haze) + wide[i] * exposure.haze;
}

Plane recordLight(const Canvas& light, const Exposure& exposure, std::uint64_t key) {
    const int n = light.pixels();
    Plane plane(n, n, 8);
    Random random(key);
    const float middle = static_cast<float>(n - 1) / 2;
    const float corner = n > 1 ? 1 / (2 * middle * middle) : 0;
    const float scale = exposure.gain / exposure.countsPerPhoton;
    for (int y = 0; y < n; ++y) {
        auto* row = plane.row<std::uint8_t>(y);
        const float* from = light.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(n);
        const float dy = static_cast<float>(y) - middle;
        for (int x = 0; x < n; ++x) {
            const float dx = static_cast<float>(x) - middle;
            const float photons =
                std::max(0.0F, from[x]) * scale * (1 - exposure.vignetting * (dx * dx + dy * dy) * corner);
            const float shot = random.normal();
            const float read = random.normal();
            const float root =
                std::sqrt(photons) +
                0.5F * shot; // the square of this is nearly Poisson (Anscombe, Biometrika 1948)
            const float counts = (root > 0 ? root * root - 0.25F : 0.0F) * exposure.countsPerPhoton +
                                 exposure.readNoise * read - exposure.offset;
            row[x] = static_cast<std::uint8_t>(std::clamp(counts + 0.5F, 0.0F, 255.0F));
        }
    }
    return plane;
}

float brightLevel(const Canvas& light, float floor, float share) {
    std::vector<float> values;
    for (std::size_t i = 0; i<light.count(); i += light.count()> 100000 ? 5 : 1)
        if (light[i] > floor)
            values.push_back(light[i]);
    if (values.empty())
        return 0;
    const auto rank = static_cast<std::ptrdiff_t>(static_cast<float>(values.size() - 1) * (1 - share));
    std::nth_element(values.begin(), values.begin() + rank, values.end());
    return values[static_cast<std::size_t>(rank)];
}

} // namespace locascope
