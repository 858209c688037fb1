#pragma once

#include "core/files/blocks.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

namespace locascope {

using Bytes = std::vector<std::byte, BlockAllocator<std::byte>>;

/// Largest file that is read whole. A 3072 x 3072 16-bit TIFF is 19 MB; vendor stacks reach some hundreds.
inline constexpr std::uintmax_t maxImageFileBytes = std::uintmax_t{1} << 30;

struct ReadOptions {
    std::uintmax_t maxBytes = maxImageFileBytes;
    /// When set, the file must lie inside this directory after links are resolved (Error OutsidePlate).
    std::optional<std::filesystem::path> inside;
    /// Read no more than this many bytes from the start; the rest is not looked at. For headers.
    std::optional<std::size_t> prefixBytes;
};

/// The one function that opens image files (FAULTS.md, "What follows"): lstat, regular files only (a link is followed
/// only inside `inside`, or where `inside` is not set), O_NONBLOCK, size checked before reading, read whole into memory so that a file shortened meanwhile
/// cannot fault. Throws Error: NotFound, PermissionDenied, NotARegularFile, OutsidePlate, TooLarge, Empty, EndsEarly
/// (shorter than it was when opened), Busy (rewritten meanwhile, twice; not told for a prefix), ReadFailed (names the offset). Any thread.
Bytes readFile(const std::filesystem::path& path, const ReadOptions& options = {});

/// Some of a file's bytes.
struct FilePart {
    Bytes bytes;                 ///< fewer than asked for only where the file ends
    std::uintmax_t fileSize = 0;
};

/// Up to `count` bytes from `offset`, opened and checked as readFile does it (`prefixBytes` is ignored). For headers that lie anywhere in a large file.
FilePart readFilePart(const std::filesystem::path& path, std::uintmax_t offset, std::size_t count, const ReadOptions& options = {});

/// A file's first and last bytes; they overlap where it is short.
struct FileEnds {
    Bytes start;
    Bytes end;
    std::uintmax_t fileSize = 0;
};

/// Up to `startBytes` and `endBytes` of a file that is opened once, as readFile does it (`prefixBytes` is ignored).
FileEnds readFileEnds(const std::filesystem::path& path, std::size_t startBytes, std::size_t endBytes, const ReadOptions& options = {});

} // namespace locascope
