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
inline constexpr std::array<std::pair<OutputKind, std::string_view>, 3> output{
    {{OutputKind::Logits, "logits"}, {OutputKind::Probabilities, "probabilities"}, {OutputKind::ExclusiveLogits, "exclusive_logits"}}};
inline constexpr std::array<std::pair<AbsentStain, std::string_view>, 2> absentStain{
    {{AbsentStain::Refuse, "refuse"}, {AbsentStain::Zeros, "zeros"}}};

inline constexpr std::array<std::pair<Crops, std::string_view>, 2> crops{{{Crops::Centre, "centre"}, {Crops::Five, "five"}}};
inline constexpr std::array<std::pair<Orientations, std::string_view>, 3> orientations{
    {{Orientations::Upright, "upright"}, {Orientations::Flips, "flips"}, {Orientations::Eight, "eight"}}};
inline constexpr std::array<std::pair<CombineViews, std::string_view>, 2> combine{{{CombineViews::Mean, "mean"}, {CombineViews::Maximum, "maximum"}}};

template <class Table, class Value>
constexpr std::string_view wordOf(const Table& table, Value value) {
    for (const auto& [entry, word] : table)
        if (entry == value)
            return word;
    return {};
}

} // namespace locascope::cardkeys
