#pragma once

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>

namespace locascope {

/// That a thread waits for a server, and how another one ends it: what bounds a network that is gone (core/store/serveraddress) does not bound a server whose machine lives on and that does not answer.
/// Thread-safe.
class ServerWait final {
public:
    /// That of the calling thread's connections. May be kept beyond the thread's end.
    static std::shared_ptr<ServerWait> ofThisThread();

    /// For as long as nothing else has come: a call on the server has begun, over this connected socket (−1: not known); it has ended.
    void begin(int socket);
    void end();

    /// How long the call that the thread is in has waited; none: it is in none.
    std::optional<std::chrono::milliseconds> duration() const;
    /// Ends the connection over which the thread waits, which makes its call fail at once. Nothing where it is in none.
    void cut();

private:
    mutable std::mutex m_mutex;
    std::optional<std::chrono::steady_clock::time_point> m_since;
    int m_socket = -1;
};

} // namespace locascope
