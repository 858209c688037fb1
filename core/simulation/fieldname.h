#pragma once

#include "core/simulation/experiment.h"

#include <filesystem>

namespace locascope {

/// Antibodies that fit the largest standard well plate (1536).
inline constexpr std::size_t mostWells = 1536;

/// Fills id, antibody, plateName, well and site.
void nameField(SimulatedField& field, const FieldPlan& plan, const SimulationOptions& options,
               std::size_t index);

/// Of the image of one stain, relative to the plate.
std::filesystem::path imagePath(const SimulatedField& field, const SimulationOptions& options, Stain stain);

} // namespace locascope
