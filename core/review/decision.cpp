#include "core/review/decision.h"

#include <array>
#include <utility>

namespace locascope {

namespace {

constexpr std::array<std::pair<Outcome, std::string_view>, 4> keys = {{
    {Outcome::Labelled, "labelled"},
    {Outcome::Negative, "negative"},
    {Outcome::Unusable, "unusable"},
    {Outcome::Unsure, "unsure"},
}};

} // namespace

std::string_view outcomeKey(Outcome outcome) {
    for (const auto& [known, key] : keys)
        if (known == outcome)
            return key;
    return {};
}

std::optional<Outcome> outcomeOfKey(std::string_view key) {
    for (const auto& [outcome, known] : keys)
        if (known == key)
            return outcome;
    return {};
}

} // namespace locascope
