#include "core/simulation/patterns.h"

#include <algorithm>

namespace locascope {

void paintReticulum(Brush brush) {
    const Scene& scene = brush.scene;
    const float reach = brush.cell.nucleusRadius * brush.random.uniform(0.45F, 0.85F);
    const float inNucleus = brush.random.uniform(0.03F, 0.16F);
    const float rim = brush.random.uniform(0.10F, 0.45F);
    const float tilt = brush.random.uniform(0.0F, 0.35F); // more of it on one side
    const Point heavy = randomDirection(brush.random);
    scene.forEachPixel(brush.cell, [&](std::size_t i) {
        const float depth = scene.nucleusDepth[i];
        const float away = std::max(0.0F, -depth) / reach;
        const float decay = depth < -900 ? 0.55F : 1 / (1 + 0.55F * away * away);
        const float uneven =
            1 + tilt * dot(scene.positionOf(i) - brush.cell.nucleus, heavy) / brush.cell.radius;
        const float sheet = 1 - std::fabs(2 * scene.middle[i] - 1);
        const float mesh = 1 - std::fabs(2 * scene.fine[i] - 1);
        const float texture =
            (0.15F + 0.85F * mesh * (0.3F + 0.7F * sheet) + 0.5F * (scene.coarse[i] - 0.5F)) *
            (scene.middle[i] < 0.2F ? 0.35F : 1.0F);
        const float border = smoothStep(3.0F, -1.5F, scene.edge[i]);
        const float outside = smoothStep(-1.5F, 0.5F, depth);
        const float t = depth / 1.6F;
        const float envelope = std::max(0.0F, 1 - t * t) * rim;
        brush.canvas[i] +=
            brush.light * (outside * border * decay * std::max(0.0F, uneven) * std::max(0.03F, texture) +
                           envelope + inNucleus * (1 - outside) * (0.6F + 0.8F * scene.fine[i]));
    });
}

void paintGolgi(Brush brush) {
    const Cell& cell = brush.cell;
    const Point towards = normalised(cell.organiser - cell.nucleus);
    const float spread = brush.random.uniform(0.12F, 0.34F); // turns along the envelope
    const int ribbons = brush.random.integer(9, 16);
    const bool scattered = brush.random.chance(0.15F);
    for (int i = 0; i < ribbons; ++i) {
        const float turn = spread * (brush.random.uniform() - 0.5F) * (scattered ? 2.0F : 1.0F);
        const Point side = rotated(towards, direction(turn));
        const float away = brush.random.uniform(2.5F, 11) * (scattered ? 1.6F : 1.0F);
        Point at = cell.nucleus + side * (cell.nucleusOutline.radius(side) + away);
        const float drift = 0.35F * brush.random.normal();
        Point heading =
            normalised(perpendicular(side) * (brush.random.chance(0.5F) ? 1.0F : -1.0F) + side * drift);
        const float radius = brush.random.uniform(1.7F, 3.0F);
        const int parts = brush.random.integer(3, 7);
        for (int k = 0; k < parts; ++k) {
            const Point next = at + heading * 2.6F;
            const float width = radius * brush.random.uniform(0.8F, 1.2F);
            const float bright = brush.light * brush.random.uniform(0.6F, 1.0F);
            if (brush.scene.isInside(cell, next) && brush.scene.depthAt(cell, next) < -0.5F)
                brush.canvas.addLine(at, next, width, bright);
            at = next;
            heading = normalised(heading + perpendicular(heading) * (0.35F * brush.random.normal()));
        }
    }
    for (int i = brush.random.integer(2, 8); i > 0; --i)
        if (const auto at = brush.scene.cytoplasmPoint(cell, brush.random, 2, 12, cell.organiser))
            brush.canvas.addSpot(*at, 1.7F, brush.light * 0.45F);
}

} // namespace locascope
