#include "core/files/fileidentity.h"

#include <sys/stat.h>

namespace locascope {

namespace {

constexpr std::int64_t nsPerSecond = 1'000'000'000;
constexpr std::int64_t coarsestClockNs = 2 * nsPerSecond; // of FAT; network shares are finer

} // namespace

bool FileIdentity::isFresh(std::chrono::system_clock::time_point now) const {
    const auto nowNs = std::chrono::duration_cast<std::chrono::nanoseconds>(now.time_since_epoch()).count();
    return changedNs > nowNs - coarsestClockNs;
}

std::optional<FileIdentity> identityOfFile(const std::filesystem::path& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode))
        return std::nullopt;
    return FileIdentity{static_cast<std::uintmax_t>(status.st_size), status.st_mtim.tv_sec * nsPerSecond + status.st_mtim.tv_nsec};
}

} // namespace locascope
