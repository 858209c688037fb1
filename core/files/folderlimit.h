#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>

namespace locascope {

/// Removes the files of `folder` that end with `extension` (with its dot), those written longest ago first, until the rest of them hold no more than `mostBytes`; `newest` always stays.
/// Several programs may do so at once. Never throws: what cannot be listed or removed stays.
void keepWithin(const std::filesystem::path& folder, std::string_view extension, std::uint64_t mostBytes, const std::filesystem::path& newest);

} // namespace locascope
