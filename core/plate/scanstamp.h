#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace locascope {

struct PlateListing;
struct ScanOptions;

/// What tells whether a folder still holds the names that it held: whoever adds, removes or renames a file changes these. Of the folder as it was before it was listed.
struct FolderStamp {
    std::int64_t changedNs = 0; ///< nanoseconds since 1970: of the last change of its content
    std::int64_t statusNs = 0;  ///< and of its rights or its name
    std::uint64_t number = 0;   ///< of the folder in its file system
    friend bool operator==(const FolderStamp&, const FolderStamp&) = default;
};

/// Of a folder that `path` is, no link; nothing where it is none.
std::optional<FolderStamp> stampOfFolder(const std::filesystem::path& path);
std::optional<FolderStamp> stampOfFolder(int descriptor);

/// By what a plate was scanned: the same of another time makes the same plate, nearly always. Files that a scan looks into and where links lead are no part of it.
struct ScanStamp {
    struct Folder {
        std::string path; ///< relative to the root, with a final '/'; the root's is empty
        FolderStamp stamp;
        friend bool operator==(const Folder&, const Folder&) = default;
    };
    std::string options;         ///< scanOptionsDigest
    std::vector<Folder> folders;
    friend bool operator==(const ScanStamp&, const ScanStamp&) = default;
};

/// Of all that changes what a scan makes of names.
std::string scanOptionsDigest(const ScanOptions& options);

/// Folders that are asked for their times before a plate is believed to be as it was.
inline constexpr std::size_t mostStampedFolders = 4096;

/// Null where folders are more, where one was not listed, or had changed so shortly before that another change may leave the same time.
std::shared_ptr<const ScanStamp> scanStamp(const PlateListing& listing, const ScanOptions& options);

/// Whether the folders are as they were.
bool holds(const ScanStamp& stamp, const std::filesystem::path& root);

} // namespace locascope
