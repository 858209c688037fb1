#pragma once

#include "core/store/eventchain.h"
#include "core/store/labelevent.h"
#include "core/store/sqlitedatabase.h"

#include <functional>
#include <map>
#include <span>
#include <vector>

namespace locascope {

// The tables `events` and `current`. Errors are those of SqliteDatabase, and Damaged for a row that cannot be read.

/// Inside a transaction of the caller. Returns each event as stored; one whose uuid is there already is not stored again.
std::vector<LabelEvent> appendEvents(const SqliteDatabase& database, std::span<const LabelEvent> events);

std::vector<LabelEvent> allEvents(const SqliteDatabase& database);
/// Up to `count` events before that one (0: before none, the newest of all), the newest first.
std::vector<LabelEvent> eventsBefore(const SqliteDatabase& database, std::int64_t sequence, std::size_t count);
std::vector<LabelEvent> eventsAfter(const SqliteDatabase& database, std::int64_t sequence);
std::vector<LabelEvent> eventsOfSample(const SqliteDatabase& database, const std::string& sample);
std::map<std::string, Decision> decisionsOf(const SqliteDatabase& database, const std::string& reviewer);
/// Time of each of the reviewer's current decisions.
std::map<std::string, std::int64_t> timesOf(const SqliteDatabase& database, const std::string& reviewer);
/// Of whoever spoke last.
std::map<std::string, Decision> newestDecisions(const SqliteDatabase& database);
std::vector<std::string> reviewersOf(const SqliteDatabase& database);

/// Every row in order of sequence, as stored.
void forEachEventRow(const SqliteDatabase& database, const std::function<void(const EventRow&)>& visit);
/// Error Damaged, without a path, where a decision or the cause cannot be read.
LabelEvent eventOfRow(const EventRow& row);
/// Without its hash.
EventRow rowOfEvent(const LabelEvent& event, std::int64_t sequence);

/// What the first event's hash is chained to.
std::string reviewId(const SqliteDatabase& database);

} // namespace locascope
