#pragma once

#include <chrono>
#include <thread>

namespace locascope {

/// While it lives, a call on a server that the thread it was made on has waited for longer than that is ended, as one of a lost connection: a server
/// that is stopped while its machine lives on answers neither statement nor timeout.
class ServerPatience final {
public:
    explicit ServerPatience(std::chrono::milliseconds longest = std::chrono::seconds(10));
    ServerPatience(const ServerPatience&) = delete;
    ServerPatience& operator=(const ServerPatience&) = delete;

private:
    std::jthread m_watch;
};

} // namespace locascope
