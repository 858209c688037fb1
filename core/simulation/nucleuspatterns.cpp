#include "core/simulation/patterns.h"

#include <algorithm>

namespace locascope {
namespace {

void paintHaze(Brush brush, float share) {
    brush.scene.forEachPixel(brush.cell, [&](std::size_t i) {
        const float inside = smoothStep(1.5F, -0.5F, brush.scene.nucleusDepth[i]);
        if (inside > 0)
            brush.canvas[i] += brush.light * share * inside * (0.7F + 0.6F * brush.scene.fine[i]);
    });
}

} // namespace

float nucleolusShare(const Scene& scene, const Cell& cell, std::size_t index) {
    const Point at = scene.positionOf(index);
    float share = 0;
    for (const Nucleolus& nucleolus : cell.nucleoli) {
        const Point offset = at - nucleolus.centre;
        const float u = dot(offset, nucleolus.axis) / 1.14F;
        const float v = dot(offset, perpendicular(nucleolus.axis)) * 1.14F;
        const float depth = nucleolus.radius * (0.8F + 0.4F * scene.middle[index]) - std::sqrt(u * u + v * v);
        share = std::max(share, smoothStep(1.2F, -1.0F, depth));
    }
    return share;
}

void paintNucleoplasm(Brush brush) {
    const float hole = brush.random.uniform(0.55F, 0.9F);
    const float grain = brush.random.uniform(0.15F, 0.6F);
    brush.scene.forEachPixel(brush.cell, [&](std::size_t i) {
        const float inside = smoothStep(1.5F, -0.5F, brush.scene.nucleusDepth[i]);
        if (inside <= 0)
            return;
        const float texture = 1 - grain * (0.55F * brush.scene.fine[i] + 0.45F * brush.scene.middle[i]);
        brush.canvas[i] +=
            brush.light * 0.62F * inside * texture * (1 - hole * nucleolusShare(brush.scene, brush.cell, i));
    });
}

void paintNuclearMembrane(Brush brush) {
    const float width = brush.random.uniform(1.5F, 2.2F);
    const float haze = brush.random.uniform(0.04F, 0.16F);
    brush.scene.forEachPixel(brush.cell, [&](std::size_t i) {
        const float depth = brush.scene.nucleusDepth[i];
        if (depth < -4)
            return;
        const float t = (depth - 0.6F) / width;
        const float line = std::max(0.0F, 1 - t * t * 0.45F);
        const float uneven = 0.65F + 0.6F * brush.scene.coarse[i] + 0.25F * (brush.scene.fine[i] - 0.5F);
        brush.canvas[i] += brush.light * (line * line * uneven + haze * smoothStep(1.5F, -0.5F, depth) *
                                                                     (0.5F + brush.scene.fine[i]));
    });
    if (!brush.random.chance(0.25F))
        return;
    const Point from =
        brush.cell.nucleus + randomDirection(brush.random) * (brush.cell.nucleusRadius * 0.75F); // a fold
    std::vector<Point> fold;
    const Point way = normalised(brush.cell.nucleus - from);
    for (int i = 0; i <= 6; ++i)
        fold.push_back(from + way * (brush.cell.nucleusRadius * 0.16F * static_cast<float>(i)) +
                       perpendicular(way) * (brush.random.normal() * 0.9F));
    brush.canvas.addPath(fold, width, brush.light * 0.7F);
}

void paintNucleoli(Brush brush) {
    const float hollow = brush.random.chance(0.2F) ? brush.random.uniform(0.3F, 0.6F) : 0.0F;
    const float haze = brush.random.uniform(0.04F, 0.15F);
    brush.scene.forEachPixel(brush.cell, [&](std::size_t i) {
        if (brush.scene.nucleusDepth[i] < -1)
            return;
        const float share = nucleolusShare(brush.scene, brush.cell, i);
        const float core =
            hollow > 0 ? 1 - hollow * smoothStep(1.0F, 0.8F, share) * (0.6F + 0.8F * brush.scene.fine[i]) : 1;
        brush.canvas[i] += brush.light * (share * core * (0.75F + 0.5F * brush.scene.fine[i]) +
                                          haze * smoothStep(1.5F, -0.5F, brush.scene.nucleusDepth[i]));
    });
}

void paintFibrillarCentre(Brush brush) {
    const float haze = brush.random.uniform(0.03F, 0.1F);
    for (const Nucleolus& nucleolus : brush.cell.nucleoli) {
        brush.canvas.addSpot(nucleolus.centre, nucleolus.radius * 1.6F, brush.light * 0.10F);
        const int count = brush.random.integer(3, 6);
        for (int i = 0; i < count; ++i) {
            const Point towards = randomDirection(brush.random);
            const float away = nucleolus.radius * 0.85F * std::sqrt(brush.random.uniform());
            const float radius = brush.random.uniform(1.7F, 2.5F);
            brush.canvas.addSpot(nucleolus.centre + towards * away, radius,
                                 brush.light * brush.random.uniform(0.7F, 1.1F));
        }
    }
    paintHaze(brush, haze);
}

void paintNuclearSpeckles(Brush brush) {
    const int count = brush.random.integer(20, 40);
    const float size = brush.cell.nucleusRadius / 27;
    for (int i = 0; i < count; ++i) {
        const auto at = brush.scene.nucleoplasmPoint(brush.cell, brush.random, 2);
        if (!at)
            continue;
        const float radius = size * brush.random.uniform(1.6F, 3.4F);
        const float bright = brush.light * brush.random.uniform(0.45F, 1.0F);
        const float along = radius * brush.random.uniform(1.0F, 1.7F);
        brush.canvas.addEllipse(*at, along, radius, randomDirection(brush.random), bright);
        const Point beside = *at + randomDirection(brush.random) * radius; // irregular: a second lobe
        brush.canvas.addSpot(beside, radius * 0.8F, bright * 0.7F);
    }
    paintHaze(brush, brush.random.uniform(0.10F, 0.2F));
}

void paintNuclearBodies(Brush brush) {
    const int count = brush.random.integer(2, 6);
    for (int i = 0; i < count; ++i) {
        const float radius = brush.random.uniform(2.4F, 4.0F);
        if (const auto at = brush.scene.nucleoplasmPoint(brush.cell, brush.random, 3))
            brush.canvas.addSpot(*at, radius, brush.light * brush.random.uniform(0.8F, 1.3F));
    }
    paintHaze(brush, brush.random.uniform(0.02F, 0.11F));
}

} // namespace locascope
