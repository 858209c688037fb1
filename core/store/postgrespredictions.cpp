#include "core/store/postgrespredictions.h"

#include "core/store/decisioncodec.h"
#include "core/store/sqlvalues.h"

#include <algorithm>
#include <map>

namespace locascope {

namespace {

constexpr std::size_t rowsAStatement = 5'000;
constexpr int rowsAPage = 5'000;

void storePortion(const ServerReview& review, const std::string& modelDigest, const std::map<std::string, const StoredPrediction*>& portion) {
    ArrayText samples, probabilities, contents;
    for (const auto& [sample, prediction] : portion) {
        samples.add(sample);
        probabilities.add(packFloats(prediction->probabilities));
        contents.add(prediction->contentDigest);
    }
    review.database.run("SELECT locascope.put_predictions(?, ?, ?, ?, ?)",
                        {review.id, blob(modelDigest), samples.value(), probabilities.value(), contents.value()});
}

} // namespace

void storePredictions(const ServerReview& review, const std::string& modelDigest, std::span<const StoredPrediction> predictions) {
    PostgresTransaction transaction(review.database);
    std::size_t first = 0;
    do { // a model without predictions is kept too
        std::map<std::string, const StoredPrediction*> portion; // of two of one sample the later one counts
        const std::size_t end = std::min(first + rowsAStatement, predictions.size());
        for (; first < end; ++first)
            portion[predictions[first].sampleId] = &predictions[first];
        storePortion(review, modelDigest, portion);
    } while (first < predictions.size());
    transaction.commit();
}

std::map<std::string, StoredPrediction> predictionsOf(const ServerReview& review, const std::string& modelDigest) {
    std::map<std::string, StoredPrediction> predictions;
    std::string last;
    for (int rows = rowsAPage; rows == rowsAPage;) {
        QSqlQuery& query = review.database.run(
            "SELECT p.sample, p.probabilities, p.content, sha256(p.sample) FROM locascope.predictions p JOIN locascope.models m ON m.id = p.model "
            "WHERE m.review = ? AND sha256(m.digest) = sha256(?) AND sha256(p.sample) > ? ORDER BY sha256(p.sample) LIMIT " +
                std::to_string(rowsAPage),
            {review.id, blob(modelDigest), blob(last)});
        for (rows = 0; query.next(); ++rows) {
            const std::string sample = bytesAt(query, 0);
            predictions[sample] = {sample, unpackFloats(bytesAt(query, 1)), bytesAt(query, 2)};
            last = bytesAt(query, 3);
        }
        query.finish();
    }
    return predictions;
}

std::vector<std::string> modelDigestsOf(const ServerReview& review) {
    std::vector<std::string> digests;
    QSqlQuery& query = review.database.run("SELECT digest FROM locascope.models WHERE review = ? ORDER BY id", {review.id});
    while (query.next())
        digests.push_back(bytesAt(query, 0));
    return digests;
}

std::map<std::string, std::string> settingsOf(const ServerReview& review) {
    std::map<std::string, std::string> settings;
    QSqlQuery& query = review.database.run("SELECT key, value FROM locascope.settings WHERE review = ?", {review.id});
    while (query.next())
        settings[bytesAt(query, 0)] = bytesAt(query, 1);
    return settings;
}

std::optional<std::string> settingOf(const ServerReview& review, const std::string& key) {
    return review.database.bytes("SELECT value FROM locascope.settings WHERE review = ? AND sha256(key) = sha256(?)", {review.id, blob(key)});
}

void storeSetting(const ServerReview& review, const std::string& key, const std::string& value) {
    review.database.run("SELECT locascope.put_setting(?, ?, ?)", {review.id, blob(key), blob(value)});
}

} // namespace locascope
