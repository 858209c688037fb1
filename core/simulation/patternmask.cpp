#include "core/simulation/patternmask.h"

#include <algorithm>

namespace locascope {
namespace {

float brushLight(const Cell& cell) {
    return cell.proteinLevel * (0.5F + 0.5F * cell.focus);
}

bool isBlank(const Plane& mask) {
    const auto* values = mask.row<std::uint8_t>(0);
    return std::none_of(values, values + mask.byteCount(), [](std::uint8_t value) { return value != 0; });
}

} // namespace

Canvas paintLocation(const Scene& scene, const Location& location, std::uint64_t key) {
    Canvas canvas(scene.pixels);
    for (const Cell& cell : scene.cells) {
        Random random(mixed(key, static_cast<std::uint64_t>(cell.number)));
        if (random.uniform() < location.cellShare)
            paintPattern(location.pattern, {scene, cell, random, canvas, brushLight(cell)});
    }
    return canvas;
}

std::optional<Plane> maskOf(const Scene& scene, const Canvas& light) {
    std::vector<float> most(scene.cells.size() + 1, 0.0F);
    float overall = 0;
    float relative = 0; // brightest light by what its cell was painted with
    for (std::size_t i = 0; i < light.count(); ++i) {
        float& own = most[static_cast<std::size_t>(scene.owner[i])];
        own = std::max(own, light[i]);
        overall = std::max(overall, light[i]);
    }
    for (const Cell& cell : scene.cells)
        relative = std::max(relative, most[static_cast<std::size_t>(cell.number)] / brushLight(cell));
    for (const Cell& cell : scene.cells) {
        float& own = most[static_cast<std::size_t>(cell.number)];
        own = std::max(own, 0.5F * relative * brushLight(cell));
    }
    most[0] = overall;
    Plane mask(scene.pixels, scene.pixels, 8);
    auto* out = mask.row<std::uint8_t>(0);
    for (std::size_t i = 0; i < light.count(); ++i)
        out[i] = light[i] > 0.22F * most[static_cast<std::size_t>(scene.owner[i])] ? 255 : 0;
    if (isBlank(mask))
        return std::nullopt;
    return mask;
}

} // namespace locascope
