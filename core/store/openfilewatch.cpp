#include "core/store/openfilewatch.h"

#include "core/files/error.h"
#include "core/store/sqlitedatabase.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>

namespace locascope {

namespace {

[[noreturn]] void reportMove(const std::filesystem::path& file) {
    throw Error(ErrorKind::NotFound, file,
                "not saved: the review, its -wal or its -shm was moved, deleted or replaced while it was open; put it back and try again");
}

} // namespace

OpenFileWatch::OpenFileWatch(const SqliteDatabase& database)
    : m_database(database) {
    for (const char* const suffix : {"", "-wal", "-shm"}) {
        std::filesystem::path path = database.file();
        m_files.push_back(watched(path += suffix));
    }
    require();
}

OpenFileWatch::Watched OpenFileWatch::watched(const std::filesystem::path& path) {
    Watched file{path, Descriptor(::open(path.c_str(), O_PATH | O_CLOEXEC)), {}, {}};
    struct stat status {};
    if (!file.descriptor.isOpen() || ::fstat(file.descriptor.number(), &status) != 0)
        reportMove(path);
    file.device = status.st_dev;
    file.inode = status.st_ino;
    return file;
}

void OpenFileWatch::require() const {
    int hasMoved = 0;
    sqlite3_file_control(m_database.handle(), "main", SQLITE_FCNTL_HAS_MOVED, &hasMoved);
    if (hasMoved != 0)
        reportMove(m_database.file());
    for (const Watched& file : m_files) {
        struct stat status {};
        if (::stat(file.path.c_str(), &status) != 0 || status.st_dev != file.device || status.st_ino != file.inode)
            reportMove(m_database.file());
    }
}

} // namespace locascope
