#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>

namespace locascope {

/// What tells whether a file is still the one that was read, without opening it.
struct FileIdentity {
    std::uintmax_t bytes = 0;
    std::int64_t changedNs = 0; ///< time of the last change of its content, nanoseconds since 1970
    friend bool operator==(const FileIdentity&, const FileIdentity&) = default;

    /// Changed so shortly before `now` that another change might leave the same time: clocks of file systems are coarse. Such a file is read again the next time.
    bool isFresh(std::chrono::system_clock::time_point now) const;
};

/// Of the file that `path` leads to, links followed. Empty where it cannot be asked or is no regular file. Any thread.
std::optional<FileIdentity> identityOfFile(const std::filesystem::path& path);

} // namespace locascope
