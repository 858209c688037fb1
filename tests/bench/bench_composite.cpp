// Compositing 3072 x 3072 x 4 into a 1600 x 1000 view, beside a compositor that prepares nothing; and the heat map over it.
#include "core/imaging/composite.h"
#include "core/imaging/heatmap.h"
#include "tests/support/naivecomposite.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <map>

namespace {

using namespace locascope;

const ChannelStack& stackOf(int bits) {
    static std::map<int, ChannelStack> stacks;
    if (!stacks.contains(bits))
        stacks[bits] = testing::paintedStack(3072, 3072, bits);
    return stacks[bits];
}

DisplaySettings settingsOf(int bits, double gamma) {
    DisplaySettings settings = defaultDisplay();
    for (const Stain stain : allStains) {
        settings.stains[stain].visible = true;
        settings.stains[stain].window = {bits == 16 ? 500.0 : 4.0, bits == 16 ? 50000.0 : 200.0, gamma};
    }
    return settings;
}

double milliseconds(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

/// A handle is dragged: every frame has another maximum. Arguments: bits, scale in thousandths, gamma in tenths.
void dragOfAContrastHandle(benchmark::State& state) {
    const int bits = static_cast<int>(state.range(0));
    const ChannelStack& stack = stackOf(bits);
    const double scale = static_cast<double>(state.range(1)) / 1000;
    const Viewport view{scale < 0.5 ? -900.0 : 0.0, 0, scale, 1600, 1000};
    DisplaySettings settings = settingsOf(bits, static_cast<double>(state.range(2)) / 10);
    std::vector<std::uint32_t> pixels(1600 * 1000);
    std::vector<double> frames;
    for (auto _ : state) {
        settings.stains[Stain::Protein].window.maximum += 1;
        const auto start = std::chrono::steady_clock::now();
        compositeView(stack, settings, view, pixels.data(), 1600 * 4);
        frames.push_back(milliseconds(start));
        state.SetIterationTime(frames.back() / 1000);
    }
    const auto start = std::chrono::steady_clock::now();
    testing::naiveComposite(stack, settings, view, pixels.data());
    const double naive = milliseconds(start);
    std::sort(frames.begin(), frames.end());
    state.counters["p99_ms"] = frames[frames.size() * 99 / 100];
    state.counters["naive_ms"] = naive;
    state.counters["naive_over_fast"] = naive / frames[frames.size() / 2];
}
BENCHMARK(dragOfAContrastHandle)
    ->ArgsProduct({{8, 16}, {326, 521, 800, 1000, 3000}, {10}})
    ->Args({8, 521, 15})
    ->Args({16, 521, 15})
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond)
    ->Iterations(100);

void heatMapOverAView(benchmark::State& state) {
    SaliencyMap map{16, 16, std::vector<float>(256)};
    for (std::size_t i = 0; i < map.values.size(); ++i)
        map.values[i] = static_cast<float>(i % 17) / 16;
    std::vector<std::uint32_t> pixels(1600 * 1000, 0xFF202020u);
    for (auto _ : state)
        overlayHeatMap(map, 3072, 3072, {0, 0, 0.521, 1600, 1000}, 0.5, pixels.data(), 1600 * 4);
}
BENCHMARK(heatMapOverAView)->Unit(benchmark::kMillisecond);

} // namespace
