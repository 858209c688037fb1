#pragma once

#include "core/imaging/plane.h"

namespace locascope {

/// Nuclei of one field by their stain.
struct NucleusFigures {
    int count = 0;         ///< connected bodies; touching nuclei are one
    double medianArea = 0; ///< of those that do not touch the edge, pixels of `plane`; NaN without one
};

/// The plane is averaged in blocks until its longer side is at most 1,024; a pixel of that is nucleus above the larger of Otsu's threshold (N. Otsu, IEEE Trans. SMC 9, 1979)
/// and foregroundThreshold() of the averaged plane. Pixels that touch, also at a corner, are one body. Bodies of fewer than 20 averaged pixels or over a quarter
/// of the field are no nuclei, nor those smaller than an eighth of the body in which the median pixel of all bodies lies (debris, micronuclei). Any thread.
NucleusFigures findNuclei(const Plane& plane);

} // namespace locascope
