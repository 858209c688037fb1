#include "core/store/postgresplates.h"

#include "core/files/error.h"
#include "core/store/sqlvalues.h"

#include <set>

namespace locascope {

namespace {

using Bindings = std::vector<FoundServerReview>;

// The newest first; a review as often as it was bound.
Bindings bindingsWhere(const PostgresDatabase& database, const std::string& condition, const QVariantList& values) {
    Bindings bindings;
    QSqlQuery& query = database.run("SELECT r.id, r.uuid, b.root, b.fingerprint FROM locascope.bindings b JOIN locascope.reviews r ON r.id = b.review " + condition +
                                        " ORDER BY b.sequence DESC",
                                    values);
    while (query.next())
        bindings.push_back({query.value(0).toInt(), query.value(1).toString().toStdString(), {bytesAt(query, 2), bytesAt(query, 3)}});
    return bindings;
}

std::optional<FoundServerReview> only(const PostgresDatabase& database, const Bindings& bindings, const PlateIdentity& plate) {
    std::set<int> reviews;
    for (const FoundServerReview& binding : bindings)
        reviews.insert(binding.id);
    if (reviews.size() > 1)
        throw Error(ErrorKind::Mismatch, database.place(),
                    plate.root.empty() ? "keeps reviews of several plates; name the plate"
                                       : "keeps several reviews that may be of " + plate.root.native() + "; copy the right one into a file and go on there");
    if (bindings.empty())
        return {};
    for (const FoundServerReview& binding : bindings)
        if (binding.boundTo.root == plate.root && (plate.fingerprint.empty() || binding.boundTo.fingerprint == plate.fingerprint))
            return binding;
    return bindings.front();
}

} // namespace

std::optional<FoundServerReview> findServerReview(const PostgresDatabase& database, const PlateIdentity& plate) {
    if (plate.root.empty() && plate.fingerprint.empty())
        return only(database, bindingsWhere(database, "", {}), plate);
    if (!plate.fingerprint.empty())
        if (auto found = only(database, bindingsWhere(database, "WHERE b.fingerprint = ?", {blob(plate.fingerprint)}), plate))
            return found;
    auto found = only(database, bindingsWhere(database, "WHERE b.root = ?", {blob(plate.root.native())}), plate);
    if (found && !plate.fingerprint.empty() && !found->boundTo.fingerprint.empty())
        throw Error(ErrorKind::Mismatch, database.place(),
                    "the review of " + plate.root.native() + " there was made for other files; if some were added or removed, say \"locascope review move PLATE "
                    "--review URL --even-if-changed\"");
    return found;
}

FoundServerReview createServerReview(const PostgresDatabase& database, const PlateIdentity& plate) {
    const std::string uuid = newUuid();
    const auto id = database.number("SELECT locascope.create_review(?, ?, ?)", {QString::fromStdString(uuid), blob(plate.root.native()), blob(plate.fingerprint)});
    return {static_cast<int>(id), uuid, plate};
}

void bindServerReview(const ServerReview& review, const PlateIdentity& plate) {
    review.database.run("SELECT locascope.bind_plate(?, ?, ?)", {review.id, blob(plate.root.native()), blob(plate.fingerprint)});
}

} // namespace locascope
