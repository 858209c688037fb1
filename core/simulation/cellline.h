#pragma once

#include <span>
#include <string_view>

namespace locascope {

/// How the cells of one culture look; lengths in field units (512 a field side).
struct CellLine {
    std::string_view name;
    float nucleusRadius; ///< mean
    float nucleusAspect; ///< longest by shortest axis
    float cellRatio;     ///< radius of the cell by that of its nucleus
    float elongation;    ///< longest by shortest axis of the cell
    int arms;            ///< protrusions at most
    float armLength;     ///< by the cell's radius
    float ruggedness;    ///< height of the outline's waves
    float blebs;         ///< chance that a cell is edged with blebs
    float clustering;    ///< 0: spread evenly, 1: grown in islands
    float coverage;      ///< share of the field under cells in a typical field
};

/// Cultures modelled on the lines that the Human Protein Atlas stains most.
std::span<const CellLine> cellLines();

} // namespace locascope
