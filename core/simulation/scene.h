#pragma once

#include "core/simulation/canvas.h"
#include "core/simulation/cellline.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace locascope {

enum class Phase { Interphase, Metaphase, Anaphase, Daughter };

struct Nucleolus {
    Point centre;
    float radius = 0;
    Point axis; ///< of its longer half axis, 1.3 times the other
};

struct Cell {
    int number = 0; ///< as in Scene::owner, from 1
    Phase phase = Phase::Interphase;
    Point centre;
    Point axis; ///< longest direction; of a spindle, from pole to pole
    Outline outline;
    float radius = 0; ///< mean
    Point nucleus;
    Outline nucleusOutline;
    float nucleusRadius = 0; ///< mean; of a dividing cell, what it had before
    Point organiser;         ///< the microtubule organising centre
    std::vector<Nucleolus> nucleoli;
    std::vector<std::vector<Point>> microtubules;   ///< each from its minus end outwards
    float proteinLevel = 1;                         ///< cell-to-cell variation
    float stainLevel = 1;                           ///< of the three reference stains
    float focus = 1;                                ///< share of the light that is in focus
    int left = 0, top = 0, right = -1, bottom = -1; ///< pixels that may be this cell's, inclusive
};

/// Two daughters that are still joined.
struct Bridge {
    std::size_t first = 0, second = 0; ///< cells, by index
    std::vector<Point> course;
    Point midbody;
};

/// What a layout must hold so that certain patterns can be drawn.
struct LayoutWishes {
    int dividing = 0;      ///< cells in metaphase near the middle
    int bridges = 0;       ///< pairs of daughters near the middle
    bool touching = false; ///< cells in islands
    float density = 1;     ///< factor of the culture's coverage
};

/// All cells of a field and, for each pixel, where it lies. Distances are field units.
struct Scene {
    int pixels = 0;
    float scale = 1; ///< pixels a unit
    std::vector<Cell> cells;
    std::vector<Bridge> bridges;
    std::vector<std::int16_t> owner; ///< cell number, 0 outside cells
    std::vector<float> rim;          ///< 0 at the cell's centre, 1 at its free edge
    std::vector<float> edge;         ///< distance to the cell's border, at least half a pixel
    std::vector<float> nucleusDepth; ///< positive inside the nucleus, negative outside; -1000 without one
    std::vector<float> contact;      ///< distance to the nearest pixel where two cells touch
    std::vector<float> coarse, middle,
        fine; ///< textures in [0, 1], mean 0.5, with grains of about 20, 7 and 3 units
    std::uint64_t key = 0;

    /// Index of the pixel at `at`, or nothing outside the field.
    std::optional<std::size_t> pixelAt(Point at) const;
    /// True where `at` is in the cell; outside the field its outline decides.
    bool isInside(const Cell& cell, Point at) const;
    /// Depth in the nucleus as in nucleusDepth, also outside the field.
    float depthAt(const Cell& cell, Point at) const;
    /// A random place in the cell's cytoplasm at least `margin` from border and nucleus; crowded towards
    /// `focus` when `spread` (units) is positive. Nothing after many misses.
    std::optional<Point> cytoplasmPoint(const Cell& cell, Random& random, float margin, float spread = 0,
                                        std::optional<Point> focus = {}) const;
    /// A random place in the nucleus at least `margin` deep and outside nucleoli.
    std::optional<Point> nucleoplasmPoint(const Cell& cell, Random& random, float margin) const;

    /// Calls visit(pixel index) for every pixel of the cell.
    template <class Visit>
    void forEachPixel(const Cell& cell, Visit visit) const {
        for (int y = cell.top; y <= cell.bottom; ++y)
            for (int x = cell.left; x <= cell.right; ++x) {
                const auto index = static_cast<std::size_t>(y) * static_cast<std::size_t>(pixels) +
                                   static_cast<std::size_t>(x);
                if (owner[index] == cell.number)
                    visit(index);
            }
    }
    Point positionOf(std::size_t index) const {
        const auto n = static_cast<std::size_t>(pixels);
        return {(static_cast<float>(index % n) + 0.5F) / scale,
                (static_cast<float>(index / n) + 0.5F) / scale};
    }
};

/// Grows cells of `line` in a field of `pixels` × `pixels`.
Scene growScene(int pixels, const CellLine& line, const LayoutWishes& wishes, std::uint64_t key);

struct WalkOptions {
    float step = 2.5F;
    float length = 80;
    float wander = 0.25F; ///< standard deviation of a turn, as the tangent of its angle
    bool crossesNucleus = false;
    bool followsEdge = true; ///< bends along the border instead of ending there
};

/// A filament that starts at `from` towards `heading` and stays inside its cell.
std::vector<Point> walk(const Scene& scene, const Cell& cell, Point from, Point heading,
                        const WalkOptions& options, Random& random);

} // namespace locascope
