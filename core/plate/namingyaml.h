#pragma once

#include "core/plate/naming.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace locascope {

/// Reads one scheme (a map) or a list of them, as in resources/naming. Throws Error Invalid for `file`: the line, and what is wrong there; TooLarge above 256 KB.
std::vector<NamingScheme> parseNamingSchemes(std::string_view yaml, const std::filesystem::path& file);

/// The text that parseNamingSchemes reads back to equal rules.
std::string formatNamingRules(const NamingRules& rules);
/// The same of several, as a list.
std::string formatNamingRules(const std::vector<NamingRules>& rules);

} // namespace locascope
