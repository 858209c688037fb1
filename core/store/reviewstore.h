#pragma once

#include "core/store/labelevent.h"
#include "core/store/reviewplace.h"

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace locascope {

/// The probabilities a model gave to a sample. Never mixed with decisions.
struct StoredPrediction {
    std::string sampleId;
    std::vector<float> probabilities;
    std::string contentDigest; ///< of the files it was computed from; a different one now marks it stale
};

/// What identifies the plate a review belongs to.
struct PlateIdentity {
    std::filesystem::path root; ///< canonical
    std::string fingerprint;    ///< plateFingerprint(), or empty while it is not known
    friend bool operator==(const PlateIdentity&, const PlateIdentity&) = default;
};

enum class StoreMode { ReadWrite, ReadOnly };

/// Label events, predictions and review settings of one plate, through Qt Sql. One connection; open, use and destroy it on one thread, beside a living
/// QCoreApplication.
/// In one SQLite file: WAL, synchronous=FULL (both read back), trusted_schema=OFF, defensive, foreign keys, BEGIN IMMEDIATE, file mode 0600, new directories 0700. A call may
/// wait for the disk, and up to 5 s for another program. While a store is open nothing else in this process may open and close the file itself: POSIX would drop SQLite's locks.
/// In a PostgreSQL database that a team shares, where the plate is known by its fingerprint: what each login may do is the server's to say (core/store/postgresschema). A call waits no longer than
/// about 10 s for a server that is gone; the next one connects again.
/// Every failure is an Error: DiskFull (also a quota or a size limit), ReadOnly, Busy, Damaged, Mismatch (a schema this program cannot read, another
/// program's database, or a server's review of another plate), Invalid (a hostile schema), NotFound (the file was moved away), WriteFailed, PermissionDenied, TimedOut (the server is not to be reached, or took too long).
class ReviewStore {
public:
    /// Opens or creates. A damaged file is never overwritten. A read-only file or directory, or a newer schema that this program can read,
    /// opens ReadOnly; readOnlyReason() says why. A log (-wal) left by a crash is taken in when it belongs to the file, else Error Damaged with both
    /// files untouched. An older schema is upgraded in one transaction after a backup to `<file>.before-vN`.
    /// A new file is bound to `plate`; an existing one learns the fingerprint when its root is plate.root, and is never bound to another plate here.
    /// On a server the review of `plate` is looked for (core/store/postgresplates); only an owner begins one, and upgrades the schema.
    static std::unique_ptr<ReviewStore> open(const ReviewPlace& place, const PlateIdentity& plate, StoreMode wanted = StoreMode::ReadWrite);
    virtual ~ReviewStore() = default;

    virtual StoreMode mode() const = 0;
    virtual std::string readOnlyReason() const = 0; ///< one English clause; empty when ReadWrite
    virtual std::filesystem::path file() const = 0; ///< of a server its address as messages show it (ReviewPlace::shown)
    virtual PlateIdentity boundTo() const = 0;
    virtual void bindTo(const PlateIdentity& plate) = 0; ///< the plate was moved; earlier bindings are kept

    /// Stores in one transaction; returns after COMMIT and after the file at the path was found to be the one that is open. All or nothing.
    /// Returns the events as they are stored, with their sequence numbers. An event whose uuid is already there is left as it is, so that after any
    /// failure the same events can be given again. After an error of the device (WriteFailed) the next call first reopens the file, reads it
    /// again and brings its log onto the disk. Invalid where uuid or sampleId is empty; TooLarge above 32 MiB an event.
    virtual std::vector<LabelEvent> append(std::span<const LabelEvent> events) = 0;

    /// Derived from the events: the last `after` per sample, of one reviewer or (nullopt) of whoever spoke last.
    virtual std::map<std::string, Decision> currentDecisions(const std::optional<std::string>& reviewer) const = 0;
    /// When each of `reviewer`'s current decisions was made: milliseconds of UTC since 1970, by sample.
    virtual std::map<std::string, std::int64_t> decisionTimes(const std::string& reviewer) const = 0;
    virtual std::vector<LabelEvent> history(const std::string& sampleId) const = 0;
    /// By sequence. PermissionDenied where a server withholds some (withheld()): whoever goes on with what is shown asks for eventsAfter(0).
    virtual std::vector<LabelEvent> allEvents() const = 0;
    /// Up to `count` events before the one with that number (0: of all), the newest first: a review is read back page by page.
    virtual std::vector<LabelEvent> eventsBefore(std::int64_t sequence, std::size_t count) const = 0;
    /// Those after that number, by sequence: what others have said meanwhile.
    virtual std::vector<LabelEvent> eventsAfter(std::int64_t sequence) const = 0;
    virtual std::vector<std::string> reviewers() const = 0;
    /// What the server keeps from this login of a review that is blinded for it, one English clause; empty: nothing. Files withhold nothing.
    virtual std::string withheld() const { return {}; }

    virtual void putPredictions(const std::string& modelDigest, std::span<const StoredPrediction> predictions) = 0;
    virtual std::map<std::string, StoredPrediction> predictions(const std::string& modelDigest) const = 0;
    virtual std::vector<std::string> modelDigests() const = 0;

    /// Small settings of the review (contrast, position per reviewer), JSON text by key.
    virtual std::optional<std::string> setting(const std::string& key) const = 0;
    virtual void putSetting(const std::string& key, const std::string& value) = 0;
    virtual std::map<std::string, std::string> settings() const = 0;

    enum class News { Events, Settings };
    /// On a server, calls `onNews` on this thread, whose event loop must run, whenever somebody appended events, or changed what is hidden, drawn, assigned or meant, himself included: within a second. Lost with the
    /// connection; the next call that connects again listens again, and calls it with both. Of a file, lookForNews() calls it. False where nothing is told.
    virtual bool listen(std::function<void(News)> onNews) {
        static_cast<void>(onNews);
        return false;
    }
    /// To be called every few seconds after listen(). Of a file, calls `onNews` with both where another program may have written there since the last call, and with none where the file was moved away or replaced; some microseconds, throws nothing.
    /// True where only reading on can tell, as of a server that says nothing and may be gone.
    virtual bool lookForNews() { return true; }

    /// Moves what the log holds into the file, as far as no reader is in the way: work for idle moments, so that a decision need not wait for it.
    /// Never needed; a log that has grown large is moved by append.
    virtual void tidy() = 0;

    /// PRAGMA integrity_check, the schema, the events' hash chain without gaps, and what is derived from them. Empty when all holds, else one
    /// line per finding. 500,000 events take seconds.
    virtual std::vector<std::string> verify() const = 0;
    /// Into another file, which is replaced as a whole or not at all: SQLite's backup API, or of a server a review of the same events.
    virtual void backUpTo(const std::filesystem::path& target) const = 0;
};

/// Where the review of a plate is kept by default: <data>/reviews/<name>-<16 hex of SHA-256 of the canonical path>.sqlite.
std::filesystem::path defaultReviewFile(const std::filesystem::path& dataDirectory, const std::filesystem::path& plateRoot);

/// <name of the plate's folder>-<16 hex of SHA-256 of `key`>.sqlite.
std::string reviewFileName(const std::filesystem::path& plateRoot, std::string_view key);

/// A new random identifier (RFC 4122, version 4).
std::string newUuid();

} // namespace locascope
