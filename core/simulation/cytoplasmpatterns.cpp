#include "core/simulation/patterns.h"

#include <algorithm>

namespace locascope {

// Short wavy threads, dense beside the nucleus.
void paintMitochondria(Brush brush) {
    const Cell& cell = brush.cell;
    const float area = cell.radius * cell.radius;
    const auto count = static_cast<int>(area * 0.040F * brush.random.uniform(0.7F, 1.2F));
    const float heap = cell.nucleusRadius * brush.random.uniform(0.5F, 0.95F);
    for (int i = 0; i < count; ++i) {
        const auto from = brush.scene.cytoplasmPoint(cell, brush.random, 1.5F, heap);
        if (!from)
            continue;
        const float drift = brush.random.normal();
        const Point heading =
            normalised(randomDirection(brush.random) + normalised(*from - cell.nucleus) * drift);
        const float longest = brush.random.uniform(5, 16);
        const auto course = walk(brush.scene, cell, *from, heading,
                                 {.step = 2, .length = longest, .wander = 0.35F}, brush.random);
        const float radius = brush.random.uniform(1.6F, 2.2F);
        brush.canvas.addPath(course, radius, brush.light * brush.random.uniform(0.55F, 0.95F));
    }
}

// One large clump beside the nucleus and a few crumbs.
void paintAggresome(Brush brush) {
    const Cell& cell = brush.cell;
    const float radius = cell.nucleusRadius * brush.random.uniform(0.28F, 0.42F);
    const Point towards = normalised(cell.organiser - cell.nucleus);
    const Point at = cell.nucleus + towards * (cell.nucleusOutline.radius(towards) + radius * 0.7F);
    for (int i = 0; i < 6; ++i) {
        const Point part = at + randomDirection(brush.random) * (radius * 0.45F);
        const float size = radius * brush.random.uniform(0.8F, 1.2F);
        brush.canvas.addSpot(part, size, brush.light * brush.random.uniform(0.35F, 0.55F));
    }
    for (int i = brush.random.integer(1, 5); i > 0; --i)
        if (const auto crumb = brush.scene.cytoplasmPoint(cell, brush.random, 2, 14, at))
            brush.canvas.addSpot(*crumb, brush.random.uniform(1.8F, 2.8F), brush.light * 0.55F);
}

void paintCytosol(Brush brush) {
    const Scene& scene = brush.scene;
    const float inNucleus = brush.random.uniform(0.10F, 0.35F);
    const float grain = brush.random.uniform(0.3F, 0.85F);
    const float flat = brush.random.uniform(0.35F, 0.8F);
    scene.forEachPixel(brush.cell, [&](std::size_t i) {
        const float outside = smoothStep(-2.0F, 1.0F, scene.nucleusDepth[i]);
        const float border = smoothStep(9.0F, -1.0F, scene.edge[i]);
        const float thick = flat + (1 - flat) * (1 - scene.rim[i]) * 1.4F;
        const float texture =
            1 + grain * (1.1F * scene.fine[i] + 0.4F * scene.middle[i] + 0.3F * scene.coarse[i] - 1.15F);
        brush.canvas[i] += brush.light * 0.46F * texture * std::min(1.0F, thick) *
                           (inNucleus + (1 - inNucleus) * outside) * (0.25F + 0.75F * border);
    });
}

// Few, round, bright, clearly larger than endosomes.
void paintCytoplasmicBodies(Brush brush) {
    const int count = brush.random.integer(3, 8);
    for (int i = 0; i < count; ++i) {
        const float radius = brush.random.uniform(3.4F, 5.2F);
        const float bright = brush.random.uniform(0.85F, 1.25F);
        if (const auto at = brush.scene.cytoplasmPoint(brush.cell, brush.random, 3))
            brush.canvas.addSpot(*at, radius, brush.light * bright);
    }
}

void paintRodsAndRings(Brush brush) {
    const Cell& cell = brush.cell;
    const int count = brush.random.integer(1, 3);
    for (int i = 0; i < count; ++i) {
        const bool isRing = brush.random.chance(0.4F);
        const bool inNucleus = brush.random.chance(0.12F);
        const auto at = inNucleus ? brush.scene.nucleoplasmPoint(cell, brush.random, 5)
                                  : brush.scene.cytoplasmPoint(cell, brush.random, 4);
        if (!at)
            continue;
        if (isRing) {
            brush.canvas.addRing(*at, brush.random.uniform(5.5F, 8.5F), 2.1F, brush.light * 1.0F);
            continue;
        }
        const Point along = randomDirection(brush.random);
        const Point bend = perpendicular(along) * (brush.random.normal() * 1.6F);
        const float half = brush.random.uniform(7, 14);
        brush.canvas.addPath({*at - along * half, *at + bend, *at + along * half}, 2.4F, brush.light * 1.05F);
    }
}

void paintBody(Brush brush) {
    const Scene& scene = brush.scene;
    scene.forEachPixel(brush.cell, [&](std::size_t i) {
        brush.canvas[i] += brush.light * (0.25F + 0.75F * smoothStep(8.0F, 0.0F, scene.edge[i])) *
                           (0.35F + 1.9F * scene.fine[i] * scene.fine[i]);
    });
}

} // namespace locascope
