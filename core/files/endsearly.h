#pragma once

#include <cstdint>
#include <filesystem>

namespace locascope {

/// Throws Error EndsEarly, "ends early at byte N".
[[noreturn]] void throwEndsEarly(std::uint64_t byte, const std::filesystem::path& path);

} // namespace locascope
