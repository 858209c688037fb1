#pragma once

#include "core/store/postgresevents.h"
#include "core/store/reviewstore.h"

namespace locascope {

// The tables `models`, `predictions` and `settings` of one review on a server. Errors are those of PostgresDatabase.

void storePredictions(const ServerReview& review, const std::string& modelDigest, std::span<const StoredPrediction> predictions);
std::map<std::string, StoredPrediction> predictionsOf(const ServerReview& review, const std::string& modelDigest);
std::vector<std::string> modelDigestsOf(const ServerReview& review);

std::map<std::string, std::string> settingsOf(const ServerReview& review);
std::optional<std::string> settingOf(const ServerReview& review, const std::string& key);
void storeSetting(const ServerReview& review, const std::string& key, const std::string& value);

} // namespace locascope
