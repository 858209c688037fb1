#pragma once

#include "core/store/reviewplace.h"

#include <optional>
#include <string>
#include <string_view>

namespace locascope {

/// What a login may do on a server: reviewers read all and append in their own names, adjudicators rule too, owners begin reviews, copy those of others there, and grant.
enum class ServerRole { Reviewer, Adjudicator, Owner };
std::string_view serverRoleKey(ServerRole role); ///< reviewer, adjudicator, owner
std::optional<ServerRole> serverRoleOfKey(std::string_view key);

/// Makes the roles and the schema in a database, or brings the schema to the newest version after copying its tables to the schema locascope_before_vN: all or nothing. Does nothing where all is
/// done. The login needs the right to make schemas in the database and, where the roles are missing, to make roles. Errors of ReviewStore.
void initReviewServer(const ReviewPlace& server);

/// Gives a login, which must exist (NotFound), the role, and lets it write in the name of `reviewer`. Needs an owner who may grant roles.
void grantOnReviewServer(const ReviewPlace& server, const std::string& login, ServerRole role, const std::string& reviewer);

} // namespace locascope
