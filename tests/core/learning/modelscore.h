#pragma once

#include "core/model/engine.h"
#include "core/review/metrics.h"
#include "core/simulation/simulate.h"

#include <array>
#include <functional>
#include <vector>

namespace locascope::testing {

/// The plate that no model was trained on: class-balanced, as hard as real ones.
inline SimulationOptions unseenPlate() {
    return {.samples = 900, .size = 512, .seed = 20261125, .balance = ClassBalance::Balanced, .layout = PlateLayout::Challenge, .hardness = 1};
}

/// How much of a map lies in a mask beyond chance: (share of the map's sum − share of the area) / (1 − share of the area).
/// `map` and `inside` are of one size. 0 for a map of zeros, and for a mask of everything.
double localisation(const std::vector<float>& map, const std::vector<bool>& inside);

/// A mask at a map's resolution: cells that any pixel of it touches, then those beside them (8 neighbours).
std::vector<bool> dilatedCells(const Plane& mask, int columns, int rows);

/// What maps are held against, and the model itself.
enum class Looker { Model, RandomWeights, Protein, CentredBlob };
inline constexpr std::size_t lookers = 4;

/// Mean localisation of one class, by looker, over the fields that show it.
struct ClassLocalisation {
    std::size_t fields = 0;
    std::array<double, lookers> mean{};
    bool modelIsBest() const { return fields > 0 && mean[0] > mean[1] && mean[0] > mean[2] && mean[0] > mean[3]; }
};

struct ModelScore {
    AuditFigures visible;   ///< against what is drawn
    AuditFigures inherited; ///< against the antibody's labels, of which some are not visible in the field
    std::vector<ClassLocalisation> all;         ///< per class
    std::vector<ClassLocalisation> twoPatterns; ///< the same over fields with two or more patterns
    std::size_t classesLocalised() const;
    std::size_t classesLocalisedAmongTwo() const;
};

/// Runs both engines over every `stride`-th field of a simulated plate, which is made as it goes. `random` has untrained weights and the same card.
ModelScore scoreModel(Engine& model, Engine& random, const SimulationOptions& plate, std::size_t stride = 1,
                      const std::function<void(std::size_t done)>& progress = {});

} // namespace locascope::testing
