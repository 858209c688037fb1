#include "core/store/verifyreview.h"

#include "core/files/error.h"
#include "core/store/eventtable.h"
#include "core/store/predictiontable.h"

#include <sqlite3.h>

namespace locascope {

namespace {

using Findings = std::vector<std::string>;

constexpr std::size_t maxFindings = 100; // more would say no more

void add(Findings& findings, std::string line) {
    if (findings.size() < maxFindings)
        findings.push_back(std::move(line));
}

void checkPages(const SqliteDatabase& database, Findings& findings) {
    QSqlQuery query = database.prepared("PRAGMA integrity_check(" + std::to_string(maxFindings) + ")");
    database.run(query);
    while (database.next(query))
        if (const std::string line = bytesAt(query, 0); line != "ok")
            add(findings, line);
}

void checkReadable(const EventRow& row, Findings& findings) {
    try {
        const LabelEvent event = eventOfRow(row);
        if (event.uuid.empty() || event.sampleId.empty())
            add(findings, "event " + std::to_string(row.sequence) + " has no identifier or no sample");
    } catch (const Error& error) {
        add(findings, "event " + std::to_string(row.sequence) + ": " + error.detail());
    }
}

void checkChain(const SqliteDatabase& database, Findings& findings) {
    std::int64_t expected = 1;
    std::string previous = reviewId(database);
    forEachEventRow(database, [&](const EventRow& row) {
        if (row.sequence != expected)
            add(findings, "events " + std::to_string(expected) + " to " + std::to_string(row.sequence - 1) + " are missing");
        else if (row.hash != chainedHash(previous, row))
            add(findings, "event " + std::to_string(row.sequence) + " or the one before it was changed: the hash chain breaks here");
        checkReadable(row, findings);
        expected = row.sequence + 1;
        previous = row.hash;
    });
}

void checkCurrent(const SqliteDatabase& database, Findings& findings) {
    const std::string derived = "SELECT sample, reviewer, max(sequence) FROM events GROUP BY sample, reviewer";
    const std::string kept = "SELECT sample, reviewer, sequence FROM current";
    const std::int64_t wrong =
        database.number("SELECT count(*) FROM (SELECT * FROM (" + kept + ") EXCEPT SELECT * FROM (" + derived + "))") +
        database.number("SELECT count(*) FROM (SELECT * FROM (" + derived + ") EXCEPT SELECT * FROM (" + kept + "))");
    if (wrong > 0)
        add(findings, "the list of newest events does not follow from the events: " + std::to_string(wrong) + " entries differ");
}

void checkPredictions(const SqliteDatabase& database, Findings& findings) {
    const std::int64_t wrong = database.number("SELECT count(*) FROM predictions WHERE length(probabilities) % 4 <> 0 "
                                               "OR model NOT IN (SELECT id FROM models)");
    if (wrong > 0)
        add(findings, std::to_string(wrong) + " predictions cannot be read");
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
            add(findings, line);
        if (schemaVersion(database) > static_cast<int>(steps.size()))
            return findings;
        checkChain(database, findings);
        checkCurrent(database, findings);
        checkPredictions(database, findings);
    } catch (const Error& error) {
        add(findings, error.detail());
    }
    return findings;
}

} // namespace locascope
