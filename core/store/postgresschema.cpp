#include "core/store/postgresschema.h"

#include "core/files/error.h"
#include "core/store/serverwait.h"
#include "core/store/sqlvalues.h"

#include <QSqlDriver>
#include <QVariant>

namespace locascope::embedded {
std::string_view serverSchema1();
std::string_view serverSchema2();
std::string_view serverSchema3();
}

namespace locascope {

namespace {

// The oldest program that may read a server of this version, by the newest version it knows.
constexpr int readableFrom(std::size_t version) { return version < 3 ? 1 : 3; }

constexpr std::int64_t setUpLock = 0x4c6f6373; // "Locs"

// Each holds the rights of those before it.
constexpr const char* makeRoles = R"(DO $$
DECLARE wanted text;
BEGIN
    FOREACH wanted IN ARRAY ARRAY['locascope_reviewer', 'locascope_adjudicator', 'locascope_owner'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
        END IF;
    END LOOP;
    IF NOT pg_has_role('locascope_adjudicator', 'locascope_reviewer', 'MEMBER') THEN
        GRANT locascope_reviewer TO locascope_adjudicator;
    END IF;
    IF NOT pg_has_role('locascope_owner', 'locascope_adjudicator', 'MEMBER') THEN
        GRANT locascope_adjudicator TO locascope_owner;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_auth_members WHERE roleid = 'locascope_owner'::regrole AND member = current_user::regrole) THEN
        EXECUTE format('GRANT locascope_owner TO %I', current_user);
    END IF;
    IF has_database_privilege(current_database(), 'CREATE WITH GRANT OPTION') THEN
        EXECUTE format('GRANT CREATE ON DATABASE %I TO locascope_owner', current_database());
    END IF;
END $$)";

bool isThere(const PostgresDatabase& database, const std::string& schema) {
    return database.number("SELECT count(*) FROM pg_namespace WHERE nspname = ?", {QString::fromStdString(schema)}) > 0;
}

std::string quotedName(const std::string& name) {
    std::string quoted = "\"";
    for (const char character : name)
        quoted += character == '"' ? std::string("\"\"") : std::string(1, character);
    return quoted + '"';
}

void copyTables(const PostgresDatabase& database, std::size_t newest) {
    const std::string copy = "locascope_before_v" + std::to_string(newest);
    if (isThere(database, copy))
        throw Error(ErrorKind::Invalid, database.place(),
                    "not upgraded: the schema " + copy + " with the copy of an earlier upgrade is there already; rename it and try again");
    database.execute("CREATE SCHEMA " + copy + " AUTHORIZATION locascope_owner");
    std::vector<std::string> tables;
    QSqlQuery& query = database.run("SELECT tablename FROM pg_tables WHERE schemaname = 'locascope' ORDER BY tablename");
    while (query.next())
        tables.push_back(query.value(0).toString().toStdString());
    for (const std::string& table : tables)
        database.execute("CREATE TABLE " + copy + "." + quotedName(table) + " AS TABLE locascope." + quotedName(table));
}

} // namespace

SchemaSteps serverSchema() { return {embedded::serverSchema1(), embedded::serverSchema2(), embedded::serverSchema3()}; }

int serverVersion(const PostgresDatabase& database) {
    return isThere(database, "locascope") ? static_cast<int>(database.number("SELECT max(version) FROM locascope.versions")) : 0;
}

SchemaAge requireUsableServer(const PostgresDatabase& database, const SchemaSteps& steps) {
    const int version = serverVersion(database);
    const int newest = static_cast<int>(steps.size());
    if (version < 1)
        throw Error(ErrorKind::NotFound, database.place(), "no reviews are kept in this database; prepare it with \"locascope review server init\"");
    if (version <= newest)
        return version < newest ? SchemaAge::Older : SchemaAge::Current;
    if (database.number("SELECT readable_from FROM locascope.versions ORDER BY version DESC LIMIT 1") > newest)
        throw Error(ErrorKind::Mismatch, database.place(), "made by a newer Locascope; update this program to read it");
    return SchemaAge::Newer;
}

void setUpServer(const PostgresDatabase& database, const SchemaSteps& steps) {
    const ServerWait::Unbounded unbounded;
    PostgresTransaction transaction(database);
    database.execute("SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = '30s'");
    database.number("SELECT 1 FROM pg_advisory_xact_lock(?)", {QVariant::fromValue<qlonglong>(setUpLock)});
    const auto version = static_cast<std::size_t>(serverVersion(database));
    if (version >= steps.size())
        return;
    if (version == 0) {
        database.execute(makeRoles);
        database.execute("CREATE SCHEMA locascope AUTHORIZATION locascope_owner");
    } else {
        database.execute("LOCK TABLE locascope.reviews, locascope.events IN ACCESS EXCLUSIVE MODE");
        copyTables(database, steps.size());
    }
    database.execute("SET LOCAL ROLE locascope_owner");
    for (std::size_t next = version; next < steps.size(); ++next) {
        database.execute(std::string(steps[next]));
        database.run("INSERT INTO locascope.versions (version, readable_from) VALUES (?, ?)", {static_cast<int>(next + 1), readableFrom(next + 1)});
    }
    database.execute("RESET ROLE");
    transaction.commit();
}

void grantServerRole(const PostgresDatabase& database, const std::string& login, ServerRole role, const std::string& reviewer) {
    if (database.number("SELECT count(*) FROM pg_roles WHERE rolname = ?", {QString::fromStdString(login)}) == 0)
        throw Error(ErrorKind::NotFound, database.place(),
                    "the server knows no login " + login + "; have it made with CREATE ROLE … LOGIN and try again");
    PostgresTransaction transaction(database);
    database.execute("GRANT locascope_" + std::string(serverRoleKey(role)) + " TO " + quotedName(login));
    database.run("SELECT locascope.grant_speech(?, ?)", {QString::fromStdString(login), blob(reviewer)});
    transaction.commit();
}

std::vector<std::string> serverFindings(const PostgresDatabase& database) {
    const std::int64_t guards =
        database.number("SELECT count(*) FROM pg_trigger WHERE tgrelid = to_regclass('locascope.events') AND tgenabled IN ('O', 'A') "
                        "AND tgname IN ('events_are_never_changed', 'events_are_never_emptied', 'events_are_only_appended')");
    if (guards == 3)
        return {};
    return {"the triggers that keep events from being changed are missing or switched off on the server"};
}

} // namespace locascope
