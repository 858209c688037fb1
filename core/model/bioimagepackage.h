#pragma once

#include "core/model/bioimage.h"

namespace locascope {

/// A model description and the files beside it.
struct BioimagePackage {
    std::filesystem::path description; ///< rdf.yaml
    std::string digest;                ///< SHA-256 of it
    BioimageModel model;

    std::filesystem::path folder() const { return description.parent_path(); }
};

/// Largest file of a package, and largest zip, that is read.
inline constexpr std::uintmax_t maxPackageFileBytes = std::uintmax_t{4} << 30;

/// Whether a path is that of a package: a folder, a .zip, or a description (.yaml, .yml).
bool isBioimagePackage(const std::filesystem::path& path);

/// `path`: a description, or a folder that holds rdf.yaml or bioimageio.yaml, itself or in its only folder. Errors NotFound, parseBioimage's, readFile's.
BioimagePackage openBioimagePackage(const std::filesystem::path& path);

/// Where a file lies that the description names; nothing is ever fetched: of a URL, a file of that name beside the description. Nothing where it is not there. Error Invalid: it leads out of the folder.
std::optional<std::filesystem::path> placeOf(const BioimagePackage& package, const StatedFile& file);
/// The same, or Error NotFound, which says what to do. `what`: "its weights".
std::filesystem::path requiredPlaceOf(const BioimagePackage& package, const StatedFile& file, const std::string& what);

/// Compares the SHA-256 of every file that is there and has one. Error Mismatch names the file.
void requireStatedDigests(const BioimagePackage& package);

} // namespace locascope
