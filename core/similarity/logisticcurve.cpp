#include "core/similarity/logisticcurve.h"

#include <algorithm>

namespace locascope {

namespace {

constexpr int newtonSteps = 25;
constexpr double enough = 1e-4; ///< a step of logits that is none any more

} // namespace

LogisticCurve logisticCurveOf(const std::vector<std::pair<double, bool>>& scores) {
    const auto present = static_cast<double>(std::count_if(scores.begin(), scores.end(), [](const auto& one) { return one.second; })), absent = static_cast<double>(scores.size()) - present;
    LogisticCurve curve{0, std::log((present + 1) / (absent + 1))};
    const double high = (present + 1) / (present + 2), low = 1 / (absent + 2);
    double scale = 0; // of scores, so that the steps' matrix is well conditioned
    for (const auto& [score, isPresent] : scores)
        scale = std::max(scale, std::abs(score));
    if (!(scale > 0))
        return curve;
    for (int step = 0; step < newtonSteps; ++step) {
        double g0 = 0, g1 = 0, h00 = 1e-9, h01 = 0, h11 = 1e-9;
        for (const auto& [score, isPresent] : scores) {
            const double s = score / scale, p = LogisticCurve{curve.slope * scale, curve.offset}.at(s), away = p - (isPresent ? high : low), weight = std::max(p * (1 - p), 1e-12);
            g0 += away;
            g1 += away * s;
            h00 += weight;
            h01 += weight * s;
            h11 += weight * s * s;
        }
        const double determinant = h00 * h11 - h01 * h01;
        if (!(determinant > 0))
            break;
        const double offset = (h11 * g0 - h01 * g1) / determinant, slope = (h00 * g1 - h01 * g0) / determinant, length = std::max(1.0, std::hypot(offset, slope) / 4); // no leaps
        curve.offset -= offset / length;
        curve.slope -= slope / scale / length;
        if (std::hypot(offset, slope) < enough)
            break;
    }
    return curve;
}

} // namespace locascope
