#include "core/files/error.h"
#include "core/store/databasefile.h"
#include "core/store/eventtable.h"
#include "core/store/verifyreview.h"

#include <QVariant>

#include <optional>

namespace locascope {

namespace {

constexpr std::uintmax_t logHeaderBytes = 32; // a log without a frame (SQLite file format, section 4.1)

struct Head {
    std::string review;
    std::int64_t sequence = 0;
    std::string hash;
};

std::optional<std::string> hashAt(const SqliteDatabase& database, std::int64_t sequence) {
    QSqlQuery query = database.prepared("SELECT hash FROM events WHERE sequence = ?");
    query.addBindValue(static_cast<qlonglong>(sequence));
    database.run(query);
    if (!database.next(query))
        return {};
    return bytesAt(query, 0);
}

// Of the file without its log. A crash while the log was being moved leaves a file that says nothing by itself.
std::optional<Head> headOfFileAlone(const std::filesystem::path& file) {
    try {
        const SqliteDatabase alone(file, SqliteAccess::Immutable);
        const std::int64_t newest = alone.number("SELECT max(sequence) FROM events");
        return Head{reviewId(alone), newest, hashAt(alone, newest).value_or("")};
    } catch (const Error&) {
        return {};
    }
}

bool continues(const SqliteDatabase& withLog, const Head& alone) {
    return reviewId(withLog) == alone.review &&
           (alone.sequence == 0 || hashAt(withLog, alone.sequence) == alone.hash);
}

[[noreturn]] void refuse(const std::filesystem::path& file, const std::string& finding) {
    throw Error(ErrorKind::Damaged, file,
                "its -wal does not belong to it or is damaged (" + finding +
                    "); nothing was changed: put the right -wal back, or move the -wal away to open the review without it");
}

// On a full disk the log stays, and is read from there.
void moveIntoFile(const SqliteDatabase& withLog) {
    try {
        withLog.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::DiskFull)
            throw;
    }
}

void takeIn(const std::filesystem::path& file, const std::optional<Head>& alone, const SchemaSteps& steps) {
    const SqliteDatabase withLog(file, SqliteAccess::Alone);
    requireUsableSchema(withLog, steps);
    const std::vector<std::string> findings = verifyReview(withLog, steps);
    if (!findings.empty())
        refuse(file, findings.front());
    if (alone && !continues(withLog, *alone))
        refuse(file, "with it, events that the file holds would be lost");
    moveIntoFile(withLog);
}

} // namespace

void settleLeftoverLog(const std::filesystem::path& file, const SchemaSteps& steps) {
    std::error_code none;
    const std::uintmax_t bytes = std::filesystem::file_size(std::filesystem::canonical(file) += "-wal", none);
    if (none || bytes <= logHeaderBytes)
        return;
    const std::optional<Head> alone = headOfFileAlone(file);
    try {
        takeIn(file, alone, steps);
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::Busy)
            throw;
    }
}

} // namespace locascope
