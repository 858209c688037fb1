#pragma once

namespace locascope {

/// The longest of 1, 2 or 5 times a power of ten that is at most `longest`, which is > 0; for scale bars.
double niceLength(double longest);

} // namespace locascope
