// Listing 31,072 samples (124,288 files, names as in the challenge), beside readdir() alone on the same directory; and looking into 31,072 OME-TIFFs of four channels,
// which the next scan remembers.
#include "core/plate/scanplate.h"
#include "tests/support/stacktiff.h"
#include "tests/support/temporaryfolder.h"

#include <benchmark/benchmark.h>

#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <random>
#include <string_view>

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

// A text as instruments write it, of some kilobytes; `name` stands where each file's own name does.
std::string omeTextOf(std::string_view name) {
    std::string inPixels;
    for (int c = 0; c < 4; ++c)
        inPixels += "<TiffData FirstC=\"" + std::to_string(c) + "\" FirstZ=\"0\" FirstT=\"0\" IFD=\"" + std::to_string(c) + "\" PlaneCount=\"1\"><UUID FileName=\"" + std::string(name) +
                    ".ome.tif\">urn:uuid:00000000-0000-0000-0000-" + std::string(name) + "</UUID></TiffData>\n";
    for (int c = 0; c < 4; ++c)
        inPixels += "<Plane TheC=\"" + std::to_string(c) + "\" TheZ=\"0\" TheT=\"0\" DeltaT=\"0.125\" ExposureTime=\"0.05\" PositionX=\"1200.5\" PositionXUnit=\"µm\" PositionY=\"800.25\" PositionYUnit=\"µm\"/>\n";
    return testing::omeText({{.c = 4, .channels = {"DAPI", "Alexa 488", "Alexa 568", "Alexa 647"}, .inPixels = inPixels, .attributes = " PhysicalSizeX=\"0.325\" PhysicalSizeY=\"0.325\""}}, {},
                            "urn:uuid:00000000-0000-0000-0000-" + std::string(name));
}

/// OME-TIFFs of four small pages, each naming itself, written long ago.
const std::filesystem::path& omePlate() {
    static const testing::TemporaryFolder folder;
    static const bool made = [] {
        constexpr std::string_view name = "A01_f0000000";
        const Bytes model = testing::stackTiffBytes(testing::flatPlanes(4, 100, 8, 8), {.description = omeTextOf(name)});
        std::string bytes(reinterpret_cast<const char*>(model.data()), model.size());
        std::vector<std::size_t> places;
        for (std::size_t at = bytes.find(name); at != std::string::npos; at = bytes.find(name, at + 1))
            places.push_back(at);
        const auto longAgo = std::filesystem::file_time_type::clock::now() - std::chrono::hours(24);
        for (int i = 0; i < samples; ++i) {
            char own[13];
            std::snprintf(own, sizeof own, "%c%02d_f%07d", 'A' + i / 24 % 16, i % 24 + 1, i);
            for (const std::size_t at : places)
                bytes.replace(at, name.size(), own);
            const std::filesystem::path file = folder / (std::string(own) + ".ome.tif");
            std::ofstream(file, std::ios::binary) << bytes;
            std::filesystem::last_write_time(file, longAgo);
        }
        return true;
    }();
    static_cast<void>(made);
    return folder.path();
}

void scanOmeTiffs(benchmark::State& state, bool isRemembered) {
    const std::filesystem::path& directory = omePlate();
    const testing::TemporaryFolder cache;
    const ScanOptions options{.cacheDirectory = cache.path()};
    if (isRemembered)
        scanPlate(directory, options);
    for (auto _ : state) {
        if (!isRemembered)
            std::filesystem::remove_all(cache / "headers");
        const auto start = std::chrono::steady_clock::now();
        const Plate plate = scanPlate(directory, options);
        state.SetIterationTime(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
        if (plate.samples.size() != samples || !plate.problems.empty())
            state.SkipWithError("the plate was not read as it is");
    }
    std::uintmax_t bytes = 0;
    for (const auto& entry : std::filesystem::directory_iterator(cache / "headers"))
        bytes += entry.file_size();
    state.counters["remembered_MB"] = static_cast<double>(bytes) / 1e6;
}
void firstScanOf31072OmeTiffs(benchmark::State& state) { scanOmeTiffs(state, false); }
void nextScanOf31072OmeTiffs(benchmark::State& state) { scanOmeTiffs(state, true); }
BENCHMARK(firstScanOf31072OmeTiffs)->UseManualTime()->Unit(benchmark::kMillisecond)->Iterations(3);
BENCHMARK(nextScanOf31072OmeTiffs)->UseManualTime()->Unit(benchmark::kMillisecond)->Iterations(5);

BENCHMARK(scanOf124288Files)->UseManualTime()->Unit(benchmark::kMillisecond)->Iterations(10);

} // namespace
