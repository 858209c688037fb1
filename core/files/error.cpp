#include "core/files/error.h"

#include <utility>

namespace locascope {

namespace {

std::string message(const std::filesystem::path& path, const std::string& detail) {
    return path.empty() ? detail : path.string() + ": " + detail;
}

} // namespace

std::string_view errorKindName(ErrorKind kind) {
    switch (kind) {
    case ErrorKind::NotFound: return "not-found";
    case ErrorKind::PermissionDenied: return "permission-denied";
    case ErrorKind::NotARegularFile: return "not-a-regular-file";
    case ErrorKind::OutsidePlate: return "outside-plate";
    case ErrorKind::TooLarge: return "too-large";
    case ErrorKind::Empty: return "empty";
    case ErrorKind::EndsEarly: return "ends-early";
    case ErrorKind::Damaged: return "damaged";
    case ErrorKind::Unsupported: return "unsupported";
    case ErrorKind::Invalid: return "invalid";
    case ErrorKind::Mismatch: return "mismatch";
    case ErrorKind::ReadFailed: return "read-failed";
    case ErrorKind::WriteFailed: return "write-failed";
    case ErrorKind::DiskFull: return "disk-full";
    case ErrorKind::ReadOnly: return "read-only";
    case ErrorKind::Busy: return "busy";
    case ErrorKind::TimedOut: return "timed-out";
    case ErrorKind::ModuleMissing: return "module-missing";
    case ErrorKind::ModelFailed: return "model-failed";
    }
    return "unknown";
}

Error::Error(ErrorKind kind, std::filesystem::path path, const std::string& detail)
    : std::runtime_error(message(path, detail))
    , m_kind(kind)
    , m_path(std::move(path))
    , m_detail(detail) {}

} // namespace locascope
