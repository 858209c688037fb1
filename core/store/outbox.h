#pragma once

#include "core/store/eventsrefused.h"
#include "core/store/reviewstore.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace locascope {

/// Where the events for one plate's review on one server wait: <data>/outbox/<name>-<16 hex of SHA-256 of both>.sqlite. `server` is named without
/// a password, so that a new one does not lose what waits.
std::filesystem::path outboxFile(const std::filesystem::path& dataDirectory, std::string_view server, const std::filesystem::path& plateRoot);

/// An event that the server does not take. It stays in the outbox and is given to the server again when that is asked for.
struct RefusedEvent {
    LabelEvent event; ///< its sequence number is the outbox's own
    EventsRefused::Because because = EventsRefused::Because::Content;
    std::string reason; ///< one English clause
};

/// Label events on this computer's disk until the review on a server has confirmed them. A review file of its own, with the durability of one, and
/// a mark up to which everything was delivered or refused: an event is never taken out, so that what was said here can still be read when the server is gone.
/// Several programs may use one outbox: a mark that is too low makes an event be given to the server again, which stores it once. One thread.
/// Errors as of ReviewStore, with the outbox's path.
class Outbox final {
public:
    /// Opens or creates; remembers the server, for whoever finds the file.
    Outbox(const std::filesystem::path& file, const std::string& server, const PlateIdentity& plate);
    /// One that is there. Error Mismatch where the file is none.
    explicit Outbox(const std::filesystem::path& file);

    const std::filesystem::path& file() const { return m_file; }
    std::string server() const; ///< its address, without a password
    PlateIdentity plate() const { return m_store->boundTo(); }
    void learnFingerprint(const std::string& fingerprint); ///< by which the server knows the plate

    /// On the disk when it returns, in one transaction, after all that waits. An event that is there already stays where it is.
    void put(std::span<const LabelEvent> events);

    /// The newest event of the server's review that was known here when what waits was decided; none: not known.
    std::optional<std::int64_t> seen() const;
    void noteSeen(std::int64_t sequence);

    struct Waiting {
        std::vector<LabelEvent> events; ///< oldest first; their sequence numbers are the outbox's own
        std::int64_t last = 0;          ///< for markDelivered() once all of them are
    };
    Waiting waiting() const; ///< without those that were refused
    std::vector<RefusedEvent> refused() const; ///< oldest first
    bool isEmpty() const; ///< nothing waits, and nothing was refused

    /// Everything up to that number of the outbox is on the server, or was refused.
    void markDelivered(std::int64_t last);
    /// These are refused, of those that were so far no others. Before markDelivered(), so that nothing is lost between the two.
    void markRefused(std::span<const RefusedEvent> refused);

private:
    struct Run {
        std::string key;
        std::int64_t first = 0, last = 0;
        std::string value;
    };
    std::int64_t delivered() const;
    std::vector<LabelEvent> eventsFrom(std::int64_t first) const;
    std::vector<Run> runs() const;

    std::filesystem::path m_file;
    std::unique_ptr<ReviewStore> m_store;
};

} // namespace locascope
