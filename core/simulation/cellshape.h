#pragma once

#include "core/simulation/placement.h"

namespace locascope {

/// A cell of `line` at `place` with outline, nucleus, nucleoli and organising centre; `flow` is the direction
/// in which long cells of a field lie. Its number, levels and pixels are not set.
Cell shapeCell(const CellLine& line, const Place& place, Point flow, Random& random);

} // namespace locascope
