#pragma once

#include "core/plate/labelset.h"
#include "core/simulation/patterns.h"
#include "core/simulation/simulate.h"

#include <string>
#include <vector>

namespace locascope {

/// One location of an antibody's protein.
struct Location {
    Pattern pattern{};
    float strength = 1;  ///< light by that of a main location
    float cellShare = 1; ///< share of the cells that show it
    bool drawn = true;   ///< false: inherited from the antibody, not visible in this field
};

/// What one field is of: its antibody, culture and circumstances. Fields of one antibody differ only in what
/// a second look at the same well would change.
struct FieldPlan {
    std::size_t antibodyNumber = 0;
    int site = 1;                    ///< from 1, among the antibody's fields
    std::size_t cellLine = 0;        ///< index into cellLines()
    std::vector<Location> locations; ///< none for a negative
    float staining = 1;              ///< of the protein stain: weak antibodies have less
    float unspecific = 0;            ///< light all over the cells
    float background = 0;            ///< light outside them
    float bleed = 0.01F;             ///< share of each reference stain in the protein stain
    float density = 1;               ///< 0 for an empty field
    float defocus = 0;               ///< extra blur, field units
    int debris = 0;
    bool specklesOfDebris = false; ///< debris that binds the antibody
};

/// The plan of field `index`; a pure function of both arguments.
FieldPlan planField(const SimulationOptions& options, std::size_t index);

/// Antibodies that the plate's samples belong to.
std::size_t antibodyCount(const SimulationOptions& options);

/// "HPA012345", stable for a seed and number.
std::string antibodyName(std::uint64_t seed, std::size_t number);

} // namespace locascope
