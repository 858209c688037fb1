#include "core/store/foreignchanges.h"

#include "core/store/sqlitedatabase.h"

#include <sqlite3.h>
#include <sys/stat.h>

namespace locascope {

namespace {

std::optional<std::int64_t> timeOfChange(const std::filesystem::path& file) {
    struct stat status {};
    if (::stat(file.c_str(), &status) != 0)
        return {};
    return status.st_mtim.tv_sec * std::int64_t{1'000'000'000} + status.st_mtim.tv_nsec;
}

} // namespace

std::optional<std::int64_t> foreignChanges(const SqliteDatabase& database) {
    int hasMoved = 0;
    sqlite3_file_control(database.handle(), "main", SQLITE_FCNTL_HAS_MOVED, &hasMoved);
    if (hasMoved != 0)
        return {};
    if (database.access() == SqliteAccess::Immutable)
        return timeOfChange(database.file());
    return database.number("PRAGMA data_version");
}

} // namespace locascope
