#pragma once

#include "core/files/error.h"

#include <filesystem>
#include <string>

namespace locascope {

/// The Error for an `errno` met while reading `path`. `doing` says what was tried ("cannot be opened").
/// English whatever the locale.
Error readError(int number, const std::filesystem::path& path, const std::string& doing);

/// The same while writing: tells a full disk, a quota, a size limit and a read-only file system apart.
Error writeError(int number, const std::filesystem::path& path, const std::string& doing);

} // namespace locascope
