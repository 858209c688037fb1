#include "core/plate/namingtrial.h"

#include "core/files/error.h"
#include "core/plate/namepattern.h"

#include <algorithm>

namespace locascope {

namespace {

constexpr const char* soundExpression = "(?<sample>.)(?<channel>.)";

/// What NamingScheme says against rules, without the name of the field before it.
std::optional<NamingFault> firstFault(const NamingRules& rules) {
    try {
        const NamingScheme scheme(rules);
        return {};
    } catch (const Error& error) {
        const std::string text = error.detail();
        const std::size_t colon = std::min(text.find(": "), text.size());
        const std::size_t field = std::min(text.find_first_of(":,"), text.size());
        return NamingFault{text.substr(0, field), {}, {}, text.substr(std::min(colon + 2, text.size()))};
    }
}

NamingRules soundRules() {
    NamingRules rules;
    rules.key = "trial";
    rules.files = {soundExpression};
    return rules;
}

/// Of one expression: its syntax, and that it tells what a name of a sample must tell.
std::optional<NamingFault> faultOf(const std::string& expression, const std::string& field, const NamingRules& rules) {
    if (const auto fault = patternFault(expression))
        return NamingFault{field, {}, fault->position, fault->cause};
    if (field != "files")
        return {};
    NamingRules alone = soundRules();
    alone.files = {expression};
    alone.stains = rules.stains;
    alone.contents = rules.contents;
    for (auto entry = alone.stains.begin(); entry != alone.stains.end(); ++entry)
        if (std::any_of(entry->first.begin(), entry->first.end(), [](char letter) { return letter >= 'A' && letter <= 'Z'; }))
            return {}; // the table's fault, not this expression's
    return firstFault(alone);
}

/// Takes those out that cannot be used, by themselves or because there are too many.
void sift(std::vector<std::string>& expressions, const std::string& field, const NamingRules& rules, std::vector<NamingFault>& faults) {
    std::vector<std::string> sound;
    for (std::size_t i = 0; i < expressions.size(); ++i) {
        if (auto fault = faultOf(expressions[i], field, rules)) {
            fault->expression = i;
            faults.push_back(std::move(*fault));
        } else {
            sound.push_back(expressions[i]);
        }
    }
    if (expressions.size() > maxNamingExpressions)
        faults.push_back({field, {}, {}, "more than " + std::to_string(maxNamingExpressions) + " expressions"});
    sound.resize(std::min(sound.size(), maxNamingExpressions));
    expressions = std::move(sound);
}

struct Sifted {
    NamingRules rules; ///< only what can be used
    std::vector<NamingFault> faults;
};

Sifted sifted(const NamingRules& rules) {
    Sifted result{rules, {}};
    sift(result.rules.files, "files", rules, result.faults);
    sift(result.rules.ignored, "ignored", rules, result.faults);
    NamingRules rest = result.rules;
    if (!rules.files.empty())
        rest.files = {soundExpression}; // its faults are known
    if (auto fault = firstFault(rest))
        result.faults.push_back(std::move(*fault));
    result.rules.key = "trial";
    return result;
}

} // namespace

std::vector<NamingFault> namingFaults(const NamingRules& rules) { return sifted(rules).faults; }

NamingTrial tryNaming(NamingRules rules, std::span<const std::string> paths, std::string_view rootName) {
    Sifted usable = sifted(rules);
    NamingTrial trial{std::move(rules), std::move(usable.faults), std::vector<ParsedName>(paths.size()), 0};
    if (firstFault(usable.rules))
        return trial;
    trial.names = parseNames(NamingScheme(std::move(usable.rules)), paths, rootName);
    trial.understood = static_cast<std::size_t>(std::count_if(trial.names.begin(), trial.names.end(), [](const ParsedName& name) {
        return name.outcome == ParsedName::Outcome::Image || name.outcome == ParsedName::Outcome::Ignored;
    }));
    return trial;
}

} // namespace locascope
