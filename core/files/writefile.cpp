#include "core/files/writefile.h"

#include "core/files/descriptor.h"
#include "core/files/systemerror.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <climits>
#include <csignal>
#include <optional>
#include <string>

namespace locascope {

namespace {

constexpr int maxLinks = 40;            // as the kernel follows before it says ELOOP
constexpr int maxTemporaryNames = 1000; // names tried before giving up; a second one is already rare
constexpr mode_t permissionBits = 0777;
const char* const cannotWrite = "cannot be written";

// Beyond RLIMIT_FSIZE a write raises SIGXFSZ, whose default ends the program. Held back here, the write
// reports EFBIG.
class SizeSignalHeld final {
public:
    SizeSignalHeld() {
        ::sigemptyset(&m_signal);
        ::sigaddset(&m_signal, SIGXFSZ);
        ::pthread_sigmask(SIG_BLOCK, &m_signal, &m_before);
    }
    ~SizeSignalHeld() {
        const timespec now{};
        if (!::sigismember(&m_before, SIGXFSZ))
            while (::sigtimedwait(&m_signal, nullptr, &now) > 0) {
            }
        ::pthread_sigmask(SIG_SETMASK, &m_before, nullptr);
    }
    SizeSignalHeld(const SizeSignalHeld&) = delete;
    SizeSignalHeld& operator=(const SizeSignalHeld&) = delete;

private:
    sigset_t m_signal{};
    sigset_t m_before{};
};

std::filesystem::path directoryOf(const std::filesystem::path& path) {
    return path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
}

std::optional<struct stat> linkStatus(const std::filesystem::path& path) {
    struct stat status {};
    if (::lstat(path.c_str(), &status) == 0)
        return status;
    if (errno != ENOENT)
        throw writeError(errno, path, cannotWrite);
    return {};
}

std::filesystem::path linkTarget(const std::filesystem::path& link) {
    std::array<char, PATH_MAX> target{};
    const ssize_t length = ::readlink(link.c_str(), target.data(), target.size());
    if (length < 0)
        throw writeError(errno, link, cannotWrite);
    return directoryOf(link) / std::string(target.data(), static_cast<std::size_t>(length));
}

struct Target {
    std::filesystem::path path;        // no symbolic link
    std::optional<struct stat> before; // of the file that will be replaced
};

Target resolvedTarget(const std::filesystem::path& path) {
    Target target{path, linkStatus(path)};
    for (int links = 0; target.before && S_ISLNK(target.before->st_mode); ++links) {
        if (links == maxLinks)
            throw writeError(ELOOP, path, cannotWrite);
        target.path = linkTarget(target.path);
        target.before = linkStatus(target.path);
    }
    return target;
}

void requireReplaceable(const Target& target, const std::filesystem::path& path) {
    if (!target.path.has_filename() || (target.before && S_ISDIR(target.before->st_mode)))
        throw writeError(EISDIR, path, cannotWrite);
    if (!target.before)
        return;
    if (!S_ISREG(target.before->st_mode))
        throw Error(ErrorKind::NotARegularFile, path,
                    "not written: a device, a FIFO or a socket, not a file; name a file");
    if (::faccessat(AT_FDCWD, target.path.c_str(), W_OK, AT_EACCESS) != 0)
        throw writeError(errno, path, cannotWrite);
}

// A file with a passing name in the directory of the target; removed again unless it was renamed.
class TemporaryFile final {
public:
    TemporaryFile(const Descriptor& directory, mode_t mode, const std::filesystem::path& path)
        : m_directory(directory) {
        static std::atomic<unsigned> serial{0};
        for (int tries = 0; tries < maxTemporaryNames; ++tries) {
            m_name = ".locascope-" + std::to_string(::getpid()) + "-" + std::to_string(serial++) + ".part";
            m_file = Descriptor(::openat(directory.number(), m_name.c_str(),
                                         O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode));
            if (m_file.isOpen())
                return;
            if (errno != EEXIST)
                break;
        }
        throw writeError(errno, path, cannotWrite);
    }
    ~TemporaryFile() {
        if (!m_renamed)
            ::unlinkat(m_directory.number(), m_name.c_str(), 0);
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    Descriptor& file() { return m_file; }
    void renameTo(const std::filesystem::path& name, const std::filesystem::path& path) {
        if (::renameat(m_directory.number(), m_name.c_str(), m_directory.number(), name.c_str()) != 0)
            throw writeError(errno, path, "cannot be renamed into place");
        m_renamed = true;
    }

private:
    const Descriptor& m_directory;
    std::string m_name;
    Descriptor m_file;
    bool m_renamed = false;
};

void writeAll(const Descriptor& file, std::span<const std::byte> bytes, const std::filesystem::path& path) {
    const SizeSignalHeld held;
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t count = ::write(file.number(), bytes.data() + done, bytes.size() - done);
        if (count > 0)
            done += static_cast<std::size_t>(count);
        else if (count == 0)
            throw writeError(ENOSPC, path, cannotWrite);
        else if (errno != EINTR)
            throw writeError(errno, path, cannotWrite);
    }
}

void requireSize(const Descriptor& file, std::size_t size, const std::filesystem::path& path) {
    struct stat status {};
    if (::fstat(file.number(), &status) != 0)
        throw writeError(errno, path, cannotWrite);
    if (static_cast<std::size_t>(status.st_size) != size)
        throw Error(ErrorKind::WriteFailed, path,
                    "not written: the file system kept " + std::to_string(status.st_size) + " of " +
                        std::to_string(size) + " bytes; write elsewhere");
}

void sync(const Descriptor& file, const std::filesystem::path& path) {
    int result = 0;
    do
        result = ::fsync(file.number());
    while (result != 0 && errno == EINTR);
    if (result != 0)
        throw writeError(errno, path, "cannot be synchronised with the disk");
}

// Some network and FUSE file systems cannot sync a directory and say so with EINVAL; that is no failure to
// write.
void syncDirectory(const Descriptor& directory, const std::filesystem::path& path) {
    if (::fsync(directory.number()) != 0 && errno != EINVAL && errno != ENOTSUP && errno != EINTR)
        throw writeError(errno, path, "written, but its directory cannot be synchronised with the disk");
}

Descriptor openDirectory(const std::filesystem::path& directory, const std::filesystem::path& path) {
    Descriptor opened(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!opened.isOpen())
        throw writeError(errno, path, cannotWrite);
    return opened;
}

void keepAccess(const Descriptor& file, const Target& target, const WriteOptions& options,
                const std::filesystem::path& path) {
    if (options.access == FileAccess::Private || !target.before)
        return;
    if (::fchmod(file.number(), target.before->st_mode & permissionBits) != 0)
        throw writeError(errno, path, cannotWrite);
}

} // namespace

void writeFile(const std::filesystem::path& path, std::span<const std::byte> bytes,
               const WriteOptions& options) {
    const Target target = resolvedTarget(path);
    requireReplaceable(target, path);
    const Descriptor directory = openDirectory(directoryOf(target.path), path);
    TemporaryFile temporary(directory, options.access == FileAccess::Private ? 0600 : 0666, path);
    writeAll(temporary.file(), bytes, path);
    keepAccess(temporary.file(), target, options, path);
    requireSize(temporary.file(), bytes.size(), path);
    if (options.durability == Durability::Synced)
        sync(temporary.file(), path);
    if (temporary.file().close() != 0)
        throw writeError(errno, path, cannotWrite);
    temporary.renameTo(target.path.filename(), path);
    if (options.durability == Durability::Synced)
        syncDirectory(directory, path);
}

void writeFile(const std::filesystem::path& path, std::string_view text, const WriteOptions& options) {
    writeFile(path, std::as_bytes(std::span(text.data(), text.size())), options);
}

void makeDirectory(const std::filesystem::path& path, FileAccess access) {
    struct stat status {};
    if (::stat(path.c_str(), &status) == 0) {
        if (!S_ISDIR(status.st_mode))
            throw Error(ErrorKind::NotARegularFile, path,
                        "not created: a file of this name is already there; choose another name");
        return;
    }
    const std::filesystem::path parent =
        path.has_filename() ? directoryOf(path) : directoryOf(path.parent_path());
    if (parent != path)
        makeDirectory(parent, access);
    if (::mkdir(path.c_str(), access == FileAccess::Private ? 0700 : 0777) != 0 && errno != EEXIST)
        throw writeError(errno, path, "cannot be created");
}

} // namespace locascope
