#pragma once

#include "core/files/error.h"
#include "core/files/readfile.h"
#include "core/store/reviewstore.h"

#include <QTemporaryDir>

#include <sqlite3.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>

namespace locascope::testing {

/// A directory of one test's own with room for a review.
class ReviewWorld {
public:
    // QTemporaryDir cannot remove names that are not UTF-8.
    ~ReviewWorld() {
        std::error_code ignored;
        std::filesystem::remove_all(directory(), ignored);
    }
    std::filesystem::path directory() const { return m_directory.path().toStdString(); }
    std::filesystem::path file() const { return directory() / "review.sqlite"; }
    PlateIdentity plate() const { return {directory() / "plate", "fingerprint"}; }
    std::unique_ptr<ReviewStore> open(StoreMode mode = StoreMode::ReadWrite) const {
        return ReviewStore::open(file(), plate(), mode);
    }

    ReviewWorld() = default;
    ReviewWorld(const ReviewWorld&) = delete;
    ReviewWorld& operator=(const ReviewWorld&) = delete;

private:
    QTemporaryDir m_directory;
};

inline Proposal numberedProposal(int number) {
    Proposal proposal{"a3f1", {}, {}};
    for (int i = 0; i < 28; ++i) {
        proposal.probabilities.push_back(static_cast<float>((number * 31 + i * 7) % 101) / 101.0F);
        proposal.thresholds.push_back(0.1F + static_cast<float>(i) / 100.0F);
    }
    return proposal;
}

/// A whole event, different for each number and always the same for one.
inline LabelEvent numberedEvent(int number, const std::string& writer = "writer") {
    Decision decision;
    decision.present = {toClass(static_cast<std::size_t>(number % 28))};
    decision.touched = decision.present;
    decision.notJudged = {toClass(static_cast<std::size_t>((number + 3) % 28))};
    decision.secondsOnScreen = 0.1 * number;
    decision.note = number % 10 == 0 ? "a note on " + std::to_string(number) : "";
    decision.proposal = numberedProposal(number);
    LabelEvent event;
    event.uuid = writer + "-" + std::to_string(number);
    event.sampleId = "plate/A01/field" + std::to_string(number % 500);
    event.reviewer = writer;
    event.timeMs = 1'700'000'000'000 + number;
    event.after = decision;
    event.modelDigest = "a3f1";
    event.vocabularyDigest = "77";
    return event;
}

inline std::vector<LabelEvent> numberedEvents(int first, int count, const std::string& writer = "writer") {
    std::vector<LabelEvent> events;
    for (int number = first; number < first + count; ++number)
        events.push_back(numberedEvent(number, writer));
    return events;
}

/// As it comes back from the store.
inline LabelEvent withSequence(LabelEvent event, std::int64_t sequence) {
    event.sequence = sequence;
    return event;
}

/// Runs statements as any other program could, without Locascope's care. False where SQLite refuses one.
inline bool runAsStranger(const std::filesystem::path& file, const std::string& statements) {
    sqlite3* database = nullptr;
    bool done = sqlite3_open_v2(file.c_str(), &database, SQLITE_OPEN_READWRITE, nullptr) == SQLITE_OK;
    done = done && sqlite3_exec(database, statements.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
    sqlite3_close(database);
    return done;
}

inline std::string contentOf(const std::filesystem::path& file) {
    const Bytes bytes = readFile(file);
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// Gives up root's rights while it lives, so that permissions count.
class Unprivileged final {
public:
    Unprivileged() : m_changed(::geteuid() == 0 && ::seteuid(65534) == 0) {}
    ~Unprivileged() {
        if (m_changed && ::seteuid(0) != 0)
            std::abort();
    }
    Unprivileged(const Unprivileged&) = delete;
    Unprivileged& operator=(const Unprivileged&) = delete;

private:
    bool m_changed;
};

/// The kind of Error that `act` throws; none where it throws nothing.
template <class Act>
std::optional<ErrorKind> kindThrownBy(const Act& act) {
    try {
        act();
    } catch (const Error& error) {
        return error.kind();
    }
    return {};
}

} // namespace locascope::testing
