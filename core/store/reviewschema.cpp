#include "core/store/reviewschema.h"

#include "core/files/error.h"
#include "core/store/reviewstore.h"

#include <QVariant>

#include <map>
#include <span>
#include <utility>

namespace locascope::embedded {
std::string_view reviewSchema1();
std::string_view reviewSchema2();
std::string_view reviewSchema3();
std::string_view reviewSchema4();
}

namespace locascope {

namespace {

// "table events" and the SQL text that made it; indexes that SQLite makes by itself have none.
using SchemaObjects = std::map<std::string, std::string>;

SchemaObjects objectsOf(const SqliteDatabase& database) {
    SchemaObjects objects;
    QSqlQuery query = database.prepared("SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_schema");
    database.run(query);
    while (database.next(query))
        objects[bytesAt(query, 0)] = bytesAt(query, 1);
    return objects;
}

void runSteps(const SqliteDatabase& database, std::span<const std::string_view> steps) {
    for (const std::string_view step : steps)
        database.execute(std::string(step));
}

SchemaObjects expectedObjects(const SchemaSteps& steps, int version) {
    const SqliteDatabase reference(":memory:", SqliteAccess::ReadWrite);
    runSteps(reference, std::span(steps).first(static_cast<std::size_t>(version)));
    return objectsOf(reference);
}

std::vector<std::string> differences(const SchemaObjects& found, const SchemaObjects& expected) {
    std::vector<std::string> lines;
    for (const auto& [name, sql] : found)
        if (const auto it = expected.find(name); it == expected.end())
            lines.push_back("it holds a " + name + " that Locascope does not make");
        else if (it->second != sql)
            lines.push_back("its " + name + " is not as Locascope makes it");
    for (const auto& [name, sql] : expected)
        if (!found.contains(name))
            lines.push_back("its " + name + " is missing");
    return lines;
}

std::vector<std::string> selfActing(const SchemaObjects& found) {
    std::vector<std::string> lines;
    for (const auto& [name, sql] : found)
        if (name.starts_with("view ") || QString::fromStdString(sql).startsWith(QStringLiteral("create virtual"), Qt::CaseInsensitive))
            lines.push_back("it holds a " + name + " that Locascope does not make");
    return lines;
}

void setVersion(const SqliteDatabase& database, std::size_t version) {
    database.execute("PRAGMA user_version = " + std::to_string(version));
}

void requireReadableFrom(const SqliteDatabase& database, int newest) {
    if (database.number("SELECT readable_from FROM review") > newest)
        throw Error(ErrorKind::Mismatch, database.file(), "made by a newer Locascope; update this program to read it");
}

} // namespace

SchemaSteps reviewSchema() { return {embedded::reviewSchema1(), embedded::reviewSchema2(), embedded::reviewSchema3(), embedded::reviewSchema4()}; }

void createSchema(const SqliteDatabase& database, const SchemaSteps& steps) {
    SqliteTransaction transaction(database);
    database.execute("PRAGMA application_id = " + std::to_string(reviewApplicationId));
    runSteps(database, steps);
    setVersion(database, steps.size());
    QSqlQuery insert = database.prepared("INSERT INTO review (only, id, readable_from) VALUES (1, ?, 1)");
    insert.addBindValue(blob(newUuid()));
    database.run(insert);
    transaction.commit();
}

void upgradeSchema(const SqliteDatabase& database, const SchemaSteps& steps) {
    SqliteTransaction transaction(database);
    const auto version = static_cast<std::size_t>(schemaVersion(database));
    if (version >= steps.size())
        return;
    runSteps(database, std::span(steps).subspan(version));
    setVersion(database, steps.size());
    transaction.commit();
}

SchemaAge requireUsableSchema(const SqliteDatabase& database, const SchemaSteps& steps) {
    if (database.number("PRAGMA application_id") != reviewApplicationId)
        throw Error(ErrorKind::Mismatch, database.file(), "a database of another program, not a review; choose another file");
    const int newest = static_cast<int>(steps.size());
    const int version = schemaVersion(database);
    if (version < 1)
        throw Error(ErrorKind::Damaged, database.file(), "the review says no schema version; nothing was changed, use a backup");
    const std::vector<std::string> lines = schemaDifferences(database, steps);
    if (!lines.empty())
        throw Error(ErrorKind::Invalid, database.file(),
                    "not opened: " + lines.front() + "; rescue its labels with \"locascope review recover\"");
    if (version <= newest)
        return version < newest ? SchemaAge::Older : SchemaAge::Current;
    requireReadableFrom(database, newest);
    return SchemaAge::Newer;
}

int schemaVersion(const SqliteDatabase& database) {
    return static_cast<int>(database.number("PRAGMA user_version"));
}

std::vector<std::string> schemaDifferences(const SqliteDatabase& database, const SchemaSteps& steps) {
    const SchemaObjects found = objectsOf(database);
    const int version = schemaVersion(database);
    return version > static_cast<int>(steps.size()) ? selfActing(found)
                                                    : differences(found, expectedObjects(steps, version));
}

} // namespace locascope
