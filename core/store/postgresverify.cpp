#include "core/store/postgresverify.h"

#include "core/files/error.h"
#include "core/store/chaincheck.h"
#include "core/store/postgresschema.h"

namespace locascope {

namespace {

// Up to where the chain was followed: others may go on meanwhile.
void checkHead(const ServerReview& review, const ChainCheck& chain, Findings& findings) {
    QSqlQuery& head = review.database.run("SELECT head_sequence, head_hash FROM locascope.reviews WHERE id = ?", {review.id});
    if (!head.next())
        return findings.add("the server no longer holds the review");
    const std::int64_t newest = head.value(0).toLongLong();
    if (newest < chain.newest() || (newest == chain.newest() && head.value(1).toString().toStdString() != chain.newestHash()))
        findings.add("the newest event is not the one that the review names");
}

void checkCurrent(const ServerReview& review, Findings& findings) {
    const std::string derived = "SELECT sample, reviewer, max(sequence) FROM locascope.events WHERE review = ? GROUP BY sample, reviewer";
    const std::string kept = "SELECT sample, reviewer, sequence FROM locascope.current WHERE review = ?";
    const std::int64_t wrong =
        review.database.number("SELECT count(*) FROM (((" + derived + ") EXCEPT (" + kept + ")) UNION ALL ((" + kept + ") EXCEPT (" + derived + "))) AS d",
                               {review.id, review.id, review.id, review.id});
    if (wrong > 0)
        findings.add("the list of newest events does not follow from the events: " + std::to_string(wrong) + " entries differ");
}

void checkPredictions(const ServerReview& review, Findings& findings) {
    const std::int64_t wrong = review.database.number("SELECT count(*) FROM locascope.predictions p JOIN locascope.models m ON m.id = p.model "
                                                      "WHERE m.review = ? AND length(p.probabilities) % 4 <> 0",
                                                      {review.id});
    if (wrong > 0)
        findings.add(std::to_string(wrong) + " predictions cannot be read");
}

} // namespace

std::vector<std::string> verifyServerReview(const ServerReview& review, const std::string& uuid) {
    Findings findings;
    for (std::string& line : serverFindings(review.database))
        findings.add(std::move(line));
    try {
        ChainCheck chain(uuid);
        const std::int64_t newest = review.database.number("SELECT head_sequence FROM locascope.reviews WHERE id = ?", {review.id});
        forEachEventRow(review, 0, [&](const EventRow& row) { chain.follow(row, findings); });
        if (chain.newest() < newest)
            findings.add("events " + std::to_string(chain.newest() + 1) + " to " + std::to_string(newest) + " are missing");
        checkHead(review, chain, findings);
        checkCurrent(review, findings);
        checkPredictions(review, findings);
    } catch (const PostgresException&) {
        throw;
    } catch (const Error& error) {
        findings.add(error.detail());
    }
    return findings.lines();
}

} // namespace locascope
