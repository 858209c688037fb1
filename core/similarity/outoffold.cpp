#include "core/similarity/outoffold.h"

#include "core/similarity/centredrows.h"
#include "core/similarity/logisticcurve.h"
#include "core/similarity/subspace.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <utility>

namespace locascope {

namespace {

constexpr std::size_t mostDirections = 64;
constexpr std::size_t mostRows = 2048;                             ///< that they are found from
constexpr int rounds = 3;                                          ///< of finding them
constexpr std::array<double, 5> ridges{1e-4, 1e-3, 1e-2, 1e-1, 1}; ///< of the mean variance along a direction

using Matrix = std::vector<double>; ///< row by row

// Samples × directions and samples × classes, of those samples that have features.
struct Lesson {
    std::size_t directions = 0, classes = 0;
    std::vector<int> samples;
    std::vector<std::size_t> groups, folds;
    std::vector<float> places;  ///< along each direction, from the mean of all on
    std::vector<float> targets; ///< centred; 0 where not judged
    std::vector<std::int8_t> labels;
    std::size_t count() const { return samples.size(); }
};

Lesson knownOf(const FeatureTable& table, const GroupedLabels& labels) {
    Lesson lesson;
    lesson.classes = labels.classes;
    for (std::size_t i = 0; i < labels.samples.size(); ++i) {
        if (!table.rowOf(labels.samples[i]))
            continue;
        lesson.samples.push_back(labels.samples[i]);
        lesson.groups.push_back(labels.groups[i]);
        const auto row = labels.labels.begin() + static_cast<std::ptrdiff_t>(i * labels.classes);
        lesson.labels.insert(lesson.labels.end(), row, row + static_cast<std::ptrdiff_t>(labels.classes));
    }
    return lesson;
}

void addPlaces(Lesson& lesson, const FeatureTable& table, const std::stop_token& stop, const DotKernel& kernel) {
    const CentredRows some = someRows(table, mostRows);
    const PrincipalDirections found = principalDirections(some.rows, table.length(), mostDirections, stop, rounds);
    lesson.directions = found.directions.size();
    lesson.places.resize(lesson.count() * lesson.directions);
    for (std::size_t k = 0; k < lesson.directions && !stop.stop_requested(); ++k) {
        const std::vector<float> along = placesAlong(found.directions[k], some.mean, table, kernel);
        for (std::size_t i = 0; i < lesson.count(); ++i)
            lesson.places[i * lesson.directions + k] = along[*table.rowOf(lesson.samples[i])];
    }
}

void addTargets(Lesson& lesson) {
    lesson.targets.assign(lesson.labels.size(), 0);
    for (std::size_t c = 0; c < lesson.classes; ++c) {
        double present = 0, judged = 0;
        for (std::size_t i = c; i < lesson.labels.size(); i += lesson.classes)
            if (lesson.labels[i] >= 0) {
                present += lesson.labels[i];
                ++judged;
            }
        const double share = judged > 0 ? present / judged : 0;
        for (std::size_t i = c; i < lesson.labels.size(); i += lesson.classes)
            if (lesson.labels[i] >= 0)
                lesson.targets[i] = static_cast<float>(lesson.labels[i] - share);
    }
}

// Over the samples of a fold: of places, of targets, and of the products of places with both.
struct Sums {
    Matrix inner; ///< directions × directions, the lower half
    Matrix cross; ///< directions × classes
    std::vector<double> places, targets;
    double count = 0;
};

std::vector<Sums> sumsByFold(const Lesson& lesson, std::size_t folds) {
    const std::size_t d = lesson.directions, c = lesson.classes;
    std::vector<Sums> sums(folds, {Matrix(d * d), Matrix(d * c), std::vector<double>(d), std::vector<double>(c)});
    for (std::size_t i = 0; i < lesson.count(); ++i) {
        Sums& sum = sums[lesson.folds[i]];
        const float* const place = &lesson.places[i * d];
        const float* const target = &lesson.targets[i * c];
        ++sum.count;
        for (std::size_t l = 0; l < c; ++l)
            sum.targets[l] += static_cast<double>(target[l]);
        for (std::size_t k = 0; k < d; ++k) {
            const double at = static_cast<double>(place[k]);
            sum.places[k] += at;
            for (std::size_t l = 0; l <= k; ++l)
                sum.inner[k * d + l] += at * static_cast<double>(place[l]);
            for (std::size_t l = 0; l < c; ++l)
                sum.cross[k * c + l] += at * static_cast<double>(target[l]);
        }
    }
    return sums;
}

Sums allBut(const std::vector<Sums>& sums, std::size_t fold) {
    Sums rest{Matrix(sums.front().inner.size()), Matrix(sums.front().cross.size()), std::vector<double>(sums.front().places.size()), std::vector<double>(sums.front().targets.size())};
    for (std::size_t other = 0; other < sums.size(); ++other) {
        if (other == fold)
            continue;
        for (const auto part : {&Sums::inner, &Sums::cross, &Sums::places, &Sums::targets})
            std::transform((rest.*part).begin(), (rest.*part).end(), (sums[other].*part).begin(), (rest.*part).begin(), std::plus<>());
        rest.count += sums[other].count;
    }
    return rest;
}

// From the means of what is learnt from on.
void centre(Sums& sums) {
    const std::size_t d = sums.places.size(), classes = sums.targets.size();
    for (std::size_t k = 0; k < d; ++k) {
        const double mean = sums.places[k] / sums.count;
        for (std::size_t l = 0; l <= k; ++l)
            sums.inner[k * d + l] -= mean * sums.places[l];
        for (std::size_t l = 0; l < classes; ++l)
            sums.cross[k * classes + l] -= mean * sums.targets[l];
    }
}

// Directions × classes, and behind them what is added for each class. Cholesky's way; the ridge makes the matrix positive definite.
Matrix weightsOf(Sums sums, std::size_t d, std::size_t classes, double ridge) {
    centre(sums);
    Matrix& m = sums.inner;
    double trace = 0;
    for (std::size_t k = 0; k < d; ++k)
        trace += m[k * d + k];
    const double added = std::max(ridge * trace / static_cast<double>(d), std::numeric_limits<double>::min());
    for (std::size_t k = 0; k < d; ++k) {
        m[k * d + k] += added;
        for (std::size_t l = 0; l <= k; ++l) {
            double sum = m[k * d + l];
            for (std::size_t j = 0; j < l; ++j)
                sum -= m[k * d + j] * m[l * d + j];
            m[k * d + l] = k == l ? std::sqrt(std::max(sum, added)) : sum / m[l * d + l];
        }
    }
    for (std::size_t c = 0; c < classes; ++c) {
        for (std::size_t k = 0; k < d; ++k) {
            for (std::size_t j = 0; j < k; ++j)
                sums.cross[k * classes + c] -= m[k * d + j] * sums.cross[j * classes + c];
            sums.cross[k * classes + c] /= m[k * d + k];
        }
        for (std::size_t k = d; k-- > 0;) {
            for (std::size_t j = k + 1; j < d; ++j)
                sums.cross[k * classes + c] -= m[j * d + k] * sums.cross[j * classes + c];
            sums.cross[k * classes + c] /= m[k * d + k];
        }
    }
    Matrix weights = std::move(sums.cross);
    for (std::size_t c = 0; c < classes; ++c) {
        double offset = sums.targets[c];
        for (std::size_t k = 0; k < d; ++k)
            offset -= sums.places[k] * weights[k * classes + c];
        weights.push_back(offset / sums.count);
    }
    return weights;
}

std::vector<float> scoresWith(const Lesson& lesson, const std::vector<Sums>& sums, double ridge) {
    const std::size_t d = lesson.directions, c = lesson.classes;
    std::vector<std::vector<float>> weights;
    for (std::size_t fold = 0; fold < sums.size(); ++fold) {
        const Matrix found = weightsOf(allBut(sums, fold), d, c, ridge);
        weights.emplace_back(found.begin(), found.end());
    }
    std::vector<float> scores(lesson.count() * c);
    for (std::size_t i = 0; i < lesson.count(); ++i) {
        const std::vector<float>& head = weights[lesson.folds[i]];
        std::copy_n(&head[d * c], c, &scores[i * c]);
        for (std::size_t k = 0; k < d; ++k)
            for (std::size_t l = 0; l < c; ++l)
                scores[i * c + l] += lesson.places[i * d + k] * head[k * c + l];
    }
    return scores;
}

double errorOf(const Lesson& lesson, const std::vector<float>& scores) {
    double sum = 0;
    for (std::size_t i = 0; i < scores.size(); ++i)
        if (lesson.labels[i] >= 0)
            sum += std::pow(static_cast<double>(scores[i] - lesson.targets[i]), 2);
    return sum;
}

std::vector<float> bestScores(const Lesson& lesson, std::size_t folds, const std::stop_token& stop) {
    const std::vector<Sums> sums = sumsByFold(lesson, folds);
    std::vector<float> best;
    double least = std::numeric_limits<double>::infinity();
    for (const double ridge : ridges) {
        if (stop.stop_requested())
            return {};
        std::vector<float> scores = scoresWith(lesson, sums, ridge);
        if (const double error = errorOf(lesson, scores); best.empty() || error < least) {
            least = error;
            best = std::move(scores);
        }
    }
    return best;
}

// What was not judged has a probability, too.
void toProbabilities(const Lesson& lesson, std::vector<float>& scores) {
    for (std::size_t c = 0; c < lesson.classes; ++c) {
        std::vector<std::pair<double, bool>> known;
        for (std::size_t i = c; i < scores.size(); i += lesson.classes)
            if (lesson.labels[i] >= 0)
                known.emplace_back(static_cast<double>(scores[i]), lesson.labels[i] > 0);
        const auto present = static_cast<double>(std::count_if(known.begin(), known.end(), [](const auto& one) { return one.second; }));
        const bool tells = present > 0 && present < static_cast<double>(known.size());
        const LogisticCurve curve = tells ? logisticCurveOf(known) : LogisticCurve();
        for (std::size_t i = c; i < scores.size(); i += lesson.classes)
            scores[i] = tells ? static_cast<float>(curve.at(static_cast<double>(scores[i]))) : std::numeric_limits<float>::quiet_NaN();
    }
}

} // namespace

std::vector<std::size_t> foldsOf(const std::vector<std::size_t>& groups, std::size_t folds) {
    std::map<std::size_t, std::size_t> sizes;
    for (const std::size_t group : groups)
        ++sizes[group];
    std::vector<std::pair<std::size_t, std::size_t>> bySize(sizes.begin(), sizes.end());
    std::stable_sort(bySize.begin(), bySize.end(), [](const auto& left, const auto& right) { return left.second > right.second; });
    std::vector<std::size_t> loads(std::min(folds, bySize.size()));
    std::map<std::size_t, std::size_t> foldOfGroup;
    for (const auto& [group, size] : bySize) {
        const auto least = std::min_element(loads.begin(), loads.end());
        *least += size;
        foldOfGroup[group] = static_cast<std::size_t>(least - loads.begin());
    }
    std::vector<std::size_t> ofEach(groups.size());
    std::transform(groups.begin(), groups.end(), ofEach.begin(), [&](std::size_t group) { return foldOfGroup[group]; });
    return ofEach;
}

OutOfFold outOfFold(const FeatureTable& table, const GroupedLabels& labels, const std::stop_token& stop, const DotKernel& kernel) {
    Lesson lesson = knownOf(table, labels);
    lesson.folds = foldsOf(lesson.groups);
    const std::size_t folds = lesson.folds.empty() ? 0 : *std::max_element(lesson.folds.begin(), lesson.folds.end()) + 1;
    if (folds < 2)
        return {};
    addPlaces(lesson, table, stop, kernel);
    addTargets(lesson);
    std::vector<float> scores = stop.stop_requested() || lesson.directions == 0 ? std::vector<float>() : bestScores(lesson, folds, stop);
    if (scores.empty())
        return {};
    toProbabilities(lesson, scores);
    return {folds, std::move(lesson.samples), std::move(scores)};
}

} // namespace locascope
