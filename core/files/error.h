#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>

namespace locascope {

/// What kind of promise was broken. Widgets turn a kind into a sentence in the reader's language.
enum class ErrorKind {
    NotFound,
    PermissionDenied,
    NotARegularFile,
    OutsidePlate,
    TooLarge,        ///< by file size, by pixels or by memory
    Empty,
    EndsEarly,       ///< the file stops before its content is complete
    Damaged,         ///< a checksum or a structure inside does not hold
    Unsupported,     ///< valid, but nothing Locascope reads
    Invalid,         ///< text or data that breaks its format
    Mismatch,        ///< valid by itself, but not together with something else
    ReadFailed,      ///< the device reported an error
    WriteFailed,     ///< the device reported an error
    DiskFull,
    ReadOnly,
    Busy,            ///< another program holds it
    TimedOut,
    ModuleMissing,   ///< the learning module or a library it needs is not installed
    ModelFailed,     ///< a model broke its contract while running
};

/// One-word English name of a kind, stable, for logs and JSON ("ends-early").
std::string_view errorKindName(ErrorKind kind);

/// The only exception that crosses a room's border. `detail` is one English clause without the path and without a full
/// stop: the cause in plain words ("ends early at byte 512"). `path` may be empty where no file is concerned.
class Error : public std::runtime_error {
public:
    Error(ErrorKind kind, std::filesystem::path path, const std::string& detail);

    ErrorKind kind() const noexcept { return m_kind; }
    const std::filesystem::path& path() const noexcept { return m_path; }
    /// The cause without the path; what() is "path: cause".
    const std::string& detail() const noexcept { return m_detail; }

private:
    ErrorKind m_kind;
    std::filesystem::path m_path;
    std::string m_detail;
};

} // namespace locascope
