#pragma once

#include <cmath>
#include <utility>
#include <vector>

namespace locascope {

/// A probability that rises with a score: 1 / (1 + exp(−(slope × score + offset))).
struct LogisticCurve {
    double slope = 0, offset = 0;
    double at(double score) const { return 1 / (1 + std::exp(-(slope * score + offset))); }
};

/// The likeliest for scores of what is present (true) and of what is not, by Newton's method; with Platt's targets (1999), which are never quite 0 or 1, so that scores that part the two make no infinite slope.
LogisticCurve logisticCurveOf(const std::vector<std::pair<double, bool>>& scores);

} // namespace locascope
