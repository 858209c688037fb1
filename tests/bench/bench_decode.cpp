#include "core/imaging/decode.h"
#include "core/imaging/loadsample.h"
#include "tests/support/madeimages.h"
#include "tests/support/smallplate.h"

#include <benchmark/benchmark.h>
#include <opencv2/imgcodecs.hpp>

#include <filesystem>
#include <thread>

// Each decoder beside cv::imdecode of the same bytes (the reference), on real images where they are present
// and made ones of the same size elsewhere.

using namespace locascope;
using namespace locascope::testing;

namespace {

Bytes realOr(const char* file, const Bytes& made) {
    const std::filesystem::path path = std::filesystem::path(LOCASCOPE_SHARED_DIR) / "data" / file;
    return std::filesystem::exists(path) ? readFile(path) : made;
}

const Plane& largePlane(int bits) {
    static const Plane eight = smoothPlane(2048, 2048, 8);
    static const Plane sixteen = smoothPlane(2048, 2048, 16);
    return bits == 16 ? sixteen : eight;
}

Bytes colourJpeg() {
    const Plane& plane = largePlane(8);
    std::vector<std::uint8_t> samples;
    for (int y = 0; y < plane.height(); ++y)
        for (int x = 0; x < plane.width(); ++x)
            samples.insert(samples.end(), {0, static_cast<std::uint8_t>(plane.valueAt(x, y)), 0});
    return jpegBytes(plane.width(), plane.height(), samples,
                     {.components = 3, .quality = 90, .isProgressive = false});
}

const Bytes& imageOf(int which) {
    static const std::vector<Bytes> images = {
        realOr("challenge-fullsize/b6a469d8-bbad-11e8-b2ba-ac1f6b6435d0_green.png",
               encodeGreyPng(largePlane(8))),
        encodeGreyPng(largePlane(16)),
        realOr("atlas/10580_1610_C1_1_green.jpg", colourJpeg()),
        greyJpegBytes(largePlane(8)),
        greyTiffBytes(largePlane(16)),
        greyTiffBytes(largePlane(16), {.compression = COMPRESSION_LZW, .rowsPerStrip = 64}),
    };
    return images[static_cast<std::size_t>(which)];
}

void describe(benchmark::State& state, const Bytes& bytes) {
    const ImageHeader header = readImageHeader(bytes, "bench");
    state.counters["megapixels"] = header.width * header.height / 1e6;
    state.counters["megabytes"] = static_cast<double>(bytes.size()) / 1e6;
}

void decodeWhole(benchmark::State& state) {
    const Bytes& bytes = imageOf(static_cast<int>(state.range(0)));
    const int reduction = static_cast<int>(state.range(1));
    for (auto _ : state)
        benchmark::DoNotOptimize(decodePlane(
            bytes, "bench", {.stain = Stain::Protein, .reduction = reduction, .limits = {}, .stop = {}}));
    describe(state, bytes);
}

void decodeByOpenCv(benchmark::State& state) {
    const Bytes& bytes = imageOf(static_cast<int>(state.range(0)));
    const cv::Mat input(1, static_cast<int>(bytes.size()), CV_8U, const_cast<std::byte*>(bytes.data()));
    const int flags = state.range(1) == 4 ? cv::IMREAD_REDUCED_GRAYSCALE_4 : cv::IMREAD_UNCHANGED;
    for (auto _ : state)
        benchmark::DoNotOptimize(cv::imdecode(input, flags));
    describe(state, bytes);
}

void readHeader(benchmark::State& state) {
    const Bytes& bytes = imageOf(static_cast<int>(state.range(0)));
    for (auto _ : state)
        benchmark::DoNotOptimize(readImageHeader(bytes, "bench"));
}

// 31,072 samples of four small PNGs, in the page cache.
void inspectLargePlate(benchmark::State& state) {
    constexpr int samples = 31072;
    SmallPlate made;
    const Bytes png = encodeGreyPng(knownPlane(32, 32, 8));
    for (int i = 0; i < samples; ++i) {
        Sample& sample = made.add("sample" + std::to_string(i));
        for (const Stain stain : allStains)
            made.put(sample, stain, png);
    }
    for (auto _ : state) {
        state.PauseTiming();
        Plate plate = made.plate();
        state.ResumeTiming();
        inspectPlate(plate);
        if (!plate.problems.empty())
            state.SkipWithError("the plate has problems");
    }
    state.counters["files"] = 4.0 * samples;
}

void loadWholeSample(benchmark::State& state) {
    SmallPlate made;
    Sample& sample = made.add("a");
    for (const Stain stain : allStains)
        made.put(sample, stain, imageOf(static_cast<int>(state.range(0))));
    const LoadOptions options{.reduction = 1,
                              .limits = {},
                              .threads = static_cast<int>(state.range(1)),
                              .digest = state.range(2) != 0};
    for (auto _ : state)
        benchmark::DoNotOptimize(loadSample(made.plate(), sample, options));
}

enum Image { Png8, Png16, ColourJpeg, GreyJpeg, PlainTiff16, LzwTiff16 };

} // namespace

BENCHMARK(decodeWhole)
    ->ArgNames({"image", "reduction"})
    ->ArgsProduct({{Png8, Png16, ColourJpeg, GreyJpeg, PlainTiff16, LzwTiff16}, {1, 4}})
    ->Unit(benchmark::kMillisecond);
BENCHMARK(decodeByOpenCv)
    ->ArgNames({"image", "reduction"})
    ->ArgsProduct({{Png8, Png16, ColourJpeg, GreyJpeg, PlainTiff16, LzwTiff16}, {1, 4}})
    ->Unit(benchmark::kMillisecond);
BENCHMARK(readHeader)
    ->ArgName("image")
    ->Arg(Png8)
    ->Arg(ColourJpeg)
    ->Arg(PlainTiff16)
    ->Unit(benchmark::kMicrosecond);
BENCHMARK(loadWholeSample)
    ->MeasureProcessCPUTime()
    ->ArgNames({"image", "threads", "digest"})
    ->ArgsProduct({{Png8}, {1, 2}, {0, 1}})
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK(inspectLargePlate)->MeasureProcessCPUTime()->UseRealTime()->Unit(benchmark::kMillisecond);
