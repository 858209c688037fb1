#pragma once

#include "core/store/postgresevents.h"
#include "core/store/reviewstore.h"

namespace locascope {

// Which review of a database is of which plate. Errors are those of PostgresDatabase.

struct FoundServerReview {
    int id = 0;
    std::string uuid; ///< what the chain begins with
    PlateIdentity boundTo;
};

/// The review of a plate: one that was ever bound to its fingerprint, else to its root, which other computers may use for another plate, so that with another fingerprint it is
/// none. Where nothing is known of the plate, the only review of the database. Nothing where there is none. Error Mismatch where there is more than one to choose from, or another
/// fingerprint at that root.
std::optional<FoundServerReview> findServerReview(const PostgresDatabase& database, const PlateIdentity& plate);
FoundServerReview createServerReview(const PostgresDatabase& database, const PlateIdentity& plate);
void bindServerReview(const ServerReview& review, const PlateIdentity& plate);

} // namespace locascope
