#pragma once

#include "ui/models/contrasttext.h"

#include <QString>

#include <filesystem>
#include <map>

namespace locascope {

/// Contrasts by the names that somebody gave them.
using ContrastPresets = std::map<QString, CopiedContrast>;

struct ReadPresets {
    ContrastPresets presets;
    bool damaged = false; ///< there is a file, and not all of it could be read
};

/// `contrast-presets.json` of the user's data directory; an empty path without one.
std::filesystem::path presetsFile(const std::filesystem::path& dataDirectory);
/// What can be read of the file. Never throws.
ReadPresets readPresetsFile(const std::filesystem::path& file);
/// Reads the file, in which another window may have written since, adds, replaces or (without `preset`) removes one name, and writes it. A damaged file is
/// kept as `contrast-presets.json.damaged` first. Errors: those of readFile where there is one that cannot be read, which stays as it is; those of writeFile. Never on the window's thread.
ContrastPresets changePresetsFile(const std::filesystem::path& file, const QString& name, const std::optional<CopiedContrast>& preset);

} // namespace locascope
