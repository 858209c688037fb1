#include "core/review/assignment.h"

#include "core/files/error.h"
#include "core/plate/plate.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <set>
#include <utility>

namespace locascope {

namespace {

void requireSense(const AssignmentOptions& options) {
    const auto refuse = [](const std::string& why) { throw Error(ErrorKind::Invalid, {}, why); };
    if (options.reviewers.empty()) {
        refuse("names no reviewer");
    }
    std::set<std::string> names;
    for (const std::string& name : options.reviewers) {
        if (name.empty()) {
            refuse("names a reviewer without a name");
        }
        if (!names.insert(name).second) {
            refuse("names " + name + " twice");
        }
    }
    if (options.each < 1 || options.each > options.reviewers.size()) {
        refuse(std::to_string(options.each) + " reviewers a sample of " + std::to_string(options.reviewers.size()) + " cannot be assigned");
    }
    if (!(options.share >= 0 && options.share <= 1)) {
        refuse("the share that overlaps is not between 0 and 1");
    }
}

/// std::shuffle differs between libraries.
template <class Value>
void shuffle(std::vector<Value>& values, std::mt19937_64& random) {
    for (std::size_t left = values.size(); left > 1; --left) {
        const std::uint64_t bound = left, limit = std::mt19937_64::max() - std::mt19937_64::max() % bound;
        std::uint64_t drawn = random();
        while (drawn >= limit) {
            drawn = random();
        }
        std::swap(values[left - 1], values[drawn % bound]);
    }
}

} // namespace

std::vector<std::vector<std::size_t>> assignReviewers(std::size_t samples, const AssignmentOptions& options) {
    requireSense(options);
    std::mt19937_64 random(options.seed);
    std::vector<std::size_t> order(samples);
    std::iota(order.begin(), order.end(), std::size_t{0});
    shuffle(order, random);
    const auto overlapping = static_cast<std::size_t>(std::llround(options.share * static_cast<double>(samples)));
    std::vector<std::size_t> loads(options.reviewers.size()), reviewers(options.reviewers.size());
    std::iota(reviewers.begin(), reviewers.end(), std::size_t{0});
    std::vector<std::vector<std::size_t>> assigned(samples);
    for (std::size_t place = 0; place < samples; ++place) {
        shuffle(reviewers, random);
        std::stable_sort(reviewers.begin(), reviewers.end(), [&](std::size_t left, std::size_t right) { return loads[left] < loads[right]; }); // those with least to do, by lot among equals
        std::vector<std::size_t>& chosen = assigned[order[place]];
        chosen.assign(reviewers.begin(), reviewers.begin() + static_cast<std::ptrdiff_t>(place < overlapping ? options.each : 1));
        std::sort(chosen.begin(), chosen.end());
        for (const std::size_t reviewer : chosen) {
            ++loads[reviewer];
        }
    }
    return assigned;
}

Assignment makeAssignment(const std::vector<std::string>& sampleIds, const AssignmentOptions& options) {
    Assignment assignment{options, {}, 0, {}, {}};
    const auto assigned = assignReviewers(sampleIds.size(), options);
    for (const std::string& name : options.reviewers) {
        assignment.samples[name];
    }
    for (std::size_t i = 0; i < assigned.size(); ++i) {
        for (const std::size_t reviewer : assigned[i]) {
            assignment.samples[options.reviewers[reviewer]].push_back(sampleIds[i]);
        }
    }
    return assignment;
}

std::string formatAssignment(const Assignment& assignment) {
    nlohmann::ordered_json json{{"each", assignment.how.each}, {"share", assignment.how.share}, {"seed", assignment.how.seed}, {"by", percentEncoded(assignment.by)}, {"time_ms", assignment.timeMs}};
    if (!assignment.follows.empty()) {
        json["follows"] = assignment.follows;
    }
    json["reviewers"] = nlohmann::ordered_json::array();
    for (const std::string& name : assignment.how.reviewers) {
        nlohmann::ordered_json one{{"name", percentEncoded(name)}, {"samples", nlohmann::ordered_json::array()}};
        if (const auto found = assignment.samples.find(name); found != assignment.samples.end()) {
            for (const std::string& id : found->second) {
                one["samples"].push_back(percentEncoded(id));
            }
        }
        json["reviewers"].push_back(std::move(one));
    }
    return json.dump();
}

std::optional<Assignment> parseAssignment(std::string_view text) {
    if (text.empty()) {
        return std::nullopt;
    }
    try {
        const nlohmann::json json = nlohmann::json::parse(text);
        Assignment assignment;
        assignment.how.each = json.at("each").get<std::size_t>();
        assignment.how.share = json.at("share").get<double>();
        assignment.how.seed = json.at("seed").get<std::uint64_t>();
        assignment.by = percentDecoded(json.at("by").get<std::string>());
        assignment.timeMs = json.at("time_ms").get<std::int64_t>();
        assignment.follows = json.value("follows", std::string());
        for (const auto& one : json.at("reviewers")) {
            const std::string name = percentDecoded(one.at("name").get<std::string>());
            assignment.how.reviewers.push_back(name);
            std::vector<std::string>& samples = assignment.samples[name];
            for (const auto& id : one.at("samples")) {
                samples.push_back(percentDecoded(id.get<std::string>()));
            }
        }
        return assignment;
    } catch (const nlohmann::json::exception&) {
        throw Error(ErrorKind::Damaged, {}, "the assignment of samples to reviewers that the review keeps cannot be read");
    }
}

bool assigns(std::string_view text, const std::string& sampleId) {
    const std::string quoted = nlohmann::json(percentEncoded(sampleId)).dump();
    for (std::size_t at = text.find(quoted); at != std::string_view::npos; at = text.find(quoted, at + 1)) {
        if (at > 0 && (text[at - 1] == '[' || text[at - 1] == ',')) { // not a reviewer of that name
            return true;
        }
    }
    return false;
}

} // namespace locascope
