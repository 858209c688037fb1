#include "core/simulation/cellshape.h"

#include <algorithm>

namespace locascope {
namespace {

void addRandomWave(Outline& outline, int waves, float height, Random& random) {
    const float drawn = height * random.normal();
    outline.addWave(waves, drawn, random.uniform());
}

void addArms(Cell& cell, const CellLine& line, Random& random) {
    for (int arm = random.integer(0, line.arms); arm > 0; --arm) {
        const bool isAlong = random.chance(0.5F);
        const float side = random.chance(0.5F) ? 1.0F : -1.0F;
        const Point any = randomDirection(random);
        const float extent = cell.radius * line.armLength * random.uniform(0.5F, 1.3F);
        cell.outline.addArm(isAlong ? normalised(cell.axis * side + any * 0.3F) : any, extent,
                            random.integer(4, 34));
    }
    if (!random.chance(line.blebs))
        return;
    for (int bleb = random.integer(6, 14); bleb > 0; --bleb) {
        const Point towards = randomDirection(random);
        const float extent = cell.radius * random.uniform(0.08F, 0.22F);
        cell.outline.addArm(towards, extent, random.integer(60, 120));
    }
}

// Beside the nucleus, where the cell has room for it.
Point organiserOf(const Cell& cell, Random& random) {
    Point at = cell.nucleus;
    for (int attempt = 0; attempt < 12; ++attempt) {
        const float lean = random.normal();
        const Point towards = cell.phase == Phase::Interphase
                                  ? normalised(cell.axis * lean + randomDirection(random))
                                  : cell.axis;
        at = cell.nucleus + towards * (cell.nucleusOutline.radius(towards) + random.uniform(3, 8));
        const Point offset = at - cell.centre;
        if (length(offset) < 0.8F * cell.outline.radius(offset))
            break;
    }
    return at;
}

void addNucleus(Cell& cell, const CellLine& line, Random& random) {
    const float aspect = std::sqrt(
        cell.phase == Phase::Daughter ? 1.25F : std::max(1.0F, line.nucleusAspect + 0.18F * random.normal()));
    const float size = cell.nucleusRadius * (cell.phase == Phase::Daughter ? 0.75F : 1.0F);
    const Point tilt = normalised((cell.phase == Phase::Daughter ? perpendicular(cell.axis) : cell.axis) +
                                  randomDirection(random) * 0.35F);
    cell.nucleus = cell.centre +
                   (cell.phase != Phase::Interphase ? Point{} : randomOffset(random, 0, 0.18F * cell.radius));
    cell.nucleusOutline = Outline(size * aspect, size / aspect, tilt);
    for (int n = 2; n <= 6; ++n)
        addRandomWave(cell.nucleusOutline, n, n < 4 ? 0.03F : 0.012F, random);
    if (random.chance(0.06F)) {
        const Point notch = randomDirection(random);
        cell.nucleusOutline.addArm(notch, -size * random.uniform(0.2F, 0.4F), 6);
    }
    cell.organiser = organiserOf(cell, random);
}

void addNucleoli(Cell& cell, Random& random) {
    if (cell.phase == Phase::Metaphase || cell.phase == Phase::Anaphase)
        return;
    const int count = random.integer(1, cell.nucleusRadius > 24 ? 4 : 3);
    for (int i = 0, attempt = 0; i < count && attempt < 20; ++attempt) {
        const Point towards = randomDirection(random);
        const float radius = cell.nucleusRadius * random.uniform(0.10F, 0.24F) * (count == 1 ? 1.3F : 1.0F);
        const Point at =
            cell.nucleus + towards * (cell.nucleusOutline.radius(towards) * random.uniform(0.05F, 0.6F));
        const bool apart = std::none_of(cell.nucleoli.begin(), cell.nucleoli.end(), [&](const Nucleolus& it) {
            return length(it.centre - at) < it.radius + radius + 2;
        });
        if (!apart)
            continue;
        cell.nucleoli.push_back({at, radius, randomDirection(random)});
        ++i;
    }
}

} // namespace

Cell shapeCell(const CellLine& line, const Place& place, Point flow, Random& random) {
    Cell cell;
    cell.phase = place.phase;
    cell.centre = place.at;
    const bool rounded = place.phase != Phase::Interphase;
    cell.axis = rounded ? place.axis : normalised(flow * (line.elongation > 2 ? 2.2F : 0.4F) + place.axis);
    cell.nucleusRadius = line.nucleusRadius * place.size * random.uniform(0.9F, 1.1F);
    const float stretch =
        std::sqrt(rounded ? 1.08F : std::max(1.0F, line.elongation + 0.3F * random.normal()));
    cell.radius =
        cell.nucleusRadius *
        (rounded && place.phase != Phase::Daughter ? 1.45F : line.cellRatio * random.uniform(0.85F, 1.15F));
    cell.outline = Outline(cell.radius * stretch, cell.radius / stretch, cell.axis);
    const float waves = rounded ? 0.02F : line.ruggedness;
    for (int n = 2; n <= 7; ++n)
        addRandomWave(cell.outline, n, waves * (n == 3 ? 1.2F : n < 4 ? 0.8F : 0.35F), random);
    if (!rounded) {
        addArms(cell, line, random);
    }
    addNucleus(cell, line, random);
    addNucleoli(cell, random);
    return cell;
}

} // namespace locascope
