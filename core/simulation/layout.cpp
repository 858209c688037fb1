#include "core/simulation/cellshape.h"
#include "core/simulation/noise.h"
#include "core/simulation/scene.h"
#include "core/simulation/territory.h"

#include <algorithm>

namespace locascope {
namespace {

enum Purpose : std::uint64_t { Places = 1, Shapes, Textures, Filaments };

void boundPixels(Scene& scene, Cell& cell) {
    const float reach = cell.outline.largest() * 1.12F + 2;
    const auto bound = [&](float units) {
        return std::clamp(static_cast<int>(std::floor(units * scene.scale)), 0, scene.pixels - 1);
    };
    cell.left = bound(cell.centre.x - reach);
    cell.right = cell.centre.x + reach < 0 ? -1 : bound(cell.centre.x + reach);
    cell.top = bound(cell.centre.y - reach);
    cell.bottom = cell.centre.y + reach < 0 ? -1 : bound(cell.centre.y + reach);
    if (cell.centre.x - reach >= 512 || cell.centre.y - reach >= 512)
        cell.right = cell.left - 1;
}

void growMicrotubules(const Scene& scene, Cell& cell, Random& random) {
    if (cell.right < cell.left || cell.phase == Phase::Metaphase || cell.phase == Phase::Anaphase)
        return;
    const float area = cell.radius * cell.radius;
    const auto count = static_cast<int>(18 + area * 0.030F * random.uniform(0.8F, 1.2F));
    for (int i = 0; i < count; ++i) {
        Point from = cell.organiser + randomOffset(random, 0, 5);
        Point heading = randomDirection(random);
        if (random.chance(0.66F)) { // released ones lie around the nucleus and further out
            const auto free = scene.cytoplasmPoint(cell, random, 1.0F, cell.nucleusRadius * 0.6F);
            if (!free)
                continue;
            from = *free;
            const Point along = cell.axis * (random.chance(0.5F) ? 0.5F : -0.5F);
            heading = normalised(normalised(from - cell.nucleus) * 0.7F + heading + along);
        }
        if (!scene.isInside(cell, from))
            continue;
        const bool crosses = random.chance(0.04F);
        const bool follows = random.chance(0.3F);
        const float longest = cell.radius * random.uniform(0.5F, 1.7F);
        auto course = walk(scene, cell, from, heading,
                           {.step = 3,
                            .length = longest,
                            .wander = 0.16F,
                            .crossesNucleus = crosses,
                            .followsEdge = follows},
                           random);
        if (course.size() > 3)
            cell.microtubules.push_back(std::move(course));
    }
}

void joinDaughters(Scene& scene, const std::vector<Place>& places, Random& random) {
    for (std::size_t i = 0; i < places.size(); ++i) {
        const auto partner = static_cast<std::size_t>(places[i].partner < 0 ? 0 : places[i].partner);
        if (places[i].partner < 0 || partner < i)
            continue;
        Cell& a = scene.cells[i];
        Cell& b = scene.cells[partner];
        const Point way = normalised(b.centre - a.centre);
        const Point from = a.centre + way * (a.outline.radius(way) * 0.86F);
        const Point to = b.centre - way * (b.outline.radius(way * -1) * 0.86F);
        const Point sag = perpendicular(way) * (random.normal() * 3);
        Bridge bridge{i, partner, {}, (from + to) * 0.5F + sag};
        for (int k = 0; k <= 12; ++k) {
            const float t = static_cast<float>(k) / 12;
            bridge.course.push_back(from * (1 - t) + to * t + sag * (4 * t * (1 - t)));
        }
        scene.bridges.push_back(std::move(bridge));
    }
}

} // namespace

Scene growScene(int pixels, const CellLine& line, const LayoutWishes& wishes, std::uint64_t key) {
    Scene scene;
    scene.pixels = pixels;
    scene.scale = static_cast<float>(pixels) / 512.0F;
    scene.key = key;
    scene.coarse = valueNoise(pixels, 21, mixed(key, Textures, 1));
    scene.middle = valueNoise(pixels, 7, mixed(key, Textures, 2));
    scene.fine = valueNoise(pixels, 3.1F, mixed(key, Textures, 3));

    Random places(mixed(key, Places));
    const Point flow = randomDirection(places);
    const std::vector<Place> placed = placeCells(line, wishes, places);
    for (std::size_t i = 0; i < placed.size(); ++i) {
        Random shapes(mixed(key, Shapes, i));
        Cell cell = shapeCell(line, placed[i], flow, shapes);
        cell.number = static_cast<int>(i) + 1;
        cell.proteinLevel = std::clamp(exponential(0.28F * shapes.normal()), 0.4F, 2.2F);
        cell.stainLevel = std::clamp(exponential(0.30F * shapes.normal()), 0.35F, 2.2F);
        cell.focus = shapes.chance(0.12F) ? shapes.uniform(0.3F, 0.8F) : 1.0F;
        boundPixels(scene, cell);
        scene.cells.push_back(std::move(cell));
    }
    divideTerritory(scene);
    Random bridges(mixed(key, Shapes, 1U << 20));
    joinDaughters(scene, placed, bridges);
    for (std::size_t i = 0; i < scene.cells.size(); ++i) {
        Random filaments(mixed(key, Filaments, i));
        growMicrotubules(scene, scene.cells[i], filaments);
    }
    return scene;
}

} // namespace locascope
