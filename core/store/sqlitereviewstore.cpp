#include "core/store/sqlitereviewstore.h"

#include "core/files/error.h"
#include "core/store/databasefile.h"
#include "core/store/eventtable.h"
#include "core/store/foreignchanges.h"
#include "core/store/platebinding.h"
#include "core/store/predictiontable.h"
#include "core/store/storableevent.h"
#include "core/store/verifyreview.h"

#include <utility>

namespace locascope {

namespace {

// A decision takes about five pages of 4 KB. A log that was moved begins anew at the cost of one more sync, so it is moved seldom; a long one
// slows reading down.
constexpr int logPagesMovedWhenIdle = 1'000;
constexpr int logPagesMovedAnyway = 8'000;

// Reading errors below know no path.
template <class Read>
auto reading(const std::filesystem::path& file, const Read& read) {
    try {
        return read();
    } catch (const Error& error) {
        if (error.path().empty())
            throw Error(error.kind(), file, error.detail() + "; try \"locascope review verify\"");
        throw;
    }
}

std::filesystem::path backupBeforeUpgrade(std::filesystem::path file, std::size_t version) {
    return file += ".before-v" + std::to_string(version);
}

} // namespace

SqliteReviewStore::SqliteReviewStore(const std::filesystem::path& file, const PlateIdentity& plate, StoreMode wanted,
                                     SchemaSteps steps)
    : m_file(std::filesystem::absolute(file))
    , m_steps(std::move(steps)) {
    if (wanted == StoreMode::ReadWrite && !std::filesystem::exists(std::filesystem::symlink_status(m_file)))
        createReviewFile(m_file, plate, m_steps);
    requirePlausibleFile(m_file);
    const std::string obstacle = obstacleToWriting(m_file);
    if (obstacle.empty())
        settleLeftoverLog(m_file, m_steps);
    if (!obstacle.empty())
        openForReading(obstacle);
    else if (wanted == StoreMode::ReadOnly)
        openForReading("it was opened for reading only");
    else
        openForWriting();
    if (m_mode == StoreMode::ReadWrite)
        takeBinding(plate);
}

void SqliteReviewStore::openForReading(const std::string& reason) {
    m_mode = StoreMode::ReadOnly;
    m_readOnlyReason = reason;
    const bool mayLock = obstacleToWriting(m_file).empty();
    m_database = std::make_unique<SqliteDatabase>(m_file, mayLock ? SqliteAccess::QueryOnly : readingAccess(m_file));
    try {
        requireUsableSchema(*m_database, m_steps);
    } catch (const Error& error) {
        if (mayLock || (error.kind() != ErrorKind::NotFound && error.kind() != ErrorKind::PermissionDenied &&
                        error.kind() != ErrorKind::ReadOnly))
            throw;
        throw Error(ErrorKind::ReadOnly, m_file,
                    "its -wal holds decisions that cannot be read from a read-only place; copy the review and its -wal to a writable folder");
    }
}

// Looked at before it is opened for writing, which would already change another program's database.
void SqliteReviewStore::openForWriting() {
    const SchemaAge age =
        requireUsableSchema(SqliteDatabase(m_file, SqliteAccess::QueryOnly), m_steps);
    if (age == SchemaAge::Newer) {
        openForReading("it was made by a newer Locascope; update this program to change it");
        return;
    }
    m_database = std::make_unique<SqliteDatabase>(m_file, SqliteAccess::ReadWrite);
    if (age == SchemaAge::Older) {
        backUpDatabase(*m_database, backupBeforeUpgrade(m_file, m_steps.size()));
        upgradeSchema(*m_database, m_steps);
    }
    m_watch.emplace(*m_database);
    m_mode = StoreMode::ReadWrite;
}

void SqliteReviewStore::takeBinding(const PlateIdentity& plate) {
    const PlateIdentity bound = boundTo();
    if (!plate.root.empty() && (bound.root.empty() || bound.root == plate.root) && !plate.fingerprint.empty() &&
        bound.fingerprint != plate.fingerprint)
        bindTo(plate);
}

PlateIdentity SqliteReviewStore::boundTo() const { return boundPlate(*m_database); }

void SqliteReviewStore::bindTo(const PlateIdentity& plate) {
    write([&](const SqliteDatabase& database) { bindPlate(database, plate); });
}

std::vector<LabelEvent> SqliteReviewStore::append(std::span<const LabelEvent> events) {
    for (const LabelEvent& event : events)
        requireStorable(event, m_file);
    std::vector<LabelEvent> stored;
    write([&](const SqliteDatabase& database) { stored = appendEvents(database, events); });
    return stored;
}

std::map<std::string, Decision> SqliteReviewStore::currentDecisions(const std::optional<std::string>& reviewer) const {
    return reading(m_file, [&] { return reviewer ? decisionsOf(*m_database, *reviewer) : newestDecisions(*m_database); });
}

std::map<std::string, std::int64_t> SqliteReviewStore::decisionTimes(const std::string& reviewer) const {
    return reading(m_file, [&] { return timesOf(*m_database, reviewer); });
}

std::vector<LabelEvent> SqliteReviewStore::history(const std::string& sampleId) const {
    return reading(m_file, [&] { return eventsOfSample(*m_database, sampleId); });
}

std::vector<LabelEvent> SqliteReviewStore::allEvents() const {
    return reading(m_file, [&] { return locascope::allEvents(*m_database); });
}

std::vector<LabelEvent> SqliteReviewStore::eventsBefore(std::int64_t sequence, std::size_t count) const {
    return reading(m_file, [&] { return locascope::eventsBefore(*m_database, sequence, count); });
}

std::vector<LabelEvent> SqliteReviewStore::eventsAfter(std::int64_t sequence) const {
    return reading(m_file, [&] { return locascope::eventsAfter(*m_database, sequence); });
}

std::vector<std::string> SqliteReviewStore::reviewers() const { return reviewersOf(*m_database); }

void SqliteReviewStore::putPredictions(const std::string& modelDigest, std::span<const StoredPrediction> predictions) {
    write([&](const SqliteDatabase& database) { storePredictions(database, modelDigest, predictions); });
}

std::map<std::string, StoredPrediction> SqliteReviewStore::predictions(const std::string& modelDigest) const {
    return reading(m_file, [&] { return predictionsOf(*m_database, modelDigest); });
}

std::vector<std::string> SqliteReviewStore::modelDigests() const { return modelDigestsOf(*m_database); }

std::optional<std::string> SqliteReviewStore::setting(const std::string& key) const {
    return settingOf(*m_database, key);
}

void SqliteReviewStore::putSetting(const std::string& key, const std::string& value) {
    write([&](const SqliteDatabase& database) { storeSetting(database, key, value); });
}

std::map<std::string, std::string> SqliteReviewStore::settings() const { return settingsOf(*m_database); }

bool SqliteReviewStore::listen(std::function<void(News)> onNews) {
    m_onNews = std::move(onNews);
    m_changes.reset(); // what came before the first look is read then
    return true;
}

bool SqliteReviewStore::lookForNews() {
    if (!m_onNews || m_deviceFailed)
        return false;
    try {
        if (m_watch)
            m_watch->require();
        const auto changes = foreignChanges(*m_database);
        if (!changes || changes == m_changes)
            return false;
        if (m_changes && m_database->access() == SqliteAccess::Immutable)
            openForReading(m_readOnlyReason); // such a connection reads no page twice
        m_changes = changes;
    } catch (const Error&) { // for whoever saves or reads to tell
        return false;
    }
    m_onNews(News::Settings);
    m_onNews(News::Events);
    return false;
}

void SqliteReviewStore::tidy() {
    if (m_mode != StoreMode::ReadWrite || m_deviceFailed)
        return;
    moveLog(logPagesMovedWhenIdle);
}

// A device that fails here has taken the decisions already, but not the file's pages.
void SqliteReviewStore::moveLog(int pages) {
    if (m_database->logPages() >= pages && !m_database->moveLog())
        m_deviceFailed = true;
}

std::vector<std::string> SqliteReviewStore::verify() const { return verifyReview(*m_database, m_steps); }

void SqliteReviewStore::backUpTo(const std::filesystem::path& target) const { backUpDatabase(*m_database, target); }

void SqliteReviewStore::requireWritable() const {
    if (m_mode == StoreMode::ReadOnly)
        throw Error(ErrorKind::ReadOnly, m_file, "not saved: " + m_readOnlyReason);
}

// Pages that the device refused may be missing from the log on the disk though memory still shows them. Moving the log into the file
// writes and syncs them anew.
void SqliteReviewStore::reopen() {
    m_watch.reset();
    m_database.reset();
    m_changes.reset();
    openForWriting();
    requireWritable();
    if (m_database->number("PRAGMA wal_checkpoint(TRUNCATE)") != 0)
        throw Error(ErrorKind::Busy, m_file, "not saved: another program holds the review; close it and try again");
    m_deviceFailed = false;
}

void SqliteReviewStore::write(const std::function<void(const SqliteDatabase&)>& change) {
    requireWritable();
    try {
        if (m_deviceFailed)
            reopen();
        m_watch->require();
        SqliteTransaction transaction(*m_database);
        change(*m_database);
        transaction.commit();
        m_watch->require();
        moveLog(logPagesMovedAnyway);
    } catch (const Error& error) {
        m_deviceFailed = m_deviceFailed || error.kind() == ErrorKind::WriteFailed;
        throw;
    }
}

} // namespace locascope
