#pragma once

#include <QTemporaryDir>

#include <array>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <string>
#include <thread>
#include <vector>

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace locascope::testing {

/// Stands between clients and a server's local socket, and cuts every connection once when so many bytes have passed it, in both directions together; or from now on.
class CuttingProxy final {
public:
    /// `name`: what the socket is called in both folders.
    CuttingProxy(const std::string& serverFolder, const std::string& name) : m_server(addressOf(serverFolder + "/" + name)), m_listener(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        const sockaddr_un own = addressOf(folder() + "/" + name);
        if (::bind(m_listener, reinterpret_cast<const sockaddr*>(&own), sizeof own) != 0 || ::listen(m_listener, 8) != 0)
            qFatal("no socket for the proxy: %s", std::strerror(errno));
        m_thread = std::thread([this] { run(); });
    }
    ~CuttingProxy() {
        m_done = true;
        m_thread.join();
        closeAll();
        ::close(m_listener);
    }
    CuttingProxy(const CuttingProxy&) = delete;
    CuttingProxy& operator=(const CuttingProxy&) = delete;

    std::string folder() const { return m_folder.path().toStdString(); }
    void cutOnceAfter(long bytes) { m_bytesLeft = bytes; }
    int cuts() const { return m_cuts; }
    /// Every connection is cut, and so is each that is made, while this holds.
    void setCut(bool isCut) {
        m_isCut = isCut;
        while (m_hasCut != isCut)
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }

private:
    using Pair = std::array<int, 2>;

    static sockaddr_un addressOf(const std::string& path) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        path.copy(address.sun_path, sizeof address.sun_path - 1);
        return address;
    }
    void run() {
        while (!m_done) {
            if (m_isCut)
                closeAll();
            m_hasCut = m_isCut.load();
            std::vector<pollfd> waited = {{m_listener, POLLIN, 0}};
            for (const Pair& pair : m_pairs)
                for (const int end : pair)
                    waited.push_back({end, POLLIN, 0});
            if (::poll(waited.data(), waited.size(), 20) <= 0)
                continue;
            for (std::size_t i = 1; i < waited.size(); ++i)
                if (waited[i].revents != 0 && !passOn(m_pairs[(i - 1) / 2][(i - 1) % 2], m_pairs[(i - 1) / 2][i % 2])) {
                    closeAll();
                    break;
                }
            if (waited[0].revents != 0)
                takeIn();
        }
    }
    void takeIn() {
        const int client = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        const int server = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (!m_isCut && ::connect(server, reinterpret_cast<const sockaddr*>(&m_server), sizeof m_server) == 0)
            return m_pairs.push_back({client, server});
        ::close(client);
        ::close(server);
    }
    // False where the connections are to be closed.
    bool passOn(int from, int to) {
        std::array<char, 4096> bytes{};
        const ssize_t count = ::recv(from, bytes.data(), bytes.size(), 0);
        if (count <= 0)
            return false;
        const long left = m_bytesLeft;
        const bool isCut = left >= 0 && count >= left;
        const auto passed = static_cast<std::size_t>(isCut ? left : count);
        if (::send(to, bytes.data(), passed, MSG_NOSIGNAL) < 0)
            return false;
        m_cuts += isCut ? 1 : 0;
        if (left >= 0)
            m_bytesLeft = isCut ? -1 : left - count;
        return !isCut;
    }
    void closeAll() {
        for (const Pair& pair : m_pairs)
            for (const int end : pair)
                ::close(end);
        m_pairs.clear();
    }

    QTemporaryDir m_folder{QStringLiteral("/tmp/locascope-cut-XXXXXX")};
    sockaddr_un m_server;
    int m_listener;
    std::vector<Pair> m_pairs;
    std::atomic<long> m_bytesLeft = -1;
    std::atomic<int> m_cuts = 0;
    std::atomic<bool> m_isCut = false;
    std::atomic<bool> m_hasCut = false;
    std::atomic<bool> m_done = false;
    std::thread m_thread;
};

} // namespace locascope::testing
