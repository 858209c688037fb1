#include "ui/models/wellorder.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <unordered_map>

namespace locascope {

namespace {

std::size_t rowLetters(const std::string& well) {
    return static_cast<std::size_t>(std::find_if(well.begin(), well.end(), [](char c) { return c >= '0' && c <= '9'; }) - well.begin());
}

bool isBefore(const WellOrder::Well& left, const WellOrder::Well& right) {
    if (left.plateName != right.plateName)
        return naturallyBefore(left.plateName, right.plateName);
    if (rowLetters(left.name) != rowLetters(right.name))
        return rowLetters(left.name) < rowLetters(right.name);
    return naturallyBefore(left.name, right.name);
}

std::vector<std::uint32_t> sortedRanks(std::vector<WellOrder::Well>& wells) {
    std::vector<std::uint32_t> order(wells.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return isBefore(wells[a], wells[b]); });
    std::vector<std::uint32_t> ranks(wells.size());
    std::vector<WellOrder::Well> sorted;
    for (std::uint32_t i = 0; i < order.size(); ++i) {
        ranks[order[i]] = i;
        sorted.push_back(std::move(wells[order[i]]));
    }
    wells = std::move(sorted);
    return ranks;
}

} // namespace

WellOrder::WellOrder(const std::vector<Sample>& samples)
    : ranks(samples.size(), none) {
    std::unordered_map<std::string, std::uint32_t> known;
    std::string key;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        if (samples[i].well.empty())
            continue;
        key.assign(samples[i].plateName).append(1, '\0').append(samples[i].well);
        const auto [found, isNew] = known.try_emplace(key, static_cast<std::uint32_t>(wells.size()));
        if (isNew)
            wells.push_back({samples[i].plateName, samples[i].well});
        ranks[i] = found->second;
    }
    const std::vector<std::uint32_t> sorted = sortedRanks(wells);
    for (std::uint32_t& rank : ranks)
        if (rank != none)
            rank = sorted[rank];
}

} // namespace locascope
