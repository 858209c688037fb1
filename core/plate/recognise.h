#pragma once

#include "core/plate/naming.h"
#include "core/plate/platelisting.h"

#include <functional>
#include <stop_token>
#include <vector>

namespace locascope {

/// The scheme that takes most of the images of a plate, where images that it knows to be no samples and its companion files count as taken; of equal ones
/// that with a companion file, then the first. A fallback is considered only where no other takes any; one whose files hold channels where no other takes
/// half of them and `channelsAreInside`, which is asked only then, says so. Null where none takes any.
const NamingScheme* recognisedScheme(const PlateListing& listing, const std::vector<NamingScheme>& schemes, const std::stop_token& stop,
                                     const std::function<bool()>& channelsAreInside = {});

} // namespace locascope
