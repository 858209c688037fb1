#pragma once

#include "core/model/modelcard.h"

#include <array>
#include <string_view>
#include <utility>

namespace locascope::cardkeys {

// The words a card uses for values of enumerations; one table for reading and writing.
inline constexpr std::array<std::pair<TrainedOn, std::string_view>, 4> trainedOn{{{TrainedOn::Simulated, "simulated"},
                                                                                   {TrainedOn::Real, "real"},
                                                                                   {TrainedOn::Mixed, "mixed"},
                                                                                   {TrainedOn::Unknown, "unknown"}}};
inline constexpr std::array<std::pair<OutputKind, std::string_view>, 2> output{
    {{OutputKind::Logits, "logits"}, {OutputKind::Probabilities, "probabilities"}}};
inline constexpr std::array<std::pair<AbsentStain, std::string_view>, 2> absentStain{
    {{AbsentStain::Refuse, "refuse"}, {AbsentStain::Zeros, "zeros"}}};

template <class Table, class Value>
constexpr std::string_view wordOf(const Table& table, Value value) {
    for (const auto& [entry, word] : table)
        if (entry == value)
            return word;
    return {};
}

} // namespace locascope::cardkeys
