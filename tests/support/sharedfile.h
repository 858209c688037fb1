#pragma once

#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>

namespace locascope::testing {

/// The text of a reference file, or none where it is not there. `name` is relative to the shared directory.
inline std::optional<std::string> sharedText(const std::filesystem::path& shared, const std::string& name) {
    std::ifstream file(shared / name, std::ios::binary);
    if (!file)
        return {};
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

} // namespace locascope::testing
