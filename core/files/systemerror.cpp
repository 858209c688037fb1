#include "core/files/systemerror.h"

#include <cerrno>
#include <cstring>

namespace locascope {

namespace {

// strerror() follows the locale; messages are English and only widgets translate.
std::string description(int number) {
    const char* text = ::strerrordesc_np(number);
    return text ? std::string(text) : "system error " + std::to_string(number);
}

} // namespace

Error readError(int number, const std::filesystem::path& path, const std::string& doing) {
    switch (number) {
    case ENOENT:
    case ENOTDIR:
        return {ErrorKind::NotFound, path, "there is no such file; check its name, or whether it was moved"};
    case EACCES:
    case EPERM:
        return {ErrorKind::PermissionDenied, path,
                "permission denied; ask its owner for the right to read it"};
    case ELOOP:
        return {ErrorKind::NotARegularFile, path, "a loop of symbolic links, not a file"};
    case ENXIO:
    case ENODEV:
    case EISDIR:
        return {ErrorKind::NotARegularFile, path, "not a regular file"};
    default:
        return {ErrorKind::ReadFailed, path, doing + ": " + description(number)};
    }
}

Error writeError(int number, const std::filesystem::path& path, const std::string& doing) {
    switch (number) {
    case ENOENT:
    case ENOTDIR:
        return {ErrorKind::NotFound, path,
                "not written, because its directory does not exist; create it or choose another"};
    case EACCES:
    case EPERM:
        return {ErrorKind::PermissionDenied, path,
                "not written: permission denied; choose a place where you may write"};
    case ENOSPC:
        return {ErrorKind::DiskFull, path, "not written: the disk is full; make room and try again"};
    case EDQUOT:
        return {ErrorKind::DiskFull, path, "not written: the disk quota is used up; make room and try again"};
    case EFBIG:
        return {ErrorKind::DiskFull, path,
                "not written: larger than the file-size limit; raise the limit or write elsewhere"};
    case EROFS:
        return {ErrorKind::ReadOnly, path, "not written: the file system is read-only; choose another place"};
    case EBUSY:
    case ETXTBSY:
        return {ErrorKind::Busy, path, "not written: another program holds it; close it there and try again"};
    case EISDIR:
        return {ErrorKind::NotARegularFile, path, "not written: a directory, not a file; name a file"};
    case ELOOP:
        return {ErrorKind::NotARegularFile, path, "not written: a loop of symbolic links; name a file"};
    default:
        return {ErrorKind::WriteFailed, path, doing + ": " + description(number)};
    }
}

} // namespace locascope
