#include "core/store/verifyreview.h"

#include "core/files/error.h"
#include "core/store/chaincheck.h"
#include "core/store/eventtable.h"
#include "core/store/predictiontable.h"

#include <sqlite3.h>

namespace locascope {

namespace {

void checkPages(const SqliteDatabase& database, Findings& findings) {
    QSqlQuery query = database.prepared("PRAGMA integrity_check");
    database.run(query);
    while (database.next(query))
        if (const std::string line = bytesAt(query, 0); line != "ok")
            findings.add(line);
}

void checkChain(const SqliteDatabase& database, Findings& findings) {
    ChainCheck chain(reviewId(database));
    forEachEventRow(database, [&](const EventRow& row) { chain.follow(row, findings); });
}

void checkCurrent(const SqliteDatabase& database, Findings& findings) {
    const std::string derived = "SELECT sample, reviewer, max(sequence) FROM events GROUP BY sample, reviewer";
    const std::string kept = "SELECT sample, reviewer, sequence FROM current";
    const std::int64_t wrong =
        database.number("SELECT count(*) FROM (SELECT * FROM (" + kept + ") EXCEPT SELECT * FROM (" + derived + "))") +
        database.number("SELECT count(*) FROM (SELECT * FROM (" + derived + ") EXCEPT SELECT * FROM (" + kept + "))");
    if (wrong > 0)
        findings.add("the list of newest events does not follow from the events: " + std::to_string(wrong) + " entries differ");
}

void checkPredictions(const SqliteDatabase& database, Findings& findings) {
    const std::int64_t wrong = database.number("SELECT count(*) FROM predictions WHERE length(probabilities) % 4 <> 0 "
                                               "OR model NOT IN (SELECT id FROM models)");
    if (wrong > 0)
        findings.add(std::to_string(wrong) + " predictions cannot be read");
}

// Rolls back what it only read, also after an error.
class ReadTransaction final {
public:
    explicit ReadTransaction(const SqliteDatabase& database)
        : m_handle(database.handle()) {
        database.execute("BEGIN");
    }
    ~ReadTransaction() { sqlite3_exec(m_handle, "ROLLBACK", nullptr, nullptr, nullptr); }
    ReadTransaction(const ReadTransaction&) = delete;
    ReadTransaction& operator=(const ReadTransaction&) = delete;

private:
    sqlite3* m_handle;
};

} // namespace

std::vector<std::string> verifyReview(const SqliteDatabase& database, const SchemaSteps& steps) {
    Findings findings;
    try {
        const ReadTransaction transaction(database);
        checkPages(database, findings);
        for (const std::string& line : schemaDifferences(database, steps))
            findings.add(line);
        if (schemaVersion(database) > static_cast<int>(steps.size()))
            return findings.lines();
        checkChain(database, findings);
        checkCurrent(database, findings);
        checkPredictions(database, findings);
    } catch (const Error& error) {
        findings.add(error.detail());
    }
    return findings.lines();
}

} // namespace locascope
