// Loaded before the C library (LD_PRELOAD): files under SLOW_SHARE_ROOT answer as those of a share do. Opening one takes SLOW_SHARE_MS milliseconds, and all reading
// together SLOW_SHARE_MBPS megabytes a second. Counts what was opened and read; SLOW_SHARE_COUNTS names the shared memory that the bench reads the counts from.

#include "tests/bench/slowshare.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstdarg>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <thread>

namespace {

using namespace std::chrono;

constexpr int descriptors = 4096;

struct Share {
    const char* root = std::getenv("SLOW_SHARE_ROOT");
    std::size_t rootLength = root ? std::strlen(root) : 0;
    long milliseconds = number("SLOW_SHARE_MS", 0);
    long megabytesPerSecond = number("SLOW_SHARE_MBPS", 1000000);
    locascope::bench::ShareCounts* counts = mapped();
    std::array<std::atomic<bool>, descriptors> isOnShare{};
    std::mutex wire;
    steady_clock::time_point wireFree;

    static long number(const char* name, long usual) {
        const char* text = std::getenv(name);
        return text ? std::atol(text) : usual;
    }
    static locascope::bench::ShareCounts* mapped() {
        static locascope::bench::ShareCounts unseen;
        const char* name = std::getenv("SLOW_SHARE_COUNTS");
        const int file = name ? ::shm_open(name, O_RDWR, 0600) : -1;
        if (file < 0)
            return &unseen;
        void* memory = ::mmap(nullptr, sizeof unseen, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
        ::close(file);
        return memory == MAP_FAILED ? &unseen : static_cast<locascope::bench::ShareCounts*>(memory);
    }
    bool holds(const char* path) const { return root && std::strncmp(path, root, rootLength) == 0; }

    int opened(int descriptor, const char* path, int flags) {
        if (!holds(path) || (flags & O_DIRECTORY) != 0)
            return descriptor;
        std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
        if (descriptor >= 0 && descriptor < descriptors) {
            isOnShare[static_cast<std::size_t>(descriptor)] = true;
            ++counts->opened;
        }
        return descriptor;
    }
    ssize_t wasRead(int descriptor, ssize_t bytes) {
        if (bytes <= 0 || descriptor < 0 || descriptor >= descriptors || !isOnShare[static_cast<std::size_t>(descriptor)])
            return bytes;
        counts->bytes += static_cast<unsigned long long>(bytes);
        steady_clock::time_point until;
        {
            const std::lock_guard lock(wire);
            wireFree = std::max(wireFree, steady_clock::now()) + microseconds(bytes / megabytesPerSecond);
            until = wireFree;
        }
        std::this_thread::sleep_until(until);
        return bytes;
    }
};

thread_local bool isSettingUp = false; // which opens a file, too

/// Null while it is being made.
Share* share() {
    if (isSettingUp)
        return nullptr;
    isSettingUp = true;
    static Share one;
    isSettingUp = false;
    return &one;
}

template <class Function>
Function* real(const char* name) {
    return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

using OpenFunction = int(const char*, int, ...);

int openedSlowly(OpenFunction* original, const char* path, int flags, va_list& arguments) {
    const mode_t mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(arguments, mode_t) : 0;
    const int descriptor = original(path, flags, mode);
    Share* const slow = share();
    return slow ? slow->opened(descriptor, path, flags) : descriptor;
}

ssize_t readSlowly(int descriptor, ssize_t done) {
    Share* const slow = share();
    return slow ? slow->wasRead(descriptor, done) : done;
}

} // namespace

extern "C" {

int open(const char* path, int flags, ...) {
    static auto* const original = real<OpenFunction>("open");
    va_list arguments;
    va_start(arguments, flags);
    const int descriptor = openedSlowly(original, path, flags, arguments);
    va_end(arguments);
    return descriptor;
}

int open64(const char* path, int flags, ...) {
    static auto* const original = real<OpenFunction>("open64");
    va_list arguments;
    va_start(arguments, flags);
    const int descriptor = openedSlowly(original, path, flags, arguments);
    va_end(arguments);
    return descriptor;
}

ssize_t read(int descriptor, void* bytes, size_t count) {
    static auto* const original = real<ssize_t(int, void*, size_t)>("read");
    return readSlowly(descriptor, original(descriptor, bytes, count));
}

ssize_t pread(int descriptor, void* bytes, size_t count, off_t offset) {
    static auto* const original = real<ssize_t(int, void*, size_t, off_t)>("pread");
    return readSlowly(descriptor, original(descriptor, bytes, count, offset));
}

ssize_t pread64(int descriptor, void* bytes, size_t count, off64_t offset) {
    static auto* const original = real<ssize_t(int, void*, size_t, off64_t)>("pread64");
    return readSlowly(descriptor, original(descriptor, bytes, count, offset));
}

int close(int descriptor) {
    static auto* const original = real<int(int)>("close");
    Share* const slow = share();
    if (slow && descriptor >= 0 && descriptor < descriptors)
        slow->isOnShare[static_cast<std::size_t>(descriptor)] = false;
    return original(descriptor);
}
}
