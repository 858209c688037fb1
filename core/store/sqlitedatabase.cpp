#include "core/store/sqlitedatabase.h"

#include "core/files/error.h"
#include "core/store/sqliteerror.h"

#include <QSqlDriver>
#include <QSqlError>
#include <QUuid>
#include <QVariant>

#include <sqlite3.h>

#include <utility>

namespace locascope {

namespace {

constexpr int busyTimeoutMs = 5000;      // a second window's longest transaction is an import of 100,000 rows, about 2 s
constexpr int maxValueBytes = 64 << 20;  // a row holds two decisions of at most 32 MiB together
constexpr int maxLogBytesKept = 64 << 20;

// SQLite decodes %HH in a URI to bytes, so that a name need not be UTF-8.
QString uriOf(const std::filesystem::path& file, SqliteAccess access) {
    const std::string native = std::filesystem::absolute(file).native();
    const QByteArray encoded = QByteArray(native.data(), static_cast<qsizetype>(native.size())).toPercentEncoding("/");
    const char* const query = access == SqliteAccess::Immutable ? "?mode=ro&immutable=1" : "?mode=rw";
    return QStringLiteral("file://") + QString::fromLatin1(encoded) + QString::fromLatin1(query);
}

int rememberPages(void* target, sqlite3*, const char*, int pages) {
    *static_cast<int*>(target) = pages;
    return SQLITE_OK;
}

// What the last failed call on the log said, else what the connection remembers, which later calls may have overwritten.
int lastSystemError(sqlite3* handle) {
    sqlite3_file* log = nullptr;
    int number = 0;
    sqlite3_file_control(handle, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);
    if (log && log->pMethods)
        log->pMethods->xFileControl(log, SQLITE_FCNTL_LAST_ERRNO, &number);
    return number != 0 ? number : sqlite3_system_errno(handle);
}

bool isInMemory(const std::filesystem::path& file) { return file == ":memory:"; }

} // namespace

SqliteDatabase::SqliteDatabase(std::filesystem::path file, SqliteAccess access)
    : m_file(std::move(file))
    , m_access(access)
    , m_name(QStringLiteral("locascope-") + QUuid::createUuid().toString(QUuid::WithoutBraces)) {
    try {
        open();
        takeHandle();
        configure();
    } catch (...) {
        m_connection = {};
        QSqlDatabase::removeDatabase(m_name);
        throw;
    }
}

SqliteDatabase::~SqliteDatabase() {
    m_connection.close();
    m_connection = {};
    QSqlDatabase::removeDatabase(m_name);
}

void SqliteDatabase::open() {
    m_connection = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_name);
    if (!m_connection.isValid())
        throw Error(ErrorKind::Unsupported, m_file, "Qt's SQLite driver is missing; install libqt6sql6-sqlite");
    m_connection.setConnectOptions(QStringLiteral("QSQLITE_OPEN_URI;QSQLITE_BUSY_TIMEOUT=%1")
                                       .arg(m_access == SqliteAccess::Alone ? 0 : busyTimeoutMs));
    m_connection.setDatabaseName(isInMemory(m_file) ? QStringLiteral(":memory:") : uriOf(m_file, m_access));
    if (!m_connection.open())
        fail(m_connection.lastError().nativeErrorCode().toInt(),
             m_connection.lastError().databaseText().toStdString());
}

// A handle may only be given to the library that made it, and some builds of Qt carry their own.
void SqliteDatabase::takeHandle() {
    const QVariant handle = m_connection.driver()->handle();
    const std::string source = text("SELECT sqlite_source_id()");
    if (!handle.isValid() || qstrcmp(handle.typeName(), "sqlite3*") != 0 || source != sqlite3_sourceid())
        throw Error(ErrorKind::Unsupported, m_file,
                    "Qt's SQLite driver uses another SQLite than Locascope; install both from the same system");
    m_handle = *static_cast<sqlite3* const*>(handle.constData());
}

void SqliteDatabase::configure() {
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_limit(m_handle, SQLITE_LIMIT_LENGTH, maxValueBytes);
    sqlite3_limit(m_handle, SQLITE_LIMIT_ATTACHED, 0);
    execute("PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY");
    if (m_access == SqliteAccess::QueryOnly || m_access == SqliteAccess::Immutable)
        execute("PRAGMA query_only = ON");
    if (m_access == SqliteAccess::Alone) {
        sqlite3_db_config(m_handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
        execute("PRAGMA locking_mode = EXCLUSIVE; PRAGMA synchronous = FULL");
    }
    if (m_access == SqliteAccess::ReadWrite && !isInMemory(m_file))
        configureWriting();
}

void SqliteDatabase::configureWriting() {
    if (text("PRAGMA journal_mode = WAL") != "wal")
        throw Error(ErrorKind::Unsupported, m_file,
                    "this file system cannot keep a write-ahead log; keep the review on a local disk");
    // What an act on 10,000 samples touches stays in memory until it is committed.
    execute("PRAGMA cache_size = -32768; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; PRAGMA journal_size_limit = " +
            std::to_string(maxLogBytesKept));
    if (number("PRAGMA synchronous") != 2)
        throw Error(ErrorKind::Unsupported, m_file, "SQLite refuses synchronous=FULL; reinstall it");
    sqlite3_wal_hook(m_handle, rememberPages, &m_logPages);
}

bool SqliteDatabase::moveLog() const {
    const int code = sqlite3_wal_checkpoint_v2(m_handle, "main", SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    return code == SQLITE_OK || code == SQLITE_BUSY || code == SQLITE_LOCKED;
}

void SqliteDatabase::execute(const std::string& script) const {
    const int code = sqlite3_exec(m_handle, script.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        fail(sqlite3_extended_errcode(m_handle), sqlite3_errmsg(m_handle));
}

QSqlQuery SqliteDatabase::prepared(const std::string& statement) const {
    QSqlQuery query(m_connection);
    query.setForwardOnly(true);
    if (!query.prepare(QString::fromStdString(statement)))
        fail(query.lastError().nativeErrorCode().toInt(), query.lastError().databaseText().toStdString());
    return query;
}

void SqliteDatabase::run(QSqlQuery& query) const {
    if (!query.exec())
        fail(query.lastError().nativeErrorCode().toInt(), query.lastError().databaseText().toStdString());
}

bool SqliteDatabase::next(QSqlQuery& query) const {
    if (query.next())
        return true;
    if (query.lastError().isValid())
        fail(query.lastError().nativeErrorCode().toInt(), query.lastError().databaseText().toStdString());
    return false;
}

std::int64_t SqliteDatabase::number(const std::string& statement) const {
    QSqlQuery query = prepared(statement);
    run(query);
    return next(query) ? query.value(0).toLongLong() : 0;
}

std::string SqliteDatabase::text(const std::string& statement) const {
    QSqlQuery query = prepared(statement);
    run(query);
    return next(query) ? query.value(0).toString().toStdString() : std::string();
}

void SqliteDatabase::fail(int code, const std::string& message) const {
    throw sqliteError(code, m_handle ? lastSystemError(m_handle) : 0, m_file, message);
}

SqliteTransaction::SqliteTransaction(const SqliteDatabase& database)
    : m_database(database) {
    m_database.execute("BEGIN IMMEDIATE");
}

SqliteTransaction::~SqliteTransaction() {
    if (!sqlite3_get_autocommit(m_database.handle()))
        sqlite3_exec(m_database.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void SqliteTransaction::commit() { m_database.execute("COMMIT"); }

} // namespace locascope
