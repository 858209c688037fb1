#include "core/simulation/patterns.h"

#include <algorithm>

namespace locascope {

void paintPlasmaMembrane(Brush brush) {
    const Cell& cell = brush.cell;
    const float width = brush.random.uniform(1.3F, 2.3F);
    const float body = brush.random.uniform(0.08F, 0.24F);
    const float patches = brush.random.uniform(0.6F, 1.5F); // how unevenly it lies along the border
    brush.scene.forEachPixel(cell, [&](std::size_t i) {
        const float line = smoothStep(0.4F, width * 1.6F, brush.scene.edge[i]);
        const float uneven = std::max(0.12F, 0.85F + patches * (brush.scene.coarse[i] - 0.5F) +
                                                 0.9F * (brush.scene.fine[i] - 0.5F));
        const float outside = smoothStep(-1, 2, brush.scene.nucleusDepth[i]);
        brush.canvas[i] += brush.light * (0.95F * line * uneven + body * (0.3F + 0.7F * outside) *
                                                                      (0.6F + 0.8F * brush.scene.fine[i]));
    });
    const int threads = brush.random.integer(0, 14); // filopodia and ruffles
    for (int i = 0; i < threads; ++i) {
        const Point towards = randomDirection(brush.random);
        const float far = cell.outline.radius(towards);
        const float out = brush.random.uniform(2, 9);
        const Point tip = cell.centre + towards * (far + out);
        if (!brush.scene.pixelAt(tip) || brush.scene.owner[*brush.scene.pixelAt(tip)] == 0)
            brush.canvas.addLine(cell.centre + towards * (far * 0.97F), tip, 1.4F, brush.light * 0.5F);
    }
}

// A beaded band, only where cells touch.
void paintCellJunctions(Brush brush) {
    brush.scene.forEachPixel(brush.cell, [&](std::size_t i) {
        const float away = brush.scene.contact[i];
        if (away > 5)
            return;
        const float line = smoothStep(0.8F, 3.6F, away);
        const float beads =
            0.35F + 1.4F * brush.scene.fine[i] * brush.scene.fine[i] + 0.3F * brush.scene.coarse[i];
        brush.canvas[i] += brush.light * line * beads;
    });
}

} // namespace locascope
