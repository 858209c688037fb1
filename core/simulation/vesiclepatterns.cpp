#include "core/simulation/patterns.h"

#include <algorithm>

namespace locascope {
namespace {

int countFor(const Cell& cell, float perArea, Random& random) {
    const float area = 3.14F * (cell.radius * cell.radius - 0.8F * cell.nucleusRadius * cell.nucleusRadius);
    return std::max(4, static_cast<int>(area * perArea * random.uniform(0.75F, 1.3F)));
}

} // namespace

// Many, tiny, all alike, evenly spread.
void paintPeroxisomes(Brush brush) {
    const int count = countFor(brush.cell, 0.0150F, brush.random);
    for (int i = 0; i < count; ++i) {
        const float radius = brush.random.uniform(1.35F, 1.75F);
        const float bright = brush.random.uniform(0.75F, 1.05F);
        if (const auto at = brush.scene.cytoplasmPoint(brush.cell, brush.random, 1.5F))
            brush.canvas.addSpot(*at, radius, brush.light * bright);
    }
}

// Middle-sized, few, of unequal brightness, scattered out to the edge.
void paintEndosomes(Brush brush) {
    const int count = countFor(brush.cell, 0.0034F, brush.random);
    for (int i = 0; i < count; ++i) {
        const float radius = brush.random.uniform(2.0F, 3.6F);
        const float bright = brush.random.uniform(0.4F, 1.1F);
        if (const auto at = brush.scene.cytoplasmPoint(brush.cell, brush.random, 1.5F))
            brush.canvas.addSpot(*at, radius, brush.light * bright);
    }
}

// Large, some hollow, heaped beside the nucleus on the organising centre's side.
void paintLysosomes(Brush brush) {
    const int count = countFor(brush.cell, 0.0042F, brush.random);
    const float heap = brush.cell.nucleusRadius * 0.42F;
    for (int i = 0; i < count; ++i) {
        const float radius = brush.random.uniform(2.8F, 5.2F);
        const float bright = brush.random.uniform(0.55F, 1.05F);
        const bool isHollow = brush.random.chance(0.12F);
        const bool isStray = brush.random.chance(0.12F);
        const auto at =
            isStray ? brush.scene.cytoplasmPoint(brush.cell, brush.random, 2.5F)
                    : brush.scene.cytoplasmPoint(brush.cell, brush.random, 2.0F, heap, brush.cell.organiser);
        if (!at)
            continue;
        if (isHollow)
            brush.canvas.addRing(*at, radius * 0.6F, 1.6F, brush.light * bright * 0.8F);
        else
            brush.canvas.addSpot(*at, radius, brush.light * bright);
    }
}

// Shells: dark inside, in groups.
void paintLipidDroplets(Brush brush) {
    const int groups = brush.random.integer(2, 5);
    for (int group = 0; group < groups; ++group) {
        const auto middle =
            brush.scene.cytoplasmPoint(brush.cell, brush.random, 4, brush.cell.nucleusRadius * 0.7F);
        const int count = brush.random.integer(3, 8);
        for (int i = 0; i < count && middle; ++i) {
            const Point at = *middle + Point{brush.random.normal() * 6, brush.random.normal() * 6};
            const float radius = brush.random.uniform(2.2F, 4.6F);
            const float bright = brush.random.uniform(0.5F, 1.0F);
            if (brush.scene.isInside(brush.cell, at) && brush.scene.depthAt(brush.cell, at) < -radius)
                brush.canvas.addRing(at, radius, 1.5F, brush.light * bright);
        }
    }
}

} // namespace locascope
