#pragma once

#include "core/plate/naming.h"
#include "core/plate/plate.h"

#include <filesystem>
#include <optional>
#include <vector>

namespace locascope {

// A directory that is handed on may carry, in files of its root, how it is read: its naming scheme in whole, the choices and the stains of its channels. What somebody chose for it on
// his own computer goes before that.

/// Name of the file with the scheme, as in resources/naming.
inline constexpr const char* carriedSchemeFile = "locascope-naming.yaml";

/// What has to be carried so that a plate's samples are read from a directory that holds only some of its files as they are read there. No names of channels: a companion that tells them may be missing.
struct CarriedReading {
    const NamingScheme* scheme = nullptr; ///< never null
    std::optional<int> plane;
    std::optional<double> pixelSizeUm;
};

/// Writes those files. `plate` tells the stains of channels, whoever said them. Errors: those of writeFile.
void carryReading(const std::filesystem::path& folder, const Plate& plate, const CarriedReading& reading);

/// `schemes` and the one that the directory carries, in the place of another one of that key. Throws Error as readFile and parseNamingSchemes do where what it carries cannot be used: by another scheme its samples would be others.
std::vector<NamingScheme> withCarriedScheme(std::vector<NamingScheme> schemes, const std::filesystem::path& root);

} // namespace locascope
