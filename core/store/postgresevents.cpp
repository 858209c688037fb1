#include "core/store/postgresevents.h"

#include "core/files/error.h"
#include "core/store/decisioncodec.h"
#include "core/store/eventarrays.h"
#include "core/store/eventtable.h"
#include "core/store/sqlvalues.h"

#include <QVariant>

#include <future>
#include <limits>
#include <utility>

namespace locascope {

namespace {

constexpr std::size_t eventsAStatement = 2'000;
constexpr qsizetype bytesAStatement = 16 << 20;
constexpr int rowsAPage = 2'000;

const std::string columns = "sequence, uuid, sample, reviewer, time_ms, cause, before, after, model, vocabulary, hash, act, undoes";

QVariant number(std::int64_t value) { return QVariant::fromValue<qlonglong>(value); }

std::optional<std::string> optionalBytesAt(const QSqlQuery& query, int column) {
    if (query.isNull(column))
        return {};
    return bytesAt(query, column);
}

EventRow rowAt(const QSqlQuery& query) {
    return {query.value(0).toLongLong(),
            bytesAt(query, 1),
            bytesAt(query, 2),
            bytesAt(query, 3),
            query.value(4).toLongLong(),
            query.value(5).toString().toStdString(),
            optionalBytesAt(query, 6),
            optionalBytesAt(query, 7),
            bytesAt(query, 8),
            bytesAt(query, 9),
            query.value(10).toString().toStdString(),
            optionalBytesAt(query, 11),
            optionalBytesAt(query, 12)};
}

struct Answer {
    std::int64_t sequence = 0;
    bool isNew = false;
};

void send(const ServerReview& review, const EventArrays& arrays, std::vector<Answer>& answers) {
    QSqlQuery& query = review.database.run(
        "SELECT number, is_new FROM locascope.append_events(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ORDER BY place", arrays.values(review.id));
    while (query.next())
        answers.push_back({query.value(0).toLongLong(), query.value(1).toBool()});
}

// What one statement takes of these events from their first on.
struct Portion {
    EventArrays arrays;
    std::size_t count = 0;
};

Portion firstOf(std::span<const LabelEvent> events) {
    Portion portion;
    while (portion.count < events.size() && portion.count < eventsAStatement && portion.arrays.size() <= bytesAStatement)
        portion.arrays.add(events[portion.count++]);
    return portion;
}

// All or none; each portion is put into words while the server is busy with the one before.
void sendInPortions(const ServerReview& review, Portion portion, std::span<const LabelEvent> rest, std::vector<Answer>& answers) {
    PostgresTransaction transaction(review.database);
    while (portion.count > 0) {
        auto next = std::async(std::launch::async, firstOf, rest);
        send(review, portion.arrays, answers);
        portion = next.get();
        rest = rest.subspan(portion.count);
    }
    transaction.commit();
}

std::vector<LabelEvent> eventsIn(QSqlQuery& query) {
    std::vector<LabelEvent> events;
    while (query.next())
        events.push_back(eventOfRow(rowAt(query)));
    query.finish();
    return events;
}

LabelEvent eventNumbered(const ServerReview& review, std::int64_t sequence) {
    const auto found = eventsIn(review.database.run("SELECT " + columns + " FROM locascope.events WHERE review = ? AND sequence = ?",
                                                    {review.id, number(sequence)}));
    if (found.size() != 1)
        throw Error(ErrorKind::Damaged, {}, "an event that the review names is not in it");
    return found.front();
}

// Rows by rising sequence, each page in a statement of its own: what changed between two pages comes again behind.
template <class Visit>
void forEachPage(const ServerReview& review, const std::string& statement, const QVariantList& values, std::int64_t after, const Visit& visit) {
    for (;;) {
        QSqlQuery& query = review.database.run(statement + " LIMIT " + std::to_string(rowsAPage), values + QVariantList{number(after)});
        int rows = 0;
        for (; query.next(); ++rows) {
            after = query.value(0).toLongLong();
            visit(query);
        }
        query.finish();
        if (rows < rowsAPage)
            return;
    }
}

constexpr const char* currentOfReviewer = "SELECT c.sequence, c.sample, e.after, e.time_ms FROM locascope.current c JOIN locascope.events e "
                                          "ON e.review = c.review AND e.sequence = c.sequence "
                                          "WHERE c.review = ? AND c.reviewer = ? AND c.sequence > ? ORDER BY c.sequence";
constexpr const char* currentOfAnybody = "SELECT n.sequence, e.sample, e.after, e.time_ms FROM "
                                         "(SELECT max(sequence) AS sequence FROM locascope.current WHERE review = ? GROUP BY sample) n "
                                         "JOIN locascope.events e ON e.review = ? AND e.sequence = n.sequence "
                                         "WHERE n.sequence > ? ORDER BY n.sequence";

} // namespace

std::vector<LabelEvent> appendEvents(const ServerReview& review, std::span<const LabelEvent> events) {
    if (events.empty())
        return {};
    std::vector<Answer> answers;
    Portion portion = firstOf(events);
    if (portion.count == events.size())
        send(review, portion.arrays, answers);
    else
        sendInPortions(review, std::move(portion), events.subspan(portion.count), answers);
    if (answers.size() != events.size())
        throw Error(ErrorKind::Damaged, {}, "the server answered for other events than were given to it");
    std::vector<LabelEvent> stored(events.begin(), events.end());
    for (std::size_t i = 0; i < stored.size(); ++i)
        if (answers[i].isNew)
            stored[i].sequence = answers[i].sequence;
        else
            stored[i] = eventNumbered(review, answers[i].sequence);
    return stored;
}

void forEachEventRow(const ServerReview& review, std::int64_t after, const std::function<void(const EventRow&)>& visit) {
    forEachPage(review, "SELECT " + columns + " FROM locascope.events WHERE review = ? AND sequence > ? ORDER BY sequence", {review.id}, after,
                [&](const QSqlQuery& query) { visit(rowAt(query)); });
}

std::vector<LabelEvent> eventsAfter(const ServerReview& review, std::int64_t sequence) {
    std::vector<LabelEvent> events;
    forEachEventRow(review, sequence, [&](const EventRow& row) { events.push_back(eventOfRow(row)); });
    return events;
}

std::vector<LabelEvent> eventsBefore(const ServerReview& review, std::int64_t sequence, std::size_t count) {
    return eventsIn(review.database.run("SELECT " + columns + " FROM locascope.events WHERE review = ? AND sequence < ? ORDER BY sequence DESC LIMIT ?",
                                        {review.id, number(sequence > 0 ? sequence : std::numeric_limits<std::int64_t>::max()),
                                         number(static_cast<std::int64_t>(count))}));
}

std::vector<LabelEvent> eventsOfSample(const ServerReview& review, const std::string& sample) {
    return eventsIn(review.database.run("SELECT " + columns + " FROM locascope.events WHERE review + 0 = ? AND sample = ? ORDER BY sequence",
                                        {review.id, blob(sample)}));
}

std::map<std::string, Decision> currentDecisions(const ServerReview& review, const std::optional<std::string>& reviewer) {
    std::map<std::string, Decision> decisions;
    forEachPage(review, reviewer ? currentOfReviewer : currentOfAnybody,
                reviewer ? QVariantList{review.id, blob(*reviewer)} : QVariantList{review.id, review.id}, 0, [&](const QSqlQuery& query) {
                    if (query.isNull(2))
                        decisions.erase(bytesAt(query, 1));
                    else
                        decisions[bytesAt(query, 1)] = decodeDecision(bytesAt(query, 2));
                });
    return decisions;
}

std::map<std::string, std::int64_t> decisionTimes(const ServerReview& review, const std::string& reviewer) {
    std::map<std::string, std::int64_t> times;
    forEachPage(review, currentOfReviewer, {review.id, blob(reviewer)}, 0, [&](const QSqlQuery& query) {
        if (query.isNull(2))
            times.erase(bytesAt(query, 1));
        else
            times[bytesAt(query, 1)] = query.value(3).toLongLong();
    });
    return times;
}

std::vector<std::string> reviewersOf(const ServerReview& review) {
    std::vector<std::string> reviewers;
    QSqlQuery& query = review.database.run("SELECT DISTINCT reviewer FROM locascope.current WHERE review = ? ORDER BY reviewer", {review.id});
    while (query.next())
        reviewers.push_back(bytesAt(query, 0));
    return reviewers;
}

} // namespace locascope
