#pragma once

#include <sys/inotify.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <vector>

namespace locascope::testing {

/// Which files of a directory somebody opens, as the kernel tells it.
class OpenedFiles final {
public:
    explicit OpenedFiles(const std::filesystem::path& directory) : m_queue(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {
        m_canTell = m_queue >= 0 && ::inotify_add_watch(m_queue, directory.c_str(), IN_OPEN) >= 0;
    }
    ~OpenedFiles() {
        if (m_queue >= 0)
            ::close(m_queue);
    }
    OpenedFiles(const OpenedFiles&) = delete;
    OpenedFiles& operator=(const OpenedFiles&) = delete;

    bool canTell() const { return m_canTell; }

    /// Names of the files that were opened since it was asked last, once for each time; not the directory itself.
    std::vector<std::string> names() {
        std::vector<std::string> names;
        alignas(inotify_event) char events[16384];
        for (ssize_t length = 0; (length = ::read(m_queue, events, sizeof events)) > 0;)
            for (ssize_t at = 0; at < length;) {
                const auto* event = reinterpret_cast<const inotify_event*>(events + at);
                if (event->len > 0 && (event->mask & IN_ISDIR) == 0)
                    names.emplace_back(event->name);
                at += static_cast<ssize_t>(sizeof(inotify_event) + event->len);
            }
        return names;
    }

private:
    int m_queue = -1;
    bool m_canTell = false;
};

} // namespace locascope::testing
