// Compositing 3072 x 3072 x 4 into a 1600 x 1000 view, beside a compositor that prepares nothing; the heat map over it; and 2048 x 2048 x 4 of
// 16 bits pixel for pixel with every kernel, beside a loop over tables.
#include "core/imaging/composite.h"
#include "core/imaging/heatmap.h"
#include "core/imaging/kernels/availablekernels.h"
#include "tests/support/naivecomposite.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <string>

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
        overlayHeatMap(map, 3072, 3072, {0, 0, 0.521, 1600, 1000}, {heatColours(), 0.5}, pixels.data(), 1600 * 4);
}
BENCHMARK(heatMapOverAView)->Unit(benchmark::kMillisecond);

constexpr int side = 2048;

/// From raw value to what a stain adds, in three 10-bit lanes.
std::vector<std::uint32_t> tableOf(const StainDisplay& display) {
    std::vector<std::uint32_t> table(65536);
    for (std::size_t value = 0; value < table.size(); ++value) {
        const double share = display.gain * displayFraction(display.window, static_cast<double>(value));
        for (const std::uint8_t full : {display.colour.red, display.colour.green, display.colour.blue})
            table[value] = table[value] << 10 | static_cast<std::uint32_t>(full * share + 0.5);
    }
    return table;
}

using Tables = std::array<std::vector<std::uint32_t>, stainCount>;

Tables tablesOf(const DisplaySettings& settings) {
    Tables tables;
    for (const Stain stain : allStains)
        tables[static_cast<std::size_t>(stain)] = tableOf(settings.stains[stain]);
    return tables;
}

/// The reference: one thread, four look-ups a pixel, tables already there.
void loopOverTables(const ChannelStack& stack, const Tables& tables, std::uint32_t* pixels) {
    const auto plane = [&stack](Stain stain) { return stack.planes[stain].row<std::uint16_t>(0); };
    const std::uint16_t *nucleus = plane(Stain::Nucleus), *protein = plane(Stain::Protein);
    const std::uint16_t *microtubules = plane(Stain::Microtubules), *reticulum = plane(Stain::Reticulum);
    const auto table = [&tables](Stain stain) { return tables[static_cast<std::size_t>(stain)].data(); };
    const std::uint32_t *ofNucleus = table(Stain::Nucleus), *ofProtein = table(Stain::Protein);
    const std::uint32_t *ofMicrotubules = table(Stain::Microtubules), *ofReticulum = table(Stain::Reticulum);
    for (int i = 0; i < side * side; ++i) {
        const std::uint32_t sum = ofNucleus[nucleus[i]] + ofProtein[protein[i]] + ofMicrotubules[microtubules[i]] + ofReticulum[reticulum[i]];
        const std::uint32_t red = std::min(sum >> 20, 255u), green = std::min(sum >> 10 & 1023u, 255u), blue = std::min(sum & 1023u, 255u);
        pixels[i] = 0xFF000000u | red << 16 | green << 8 | blue;
    }
}

double median(std::vector<double> values) {
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
    return values[values.size() / 2];
}

void pixelForPixel(benchmark::State& state, const CompositeKernel& kernel, double gamma) {
    static const ChannelStack stack = testing::paintedStack(side, side, 16);
    const DisplaySettings settings = settingsOf(16, gamma);
    const Tables tables = tablesOf(settings);
    std::vector<std::uint32_t> found(side * side), expected(side * side);
    std::vector<double> frames, loops;
    for (auto _ : state) {
        auto start = std::chrono::steady_clock::now();
        loopOverTables(stack, tables, expected.data());
        loops.push_back(milliseconds(start));
        start = std::chrono::steady_clock::now();
        compositeView(stack, settings, {0, 0, 1, side, side}, found.data(), side * 4, 2, &kernel);
        frames.push_back(milliseconds(start));
        state.SetIterationTime(frames.back() / 1000);
    }
    const double fastest = *std::min_element(frames.begin(), frames.end()), fastestLoop = *std::min_element(loops.begin(), loops.end());
    state.counters["median_ms"] = median(frames);
    state.counters["tables_ms"] = median(loops);
    state.counters["tables_over_this"] = median(loops) / median(frames);
    state.counters["the_same_of_fastest"] = fastestLoop / fastest; // what other programs on the machine disturb least
    state.counters["reference"] = 4;
    state.counters["largest_difference"] = testing::largestDifference(found, expected);
}

const bool registered = [] {
    for (const CompositeKernel* kernel : availableKernels())
        for (const double gamma : {1.0, 1.5}) {
            const std::string name = std::string("pixelForPixel/") + kernel->name + (gamma == 1 ? "" : "/gamma");
            benchmark::RegisterBenchmark(name.c_str(), pixelForPixel, *kernel, gamma)
                ->UseManualTime()->Unit(benchmark::kMillisecond)->Iterations(40);
        }
    return true;
}();

} // namespace
