#pragma once

#include "core/files/progress.h"
#include "core/plate/plate.h"
#include "core/plate/scanstamp.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace locascope {

/// A file that the listing of a plate met; its name lies in the listing.
struct ListedFile {
    /// A link to an image inside the plate is that image under another name (None).
    enum class Link : std::uint8_t { None, Broken, Outside };

    std::uint32_t folder = 0;
    std::uint32_t nameLength = 0;
    std::uint64_t nameOffset = 0;
    Link link = Link::None;
};

/// What lies in a directory tree, without a look into any file.
struct PlateListing {
    std::filesystem::path root;            ///< canonical
    std::chrono::system_clock::time_point begun = std::chrono::system_clock::now();
    std::vector<std::string> folders;      ///< relative, with a final '/'; the first is the root and empty
    std::vector<std::optional<FolderStamp>> stamps; ///< of each folder, before it was listed; none of one that was not
    std::vector<ListedFile> images;        ///< what is an image by its extension, in no order
    std::vector<ListedFile> companions;    ///< files of the names asked for
    std::vector<Problem> problems;
    std::vector<Note> notes;
    std::size_t unreadableFolders = 0;
    std::size_t zarrFolders = 0;           ///< OME-Zarr images, each a problem and not entered
    std::string names;                     ///< of all files, one after another

    std::string_view nameOf(const ListedFile& file) const { return std::string_view(names).substr(file.nameOffset, file.nameLength); }
    std::string_view folderOf(const ListedFile& file) const { return folders[file.folder]; }
    std::string pathOf(const ListedFile& file) const { return folders[file.folder] + std::string(nameOf(file)); }
};

/// What is said of an OME-Zarr image: a directory named *.zarr, or one whose metadata lie in it.
inline constexpr const char* zarrClause = "is an OME-Zarr image, which is not read; export it as OME-TIFF";
bool isZarrName(std::string_view name);

/// Lists `root`, which is canonical and a directory. Errors, links and special files as scanPlate says.
PlateListing listPlate(const std::filesystem::path& root, std::size_t maxDepth, const std::vector<std::string>& companionNames, const Progress& progress,
                       const std::stop_token& stop);

/// Files that are images by their name (splitImageName): PlateListing::images also holds what macOS keeps beside them.
std::size_t countImages(const PlateListing& listing);

/// The first `most` of those in natural order, relative to the root.
std::vector<std::string> firstImagePaths(const PlateListing& listing, std::size_t most);

} // namespace locascope
