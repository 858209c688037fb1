// Listing 31,072 samples (124,288 files, names as in the challenge), beside readdir() alone on the same directory.
#include "core/plate/scanplate.h"
#include "tests/support/temporaryfolder.h"

#include <benchmark/benchmark.h>

#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <random>

namespace {

using namespace locascope;

constexpr int samples = 31072;

std::string randomUuid(std::mt19937& random) {
    char text[37];
    std::snprintf(text, sizeof text, "%08x-%04x-11e8-b2bc-%012x", static_cast<unsigned>(random()),
                  static_cast<unsigned>(random() & 0xffff), static_cast<unsigned>(random()));
    return text;
}

void makeFile(const std::string& path) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT, 0600);
    if (file < 0 || ::write(file, "x", 1) != 1)
        throw std::runtime_error("no room for the plate");
    ::close(file);
}

/// Hard links of a few small files (one takes 65,000 at most), made once.
const std::filesystem::path& largePlate() {
    static const testing::TemporaryFolder folder;
    static const bool made = [] {
        std::mt19937 random(1);
        std::string original;
        for (int i = 0; i < samples; ++i) {
            if (i % 10000 == 0)
                makeFile(original = (folder / ("original" + std::to_string(i))).string());
            const std::string base = (folder / randomUuid(random)).string();
            for (const char* colour : {"_red.png", "_green.png", "_blue.png", "_yellow.png"})
                if (::link(original.c_str(), (base + colour).c_str()) != 0)
                    throw std::runtime_error("too many links for this file system");
        }
        return true;
    }();
    static_cast<void>(made);
    return folder.path();
}

double secondsOfListing(const std::filesystem::path& directory) {
    const auto start = std::chrono::steady_clock::now();
    DIR* handle = ::opendir(directory.c_str());
    std::size_t letters = 0;
    while (const dirent* entry = ::readdir(handle))
        letters += entry->d_name[0] != '\0';
    ::closedir(handle);
    benchmark::DoNotOptimize(letters);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void scanOf124288Files(benchmark::State& state) {
    const std::filesystem::path& directory = largePlate();
    double listing = 0, scanning = 0;
    for (auto _ : state) {
        listing += secondsOfListing(directory);
        const auto start = std::chrono::steady_clock::now();
        benchmark::DoNotOptimize(scanPlate(directory).samples.size());
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        scanning += seconds;
        state.SetIterationTime(seconds);
    }
    state.counters["times_readdir"] = scanning / listing;
}
BENCHMARK(scanOf124288Files)->UseManualTime()->Unit(benchmark::kMillisecond)->Iterations(10);

} // namespace
