#pragma once

#include "core/files/error.h"
#include "core/plate/naming.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace locascope {

/// The schemes that there are to choose from.
struct NamingCatalogue {
    std::vector<NamingScheme> schemes; ///< keys are unique; where two take as many names, the earlier is recognised
    std::vector<Error> faults;         ///< files of the user that cannot be used: which and why
};

/// Those that come with the program, from resources/naming: compiled once, then the same for every caller. Any thread.
const std::vector<NamingScheme>& shippedNamingSchemes();

/// Where the schemes of a user lie: `naming` in the data directory.
std::filesystem::path userNamingDirectory(const std::filesystem::path& dataDirectory);

/// The shipped ones, then those of `naming/*.yaml` in the user's data directory by file name. A file that cannot be used, and a scheme whose key is
/// taken, is a fault; the others can be used.
NamingCatalogue namingCatalogue(const std::filesystem::path& dataDirectory);

/// The one with this key, or null.
const NamingScheme* schemeOfKey(const std::vector<NamingScheme>& schemes, std::string_view key);

/// "challenge, atlas, …"
std::string schemeKeys(const std::vector<NamingScheme>& schemes);

} // namespace locascope
