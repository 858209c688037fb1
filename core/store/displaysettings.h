#pragma once

#include <string>

namespace locascope {

// Keys of the settings by which a review keeps how its plate is shown.

/// Contrast of the plate's z plane, from 1 up; 0: of the maximum of all.
inline std::string contrastSettingOf(int plane) { return plane == 0 ? std::string("contrast") : "contrast/plane-" + std::to_string(plane); }
inline constexpr int mostContrastPlanes = 200; ///< whose contrast is kept
inline constexpr const char* contrastByHandSetting = "contrast-by-hand";
inline constexpr const char* shownStainsSetting = "shown-stains"; ///< keys of stains, separated by spaces, behind the word "shown"

} // namespace locascope
