#pragma once

#include "core/imaging/loadsample.h"

namespace locascope {

/// As loadSample, of some stains only: files of the others are not opened and no problem is said of them. `complete` means the stains asked for.
LoadedSample loadStains(const Plate& plate, const Sample& sample, const PerStain<bool>& wanted, const LoadOptions& options = {}, std::stop_token stop = {});

} // namespace locascope
