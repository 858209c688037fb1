#include "core/store/sqliteerror.h"

#include <sqlite3.h>

#include <cerrno>

namespace locascope {

namespace {

constexpr const char* diskFull = "not saved: the disk is full; the review is intact, make room and try again";
constexpr const char* notADatabase =
    "no review, or one whose beginning is damaged; choose another file, or rescue it with \"locascope review recover\"";
constexpr const char* damaged =
    "the review is damaged; nothing was changed, rescue it with \"locascope review recover\" or use a backup";

bool meansNoRoom(int systemError) {
    return systemError == ENOSPC || systemError == EDQUOT || systemError == EFBIG;
}

Error deviceError(int code, int systemError, const std::filesystem::path& file, const std::string& message) {
    if (meansNoRoom(systemError))
        return {ErrorKind::DiskFull, file, diskFull};
    if (systemError == EROFS)
        return {ErrorKind::ReadOnly, file, "not saved: the file system is read-only; make it writable and try again"};
    switch (code) {
    case SQLITE_IOERR_CORRUPTFS:
    case SQLITE_IOERR_DATA:
        return {ErrorKind::Damaged, file, damaged};
    case SQLITE_IOERR_READ:
    case SQLITE_IOERR_SHORT_READ:
        return {ErrorKind::ReadFailed, file, "the device reported an error while reading; check the disk"};
    case SQLITE_IOERR_FSYNC:
    case SQLITE_IOERR_DIR_FSYNC:
        return {ErrorKind::WriteFailed, file,
                "not saved: it cannot be synchronised with the disk; check the disk and try again"};
    default:
        return {ErrorKind::WriteFailed, file,
                "not saved: the device reported an error (" + message + "); check the disk and try again"};
    }
}

Error openError(int systemError, const std::filesystem::path& file) {
    switch (systemError) {
    case EACCES:
    case EPERM:
        return {ErrorKind::PermissionDenied, file, "permission denied; ask its owner for the right to use it"};
    case EROFS:
        return {ErrorKind::ReadOnly, file, "the file system is read-only; make it writable"};
    case ENOSPC:
    case EDQUOT:
        return {ErrorKind::DiskFull, file, diskFull};
    case EMFILE:
    case ENFILE:
        return {ErrorKind::Busy, file, "too many files are open; close other programs and try again"};
    default:
        return {ErrorKind::NotFound, file, "the review cannot be opened; it may have been moved or deleted"};
    }
}

} // namespace

Error sqliteError(int code, int systemError, const std::filesystem::path& file, const std::string& message) {
    if (code == SQLITE_READONLY_DBMOVED)
        return {ErrorKind::NotFound, file, "not saved: the review was moved away while it was open; put it back"};
    switch (code & 0xff) {
    case SQLITE_FULL:
        return {ErrorKind::DiskFull, file, diskFull};
    case SQLITE_READONLY:
        return {ErrorKind::ReadOnly, file, "not saved: the review is read-only; make the file and its folder writable"};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
        return {ErrorKind::Busy, file, "another program holds the review; wait for it or close it, and try again"};
    case SQLITE_NOTADB:
        return {ErrorKind::Damaged, file, notADatabase};
    case SQLITE_CORRUPT:
    case SQLITE_FORMAT:
        return {ErrorKind::Damaged, file, damaged};
    case SQLITE_IOERR:
        return deviceError(code, systemError, file, message);
    case SQLITE_CANTOPEN:
        return openError(systemError, file);
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return {ErrorKind::PermissionDenied, file, "permission denied; ask its owner for the right to use it"};
    case SQLITE_TOOBIG:
        return {ErrorKind::TooLarge, file, "not saved: larger than a review can hold; shorten the note"};
    case SQLITE_CONSTRAINT:
        return {ErrorKind::Invalid, file, "refused: " + message};
    default:
        return {ErrorKind::Damaged, file, "the review cannot be used (" + message + "); try \"locascope review verify\""};
    }
}

} // namespace locascope
