#pragma once

#include "core/store/eventchain.h"
#include "core/store/labelevent.h"
#include "core/store/postgresdatabase.h"

#include <functional>
#include <map>
#include <span>
#include <vector>

namespace locascope {

// The tables `events` and `current` of one review on a server. Errors are those of PostgresDatabase, and Damaged for a row that cannot be read. What may be
// long is read in pages, each a short statement.

/// Which review of a database.
struct ServerReview {
    const PostgresDatabase& database;
    int id = 0;
};

/// One statement where they are few, else one transaction; returns each event as stored when the server has confirmed them.
std::vector<LabelEvent> appendEvents(const ServerReview& review, std::span<const LabelEvent> events);

/// Those after that number, by sequence.
std::vector<LabelEvent> eventsAfter(const ServerReview& review, std::int64_t sequence);
std::vector<LabelEvent> eventsBefore(const ServerReview& review, std::int64_t sequence, std::size_t count);
std::vector<LabelEvent> eventsOfSample(const ServerReview& review, const std::string& sample);
/// Of one reviewer, or of whoever spoke last.
std::map<std::string, Decision> currentDecisions(const ServerReview& review, const std::optional<std::string>& reviewer);
std::map<std::string, std::int64_t> decisionTimes(const ServerReview& review, const std::string& reviewer);
std::vector<std::string> reviewersOf(const ServerReview& review);
void forEachEventRow(const ServerReview& review, std::int64_t after, const std::function<void(const EventRow&)>& visit);

} // namespace locascope
