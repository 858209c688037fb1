#pragma once

#include "core/store/sqlitedatabase.h"

#include <string>
#include <string_view>
#include <vector>

namespace locascope {

/// PRAGMA application_id of every review: "Locs".
inline constexpr int reviewApplicationId = 0x4c6f6373;

/// SQL scripts; the first makes version 1, each further one makes the next version of it.
using SchemaSteps = std::vector<std::string_view>;

/// resources/schemas/review-N.sql, compiled in.
SchemaSteps reviewSchema();

/// Makes the newest schema in an empty database, with the row that identifies the review. One transaction.
void createSchema(const SqliteDatabase& database, const SchemaSteps& steps);

/// Brings an older schema to the newest, in one transaction. Does nothing where another program has done it already.
void upgradeSchema(const SqliteDatabase& database, const SchemaSteps& steps);

enum class SchemaAge { Older, Current, Newer };

/// Error Mismatch for another program's database or a schema that needs a newer program; Invalid for tables, views, triggers
/// or indexes that Locascope does not make; Damaged.
SchemaAge requireUsableSchema(const SqliteDatabase& database, const SchemaSteps& steps);

int schemaVersion(const SqliteDatabase& database);

/// What the schema has too much, too little or otherwise than these steps make it; one line each. Of a newer version only what
/// reading could run: views and virtual tables.
std::vector<std::string> schemaDifferences(const SqliteDatabase& database, const SchemaSteps& steps);

} // namespace locascope
