#include "core/simulation/scene.h"

#include <algorithm>
#include <array>

namespace locascope {

std::optional<std::size_t> Scene::pixelAt(Point at) const {
    const float x = at.x * scale;
    const float y = at.y * scale;
    const auto limit = static_cast<float>(pixels);
    if (!(x >= 0 && y >= 0 && x < limit && y < limit))
        return std::nullopt;
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(pixels) + static_cast<std::size_t>(x);
}

bool Scene::isInside(const Cell& cell, Point at) const {
    if (const auto pixel = pixelAt(at))
        return owner[*pixel] == cell.number;
    const Point offset = at - cell.centre;
    return length(offset) < cell.outline.radius(offset);
}

float Scene::depthAt(const Cell& cell, Point at) const {
    if (const auto pixel = pixelAt(at))
        return nucleusDepth[*pixel];
    if (cell.phase == Phase::Metaphase || cell.phase == Phase::Anaphase)
        return -1000;
    const Point offset = at - cell.nucleus;
    return cell.nucleusOutline.radius(offset) - length(offset);
}

std::optional<Point> Scene::cytoplasmPoint(const Cell& cell, Random& random, float margin, float spread,
                                           std::optional<Point> focus) const {
    for (int attempt = 0; attempt < 24; ++attempt) {
        const Point towards = randomDirection(random);
        const float share = std::sqrt(random.uniform());
        const Point at = cell.centre + towards * (cell.outline.radius(towards) * share);
        const float kept = random.uniform();
        const auto pixel = pixelAt(at);
        if (!pixel || owner[*pixel] != cell.number || edge[*pixel] < margin || nucleusDepth[*pixel] > -margin)
            continue;
        if (spread > 0) {
            const float away =
                (focus ? length(at - *focus) : std::min(200.0F, -nucleusDepth[*pixel])) / spread;
            if (kept > 1 / (1 + away * away))
                continue;
        }
        return at;
    }
    return std::nullopt;
}

std::optional<Point> Scene::nucleoplasmPoint(const Cell& cell, Random& random, float margin) const {
    for (int attempt = 0; attempt < 24; ++attempt) {
        const Point towards = randomDirection(random);
        const Point at =
            cell.nucleus + towards * (cell.nucleusOutline.radius(towards) * std::sqrt(random.uniform()));
        const auto pixel = pixelAt(at);
        if (!pixel || owner[*pixel] != cell.number || nucleusDepth[*pixel] < margin)
            continue;
        const bool inNucleolus =
            std::any_of(cell.nucleoli.begin(), cell.nucleoli.end(),
                        [&](const Nucleolus& it) { return length(at - it.centre) < it.radius + 1; });
        if (!inNucleolus)
            return at;
    }
    return std::nullopt;
}

std::vector<Point> walk(const Scene& scene, const Cell& cell, Point from, Point heading,
                        const WalkOptions& options, Random& random) {
    // Cosine and sine of 0, ±20, ±45, ±75 and ±105 degrees: the ways round an obstacle, mildest first.
    static constexpr std::array<Point, 5> turns{
        {{1, 0}, {0.9397F, 0.3420F}, {0.7071F, 0.7071F}, {0.2588F, 0.9659F}, {-0.2588F, 0.9659F}}};
    std::vector<Point> course{from};
    const auto steps = static_cast<int>(options.length / options.step);
    course.reserve(static_cast<std::size_t>(steps) + 1);
    const float side = random.chance(0.5F) ? 1.0F : -1.0F;
    const auto isFree = [&](Point at) {
        return scene.isInside(cell, at) && (options.crossesNucleus || scene.depthAt(cell, at) < -0.5F);
    };
    for (int i = 0; i < steps; ++i) {
        heading = normalised(heading + perpendicular(heading) * (options.wander * random.normal()));
        bool moved = false;
        for (std::size_t turn = 0; turn < turns.size() * 2 && !moved; ++turn) {
            const Point by{turns[turn / 2].x, turns[turn / 2].y * (turn % 2 ? -side : side)};
            const Point tried = rotated(heading, by);
            const Point next = course.back() + tried * options.step;
            if (!isFree(next)) {
                if (!options.followsEdge && (options.crossesNucleus || !scene.isInside(cell, next)))
                    return course;
                continue;
            }
            course.push_back(next);
            heading = tried;
            moved = true;
        }
        if (!moved)
            break;
    }
    return course;
}

} // namespace locascope
