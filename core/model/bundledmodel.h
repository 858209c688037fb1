#pragma once

#include <filesystem>

namespace locascope {

/// The card of the model that comes with the program: under share/locascope/models beside an installed program, else in the source tree that it was built
/// from. Empty where there is none. Asks the file system.
std::filesystem::path bundledModelCard(const std::filesystem::path& program);

} // namespace locascope
