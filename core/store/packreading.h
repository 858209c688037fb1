#pragma once

#include "core/plate/naming.h"
#include "core/plate/plate.h"

#include <cstddef>
#include <filesystem>
#include <vector>

namespace locascope {

/// Sees to it that a directory with the files of these samples of a plate is read as they are there by whoever knows no more: the same ids, wells, stains, z plane and size of a pixel. Where it is not, the directory
/// carries how (carryReading). `schemes`: as PackRequest. Throws Error Invalid where that does not help, and what scanPlate and writeFile throw.
void makeReadTheSame(const Plate& plate, const std::vector<std::size_t>& samples, const std::vector<NamingScheme>& schemes, const std::filesystem::path& folder);

} // namespace locascope
