#include "core/files/writefile.h"
#include "tests/support/gzipped.h"
#include "tests/support/madeimages.h"

#include <filesystem>

using namespace locascope;
using namespace locascope::testing;

// make_fuzz_seeds DIR: small valid images of every kind, from which fuzz_decode starts.
int main(int argc, char** argv) {
    if (argc != 2)
        return 2;
    const std::filesystem::path folder = argv[1];
    makeDirectory(folder);
    const Plane grey = smoothPlane(20, 15, 8);
    const Plane deep = smoothPlane(20, 15, 16);
    const std::vector<std::uint8_t> colours(std::size_t{3} * 20 * 15, 90);
    const std::vector<Bytes> seeds = {
        encodeGreyPng(grey),
        encodeGreyPng(deep),
        pngBytes(20, 15, 8, SPNG_COLOR_TYPE_TRUECOLOR, colours, 1),
        greyJpegBytes(grey),
        greyJpegBytes(grey, {.components = 1, .quality = 90, .isProgressive = true}),
        jpegBytes(20, 15, colours, {.components = 3, .quality = 90, .isProgressive = false}),
        greyTiffBytes(grey),
        greyTiffBytes(deep, {.compression = COMPRESSION_LZW, .predictor = 2}),
        greyTiffBytes(grey, {.compression = COMPRESSION_ADOBE_DEFLATE, .tile = 16}),
        greyTiffBytes(deep, {.compression = COMPRESSION_PACKBITS, .mode = "wb"}),
        greyTiffBytes(grey, {.pages = 2, .mode = "w8"}),
        tiffBytes(20, 15, {.bits = 12}, [](int, int) { return std::vector<std::uint8_t>(30, 0x5a); }),
        tiffBytes(20, 15, {.bits = 32, .sampleFormat = SAMPLEFORMAT_IEEEFP}, [](int, int) { return std::vector<std::uint8_t>(80, 0x44); }),
        tiffBytes(20, 15, {.samples = 5, .planar = PLANARCONFIG_SEPARATE}, [](int, int) { return std::vector<std::uint8_t>(20, 7); }),
        gzipped(greyTiffBytes(grey)),
        gzipped(encodeGreyPng(deep)),
    };
    for (std::size_t i = 0; i < seeds.size(); ++i)
        writeFile(folder / std::to_string(i), seeds[i],
                  {.durability = Durability::Ordered, .access = FileAccess::Default});
    return 0;
}
