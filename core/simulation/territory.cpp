#include "core/simulation/territory.h"

#include <algorithm>

namespace locascope {
namespace {

// Each pixel belongs to the cell in whose outline it lies deepest, its border roughened by the textures.
void claimPixels(Scene& scene) {
    for (const Cell& cell : scene.cells)
        for (int y = cell.top; y <= cell.bottom; ++y)
            for (int x = cell.left; x <= cell.right; ++x) {
                const auto index = static_cast<std::size_t>(y) * static_cast<std::size_t>(scene.pixels) +
                                   static_cast<std::size_t>(x);
                const Point offset = scene.positionOf(index) - cell.centre;
                const float away = dot(offset, offset);
                const float most = cell.outline.largest() * 1.1F;
                if (away > most * most)
                    continue;
                const float rim = std::sqrt(away) / cell.outline.radius(offset) +
                                  (scene.middle[index] - 0.5F) * 0.10F + (scene.coarse[index] - 0.5F) * 0.14F;
                if (rim < scene.rim[index]) {
                    scene.rim[index] = rim;
                    scene.owner[index] = static_cast<std::int16_t>(cell.number);
                }
            }
}

// A nucleus is never cut by a neighbour's territory.
void seatNuclei(Scene& scene) {
    for (const Cell& cell : scene.cells) {
        if (cell.phase == Phase::Metaphase || cell.phase == Phase::Anaphase)
            continue;
        for (int y = cell.top; y <= cell.bottom; ++y)
            for (int x = cell.left; x <= cell.right; ++x) {
                const auto index = static_cast<std::size_t>(y) * static_cast<std::size_t>(scene.pixels) +
                                   static_cast<std::size_t>(x);
                const Point offset = scene.positionOf(index) - cell.nucleus;
                const float most = cell.nucleusOutline.largest();
                const bool own = scene.owner[index] == cell.number;
                if (!own && (dot(offset, offset) > (most + 3) * (most + 3) || scene.nucleusDepth[index] > -2))
                    continue;
                const float depth = cell.nucleusOutline.radius(offset) - length(offset);
                if (own || depth > -2.5F) {
                    scene.nucleusDepth[index] = depth;
                    scene.owner[index] = static_cast<std::int16_t>(cell.number);
                    scene.rim[index] = std::min(scene.rim[index], 0.97F);
                }
            }
    }
}

// Chamfer distance (weights 1 and √2) to the pixels marked 0 in `distance`, in units.
void spreadDistance(std::vector<float>& distance, int pixels, float scale) {
    const float straight = 1 / scale;
    const float slanted = 1.41421356F / scale;
    const auto n = static_cast<std::ptrdiff_t>(pixels);
    const auto relax = [&](std::ptrdiff_t index, std::ptrdiff_t other, float cost) {
        distance[static_cast<std::size_t>(index)] = std::min(
            distance[static_cast<std::size_t>(index)], distance[static_cast<std::size_t>(other)] + cost);
    };
    for (std::ptrdiff_t y = 0; y < n; ++y)
        for (std::ptrdiff_t x = 0; x < n; ++x) {
            const std::ptrdiff_t i = y * n + x;
            if (x > 0)
                relax(i, i - 1, straight);
            if (y > 0) {
                relax(i, i - n, straight);
                if (x > 0)
                    relax(i, i - n - 1, slanted);
                if (x + 1 < n)
                    relax(i, i - n + 1, slanted);
            }
        }
    for (std::ptrdiff_t y = n - 1; y >= 0; --y)
        for (std::ptrdiff_t x = n - 1; x >= 0; --x) {
            const std::ptrdiff_t i = y * n + x;
            if (x + 1 < n)
                relax(i, i + 1, straight);
            if (y + 1 < n) {
                relax(i, i + n, straight);
                if (x + 1 < n)
                    relax(i, i + n + 1, slanted);
                if (x > 0)
                    relax(i, i + n - 1, slanted);
            }
        }
}

void measureBorders(Scene& scene) {
    const auto n = static_cast<std::size_t>(scene.pixels);
    const float half = 0.5F / scene.scale;
    scene.edge.assign(n * n, 1000.0F);
    scene.contact.assign(n * n, 1000.0F);
    const auto compare = [&](std::size_t a, std::size_t b) {
        const auto first = scene.owner[a];
        const auto second = scene.owner[b];
        if (first == second)
            return;
        scene.edge[a] = scene.edge[b] = half;
        if (first && second)
            scene.contact[a] = scene.contact[b] = half;
    };
    for (std::size_t y = 0; y < n; ++y)
        for (std::size_t x = 0; x < n; ++x) {
            if (x + 1 < n)
                compare(y * n + x, y * n + x + 1);
            if (y + 1 < n)
                compare(y * n + x, y * n + x + n);
        }
    spreadDistance(scene.edge, scene.pixels, scene.scale);
    spreadDistance(scene.contact, scene.pixels, scene.scale);
}

} // namespace

void divideTerritory(Scene& scene) {
    const auto area = static_cast<std::size_t>(scene.pixels) * static_cast<std::size_t>(scene.pixels);
    scene.owner.assign(area, 0);
    scene.rim.assign(area, 1.0F);
    scene.nucleusDepth.assign(area, -1000.0F);
    claimPixels(scene);
    seatNuclei(scene);
    measureBorders(scene);
}

} // namespace locascope
