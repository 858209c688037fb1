#pragma once

#include "core/imaging/plane.h"
#include "core/simulation/experiment.h"

#include <optional>

namespace locascope {

/// One location painted in all cells that show it, before optics; a main location's brightest parts get
/// about 1.
Canvas paintLocation(const Scene& scene, const Location& location, std::uint64_t key);

/// 255 where the light of one location stands out: over a fifth of the brightest in its cell, or of half of
/// what the field's clearest cell suggests for it. Nothing where that is nowhere.
std::optional<Plane> maskOf(const Scene& scene, const Canvas& light);

} // namespace locascope
