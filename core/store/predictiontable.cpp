#include "core/store/predictiontable.h"

#include "core/store/decisioncodec.h"

#include <QVariant>

namespace locascope {

namespace {

std::int64_t idOfModel(const SqliteDatabase& database, const std::string& digest) {
    QSqlQuery insert = database.prepared("INSERT INTO models (digest) VALUES (?) ON CONFLICT DO NOTHING");
    insert.addBindValue(blob(digest));
    database.run(insert);
    QSqlQuery find = database.prepared("SELECT id FROM models WHERE digest = ?");
    find.addBindValue(blob(digest));
    database.run(find);
    database.next(find);
    return find.value(0).toLongLong();
}

} // namespace

void storePredictions(const SqliteDatabase& database, const std::string& modelDigest,
                      std::span<const StoredPrediction> predictions) {
    const auto model = static_cast<qlonglong>(idOfModel(database, modelDigest));
    QSqlQuery put = database.prepared(
        "INSERT INTO predictions (model, sample, probabilities, content) VALUES (?, ?, ?, ?) "
        "ON CONFLICT DO UPDATE SET probabilities = excluded.probabilities, content = excluded.content");
    for (const StoredPrediction& prediction : predictions) {
        put.bindValue(0, model);
        put.bindValue(1, blob(prediction.sampleId));
        put.bindValue(2, blob(packFloats(prediction.probabilities)));
        put.bindValue(3, blob(prediction.contentDigest));
        database.run(put);
    }
}

std::map<std::string, StoredPrediction> predictionsOf(const SqliteDatabase& database, const std::string& modelDigest) {
    std::map<std::string, StoredPrediction> predictions;
    QSqlQuery query = database.prepared("SELECT sample, probabilities, content FROM predictions "
                                        "WHERE model = (SELECT id FROM models WHERE digest = ?) ORDER BY sample");
    query.addBindValue(blob(modelDigest));
    database.run(query);
    while (database.next(query)) {
        const std::string sample = bytesAt(query, 0);
        predictions.emplace_hint(predictions.end(), sample,
                                 StoredPrediction{sample, unpackFloats(bytesAt(query, 1)), bytesAt(query, 2)});
    }
    return predictions;
}

std::vector<std::string> modelDigestsOf(const SqliteDatabase& database) {
    std::vector<std::string> digests;
    QSqlQuery query = database.prepared("SELECT digest FROM models ORDER BY id");
    database.run(query);
    while (database.next(query))
        digests.push_back(bytesAt(query, 0));
    return digests;
}

std::optional<std::string> settingOf(const SqliteDatabase& database, const std::string& key) {
    QSqlQuery query = database.prepared("SELECT value FROM settings WHERE key = ?");
    query.addBindValue(blob(key));
    database.run(query);
    if (!database.next(query))
        return {};
    return bytesAt(query, 0);
}

std::map<std::string, std::string> settingsOf(const SqliteDatabase& database) {
    std::map<std::string, std::string> settings;
    QSqlQuery query = database.prepared("SELECT key, value FROM settings");
    database.run(query);
    while (database.next(query))
        settings[bytesAt(query, 0)] = bytesAt(query, 1);
    return settings;
}

void storeSetting(const SqliteDatabase& database, const std::string& key, const std::string& value) {
    QSqlQuery put = database.prepared("INSERT INTO settings (key, value) VALUES (?, ?) "
                                      "ON CONFLICT DO UPDATE SET value = excluded.value");
    put.addBindValue(blob(key));
    put.addBindValue(blob(value));
    database.run(put);
}

} // namespace locascope
