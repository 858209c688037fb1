#pragma once

#include "core/store/reviewschema.h"

#include <string>
#include <vector>

namespace locascope {

/// What ReviewStore::verify promises, of any connection to a review. Reads one state of the file throughout.
/// Of a newer schema only the pages and what reading could run.
std::vector<std::string> verifyReview(const SqliteDatabase& database, const SchemaSteps& steps);

} // namespace locascope
