#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string_view>

namespace locascope {

enum class Durability {
    Synced,  ///< file and directory are fsynced before the function returns: survives a power cut
    Ordered, ///< renamed into place, never half a file, but not fsynced: for derived data that can be made again
};

enum class FileAccess {
    Default, ///< as the umask says, 0666
    Private, ///< 0600
};

struct WriteOptions {
    Durability durability = Durability::Synced;
    FileAccess access = FileAccess::Default;
};

/// The one function that writes files: a temporary file beside `path`, short writes continued, size checked, fsync of
/// file and directory, rename, every result checked. A reader sees the whole old file or the whole new one. A symbolic link at `path` is
/// followed to the file it names; a directory, a device or a FIFO is refused. Throws Error: NotFound (no such directory),
/// PermissionDenied, NotARegularFile, DiskFull (also quota and file-size limit, without the signal SIGXFSZ), ReadOnly, Busy, WriteFailed;
/// then the old file is untouched and nothing is left behind (but where the detail says "written, but": then the new file is there and
/// may not survive a power cut). A file that is replaced keeps its permissions, unless `access` is Private. Any thread.
void writeFile(const std::filesystem::path& path, std::span<const std::byte> bytes, const WriteOptions& options = {});
void writeFile(const std::filesystem::path& path, std::string_view text, const WriteOptions& options = {});

/// Creates a directory and its parents as writeFile would report it.
void makeDirectory(const std::filesystem::path& path, FileAccess access = FileAccess::Default);

} // namespace locascope
