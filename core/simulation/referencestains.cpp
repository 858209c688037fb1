#include "core/simulation/referencestains.h"

#include "core/simulation/patterns.h"

#include <algorithm>

namespace locascope {
namespace {

void paintChromosomes(Canvas& canvas, const Cell& cell, Random& random, float light) {
    const Point across = perpendicular(cell.axis);
    const float wide = cell.nucleusRadius * 0.95F;
    const auto plate = [&](float shift) {
        for (int i = -5; i <= 5; ++i) {
            const float stray = 1.4F * random.normal();
            const Point at =
                cell.centre + cell.axis * (shift + stray) + across * (wide * 0.17F * static_cast<float>(i));
            const float thick = random.uniform(4.0F, 7.5F);
            const Point tilt = normalised(across + cell.axis * (0.5F * random.normal()));
            canvas.addEllipse(at, wide * random.uniform(0.2F, 0.32F), thick, tilt, light * 0.5F);
        }
    };
    if (cell.phase == Phase::Metaphase) {
        plate(0);
        return;
    }
    plate(cell.radius * 0.38F);
    plate(cell.radius * -0.38F);
}

void paintChromatin(Canvas& canvas, const Scene& scene, const Cell& cell, Random& random, float light) {
    const float hole = random.uniform(0.35F, 0.8F);
    const float grain = random.uniform(0.6F, 1.15F);
    const float soft = 0.6F + (1 - cell.focus) * 4;
    const bool isCondensed = cell.phase == Phase::Daughter;
    scene.forEachPixel(cell, [&](std::size_t i) {
        const float inside = smoothStep(soft, -soft, scene.nucleusDepth[i]);
        if (inside <= 0)
            return;
        const float clumps = 0.6F * scene.fine[i] + 0.4F * scene.middle[i];
        const float empty = isCondensed ? 0.0F : nucleolusShare(scene, cell, i);
        const float texture = std::max(0.12F, 1 - grain * (1 - clumps));
        const float rim = 1 + 0.18F * smoothStep(0.5F, 4.0F, scene.nucleusDepth[i]);
        canvas[i] += light * inside * texture * rim * (1 - hole * empty) * (isCondensed ? 1.5F : 1.0F);
    });
}

} // namespace

Canvas nucleusLight(const Scene& scene, std::uint64_t key) {
    Canvas canvas(scene.pixels);
    for (const Cell& cell : scene.cells) {
        Random random(mixed(key, static_cast<std::uint64_t>(cell.number)));
        const float light = cell.stainLevel * (0.4F + 0.6F * cell.focus);
        if (cell.phase == Phase::Metaphase || cell.phase == Phase::Anaphase)
            paintChromosomes(canvas, cell, random, light * 1.5F);
        else
            paintChromatin(canvas, scene, cell, random, light);
    }
    return canvas;
}

Canvas microtubuleLight(const Scene& scene, std::uint64_t key) {
    Canvas canvas(scene.pixels);
    for (const Cell& cell : scene.cells) {
        Random random(mixed(key, static_cast<std::uint64_t>(cell.number)));
        const float light = cell.stainLevel * (0.35F + 0.65F * cell.focus);
        const float body = light * random.uniform(0.10F, 0.30F) + (1 - cell.focus) * 0.2F;
        scene.forEachPixel(cell, [&](std::size_t i) {
            const float outside = smoothStep(-1.0F, 1.5F, scene.nucleusDepth[i]);
            const float away = std::max(0.0F, -scene.nucleusDepth[i]) / cell.nucleusRadius;
            canvas[i] += body * (0.3F + 0.7F * outside) * (0.4F + 1.2F * scene.fine[i] * scene.fine[i]) *
                         (0.25F + 1.2F / (1 + away * away * 5));
        });
        paintMitoticSpindle({scene, cell, random, canvas, light * 1.1F});
        paintCytokineticBridge({scene, cell, random, canvas, light * 0.7F});
        const bool isEdgeBright = random.chance(0.2F);
        const float edgeTint = isEdgeBright ? random.uniform(0.1F, 0.35F) : 0.0F;
        for (const auto& course : cell.microtubules) {
            const float bright = light * random.uniform(0.12F, 0.46F);
            const float radius = random.uniform(1.2F, 1.7F);
            canvas.addFadingPath(course, radius, bright, bright * 0.25F);
        }
        if (edgeTint > 0)
            scene.forEachPixel(cell, [&](std::size_t i) {
                if (scene.edge[i] < 5)
                    canvas[i] +=
                        light * edgeTint * smoothStep(1.0F, 4.5F, scene.edge[i]) * (0.4F + scene.coarse[i]);
            });
    }
    return canvas;
}

Canvas reticulumLight(const Scene& scene, std::uint64_t key) {
    Canvas canvas(scene.pixels);
    for (const Cell& cell : scene.cells) {
        Random random(mixed(key, static_cast<std::uint64_t>(cell.number)));
        paintReticulum({scene, cell, random, canvas, cell.stainLevel * (0.4F + 0.6F * cell.focus)});
    }
    return canvas;
}

} // namespace locascope
