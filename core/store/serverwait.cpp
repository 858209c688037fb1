#include "core/store/serverwait.h"

#include <sys/socket.h>

namespace locascope {

std::shared_ptr<ServerWait> ServerWait::ofThisThread() {
    thread_local const auto own = std::make_shared<ServerWait>();
    return own;
}

void ServerWait::begin(int socket) {
    const std::lock_guard lock(m_mutex);
    m_since = std::chrono::steady_clock::now();
    m_socket = socket;
}

void ServerWait::end() {
    const std::lock_guard lock(m_mutex);
    m_since.reset();
    m_socket = -1;
}

std::optional<std::chrono::milliseconds> ServerWait::duration() const {
    const std::lock_guard lock(m_mutex);
    if (!m_since || !m_isBounded)
        return {};
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - *m_since);
}

void ServerWait::setBounded(bool bounded) {
    const std::lock_guard lock(m_mutex);
    m_isBounded = bounded;
}

void ServerWait::cut() {
    const std::lock_guard lock(m_mutex);
    if (m_socket >= 0)
        ::shutdown(m_socket, SHUT_RDWR);
}

} // namespace locascope
