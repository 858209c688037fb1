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

    /// While it lives, the calling thread's calls may take as long as they do: bringing tables up to date has no bound on the server either.
    class Unbounded final {
    public:
        Unbounded() { ofThisThread()->setBounded(false); }
        ~Unbounded() { ofThisThread()->setBounded(true); }
        Unbounded(const Unbounded&) = delete;
        Unbounded& operator=(const Unbounded&) = delete;
    };

    /// How long the call that the thread is in has waited; none: it is in none, or may take as long as it does.
    std::optional<std::chrono::milliseconds> duration() const;
    /// Ends the connection over which the thread waits, which makes its call fail at once. Nothing where it is in none.
    void cut();

private:
    void setBounded(bool bounded);

    mutable std::mutex m_mutex;
    std::optional<std::chrono::steady_clock::time_point> m_since;
    int m_socket = -1;
    bool m_isBounded = true;
};

} // namespace locascope
