#include "core/simulation/patterns.h"

#include <algorithm>

namespace locascope {

// A cage of wavy bundles round the nucleus that thins out towards the edge.
void paintIntermediateFilaments(Brush brush) {
    const Cell& cell = brush.cell;
    const auto count = static_cast<int>(cell.nucleusRadius * brush.random.uniform(1.1F, 1.7F));
    for (int i = 0; i < count; ++i) {
        const auto from = brush.scene.cytoplasmPoint(cell, brush.random, 1, cell.nucleusRadius * 0.45F);
        if (!from)
            continue;
        const Point outwards = normalised(*from - cell.nucleus);
        const float turn = brush.random.chance(0.5F) ? 1.0F : -1.0F;
        const float drift = 0.5F * brush.random.normal();
        const float longest = cell.nucleusRadius * brush.random.uniform(1.0F, 2.4F);
        const auto course =
            walk(brush.scene, cell, *from, normalised(perpendicular(outwards) * turn + outwards * drift),
                 {.step = 2.5F, .length = longest, .wander = 0.42F}, brush.random);
        const float radius = brush.random.uniform(1.5F, 2.5F);
        brush.canvas.addPath(course, radius, brush.light * brush.random.uniform(0.3F, 0.6F));
    }
}

// Straight parallel stress fibres that run under the nucleus, and a cortex.
void paintActin(Brush brush) {
    const Cell& cell = brush.cell;
    const float tilt = 0.25F * brush.random.normal();
    const Point along = normalised(cell.axis + perpendicular(cell.axis) * tilt);
    const Point across = perpendicular(along);
    const auto count = static_cast<int>(cell.radius * brush.random.uniform(0.5F, 0.8F));
    for (int i = 0; i < count; ++i) {
        const float aside = cell.radius * 0.95F * brush.random.uniform(-1, 1);
        const Point middle =
            cell.centre + across * aside + along * (cell.radius * 0.5F * brush.random.normal());
        const float bend = 0.05F * brush.random.normal();
        const Point heading = normalised(along + across * bend);
        const WalkOptions fibre{.step = 4,
                                .length = cell.radius * brush.random.uniform(0.5F, 1.3F),
                                .wander = 0.012F,
                                .crossesNucleus = true,
                                .followsEdge = false};
        if (!brush.scene.isInside(cell, middle))
            continue;
        const float radius = brush.random.uniform(1.3F, 2.1F);
        const float bright = brush.light * brush.random.uniform(0.2F, 0.8F);
        brush.canvas.addFadingPath(walk(brush.scene, cell, middle, heading, fibre, brush.random), radius,
                                   bright, bright * 0.5F);
        brush.canvas.addFadingPath(walk(brush.scene, cell, middle, heading * -1, fibre, brush.random), radius,
                                   bright, bright * 0.5F);
    }
    brush.scene.forEachPixel(cell, [&](std::size_t i) {
        const float edge = brush.scene.edge[i];
        if (edge < 3)
            brush.canvas[i] +=
                brush.light * 0.35F * smoothStep(0.5F, 3.0F, edge) * (0.3F + brush.scene.coarse[i]);
    });
}

// Short thick streaks that point outwards, close to the free edge.
void paintFocalAdhesions(Brush brush) {
    const Cell& cell = brush.cell;
    const auto count = static_cast<int>(cell.radius * brush.random.uniform(0.40F, 0.70F));
    for (int i = 0; i < count; ++i) {
        const Point towards = randomDirection(brush.random);
        const float share = brush.random.uniform(0.70F, 0.93F);
        const Point at = cell.centre + towards * (cell.outline.radius(towards) * share);
        const float half = brush.random.uniform(3.5F, 7.5F);
        const float bright = brush.light * brush.random.uniform(0.6F, 1.1F);
        const auto pixel = brush.scene.pixelAt(at);
        if (!pixel || brush.scene.owner[*pixel] != cell.number || brush.scene.nucleusDepth[*pixel] > -3)
            continue;
        const float bend = 0.2F * brush.random.normal();
        brush.canvas.addEllipse(at, half, brush.random.uniform(1.7F, 2.5F),
                                normalised(towards + perpendicular(towards) * bend), bright);
    }
}

void paintMicrotubules(Brush brush) {
    for (const auto& course : brush.cell.microtubules)
        brush.canvas.addPath(course, 1.6F, brush.light * brush.random.uniform(0.30F, 0.55F));
}

// Comets on the outer stretches of the filaments: a head and a short tail behind it.
void paintMicrotubuleEnds(Brush brush) {
    for (const auto& course : brush.cell.microtubules) {
        const int comets = brush.random.integer(0, 2);
        for (int k = 0; k < comets; ++k) {
            const auto last = static_cast<float>(course.size() - 1);
            const auto index = k == 0 ? course.size() - 1
                                      : static_cast<std::size_t>(last * brush.random.uniform(0.4F, 0.9F));
            const Point head = course[index];
            const auto pixel = brush.scene.pixelAt(head);
            if (!pixel || brush.scene.rim[*pixel] < 0.5F)
                continue;
            const Point back = normalised(course[index - 1] - head);
            const float bright = brush.light * brush.random.uniform(0.7F, 1.0F);
            brush.canvas.addSpot(head, 1.9F, bright * 0.8F);
            brush.canvas.addLine(head, head + back * 3.5F, 1.5F, bright * 0.7F);
            brush.canvas.addLine(head + back * 3.5F, head + back * 6.5F, 1.3F, bright * 0.35F);
        }
    }
}

} // namespace locascope
