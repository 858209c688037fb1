#pragma once

#include "core/simulation/scene.h"

#include <vector>

namespace locascope {

/// Where a cell will grow.
struct Place {
    Point at;
    float size = 1; ///< of this cell by the culture's mean
    Phase phase = Phase::Interphase;
    Point axis;
    int partner = -1; ///< index of the daughter it is joined to
};

/// Places for the cells of a field and of a margin round it: the wished-for dividing ones first, then as many
/// as the culture's coverage asks for.
std::vector<Place> placeCells(const CellLine& line, const LayoutWishes& wishes, Random& random);

} // namespace locascope
