#include "core/review/auditjson.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace locascope {

namespace {

using Json = nlohmann::ordered_json;

Json numberOrNull(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json classJson(const ClassFigures& figures, std::size_t index, const Vocabulary& vocabulary) {
    Json json;
    json["index"] = index;
    json["name"] = index < vocabulary.size() ? vocabulary.at(toClass(index)).name : std::string();
    json["precision"] = numberOrNull(figures.precision);
    json["recall"] = numberOrNull(figures.recall);
    json["f1"] = numberOrNull(figures.f1);
    json["support"] = figures.support;
    json["kappa"] = numberOrNull(figures.kappa);
    json["average_precision"] = numberOrNull(figures.averagePrecision);
    json["roc_auc"] = numberOrNull(figures.rocAuc);
    return json;
}

/// The defined values of one figure by class index.
Json byClass(const AuditFigures& figures, double ClassFigures::*figure) {
    Json json = Json::object();
    for (std::size_t index = 0; index < figures.perClass.size(); ++index)
        if (const double value = figures.perClass[index].*figure; std::isfinite(value))
            json[std::to_string(index)] = value;
    return json;
}

} // namespace

std::string formatAuditJson(const AuditFigures& figures, const Vocabulary& vocabulary, std::span<const double> thresholds) {
    Json json;
    json["rows"] = figures.rows;
    json["classes"] = figures.classes;
    json["thresholds"] = std::vector<double>(thresholds.begin(), thresholds.end());
    json["macro_f1"] = numberOrNull(figures.macroF1);
    json["micro_f1"] = numberOrNull(figures.microF1);
    json["weighted_f1"] = numberOrNull(figures.weightedF1);
    json["samples_f1"] = numberOrNull(figures.samplesF1);
    json["hamming_loss"] = numberOrNull(figures.hammingLoss);
    json["subset_accuracy"] = numberOrNull(figures.subsetAccuracy);
    json["jaccard_macro"] = numberOrNull(figures.jaccardMacro);
    json["label_ranking_average_precision"] = numberOrNull(figures.labelRankingAveragePrecision);
    json["coverage_error"] = numberOrNull(figures.coverageError);
    json["average_precision"] = byClass(figures, &ClassFigures::averagePrecision);
    json["roc_auc"] = byClass(figures, &ClassFigures::rocAuc);
    json["per_class"] = Json::array();
    for (std::size_t index = 0; index < figures.perClass.size(); ++index)
        json["per_class"].push_back(classJson(figures.perClass[index], index, vocabulary));
    return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace locascope
