#pragma once

#include "core/store/reviewstore.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace locascope {

/// Where the events for one plate's review on one server wait: <data>/outbox/<name>-<16 hex of SHA-256 of both>.sqlite. `server` is named without
/// a password, so that a new one does not lose what waits.
std::filesystem::path outboxFile(const std::filesystem::path& dataDirectory, std::string_view server, const std::filesystem::path& plateRoot);

/// Label events on this computer's disk until the review on a server has confirmed them. A review file of its own, with the durability of one, and
/// a mark up to which everything was delivered: an event is never taken out, so that what was said here can still be read when the server is gone.
/// Several programs may use one outbox: a mark that is too low makes an event be given to the server again, which stores it once. One thread.
/// Errors as of ReviewStore, with the outbox's path.
class Outbox final {
public:
    /// Opens or creates; remembers the server, for whoever finds the file.
    Outbox(const std::filesystem::path& file, const std::string& server, const PlateIdentity& plate);

    const std::filesystem::path& file() const { return m_file; }

    /// On the disk when it returns, in one transaction, after all that waits. An event that is there already stays where it is.
    void put(std::span<const LabelEvent> events);

    struct Waiting {
        std::vector<LabelEvent> events; ///< oldest first; their sequence numbers are the outbox's own
        std::int64_t last = 0;          ///< for markDelivered() once all of them are
    };
    Waiting waiting() const;
    bool isEmpty() const;

    /// Everything up to that number of the outbox is on the server.
    void markDelivered(std::int64_t last);

private:
    std::int64_t delivered() const;

    std::filesystem::path m_file;
    std::unique_ptr<ReviewStore> m_store;
};

} // namespace locascope
