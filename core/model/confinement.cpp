#include "core/model/confinement.h"

#include <cmath>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <fcntl.h>
#include <fstream>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <vector>

namespace locascope {

namespace {

void limit(__rlimit_resource what, rlim_t value) {
    rlimit now{};
    getrlimit(what, &now);
    if (now.rlim_max != RLIM_INFINITY && value > now.rlim_max)
        value = now.rlim_max;
    now.rlim_cur = value;
    now.rlim_max = value;
    setrlimit(what, &now);
}

rlim_t addressSpaceNow() {
    std::size_t pages = 0;
    std::ifstream("/proc/self/statm") >> pages;
    return static_cast<rlim_t>(pages) * static_cast<rlim_t>(sysconf(_SC_PAGESIZE));
}

#if defined(__x86_64__)
constexpr unsigned thisArchitecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr unsigned thisArchitecture = AUDIT_ARCH_AARCH64;
#else
constexpr unsigned thisArchitecture = 0;
#endif

// A classic BPF programme over seccomp_data, built call by call.
class CallFilter {
public:
    CallFilter() {
        add(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, arch));
        m_code.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, thisArchitecture, 1, 0));
        add(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
    }
    void refuse(unsigned call, int failure = EPERM) {
        add(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr));
        m_code.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, 1));
        add(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | static_cast<unsigned>(failure));
    }
    /// Refuses the call where argument `argument` has any of `bits`.
    void refuseWith(unsigned call, std::size_t argument, unsigned bits) {
        add(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr));
        m_code.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, 3));
        add(BPF_LD | BPF_W | BPF_ABS, static_cast<unsigned>(offsetof(seccomp_data, args) + 8 * argument));
        m_code.push_back(BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, bits, 0, 1));
        add(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM);
    }
    void install() {
        add(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
        sock_fprog program{static_cast<unsigned short>(m_code.size()), m_code.data()};
        if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)
            syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program);
    }

private:
    void add(int code, unsigned value) { m_code.push_back(BPF_STMT(static_cast<unsigned short>(code), value)); }
    std::vector<sock_filter> m_code;
};

void filterCalls() {
    if (thisArchitecture == 0)
        return;
    CallFilter filter;
    constexpr unsigned writing = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND;
    filter.refuseWith(SYS_openat, 2, writing);
    filter.refuse(SYS_openat2, ENOSYS);
#ifdef SYS_open
    filter.refuseWith(SYS_open, 1, writing);
    for (const unsigned call : {SYS_creat, SYS_unlink, SYS_rename, SYS_mkdir, SYS_rmdir, SYS_link, SYS_symlink, SYS_mknod,
                                SYS_chmod, SYS_chown, SYS_fork, SYS_vfork})
        filter.refuse(call);
#endif
    for (const unsigned call :
         {SYS_unlinkat, SYS_renameat2, SYS_mkdirat, SYS_linkat, SYS_symlinkat, SYS_mknodat, SYS_fchmodat, SYS_fchownat,
          SYS_truncate, SYS_socket, SYS_connect, SYS_execve, SYS_execveat, SYS_ptrace, SYS_mount, SYS_process_vm_writev})
        filter.refuse(call);
#ifdef SYS_renameat
    filter.refuse(SYS_renameat);
#endif
    filter.install();
}

} // namespace

void confineThisProcess(const Confinement& limits) {
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_CPU, static_cast<rlim_t>(std::ceil(limits.cpuSeconds)) + 1);
    if (limits.moreMemoryBytes > 0)
        limit(RLIMIT_AS, addressSpaceNow() + limits.moreMemoryBytes);
    std::signal(SIGXFSZ, SIG_IGN);
    filterCalls();
}

} // namespace locascope
