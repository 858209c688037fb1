#include "core/learning/thresholds.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace locascope {

namespace {

constexpr double lowestThreshold = 0.05;
constexpr double highestThreshold = 0.95;

using Ranked = std::vector<std::pair<float, bool>>; ///< probability and truth, highest first

Ranked ranked(std::span<const ValidatedField> fields, std::size_t index) {
    Ranked result;
    for (const ValidatedField& field : fields)
        if (field.judged[index] > 0)
            result.emplace_back(field.probabilities[index], field.labels[index] > 0);
    std::sort(result.begin(), result.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    return result;
}

double between(double upper, double lower) {
    const auto logit = [](double p) { return std::log(std::clamp(p, 1e-6, 1 - 1e-6) / (1 - std::clamp(p, 1e-6, 1 - 1e-6))); };
    const double middle = (logit(upper) + logit(lower)) / 2;
    return std::clamp(1 / (1 + std::exp(-middle)), lowestThreshold, highestThreshold);
}

double f1At(const Ranked& values, double threshold) {
    double both = 0;
    double either = 0;
    for (const auto& [probability, present] : values) {
        const bool proposed = probability >= threshold;
        both += proposed && present ? 2 : 0;
        either += (proposed ? 1 : 0) + (present ? 1 : 0);
    }
    return either > 0 ? both / either : 0;
}

std::pair<double, double> bestOf(const Ranked& values) {
    std::vector<double> candidates{0.5};
    for (std::size_t place = 1; place < values.size(); ++place)
        if (values[place - 1].first > values[place].first && (values[place - 1].second || values[place].second))
            candidates.push_back(between(values[place - 1].first, values[place].first));
    std::sort(candidates.begin(), candidates.end());
    double best = -1;
    std::vector<double> equallyGood;
    for (const double candidate : candidates) {
        const double f1 = f1At(values, candidate);
        if (f1 > best)
            equallyGood.clear();
        if (f1 >= best)
            equallyGood.push_back(candidate);
        best = std::max(best, f1);
    }
    return {equallyGood[equallyGood.size() / 2], best};
}

} // namespace

ChosenThresholds chooseThresholds(std::span<const ValidatedField> fields) {
    ChosenThresholds chosen;
    const std::size_t classes = fields.empty() ? 0 : fields.front().labels.size();
    double sum = 0;
    std::size_t counted = 0;
    for (std::size_t index = 0; index < classes; ++index) {
        const Ranked values = ranked(fields, index);
        const bool any = std::any_of(values.begin(), values.end(), [](const auto& value) { return value.second; });
        const auto [threshold, f1] = any ? bestOf(values) : std::pair{0.5, 0.0};
        chosen.thresholds.push_back(threshold);
        chosen.f1.push_back(f1);
        sum += f1;
        counted += any;
    }
    chosen.macroF1 = counted > 0 ? sum / static_cast<double>(counted) : 0;
    return chosen;
}

} // namespace locascope
