#include "core/simulation/patterns.h"

#include <algorithm>

namespace locascope {

// Both halves of the bundle and the bright midbody between them; drawn with its first daughter.
void paintCytokineticBridge(Brush brush) {
    for (const Bridge& bridge : brush.scene.bridges) {
        if (brush.scene.cells[bridge.first].number != brush.cell.number)
            continue;
        brush.canvas.addPath(bridge.course, 2.8F, brush.light * 0.75F);
        const Point way = normalised(bridge.course.back() - bridge.course.front());
        brush.canvas.addEllipse(bridge.midbody, 7, 4.2F, way, brush.light * 1.1F);
    }
}

void paintMitoticSpindle(Brush brush) {
    const Cell& cell = brush.cell;
    if (cell.phase != Phase::Metaphase && cell.phase != Phase::Anaphase)
        return;
    const float half = cell.radius * 0.62F;
    const Point across = perpendicular(cell.axis);
    for (const float side : {1.0F, -1.0F}) {
        const Point pole = cell.centre + cell.axis * (half * side);
        brush.canvas.addSpot(pole, 5.5F, brush.light * 0.25F);
        for (int i = 0; i < 26; ++i) {
            const float spread = cell.radius * 0.5F * (2 * brush.random.uniform() - 1);
            const float reach = brush.random.uniform(-2, 5);
            const Point plate = cell.centre + across * spread + cell.axis * (side * reach);
            const Point bulge = (pole + plate) * 0.5F + across * (spread * 0.25F);
            const Point root = pole + across * (spread * 0.22F);
            brush.canvas.addPath({root, bulge, plate}, 2.2F, brush.light * 0.34F);
        }
        for (int i = 0; i < 9; ++i) { // astral rays
            const Point towards = randomDirection(brush.random);
            if (dot(towards, cell.axis) * side > -0.2F)
                brush.canvas.addLine(pole,
                                     pole + towards * (cell.radius * brush.random.uniform(0.15F, 0.35F)),
                                     1.6F, brush.light * 0.25F);
        }
    }
}

// One broad fuzzy patch with rays.
void paintOrganisingCentre(Brush brush) {
    const Point at = brush.cell.organiser;
    brush.canvas.addSpot(at, brush.random.uniform(8, 12), brush.light * 0.75F);
    brush.canvas.addSpot(at, 5, brush.light * 0.3F);
    const int rays = brush.random.integer(7, 12);
    for (int i = 0; i < rays; ++i) {
        const Point towards = randomDirection(brush.random);
        const float far = brush.random.uniform(9, 18);
        brush.canvas.addLine(at, at + towards * far, 1.7F, brush.light * 0.32F);
    }
    for (int i = brush.random.integer(3, 7); i > 0; --i) {
        const Point towards = randomDirection(brush.random);
        brush.canvas.addSpot(at + towards * brush.random.uniform(5, 13), 1.9F, brush.light * 0.4F);
    }
}

// Two crisp dots close together.
void paintCentrosome(Brush brush) {
    const Point apart = randomOffset(brush.random, 2.4F, 4.2F);
    const float radius = brush.random.uniform(2.2F, 3.0F);
    brush.canvas.addSpot(brush.cell.organiser + apart * 0.5F, radius, brush.light * 1.15F);
    brush.canvas.addSpot(brush.cell.organiser - apart * 0.5F, radius,
                         brush.light * brush.random.uniform(0.75F, 1.15F));
}

} // namespace locascope
