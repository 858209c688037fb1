#pragma once

#include "core/store/postgresdatabase.h"
#include "core/store/reviewschema.h"
#include "core/store/reviewserver.h"

namespace locascope {

/// resources/schemas/server-N.sql, compiled in.
SchemaSteps serverSchema();

/// Of the schema `locascope` of a database. Error NotFound where there is none, Mismatch where it needs a newer program.
SchemaAge requireUsableServer(const PostgresDatabase& database, const SchemaSteps& steps);
/// 0 where there is none.
int serverVersion(const PostgresDatabase& database);

/// initReviewServer() in one transaction, under a lock that lets one client do it.
void setUpServer(const PostgresDatabase& database, const SchemaSteps& steps);

void grantServerRole(const PostgresDatabase& database, const std::string& login, ServerRole role, const std::string& reviewer);

/// What differs from a schema that protects its events: one line each.
std::vector<std::string> serverFindings(const PostgresDatabase& database);

} // namespace locascope
