#pragma once

#include "core/plate/plate.h"
#include "core/store/reviewstore.h"

#include <map>
#include <span>
#include <string>
#include <vector>

namespace locascope {

/// What is resampled together, by CSV id: what the sheet of a plate's review says of group or antibody, else the well.
std::map<std::string, std::string> groupsOfPlate(const Plate& plate, const ReviewStore& store);

/// Of every row; a sample that is in no group is one by itself. Empty where none has a group.
std::vector<std::string> groupsOfRows(const std::map<std::string, std::string>& groups, std::span<const std::string> ids);

} // namespace locascope
