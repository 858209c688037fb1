#include "core/review/auditdraw.h"

#include "core/files/error.h"
#include "core/plate/plate.h"
#include "core/review/csv.h"

#include <nlohmann/json.hpp>

namespace locascope {

std::string formatDrawnSamples(const DrawnSamples& drawn) {
    nlohmann::ordered_json json{{"seed", drawn.seed}, {"population", drawn.population}, {"inclusion", drawn.inclusion()}, {"by", percentEncoded(drawn.by)}, {"time_ms", drawn.timeMs}, {"uses", drawn.uses}};
    json["samples"] = nlohmann::ordered_json::array();
    for (const std::string& id : drawn.samples) {
        json["samples"].push_back(percentEncoded(id));
    }
    return json.dump();
}

std::optional<DrawnSamples> parseDrawnSamples(std::string_view text) {
    if (text.empty()) {
        return std::nullopt;
    }
    try {
        const nlohmann::json json = nlohmann::json::parse(text);
        DrawnSamples drawn;
        drawn.seed = json.at("seed").get<std::uint64_t>();
        drawn.population = json.at("population").get<std::size_t>();
        drawn.by = percentDecoded(json.at("by").get<std::string>());
        drawn.timeMs = json.at("time_ms").get<std::int64_t>();
        drawn.uses = json.at("uses").get<std::size_t>();
        for (const auto& id : json.at("samples")) {
            drawn.samples.push_back(percentDecoded(id.get<std::string>()));
        }
        return drawn;
    } catch (const nlohmann::json::exception&) {
        throw Error(ErrorKind::Damaged, {}, "the samples drawn for audit that the review keeps cannot be read");
    }
}

} // namespace locascope
