#pragma once

#include "core/store/postgreserror.h"
#include "core/store/serveraddress.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariantList>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace locascope {

/// One connection of Qt's QPSQL driver. Knows nothing of reviews. Use on one thread. Statements and locks have a limit of some seconds, which a server that is stopped does not keep: another
/// thread may end the wait (ServerWait). Nothing is acknowledged before it is on the server's disk. Errors are PostgresException, those of connecting plain Error.
class PostgresDatabase final {
public:
    explicit PostgresDatabase(const ServerAddress& address);
    ~PostgresDatabase();
    PostgresDatabase(const PostgresDatabase&) = delete;
    PostgresDatabase& operator=(const PostgresDatabase&) = delete;

    const std::filesystem::path& place() const { return m_place; }
    QSqlDriver* driver() const { return m_connection.driver(); }

    /// Any number of statements without parameters and results.
    void execute(const std::string& script) const;
    /// One statement with values for its ?, prepared once a connection. All rows are there; the query is good until the same statement runs again.
    QSqlQuery& run(const std::string& statement, const QVariantList& values = {}) const;
    /// First column of the first row; 0, or nothing, without a row.
    std::int64_t number(const std::string& statement, const QVariantList& values = {}) const;
    std::optional<std::string> bytes(const std::string& statement, const QVariantList& values = {}) const;

private:
    void open(const ServerAddress& address);
    [[noreturn]] void fail(const QSqlError& error) const;

    std::filesystem::path m_place;
    QString m_name;
    QSqlDatabase m_connection;
    int m_socket = -1; ///< a second descriptor of the connection's, so that it is never another file's; −1: not known
    mutable std::map<std::string, QSqlQuery> m_prepared;
};

/// BEGIN … COMMIT; rolled back when it is destroyed before commit(), which returns when the server has confirmed it.
class PostgresTransaction final {
public:
    explicit PostgresTransaction(const PostgresDatabase& database);
    ~PostgresTransaction();
    PostgresTransaction(const PostgresTransaction&) = delete;
    PostgresTransaction& operator=(const PostgresTransaction&) = delete;
    void commit();

private:
    const PostgresDatabase& m_database;
    bool m_isOpen = true;
};

/// Arrays as one parameter: a literal of bytea[], text[] or bigint[] whose elements need no quoting but that of hexadecimal.
class ArrayText final {
public:
    void add(const std::string& bytes);
    void add(const std::optional<std::string>& bytes);
    void add(std::int64_t number);
    void addWord(std::string_view word); ///< of letters alone
    QVariant value() const { return QString::fromLatin1(m_text + '}'); }
    qsizetype size() const { return m_text.size(); }

private:
    void separate();
    QByteArray m_text = "{";
};

} // namespace locascope
