#pragma once

#include "core/files/descriptor.h"

#include <sys/types.h>

#include <filesystem>
#include <vector>

namespace locascope {

class SqliteDatabase;

/// Tells whether a database and its -wal and -shm still lie where they were opened. A commit into a file that was renamed, deleted or
/// replaced succeeds in SQLite's eyes, and is lost to whoever opens the path next.
class OpenFileWatch final {
public:
    /// `database` must have read or written once, so that all three files are there. It must outlive this object.
    /// Throws NotFound where they were exchanged meanwhile.
    explicit OpenFileWatch(const SqliteDatabase& database);
    /// Throws Error NotFound where one of them was moved away, deleted or replaced. A few microseconds on a local disk.
    void require() const;

private:
    // O_PATH: keeps the inode's number from being given to another file, and closing it drops no POSIX lock.
    struct Watched {
        std::filesystem::path path;
        Descriptor descriptor;
        dev_t device{};
        ino_t inode{};
    };
    static Watched watched(const std::filesystem::path& path);
    const SqliteDatabase& m_database;
    std::vector<Watched> m_files;
};

} // namespace locascope
