#pragma once

#include "core/review/queue.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <random>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace locascope::testing {

/// How many labels experts took off an image, and how many they put on it.
using ExpertChange = std::pair<int, int>;

/// Of every row of relabelled-by-experts.csv; without it the three shares that are known of it, one label
/// each.
inline std::vector<ExpertChange> expertChanges(const std::string& csv) {
    std::vector<ExpertChange> changes;
    const auto words = [](const std::string& cell) {
        return static_cast<int>(cell.empty() ? 0 : 1 + std::count(cell.begin(), cell.end(), ' '));
    };
    std::istringstream lines(csv);
    std::string line;
    for (std::getline(lines, line); std::getline(lines, line);) {
        const std::size_t last = line.rfind(','), before = line.rfind(',', last - 1);
        changes.emplace_back(words(line.substr(before + 1, last - before - 1)),
                             words(line.substr(last + 1, line.find('\r') - last - 1)));
    }
    for (const auto& [change, count] :
         {std::pair(ExpertChange{0, 1}, 204), std::pair(ExpertChange{1, 0}, 117),
          std::pair(ExpertChange{1, 1}, 251)})
        if (csv.empty())
            changes.insert(changes.end(), static_cast<std::size_t>(count), change);
    return changes;
}

/// A made plate: what is there, what a reviewer said, and what a model that did not see those labels would
/// say. `separation` is the distance of the means of a class's evidence where it is present and where it is
/// not, in standard deviations: of 3, the area under the ROC curve is 0.98.
class CorruptedPlate final {
public:
    CorruptedPlate(std::size_t samples, double separation, unsigned seed)
        : m_random(seed) {
        for (std::size_t i = 0; i < samples; ++i) {
            truth.push_back(drawnLabels());
            probabilities.push_back(drawnProbabilities(truth.back(), separation));
        }
        said = truth;
        isCorrupted.assign(samples, false);
    }

    /// Undoes on one sample each what experts did on an image: labels that they put on are missing, those
    /// that they took off are there.
    void corrupt(std::vector<ExpertChange> changes, std::size_t count) {
        std::shuffle(changes.begin(), changes.end(), m_random);
        for (std::size_t i = 0; i < count; ++i) {
            const auto [removed, added] = changes[i % changes.size()];
            const std::size_t sample = untouchedWith(static_cast<std::size_t>(added) + (removed > 0 ? 0 : 1));
            isCorrupted[sample] = true;
            std::vector<ClassIndex> present = truth[sample].classes();
            std::shuffle(present.begin(), present.end(), m_random);
            for (int k = 0; k < added; ++k)
                said[sample].erase(present[static_cast<std::size_t>(k)]);
            for (int k = 0; k < removed;)
                if (const ClassIndex wrong = drawnClass();
                    !truth[sample].contains(wrong) && !said[sample].contains(wrong)) {
                    said[sample].insert(wrong);
                    ++k;
                }
        }
    }

    /// Valid as long as this plate is neither changed nor gone.
    std::vector<QueueSample> reviewed() {
        m_decisions.clear();
        for (const LabelSet& labels : said) {
            Decision decision;
            decision.outcome = labels.isEmpty() ? Outcome::Negative : Outcome::Labelled;
            decision.present = labels;
            m_decisions.push_back(decision);
        }
        std::vector<QueueSample> samples;
        for (std::size_t i = 0; i < said.size(); ++i)
            samples.push_back({probabilities[i], &m_decisions[i]});
        return samples;
    }

    std::vector<LabelSet> truth, said;
    std::vector<std::vector<float>> probabilities;
    std::vector<bool> isCorrupted;

private:
    /// Images of each class among the challenge's 31,072.
    static constexpr std::array sizes{12885, 1254, 3621, 1561, 1858, 2513, 1008, 2822, 53,  45,
                                      28,    1093, 688,  537,  1066, 21,   530,  210,  902, 1482,
                                      172,   3777, 802,  2965, 322,  8228, 328,  11};
    static constexpr double ofAll = 31072;

    double uniform() { return static_cast<double>(m_random() >> 5U) / 134217728.0; }
    double normal() {
        return std::sqrt(-2 * std::log(1 - uniform())) * std::cos(6.283185307179586 * uniform());
    } // the same with every library

    ClassIndex drawnClass() {
        double place = uniform() * 50782; // the sizes' sum
        std::size_t index = 0;
        while (index + 1 < sizes.size() && (place -= sizes[index]) >= 0)
            ++index;
        return toClass(index);
    }
    LabelSet drawnLabels() {
        LabelSet labels;
        for (std::size_t i = 0; i < sizes.size(); ++i)
            if (uniform() < sizes[i] / ofAll)
                labels.insert(toClass(i));
        if (labels.isEmpty())
            labels.insert(drawnClass());
        return labels;
    }
    /// A posterior by Bayes, to the logit of which noise was added.
    std::vector<float> drawnProbabilities(const LabelSet& labels, double separation) {
        std::vector<float> row;
        for (std::size_t i = 0; i < sizes.size(); ++i) {
            const double share = sizes[i] / ofAll;
            const double seen = normal() + (labels.contains(toClass(i)) ? separation : 0);
            const double logit = std::log(share / (1 - share)) + separation * seen -
                                 separation * separation / 2 + 0.5 * normal();
            row.push_back(static_cast<float>(1 / (1 + std::exp(-logit))));
        }
        return row;
    }
    std::size_t untouchedWith(std::size_t labels) {
        while (true)
            if (const std::size_t sample = m_random() % truth.size();
                !isCorrupted[sample] && truth[sample].size() >= labels)
                return sample;
    }

    std::mt19937 m_random;
    std::vector<Decision> m_decisions;
};

} // namespace locascope::testing
