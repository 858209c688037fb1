#pragma once

#include "core/imaging/plane.h"

namespace locascope {

/// Raises every pixel of `plane` to that of `other` where it is higher: over all z planes it gives their maximum projection. Same size and depth;
/// `plane` must not be shared yet.
void raiseToMaximum(Plane& plane, const Plane& other);

} // namespace locascope
