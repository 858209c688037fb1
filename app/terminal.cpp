#include "app/terminal.h"

#include "core/files/error.h"

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <iostream>
#include <memory>
#include <mutex>
#include <unistd.h>

namespace locascope {

namespace {

class ProgressLine {
public:
    explicit ProgressLine(std::string label)
        : m_label(std::move(label)) {}
    ~ProgressLine() {
        if (m_started) {
            std::fputs("\r\033[K", stderr);
        }
    }
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    void show(std::size_t done, std::size_t total) {
        const std::lock_guard guard(m_mutex);
        const auto now = std::chrono::steady_clock::now();
        if (m_started && now - m_shown < std::chrono::milliseconds(100)) {
            return;
        }
        m_shown = now;
        m_started = true;
        if (total == 0) {
            std::fprintf(stderr, "\r%s %zu\033[K", m_label.c_str(), done);
        } else {
            std::fprintf(stderr, "\r%s %zu %%\033[K", m_label.c_str(), done * 100 / total);
        }
    }

private:
    std::mutex m_mutex;
    std::string m_label;
    bool m_started = false;
    std::chrono::steady_clock::time_point m_shown;
};

} // namespace

Progress terminalProgress(const std::string& label) {
    if (::isatty(STDERR_FILENO) == 0) {
        return {};
    }
    const auto line = std::make_shared<ProgressLine>(label);
    return [line](std::size_t done, std::size_t total) { line->show(done, total); };
}

void finishOutput() {
    std::cout.flush();
    errno = 0;
    const bool flushed = std::fflush(stdout) == 0;
    const int cause = errno;
    if (!flushed || std::ferror(stdout) != 0 || !std::cout) {
        throw Error(cause == ENOSPC ? ErrorKind::DiskFull : ErrorKind::WriteFailed, {},
                    "the results could not be written to standard output"
                        + (cause == 0 ? std::string() : std::string(" (") + std::strerror(cause) + ")"));
    }
}

} // namespace locascope
