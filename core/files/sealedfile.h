#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace locascope {

/// How a file that this program writes for itself, and can do without, begins: a mark of eight bytes that names form and version, then a check of the rest.
struct FileSeal {
    std::string_view mark;
    std::size_t mostBytes = 0; ///< of the body
};

/// What follows the seal; empty where the file is not there, damaged, too large or of another version. Does not throw.
std::string readSealed(const std::filesystem::path& file, const FileSeal& seal);

/// Makes the directory where it is missing; readable for the user alone. Nothing is written of a body above seal.mostBytes. Throws Error as writeFile.
void writeSealed(const std::filesystem::path& file, const FileSeal& seal, std::string_view body);

} // namespace locascope
