#pragma once

#include "core/store/postgresevents.h"

#include <string>
#include <vector>

namespace locascope {

/// What ReviewStore::verify promises, of a review on a server: the chain is computed anew here, and not by the server. `uuid`: what it begins with.
std::vector<std::string> verifyServerReview(const ServerReview& review, const std::string& uuid);

} // namespace locascope
