#include "core/simulation/noise.h"

#include "core/simulation/random.h"

#include <algorithm>
#include <cstddef>

namespace locascope {
namespace {

float latticeValue(std::uint64_t key, int x, int y) {
    const auto cell =
        (static_cast<std::uint64_t>(static_cast<std::uint32_t>(y)) << 32) | static_cast<std::uint32_t>(x);
    return static_cast<float>(mixed(key ^ (cell * 0xd1342543de82ef95ULL)) >> 40) * 0x1p-24F;
}

std::vector<float> latticeNoise(int pixels, float cellUnits, std::uint64_t key) {
    const auto n = static_cast<std::size_t>(pixels);
    const float step = 512.0F / (static_cast<float>(pixels) * cellUnits); // lattice cells a pixel
    const auto cells = static_cast<std::size_t>(static_cast<float>(pixels) * step) + 3;
    std::vector<int> first(n);
    std::vector<float> part(n);
    for (std::size_t x = 0; x < n; ++x) {
        const float position = (static_cast<float>(x) + 0.5F) * step;
        first[x] = static_cast<int>(position);
        const float t = position - static_cast<float>(first[x]);
        part[x] = t * t * (3 - 2 * t);
    }
    std::vector<float> upper(cells);
    std::vector<float> lower(cells);
    std::vector<float> values(n * n);
    int row = -1;
    for (std::size_t y = 0; y < n; ++y) {
        if (first[y] != row) {
            row = first[y];
            for (std::size_t x = 0; x < cells; ++x) {
                upper[x] = latticeValue(key, static_cast<int>(x), row);
                lower[x] = latticeValue(key, static_cast<int>(x), row + 1);
            }
        }
        float* out = values.data() + y * n;
        for (std::size_t x = 0; x < n; ++x) {
            const auto i = static_cast<std::size_t>(first[x]);
            const float a = upper[i] + (lower[i] - upper[i]) * part[y];
            const float b = upper[i + 1] + (lower[i + 1] - upper[i + 1]) * part[y];
            out[x] = a + (b - a) * part[x];
        }
    }
    return values;
}

} // namespace

std::vector<float> valueNoise(int pixels, float cellUnits, std::uint64_t key) {
    // Two lattices of unlike width hide each other's rows; the factor restores the contrast that their mean
    // loses.
    std::vector<float> values = latticeNoise(pixels, cellUnits * 1.13F, key);
    const std::vector<float> second = latticeNoise(pixels, cellUnits * 0.81F, mixed(key));
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = std::clamp(0.5F + 0.68F * (values[i] + second[i] - 1), 0.0F, 1.0F);
    return values;
}

} // namespace locascope
