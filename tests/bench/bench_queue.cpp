// How long the queues of a challenge's 31,072 samples of 28 classes take, beside sorting as many floats. One
// thread.

#include "core/review/reviewqueue.h"
#include "core/similarity/outoffold.h"
#include "core/similarity/spread.h"
#include "tests/support/corruptedplate.h"

#include <chrono>
#include <cstdio>
#include <numeric>

using namespace locascope;
using namespace locascope::testing;

namespace {

constexpr std::size_t samples = 31072;
constexpr std::size_t spreadCount = 200; // as the window asks for
constexpr int runs = 11;
constexpr double allowedMs = 500;

template <class Work>
double medianMs(const Work& work) {
    std::vector<double> times;
    for (int run = 0; run < runs; ++run) {
        const auto start = std::chrono::steady_clock::now();
        work();
        times.push_back(
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    }
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
}

std::vector<float> floats(const CorruptedPlate& plate) {
    std::vector<float> all;
    for (const auto& row : plate.probabilities)
        all.insert(all.end(), row.begin(), row.end());
    return all;
}

FeatureTable madeTable(std::size_t length) {
    std::mt19937 random(1);
    std::normal_distribution<float> normal(0.3F, 1);
    FeatureTable table;
    std::vector<float> features(length);
    for (std::size_t sample = 0; sample < samples; ++sample) {
        for (float& value : features)
            value = std::max(0.0F, normal(random));
        table.put(static_cast<int>(sample), {}, features);
    }
    return table;
}

/// Of every sample, wells of eight.
GroupedLabels labelsOf(const CorruptedPlate& plate) {
    GroupedLabels table;
    table.classes = 28;
    for (std::size_t i = 0; i < samples; ++i) {
        table.samples.push_back(static_cast<int>(i));
        table.groups.push_back(i / 8);
        for (std::size_t c = 0; c < table.classes; ++c)
            table.labels.push_back(plate.said[i].contains(toClass(c)) ? 1 : 0);
    }
    return table;
}

} // namespace

int main() {
    CorruptedPlate plate(samples, 3, 1);
    plate.corrupt(expertChanges({}), 572);
    std::vector<QueueSample> reviewed = plate.reviewed(), fresh = reviewed;
    for (QueueSample& sample : fresh)
        sample.decision = nullptr;
    const std::vector<double> thresholds(28, 0.4);
    const std::vector<float> unsorted = floats(plate);
    std::vector<float> copy;
    const double sorting = medianMs([&] {
        copy = unsorted;
        std::sort(copy.begin(), copy.end());
    });
    std::printf("%zu × 28; sorting %zu floats: %.1f ms\n", samples, unsorted.size(), sorting);
    double worst = 0;
    for (const QueueStrategy strategy :
         {QueueStrategy::InOrder, QueueStrategy::Unreviewed, QueueStrategy::Entropy, QueueStrategy::Margin,
          QueueStrategy::SecondLook, QueueStrategy::Borderline, QueueStrategy::Differ,
          QueueStrategy::RareFirst}) {
        const bool ofReviewed = strategy == QueueStrategy::SecondLook ||
                                strategy == QueueStrategy::Borderline || strategy == QueueStrategy::Differ;
        std::size_t entries = 0;
        const double ms = medianMs([&] {
            entries = reviewQueue(strategy, {ofReviewed ? reviewed : fresh, thresholds}).entries.size();
        });
        worst = std::max(worst, ms);
        std::printf("  %-12s %6zu entries %8.1f ms  %5.2f of sorting\n",
                    std::string(strategyKey(strategy)).c_str(), entries, ms, ms / sorting);
    }
    std::printf("  slowest %.1f ms, %.2f of the %.0f ms allowed\n", worst, worst / allowedMs, allowedMs);
    std::vector<int> candidates(samples);
    std::iota(candidates.begin(), candidates.end(), 0);
    const GroupedLabels labels = labelsOf(plate);
    for (const std::size_t length : {std::size_t{128}, std::size_t{1024}}) {
        const FeatureTable table = madeTable(length);
        const auto start = std::chrono::steady_clock::now();
        const std::size_t picks = spreadOver(table, candidates, spreadCount).size();
        const double ms =
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
        std::printf("  second look, out of fold by %zu features: %.0f ms\n", length, medianMs([&] { outOfFold(table, labels); }));
        std::printf("  diverse, %zu of %zu with %zu features: %.0f ms\n", picks, samples, length, ms);
    }
    return 0;
}
