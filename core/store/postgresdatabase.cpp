#include "core/store/postgresdatabase.h"

#include "core/store/serverwait.h"

#include <QSqlDriver>
#include <QSqlError>
#include <QUuid>
#include <QVariant>

#include <dlfcn.h>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace locascope {

namespace {

// Durability is never less than the server's default; a client that is gone lets go of its locks.
constexpr const char* sessionSettings =
    "SET statement_timeout = '8s'; SET lock_timeout = '5s'; SET idle_in_transaction_session_timeout = '10s'; "
    "SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3; "
    "SET default_transaction_isolation = 'read committed'; SET search_path = pg_catalog; SET bytea_output = 'hex'; SET client_min_messages = 'error'; "
    "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'";

// Of libpq, which Qt's driver has loaded: PGconn is known to the two alone.
int socketOf(const QSqlDriver& driver) {
    void* const library = ::dlopen("libpq.so.5", RTLD_LAZY | RTLD_NOLOAD);
    if (!library)
        return -1;
    const auto socket = reinterpret_cast<int (*)(const void*)>(::dlsym(library, "PQsocket"));
    const QVariant handle = driver.handle();
    const QByteArrayView type = handle.typeName();
    void* const connection = type == "PGconn*" || type == "pg_conn*" ? *static_cast<void* const*>(handle.constData()) : nullptr;
    const int found = socket && connection ? ::fcntl(socket(connection), F_DUPFD_CLOEXEC, 0) : -1;
    ::dlclose(library);
    return found;
}

class Waiting final {
public:
    explicit Waiting(int socket) { ServerWait::ofThisThread()->begin(socket); }
    ~Waiting() { ServerWait::ofThisThread()->end(); }
    Waiting(const Waiting&) = delete;
    Waiting& operator=(const Waiting&) = delete;
};

} // namespace

PostgresDatabase::PostgresDatabase(const ServerAddress& address)
    : m_place(address.shown)
    , m_name(QStringLiteral("locascope-") + QUuid::createUuid().toString(QUuid::WithoutBraces)) {
    try {
        open(address);
        execute(sessionSettings);
    } catch (...) {
        m_connection = {};
        QSqlDatabase::removeDatabase(m_name);
        if (m_socket >= 0)
            ::close(m_socket);
        throw;
    }
}

// Prepared statements end with the connection: released before, each would cost a message to the server, and a complaint where it is gone.
PostgresDatabase::~PostgresDatabase() {
    m_connection.close();
    m_connection = {};
    QSqlDatabase::removeDatabase(m_name);
    m_prepared.clear();
    if (m_socket >= 0)
        ::close(m_socket);
}

void PostgresDatabase::open(const ServerAddress& address) {
    m_connection = QSqlDatabase::addDatabase(QStringLiteral("QPSQL"), m_name);
    if (!m_connection.isValid())
        throw Error(ErrorKind::Unsupported, m_place, "Qt's PostgreSQL driver is missing; install libqt6sql6-psql");
    m_connection.setHostName(address.host);
    if (!address.port.isEmpty())
        m_connection.setPort(address.port.toInt());
    m_connection.setDatabaseName(address.database);
    m_connection.setUserName(address.user);
    m_connection.setPassword(address.password);
    m_connection.setConnectOptions(address.options);
    if (!m_connection.open())
        throw connectionError(m_connection.lastError().databaseText().trimmed().toStdString(), m_place);
    m_socket = socketOf(*m_connection.driver());
}

void PostgresDatabase::execute(const std::string& script) const {
    const Waiting waiting(m_socket);
    QSqlQuery query(m_connection);
    if (!query.exec(QString::fromStdString(script)))
        fail(query.lastError());
    while (query.nextResult()) {
    }
    if (query.lastError().isValid())
        fail(query.lastError());
}

QSqlQuery& PostgresDatabase::run(const std::string& statement, const QVariantList& values) const {
    const Waiting waiting(m_socket);
    auto place = m_prepared.find(statement);
    if (place == m_prepared.end()) {
        QSqlQuery query(m_connection);
        if (!query.prepare(QString::fromStdString(statement)))
            fail(query.lastError());
        place = m_prepared.emplace(statement, std::move(query)).first;
    }
    QSqlQuery& query = place->second;
    for (int i = 0; i < values.size(); ++i)
        query.bindValue(i, values[i]);
    if (!query.exec())
        fail(query.lastError());
    return query;
}

std::int64_t PostgresDatabase::number(const std::string& statement, const QVariantList& values) const {
    QSqlQuery& query = run(statement, values);
    return query.next() ? query.value(0).toLongLong() : 0;
}

std::optional<std::string> PostgresDatabase::bytes(const std::string& statement, const QVariantList& values) const {
    QSqlQuery& query = run(statement, values);
    if (!query.next() || query.isNull(0))
        return {};
    return query.value(0).toByteArray().toStdString();
}

void PostgresDatabase::fail(const QSqlError& error) const { throw PostgresException(postgresFailure(error, m_place)); }

PostgresTransaction::PostgresTransaction(const PostgresDatabase& database)
    : m_database(database) {
    m_database.execute("BEGIN");
}

PostgresTransaction::~PostgresTransaction() {
    if (!m_isOpen)
        return;
    try {
        m_database.execute("ROLLBACK");
    } catch (const Error&) { // the connection is gone, and the transaction with it
    }
}

// A COMMIT of a transaction that failed is answered with ROLLBACK and no error.
void PostgresTransaction::commit() {
    m_database.number("SELECT 1");
    m_isOpen = false;
    m_database.execute("COMMIT");
}

void ArrayText::separate() {
    if (m_text.size() > 1)
        m_text += ',';
}

void ArrayText::add(const std::string& bytes) {
    separate();
    m_text += "\"\\\\x";
    m_text += QByteArray::fromRawData(bytes.data(), static_cast<qsizetype>(bytes.size())).toHex();
    m_text += '"';
}

void ArrayText::add(const std::optional<std::string>& bytes) {
    if (bytes)
        return add(*bytes);
    separate();
    m_text += "NULL";
}

void ArrayText::add(std::int64_t number) {
    separate();
    m_text += QByteArray::number(static_cast<qlonglong>(number));
}

void ArrayText::addWord(std::string_view word) {
    separate();
    m_text.append(word.data(), static_cast<qsizetype>(word.size()));
}

} // namespace locascope
