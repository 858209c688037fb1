#pragma once

#include "core/imaging/plane.h"

namespace locascope {

/// How fast neighbours stop being alike: 1 − C(2) / C(1), where C(k) is the autocovariance at a distance of k pixels, averaged over rows and columns.
/// Near 0 where everything is blurred, more where edges are sharp. Brightness, gain and offset cancel, and so does noise that is independent from
/// pixel to pixel, since it adds to C(0) alone. It depends on the size of a pixel and on what is shown: compare fields of one plate.
/// C(1) − C(2) is Vollath's F4 (D. Vollath, "The influence of the scene parameters and of noise on the behaviour of automatic focusing algorithms",
/// Journal of Microscopy 151, 1988; "Automatic focusing by correlative methods", ibid. 147, 1987); division by C(1) makes it a ratio.
/// NaN where C(1) is not above 0 (a constant plane, noise alone), or a side is shorter than 8. One pass, any thread.
double focusOf(const Plane& plane);

} // namespace locascope
