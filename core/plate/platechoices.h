#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace locascope {

/// What a user chose of how a plate is read. Every opening of the plate follows it.
struct PlateChoices {
    std::string scheme;                ///< key of a naming scheme; empty: recognised
    std::optional<int> plane;          ///< z plane, from 1 up; none: the maximum of all
    std::optional<double> pixelSizeUm; ///< entered; none: what the files say
    friend bool operator==(const PlateChoices&, const PlateChoices&) = default;
};

/// Whether it can be the width of a pixel: from 0.0001 to 1000 µm.
bool isPixelSize(double micrometres);

// Remembered in the program's data directory: one small text file a plate (`root` is canonical) in `plates`, a line `<what>=<choice>` each.

/// Name of a file in a plate's root that says what counts as long as nothing was chosen here: of the same lines (carryReading).
inline constexpr const char* carriedChoicesFile = "locascope-choices.txt";

/// Where there is no such file, or it cannot be read, what the plate carries, else nothing chosen; what is no possible choice is passed over.
PlateChoices rememberedChoices(const std::filesystem::path& dataDirectory, const std::filesystem::path& root);

/// Errors: those of writeFile.
void rememberChoices(const std::filesystem::path& dataDirectory, const std::filesystem::path& root, const PlateChoices& choices);

/// The same as a file of that name. Errors: those of writeFile.
void writeChoices(const std::filesystem::path& file, const PlateChoices& choices);

} // namespace locascope
