#pragma once

#include "core/store/reviewstore.h"
#include "core/store/sqlitedatabase.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace locascope {

// The tables `models`, `predictions` and `settings`. Writing needs a transaction of the caller. Errors are those of SqliteDatabase.

void storePredictions(const SqliteDatabase& database, const std::string& modelDigest,
                      std::span<const StoredPrediction> predictions);
std::map<std::string, StoredPrediction> predictionsOf(const SqliteDatabase& database, const std::string& modelDigest);
std::vector<std::string> modelDigestsOf(const SqliteDatabase& database);

std::optional<std::string> settingOf(const SqliteDatabase& database, const std::string& key);
std::map<std::string, std::string> settingsOf(const SqliteDatabase& database);
void storeSetting(const SqliteDatabase& database, const std::string& key, const std::string& value);

} // namespace locascope
