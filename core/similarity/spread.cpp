#include "core/similarity/spread.h"

#include "core/similarity/neighbours.h"

#include <algorithm>

namespace locascope {

namespace {

struct Candidate {
    std::size_t row = 0;
    SpreadPick pick; ///< as it would be picked now
    bool isTaken = false;
};

std::vector<Candidate> candidatesOf(const FeatureTable& table, std::vector<int> samples) {
    std::sort(samples.begin(), samples.end());
    samples.erase(std::unique(samples.begin(), samples.end()), samples.end());
    std::vector<Candidate> known;
    for (const int sample : samples)
        if (const auto row = table.rowOf(sample))
            known.push_back(
                {*row, {sample, -1, -2}}); // beside nothing: less like what was picked than any other
    return known;
}

void measureFrom(std::vector<Candidate>& candidates, const SpreadPick& picked,
                 const std::vector<float>& cosines) {
    for (Candidate& one : candidates)
        if (const float cosine = cosines[one.row]; cosine > one.pick.similarity) {
            one.pick.similarity = cosine;
            one.pick.nearest = picked.sample;
        }
}

} // namespace

std::vector<SpreadPick> spreadOver(const FeatureTable& table, std::vector<int> samples, std::size_t count,
                                   const std::stop_token& stop, const DotKernel& kernel) {
    std::vector<Candidate> candidates = candidatesOf(table, std::move(samples));
    std::vector<SpreadPick> picks;
    while (picks.size() < std::min(count, candidates.size()) && !stop.stop_requested()) {
        const auto next = std::min_element(
            candidates.begin(), candidates.end(), [](const Candidate& left, const Candidate& right) {
                return left.isTaken != right.isTaken ? right.isTaken
                                                     : left.pick.similarity < right.pick.similarity;
            });
        next->isTaken = true;
        picks.push_back(next->pick);
        measureFrom(candidates, next->pick, cosinesOf(table, next->row, kernel));
    }
    if (!picks.empty())
        picks.front().similarity = 0;
    return picks;
}

} // namespace locascope
