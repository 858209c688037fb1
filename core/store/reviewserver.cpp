#include "core/store/reviewserver.h"

#include "core/store/postgresschema.h"

namespace locascope {

std::string_view serverRoleKey(ServerRole role) {
    switch (role) {
    case ServerRole::Reviewer: return "reviewer";
    case ServerRole::Adjudicator: return "adjudicator";
    case ServerRole::Owner: return "owner";
    }
    return {};
}

std::optional<ServerRole> serverRoleOfKey(std::string_view key) {
    for (const ServerRole role : {ServerRole::Reviewer, ServerRole::Adjudicator, ServerRole::Owner})
        if (serverRoleKey(role) == key)
            return role;
    return {};
}

void initReviewServer(const ReviewPlace& server) { setUpServer(PostgresDatabase(parseServerAddress(server)), serverSchema()); }

void grantOnReviewServer(const ReviewPlace& server, const std::string& login, ServerRole role, const std::string& reviewer) {
    const PostgresDatabase database(parseServerAddress(server));
    requireUsableServer(database, serverSchema());
    grantServerRole(database, login, role, reviewer);
}

} // namespace locascope
