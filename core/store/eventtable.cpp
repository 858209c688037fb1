#include "core/store/eventtable.h"

#include "core/files/error.h"
#include "core/store/decisioncodec.h"
#include "core/store/reviewschema.h"
#include "core/store/voices.h"

#include <QVariant>

#include <algorithm>
#include <limits>
#include <string>

namespace locascope {

namespace {

constexpr int firstVersionWithActs = 2;
// Whoever does not know what an event says of the plate does not know the review.
int firstVersionThatReads(const LabelEvent& event) {
    switch (event.cause) {
    case EventCause::Vocabulary: return 3;
    case EventCause::Assignment: return 4;
    default: return 1;
    }
}

// A file of version 1 that is only read has no columns for acts.
std::string selectRows(const SqliteDatabase& database) {
    const std::string acts = schemaVersion(database) < firstVersionWithActs ? "NULL, NULL" : "act, undoes";
    return "SELECT sequence, uuid, sample, reviewer, time_ms, cause, before, after, model, vocabulary, hash, " + acts + " FROM events ";
}

std::optional<std::string> optionalBytesAt(const QSqlQuery& query, int column) {
    if (query.isNull(column))
        return {};
    return bytesAt(query, column);
}

EventRow rowAt(const QSqlQuery& query) {
    EventRow row;
    row.sequence = query.value(0).toLongLong();
    row.uuid = bytesAt(query, 1);
    row.sample = bytesAt(query, 2);
    row.reviewer = bytesAt(query, 3);
    row.timeMs = query.value(4).toLongLong();
    row.cause = bytesAt(query, 5);
    row.before = optionalBytesAt(query, 6);
    row.after = optionalBytesAt(query, 7);
    row.model = bytesAt(query, 8);
    row.vocabulary = bytesAt(query, 9);
    row.hash = bytesAt(query, 10);
    row.act = optionalBytesAt(query, 11);
    row.undoes = optionalBytesAt(query, 12);
    return row;
}

std::optional<std::string> encoded(const std::optional<Decision>& decision) {
    if (!decision)
        return {};
    return encodeDecision(*decision);
}

std::optional<Decision> decoded(const std::optional<std::string>& bytes) {
    if (!bytes)
        return {};
    return decodeDecision(*bytes);
}

std::optional<std::string> unlessEmpty(const std::string& bytes) {
    return bytes.empty() ? std::nullopt : std::optional(bytes);
}

QVariant optionalBlob(const std::optional<std::string>& bytes) {
    return bytes ? blob(*bytes) : QVariant(QMetaType::fromType<QByteArray>());
}

// The statements of one append, prepared once.
class EventAppender final {
public:
    explicit EventAppender(const SqliteDatabase& database)
        : m_database(database)
        , m_find(database.prepared("SELECT sequence FROM events WHERE uuid = ?"))
        , m_insert(database.prepared("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"))
        , m_point(database.prepared("INSERT INTO current (sample, reviewer, sequence) VALUES (?, ?, ?) "
                                    "ON CONFLICT DO UPDATE SET sequence = excluded.sequence")) {
        readHead();
    }

    LabelEvent append(const LabelEvent& event) {
        m_find.bindValue(0, blob(event.uuid));
        m_database.run(m_find);
        if (m_database.next(m_find)) {
            m_find.finish();
            return stored(event.uuid);
        }
        EventRow row = rowOfEvent(event, m_head.sequence + 1);
        row.hash = chainedHash(m_head.hash, row);
        insert(row);
        m_head = {row.sequence, row.hash};
        LabelEvent appended = event;
        appended.sequence = row.sequence;
        return appended;
    }

private:
    LabelEvent stored(const std::string& uuid) const {
        QSqlQuery query = m_database.prepared(selectRows(m_database) + "WHERE uuid = ?");
        query.bindValue(0, blob(uuid));
        m_database.run(query);
        if (!m_database.next(query))
            throw Error(ErrorKind::Damaged, {}, "an event that the review names is not in it");
        return eventOfRow(rowAt(query));
    }

    struct Head {
        std::int64_t sequence = 0;
        std::string hash;
    };

    void readHead() {
        QSqlQuery newest = m_database.prepared("SELECT sequence, hash FROM events ORDER BY sequence DESC LIMIT 1");
        m_database.run(newest);
        m_head = m_database.next(newest) ? Head{newest.value(0).toLongLong(), bytesAt(newest, 1)}
                                         : Head{0, reviewId(m_database)};
    }

    void insert(const EventRow& row) {
        int place = 0;
        for (const QVariant& value :
             {QVariant(static_cast<qlonglong>(row.sequence)), blob(row.uuid), blob(row.sample), blob(row.reviewer),
              QVariant(static_cast<qlonglong>(row.timeMs)), QVariant(QString::fromStdString(row.cause)),
              optionalBlob(row.before), optionalBlob(row.after), blob(row.model), blob(row.vocabulary),
              QVariant(QString::fromStdString(row.hash)), optionalBlob(row.act), optionalBlob(row.undoes)})
            m_insert.bindValue(place++, value);
        m_database.run(m_insert);
        m_point.bindValue(0, blob(row.sample));
        m_point.bindValue(1, blob(row.reviewer));
        m_point.bindValue(2, static_cast<qlonglong>(row.sequence));
        m_database.run(m_point);
    }

    const SqliteDatabase& m_database;
    QSqlQuery m_find; ///< of one column: Qt describes each of a query at every run
    QSqlQuery m_insert;
    QSqlQuery m_point;
    Head m_head;
};

std::vector<LabelEvent> eventsOf(const SqliteDatabase& database, QSqlQuery query) {
    std::vector<LabelEvent> events;
    database.run(query);
    while (database.next(query))
        events.push_back(eventOfRow(rowAt(query)));
    return events;
}

// Of a query for sample and encoded decision.
std::map<std::string, Decision> decisionsIn(const SqliteDatabase& database, QSqlQuery query) {
    std::map<std::string, Decision> decisions;
    database.run(query);
    while (database.next(query))
        decisions.emplace_hint(decisions.end(), bytesAt(query, 0), decodeDecision(bytesAt(query, 1)));
    return decisions;
}

/// Visits the reviewer's last event of every sample where it gives a decision, in the order of the samples; the column is the query's second. Returns the
/// samples whose last event takes something back.
std::vector<std::string> forEachLast(const SqliteDatabase& database, const std::string& reviewer, const char* column, const std::function<void(const std::string&, const QSqlQuery&)>& visit) {
    QSqlQuery query = database.prepared("SELECT current.sample, " + std::string(column) + ", cause = 'undone', after IS NULL FROM current JOIN events USING (sequence) "
                                        "WHERE current.reviewer = ? ORDER BY current.sample");
    query.addBindValue(blob(reviewer));
    database.run(query);
    std::vector<std::string> takenBack;
    while (database.next(query)) {
        const std::string sample = bytesAt(query, 0);
        if (query.value(2).toBool())
            takenBack.push_back(sample);
        if (!query.value(3).toBool())
            visit(sample, query);
    }
    return takenBack;
}

/// The reviewer's rulings that stand though what they did last on the sample takes another act back.
std::map<std::string, LabelEvent> standingRulings(const SqliteDatabase& database, const std::string& reviewer, const std::vector<std::string>& samples) {
    std::map<std::string, LabelEvent> standing;
    QSqlQuery ruled = database.prepared("SELECT 1 FROM events WHERE sample = ? AND reviewer = ? AND cause = 'ruling' LIMIT 1");
    for (const std::string& sample : samples) {
        ruled.bindValue(0, blob(sample));
        ruled.bindValue(1, blob(reviewer));
        database.run(ruled);
        const bool isRuled = database.next(ruled);
        ruled.finish();
        if (!isRuled)
            continue;
        const std::vector<LabelEvent> events = eventsOfSample(database, sample);
        const auto voices = voicesBySample(events);
        const auto word = voices.at(sample).find(reviewer);
        if (word != voices.at(sample).end() && word->second->cause == EventCause::Ruling)
            standing.emplace(sample, *word->second);
    }
    return standing;
}

} // namespace

EventRow rowOfEvent(const LabelEvent& event, std::int64_t sequence) {
    EventRow row;
    row.sequence = sequence;
    row.uuid = event.uuid;
    row.sample = event.sampleId;
    row.reviewer = event.reviewer;
    row.timeMs = event.timeMs;
    row.cause = eventCauseKey(event.cause);
    row.before = encoded(event.before);
    row.after = encoded(event.after);
    row.model = event.modelDigest;
    row.vocabulary = event.vocabularyDigest;
    row.act = unlessEmpty(event.act);
    row.undoes = unlessEmpty(event.undoes);
    return row;
}

LabelEvent eventOfRow(const EventRow& row) {
    const auto cause = eventCauseOfKey(row.cause);
    if (!cause)
        throw Error(ErrorKind::Damaged, {}, "a stored event has a cause that is not known");
    LabelEvent event;
    event.sequence = row.sequence;
    event.uuid = row.uuid;
    event.sampleId = row.sample;
    event.reviewer = row.reviewer;
    event.timeMs = row.timeMs;
    event.cause = *cause;
    event.before = decoded(row.before);
    event.after = decoded(row.after);
    event.modelDigest = row.model;
    event.vocabularyDigest = row.vocabulary;
    event.act = row.act.value_or(std::string());
    event.undoes = row.undoes.value_or(std::string());
    return event;
}

std::vector<LabelEvent> appendEvents(const SqliteDatabase& database, std::span<const LabelEvent> events) {
    EventAppender appender(database);
    int readableFrom = 1;
    for (const LabelEvent& event : events)
        readableFrom = std::max(readableFrom, firstVersionThatReads(event));
    if (readableFrom > 1)
        database.execute("UPDATE review SET readable_from = max(readable_from, " + std::to_string(readableFrom) + ")");
    std::vector<LabelEvent> stored;
    stored.reserve(events.size());
    for (const LabelEvent& event : events)
        stored.push_back(appender.append(event));
    return stored;
}

std::vector<LabelEvent> allEvents(const SqliteDatabase& database) {
    return eventsOf(database, database.prepared(selectRows(database) + "ORDER BY sequence"));
}

std::vector<LabelEvent> eventsBefore(const SqliteDatabase& database, std::int64_t sequence, std::size_t count) {
    QSqlQuery query = database.prepared(selectRows(database) + "WHERE sequence < ? ORDER BY sequence DESC LIMIT ?");
    query.addBindValue(static_cast<qlonglong>(sequence > 0 ? sequence : std::numeric_limits<std::int64_t>::max()));
    query.addBindValue(static_cast<qlonglong>(count));
    return eventsOf(database, std::move(query));
}

std::vector<LabelEvent> eventsAfter(const SqliteDatabase& database, std::int64_t sequence) {
    QSqlQuery query = database.prepared(selectRows(database) + "WHERE sequence > ? ORDER BY sequence");
    query.addBindValue(static_cast<qlonglong>(sequence));
    return eventsOf(database, std::move(query));
}

std::vector<LabelEvent> eventsOfSample(const SqliteDatabase& database, const std::string& sample) {
    QSqlQuery query = database.prepared(selectRows(database) + "WHERE sample = ? ORDER BY sequence");
    query.addBindValue(blob(sample));
    return eventsOf(database, std::move(query));
}

std::map<std::string, Decision> decisionsOf(const SqliteDatabase& database, const std::string& reviewer) {
    std::map<std::string, Decision> decisions;
    const std::vector<std::string> takenBack = forEachLast(database, reviewer, "after", [&](const std::string& sample, const QSqlQuery& query) {
        decisions.emplace_hint(decisions.end(), sample, decodeDecision(bytesAt(query, 1)));
    });
    for (const auto& [sample, ruling] : standingRulings(database, reviewer, takenBack))
        decisions[sample] = *ruling.after;
    return decisions;
}

std::map<std::string, std::int64_t> timesOf(const SqliteDatabase& database, const std::string& reviewer) {
    std::map<std::string, std::int64_t> times;
    const std::vector<std::string> takenBack = forEachLast(database, reviewer, "time_ms", [&](const std::string& sample, const QSqlQuery& query) {
        times.emplace_hint(times.end(), sample, query.value(1).toLongLong());
    });
    for (const auto& [sample, ruling] : standingRulings(database, reviewer, takenBack))
        times[sample] = ruling.timeMs;
    return times;
}

std::map<std::string, Decision> newestDecisions(const SqliteDatabase& database) {
    return decisionsIn(database,
                       database.prepared("SELECT newest.sample, after FROM "
                                         "(SELECT sample, max(sequence) AS sequence FROM current GROUP BY sample) AS newest "
                                         "JOIN events USING (sequence) WHERE after IS NOT NULL ORDER BY newest.sample"));
}

std::vector<std::string> reviewersOf(const SqliteDatabase& database) {
    std::vector<std::string> reviewers;
    QSqlQuery query = database.prepared("SELECT DISTINCT reviewer FROM current ORDER BY reviewer");
    database.run(query);
    while (database.next(query))
        reviewers.push_back(bytesAt(query, 0));
    return reviewers;
}

void forEachEventRow(const SqliteDatabase& database, const std::function<void(const EventRow&)>& visit) {
    QSqlQuery query = database.prepared(selectRows(database) + "ORDER BY sequence");
    database.run(query);
    while (database.next(query))
        visit(rowAt(query));
}

std::string reviewId(const SqliteDatabase& database) {
    QSqlQuery query = database.prepared("SELECT id FROM review");
    database.run(query);
    return database.next(query) ? bytesAt(query, 0) : std::string();
}

} // namespace locascope
