// How long the neighbours of one sample among a challenge's take, beside a plain loop over floats and beside what reading those bytes takes. One thread.

#include "core/similarity/half.h"
#include "core/similarity/neighbours.h"
#include "core/similarity/principalmap.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <random>
#include <vector>

using namespace locascope;

namespace {

constexpr int samples = 31072;
constexpr std::size_t length = 1024;
constexpr int runs = 21;

template <class Work>
double medianMs(int count, const Work& work) {
    std::vector<double> times;
    for (int run = 0; run < count; ++run) {
        const auto start = std::chrono::steady_clock::now();
        work(run);
        times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    }
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
}

FeatureTable madeTable() {
    std::mt19937 random(1);
    std::normal_distribution<float> normal(0.3F, 1);
    FeatureTable table;
    std::vector<float> features(length);
    for (int sample = 0; sample < samples; ++sample) {
        for (float& value : features)
            value = std::max(0.0F, normal(random));
        table.put(sample, {}, features);
    }
    return table;
}

std::vector<float> asFloats(const FeatureTable& table) {
    std::vector<float> rows(table.count() * length);
    std::transform(table.rows(), table.rows() + rows.size(), rows.begin(), fromHalf);
    return rows;
}

// The highest cosine of another row: cosines by the definition, every row's length anew.
double plainLoop(const std::vector<float>& rows, std::size_t sample) {
    double best = -1;
    for (std::size_t row = 0; row < samples; ++row) {
        double product = 0, own = 0, other = 0;
        for (std::size_t k = 0; k < length; ++k) {
            const double a = static_cast<double>(rows[sample * length + k]), b = static_cast<double>(rows[row * length + k]);
            product += a * b;
            own += a * a;
            other += b * b;
        }
        if (row != sample)
            best = std::max(best, product / std::sqrt(own * other));
    }
    return best;
}

std::uint64_t sumOfBytes(const FeatureTable& table) {
    const auto* words = reinterpret_cast<const std::uint64_t*>(table.rows());
    std::uint64_t sums[8] = {};
    for (std::size_t i = 0; i + 8 <= table.count() * length / 4; i += 8)
        for (std::size_t lane = 0; lane < 8; ++lane)
            sums[lane] += words[i + lane];
    std::uint64_t sum = 0;
    for (const std::uint64_t one : sums)
        sum += one;
    return sum;
}

} // namespace

int main() {
    const FeatureTable table = madeTable();
    const std::vector<float> floats = asFloats(table);
    std::printf("%d samples of %zu features, %.1f MB of halves; milliseconds, medians, two threads\n", samples, length, static_cast<double>(table.count() * length * 2) / 1e6);
    for (const DotKernel* kernel : availableDotKernels()) {
        double best = 0;
        const double ten = medianMs(runs, [&](int run) { best = static_cast<double>(neighboursOf(table, run * 997, 10, *kernel)[1].similarity); });
        const double all = medianMs(runs, [&](int run) { neighboursOf(table, run * 997, table.count(), *kernel); });
        std::printf("%-10s ten nearest %7.2f   whole plate in order %7.2f   (bound: 30)\n", kernel->name, ten, all);
        std::printf("           nearest %.6f, by the plain loop %.6f\n", best, plainLoop(floats, static_cast<std::size_t>((runs - 1) * 997)));
    }
    std::printf("plain loop over floats %7.2f\n", medianMs(3, [&](int run) { plainLoop(floats, static_cast<std::size_t>(run)); }));
    std::uint64_t sum = 0;
    const double read = medianMs(runs, [&](int) { sum += sumOfBytes(table); });
    std::printf("reading the halves once %6.2f (%.1f GB/s; %llu)\n", read, static_cast<double>(table.count() * length * 2) / 1e6 / read, static_cast<unsigned long long>(sum % 10));
    std::printf("map of all samples %7.0f\n", medianMs(3, [&](int) { principalMap(table); }));
    return 0;
}
