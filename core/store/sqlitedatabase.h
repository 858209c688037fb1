#pragma once

#include "core/store/sqlvalues.h"

#include <QSqlDatabase>
#include <QSqlQuery>

#include <cstdint>
#include <filesystem>
#include <string>

struct sqlite3;

namespace locascope {

enum class SqliteAccess {
    ReadWrite, ///< WAL and synchronous=FULL, both read back
    QueryOnly, ///< no statement may write; the log of another connection is seen
    Immutable, ///< the file alone: no locks, no log, no shared memory
    Alone,     ///< no other connection may exist (Busy otherwise); closing leaves the log as it is
};

/// One connection of Qt's QSQLITE driver to an existing file, or to ":memory:" with ReadWrite. Knows nothing of reviews. Use on one
/// thread. Errors are locascope::Error with the file's path.
class SqliteDatabase final {
public:
    SqliteDatabase(std::filesystem::path file, SqliteAccess access);
    ~SqliteDatabase();
    SqliteDatabase(const SqliteDatabase&) = delete;
    SqliteDatabase& operator=(const SqliteDatabase&) = delete;

    const std::filesystem::path& file() const { return m_file; }
    sqlite3* handle() const { return m_handle; }
    SqliteAccess access() const { return m_access; }

    /// Any number of statements without parameters and results.
    void execute(const std::string& script) const;
    QSqlQuery prepared(const std::string& statement) const;
    void run(QSqlQuery& query) const;
    /// Moves to the next row; false after the last.
    bool next(QSqlQuery& query) const;
    /// First column of the first row; 0 without a row.
    std::int64_t number(const std::string& statement) const;
    std::string text(const std::string& statement) const;

    /// Pages in the log after this connection's last commit; 0 before the first.
    int logPages() const { return m_logPages; }
    /// Copies the log into the file as far as no reader and no other program is in the way. False where the device failed;
    /// nothing is lost by it.
    bool moveLog() const;

    /// Throws what an extended result code of SQLite means.
    [[noreturn]] void fail(int code, const std::string& message) const;

private:
    void open();
    void takeHandle();
    void configure();
    void configureWriting();

    std::filesystem::path m_file;
    SqliteAccess m_access;
    QString m_name;
    QSqlDatabase m_connection;
    sqlite3* m_handle = nullptr;
    int m_logPages = 0;
};

/// BEGIN IMMEDIATE … COMMIT; rolled back when it is destroyed before commit().
class SqliteTransaction final {
public:
    explicit SqliteTransaction(const SqliteDatabase& database);
    ~SqliteTransaction();
    SqliteTransaction(const SqliteTransaction&) = delete;
    SqliteTransaction& operator=(const SqliteTransaction&) = delete;
    void commit();

private:
    const SqliteDatabase& m_database;
};

} // namespace locascope
