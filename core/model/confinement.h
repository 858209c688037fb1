#pragma once

#include <cstddef>

namespace locascope {

struct Confinement {
    double cpuSeconds = 60;
    std::size_t moreMemoryBytes = 0; ///< address space beyond what the process has now
};

/// Takes from the calling process, for good: memory and processor time beyond the limits (setrlimit), writing to files (RLIMIT_FSIZE 0), and, by a
/// seccomp filter (Linux, x86-64 and AArch64), opening files for writing, making, renaming and removing them, sockets, and starting programs: those calls fail with
/// EPERM. Reading files stays possible.
void confineThisProcess(const Confinement& limits);

} // namespace locascope
