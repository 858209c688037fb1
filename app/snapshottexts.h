#pragma once

#include "app/snapshotfields.h"

#include <string>
#include <utility>
#include <vector>

namespace locascope {

/// What a PNG says of itself: stains with colour and range as they are shown, planes, pixel size, saliency, program.
std::vector<std::pair<std::string, std::string>> snapshotTexts(const SnapshotRequest& request, const SnapshotFields& snapshot);

} // namespace locascope
