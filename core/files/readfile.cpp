#include "core/files/readfile.h"

#include "core/files/descriptor.h"
#include "core/files/filereader.h"
#include "core/files/systemerror.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <utility>

namespace locascope {

namespace {

// A file that is still being written is read once more; a third try would only wait for the instrument.
constexpr int maxReadings = 2;

struct stat checkedStatus(const std::filesystem::path& path) {
    struct stat status {};
    if (::lstat(path.c_str(), &status) != 0)
        throw readError(errno, path, "cannot be examined");
    if (S_ISLNK(status.st_mode) && ::stat(path.c_str(), &status) != 0) {
        if (errno == ENOENT)
            throw Error(ErrorKind::NotFound, path, "a symbolic link to a file that does not exist");
        throw readError(errno, path, "cannot be examined");
    }
    return status;
}

void requireRegular(const struct stat& status, const std::filesystem::path& path) {
    if (S_ISREG(status.st_mode))
        return;
    const char* what = S_ISDIR(status.st_mode)    ? "a directory, not a file"
                       : S_ISFIFO(status.st_mode) ? "a FIFO, not a file, and never opened"
                       : S_ISSOCK(status.st_mode) ? "a socket, not a file, and never opened"
                                                  : "a device, not a file, and never opened";
    throw Error(ErrorKind::NotARegularFile, path, what);
}

bool liesBelow(const std::string& path, std::string directory) {
    if (!directory.ends_with('/'))
        directory.push_back('/');
    return path.starts_with(directory);
}

// Where the opened file really lies: the kernel's own answer, so that no link can be exchanged in between.
std::string trueLocation(const Descriptor& file, const std::filesystem::path& path) {
    std::array<char, PATH_MAX> target{};
    const std::string link = "/proc/self/fd/" + std::to_string(file.number());
    const ssize_t length = ::readlink(link.c_str(), target.data(), target.size());
    if (length > 0 && static_cast<std::size_t>(length) < target.size())
        return {target.data(), static_cast<std::size_t>(length)};
    std::error_code failed;
    return std::filesystem::canonical(path, failed).string();
}

void requireInside(const Descriptor& file, const std::filesystem::path& path,
                   const std::filesystem::path& directory) {
    const std::string location = trueLocation(file, path);
    if (liesBelow(location, directory.string()))
        return;
    std::error_code failed;
    const std::filesystem::path canonical = std::filesystem::canonical(directory, failed);
    if (!canonical.empty() && liesBelow(location, canonical.string()))
        return;
    throw Error(ErrorKind::OutsidePlate, path,
                "leads out of the plate to " + location + "; copy the file into the plate");
}

Descriptor openForReading(const std::filesystem::path& path) {
    const int number = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (number < 0)
        throw readError(errno, path, "cannot be opened");
    return Descriptor(number);
}

struct stat statusOf(const Descriptor& file, const std::filesystem::path& path) {
    struct stat status {};
    if (::fstat(file.number(), &status) != 0)
        throw readError(errno, path, "cannot be examined");
    return status;
}

std::string megabytes(std::uintmax_t bytes) {
    return std::to_string((bytes + 999999) / 1000000) + " MB";
}

std::uintmax_t checkedSize(const struct stat& status, const std::filesystem::path& path,
                           const ReadOptions& options) {
    const auto size = static_cast<std::uintmax_t>(status.st_size);
    if (size == 0)
        throw Error(ErrorKind::Empty, path, "an empty file");
    if (size > options.maxBytes)
        throw Error(ErrorKind::TooLarge, path,
                    "a file of " + megabytes(size) + ", above the limit of " + megabytes(options.maxBytes));
    return size;
}

Bytes readBytes(const Descriptor& file, std::uintmax_t offset, std::size_t wanted,
                const std::filesystem::path& path) {
    Bytes bytes(wanted);
    std::size_t done = 0;
    while (done < wanted) {
        const auto place = static_cast<off_t>(offset + done);
        const ssize_t count = ::pread(file.number(), bytes.data() + done, wanted - done, place);
        if (count > 0)
            done += static_cast<std::size_t>(count);
        else if (count == 0)
            throw Error(ErrorKind::EndsEarly, path,
                        "became shorter while it was read, it ends at byte " + std::to_string(place) +
                            "; is it still being written?");
        else if (errno != EINTR)
            throw readError(errno, path, "cannot be read at byte " + std::to_string(place));
    }
    return bytes;
}

bool isUnchanged(const struct stat& before, const struct stat& after) {
    return before.st_size == after.st_size && before.st_mtim.tv_sec == after.st_mtim.tv_sec &&
           before.st_mtim.tv_nsec == after.st_mtim.tv_nsec;
}

Bytes readWhole(const Descriptor& file, const std::filesystem::path& path, const ReadOptions& options) {
    struct stat before = statusOf(file, path);
    for (int reading = 0; reading < maxReadings; ++reading) {
        Bytes bytes = readBytes(file, 0, checkedSize(before, path, options), path);
        const struct stat after = statusOf(file, path);
        if (isUnchanged(before, after))
            return bytes;
        before = after;
    }
    throw Error(ErrorKind::Busy, path, "changes while it is read; wait until it has been written");
}

Descriptor openChecked(const std::filesystem::path& path, const ReadOptions& options) {
    requireRegular(checkedStatus(path), path);
    Descriptor file = openForReading(path);
    requireRegular(statusOf(file, path), path);
    if (options.inside)
        requireInside(file, path, *options.inside);
    return file;
}

} // namespace

Bytes readFile(const std::filesystem::path& path, const ReadOptions& options) {
    if (options.prefixBytes)
        return readFilePart(path, 0, *options.prefixBytes, options).bytes;
    return readWhole(openChecked(path, options), path, options);
}

FileReader::FileReader(std::filesystem::path path, const ReadOptions& options)
    : m_path(std::move(path))
    , m_file(openChecked(m_path, options))
    , m_size(checkedSize(statusOf(m_file, m_path), m_path, options)) {}

Bytes FileReader::read(std::uintmax_t offset, std::size_t count) const {
    return readBytes(m_file, offset, std::min<std::uintmax_t>(count, m_size - std::min(offset, m_size)), m_path);
}

FilePart readFilePart(const std::filesystem::path& path, std::uintmax_t offset, std::size_t count,
                      const ReadOptions& options) {
    const FileReader file(path, options);
    return {file.read(offset, count), file.size()};
}

FileEnds readFileEnds(const std::filesystem::path& path, std::size_t startBytes, std::size_t endBytes, const ReadOptions& options) {
    const Descriptor file = openChecked(path, options);
    const std::uintmax_t size = checkedSize(statusOf(file, path), path, options);
    const std::size_t first = std::min<std::uintmax_t>(startBytes, size), last = std::min<std::uintmax_t>(endBytes, size);
    return {readBytes(file, 0, first, path), readBytes(file, size - last, last, path), size};
}

} // namespace locascope
