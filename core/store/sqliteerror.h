#pragma once

#include "core/files/error.h"

#include <filesystem>
#include <string>

namespace locascope {

/// What an extended result code of SQLite (sqlite3.h) and the `errno` behind it, 0 for none, mean for the file. `message` is SQLite's own and is
/// used where nothing better can be said.
Error sqliteError(int code, int systemError, const std::filesystem::path& file, const std::string& message);

} // namespace locascope
