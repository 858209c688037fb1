#pragma once

#include <cstddef>
#include <string>

namespace locascope {

/// "1 sample", "2 samples".
inline std::string counted(std::size_t count, const std::string& what) { return std::to_string(count) + " " + what + (count == 1 ? "" : "s"); }

} // namespace locascope
