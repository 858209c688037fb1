#pragma once

#include "core/files/error.h"
#include "core/plate/naming.h"

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace locascope {

/// The schemes that there are to choose from.
struct NamingCatalogue {
    std::vector<NamingScheme> schemes; ///< keys are unique; where two take as many names, the earlier is recognised
    std::vector<Error> faults;         ///< files of the user that cannot be used: which and why
    std::map<std::string, std::filesystem::path> files; ///< where those of the user lie, by key
};

/// Those that come with the program, from resources/naming: compiled once, then the same for every caller. Any thread.
const std::vector<NamingScheme>& shippedNamingSchemes();

/// Where the schemes of a user lie: `naming` in the data directory.
std::filesystem::path userNamingDirectory(const std::filesystem::path& dataDirectory);

/// The shipped ones, then those of `naming/*.yaml` in the user's data directory by file name. A file that cannot be used, and a scheme whose key is
/// taken, is a fault; the others can be used.
NamingCatalogue namingCatalogue(const std::filesystem::path& dataDirectory);

/// Writes `rules` over the user's scheme with the key `replaced`, else (none has it) as a new one into a file of its own in userNamingDirectory. Other schemes of the same file are kept;
/// its comments are not. What was written reads back to equal rules. Throws Error Invalid where the rules cannot be used or another scheme has their key, and what writeFile throws.
void saveUserScheme(const std::filesystem::path& dataDirectory, const NamingRules& rules, const std::string& replaced = {});

/// Takes the user's scheme with this key out of its file, and the file away where it held no other. Nothing happens where there is none. Throws Error as writeFile does.
void deleteUserScheme(const std::filesystem::path& dataDirectory, const std::string& key);

/// The one with this key, or null.
const NamingScheme* schemeOfKey(const std::vector<NamingScheme>& schemes, std::string_view key);

/// "challenge, atlas, …"
std::string schemeKeys(const std::vector<NamingScheme>& schemes);

} // namespace locascope
