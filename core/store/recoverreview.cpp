#include "core/store/recoverreview.h"

#include "core/files/error.h"
#include "core/files/readfile.h"
#include "core/store/eventtable.h"
#include "core/store/sqlitepages.h"

#include <set>
#include <utility>

namespace locascope {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t eventColumns = 11;
constexpr std::size_t eventColumnsWithActs = 13;
constexpr std::size_t bindingColumns = 3;
constexpr std::size_t hashCharacters = 64;
constexpr std::uintmax_t maxReviewBytes = std::uintmax_t{16} << 30; // 20 million events

using Rows = std::map<std::int64_t, EventRow>; // by sequence

std::string textOf(const Bytes& bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

std::string contentOf(const fs::path& file) { return textOf(readFile(file, {.maxBytes = maxReviewBytes})); }

const std::string* blobIn(const SqliteRow& row, std::size_t column) {
    const auto* const value = std::get_if<SqliteBlob>(&row.values[column]);
    return value ? &value->bytes : nullptr;
}

const std::string* textIn(const SqliteRow& row, std::size_t column) {
    const auto* const value = std::get_if<SqliteText>(&row.values[column]);
    return value ? &value->bytes : nullptr;
}

// False where the column is neither NULL nor BLOB.
bool takeOptional(const SqliteRow& row, std::size_t column, std::optional<std::string>& value) {
    if (const std::string* const bytes = blobIn(row, column))
        value = *bytes;
    return value || std::holds_alternative<std::monostate>(row.values[column]);
}

std::optional<EventRow> eventIn(const SqliteRow& row) {
    const bool hasActs = row.values.size() == eventColumnsWithActs;
    if ((!hasActs && row.values.size() != eventColumns) || row.rowid < 1)
        return {};
    const std::string* const blobs[] = {blobIn(row, 1), blobIn(row, 2), blobIn(row, 3), blobIn(row, 8), blobIn(row, 9)};
    const auto* const time = std::get_if<std::int64_t>(&row.values[4]);
    const std::string* const cause = textIn(row, 5);
    const std::string* const hash = textIn(row, 10);
    for (const std::string* const bytes : blobs)
        if (!bytes)
            return {};
    EventRow event;
    if (!time || !cause || !hash || hash->size() != hashCharacters || !takeOptional(row, 6, event.before) ||
        !takeOptional(row, 7, event.after) || blobs[0]->empty() || blobs[1]->empty())
        return {};
    if (hasActs && (!takeOptional(row, 11, event.act) || !takeOptional(row, 12, event.undoes)))
        return {};
    event = {row.rowid,    *blobs[0],   *blobs[1], *blobs[2], *time,     *cause,      event.before,
             event.after, *blobs[3], *blobs[4], *hash,     event.act, event.undoes};
    try {
        eventOfRow(event);
    } catch (const Error&) {
        return {};
    }
    return event;
}

struct Found {
    Rows rows;
    std::map<std::int64_t, PlateIdentity> bindings;
    std::optional<std::string> reviewId; ///< what the first event is chained to
};

Found foundIn(const SqlitePages& pages) {
    Found found;
    pages.forEachRow([&](const SqliteRow& row) {
        if (auto event = eventIn(row))
            found.rows.emplace(event->sequence, std::move(*event));
        else if (row.values.size() != bindingColumns || !blobIn(row, 1))
            return;
        else if (blobIn(row, 2))
            found.bindings[row.rowid] = {*blobIn(row, 1), *blobIn(row, 2)};
        else if (std::holds_alternative<std::int64_t>(row.values[2]))
            found.reviewId = *blobIn(row, 1);
    });
    return found;
}

bool follows(const Found& found, const EventRow& row) {
    if (row.sequence == 1)
        return found.reviewId && row.hash == chainedHash(*found.reviewId, row);
    const auto before = found.rows.find(row.sequence - 1);
    return before != found.rows.end() && row.hash == chainedHash(before->second.hash, row);
}

bool isFollowedBy(const Found& found, const EventRow& row) {
    const auto after = found.rows.find(row.sequence + 1);
    return after != found.rows.end() && after->second.hash == chainedHash(row.hash, after->second);
}

bool shareAnEvent(const Rows& rows, const Rows& others) {
    for (const auto& [sequence, row] : others)
        if (const auto known = rows.find(sequence); known != rows.end() && known->second.hash == row.hash)
            return true;
    return false;
}

// Takes what the file lacks from a log or a backup of the same review: one that shares an event with it, or whose rows its hashes reach.
void take(Found& found, Found more, Recovery& recovery) {
    const bool nothingToCompare = found.rows.empty() && !found.reviewId;
    const bool same = nothingToCompare || shareAnEvent(found.rows, more.rows);
    for (auto& [sequence, row] : more.rows) {
        const auto known = found.rows.find(sequence);
        if (known != found.rows.end())
            recovery.leftOut += known->second.hash == row.hash ? 0 : 1;
        else if (same || follows(found, row) || isFollowedBy(found, row))
            found.rows.emplace(sequence, std::move(row));
        else
            ++recovery.leftOut;
    }
    if (same)
        found.bindings.merge(more.bindings);
}

Found foundInFile(const fs::path& file, Recovery& recovery) {
    const std::string content = contentOf(file);
    Found found = foundIn(SqlitePages(content));
    const fs::path logFile = fs::path(file) += "-wal";
    std::error_code none;
    if (fs::file_size(logFile, none) == 0 || none)
        return found;
    const std::string log = contentOf(logFile);
    SqlitePages logged{std::string_view()};
    if (logged.layOver(log))
        take(found, foundIn(logged), recovery);
    return found;
}

std::vector<LabelEvent> eventsOf(const Rows& rows) {
    std::vector<LabelEvent> events;
    std::set<std::string> seen;
    for (const auto& [sequence, row] : rows)
        if (seen.insert(row.uuid).second)
            events.push_back(eventOfRow(row));
    return events;
}

void requireFree(const fs::path& target) {
    if (fs::exists(fs::symlink_status(target)))
        throw Error(ErrorKind::Invalid, target, "not recovered: the file is already there; name a new one");
}

} // namespace

Recovery recoverReview(const fs::path& damaged, const fs::path& target, const std::vector<fs::path>& backups) {
    requireFree(target);
    Recovery recovery;
    Found found = foundInFile(damaged, recovery);
    for (const fs::path& backup : backups) {
        take(found, foundInFile(backup, recovery), recovery);
    }
    if (found.rows.empty())
        throw Error(ErrorKind::Damaged, damaged, "not recovered: no label event can be read in it; use a backup");
    if (!found.bindings.empty())
        recovery.plate = found.bindings.rbegin()->second;
    const std::vector<LabelEvent> events = eventsOf(found.rows);
    recovery.highest = found.rows.rbegin()->first;
    for (const auto& [sequence, row] : found.rows)
        recovery.chained += follows(found, row) || isFollowedBy(found, row) ? 1 : 0;
    recovery.events = ReviewStore::open(target, recovery.plate)->append(events).size();
    return recovery;
}

} // namespace locascope
