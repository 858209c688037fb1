#include "tests/support/decodechecks.h"
#include "tests/support/madeimages.h"

#include <QTest>

#include <zlib.h>

using namespace locascope;
using namespace locascope::testing;

namespace {

void append32(Bytes& bytes, std::uint32_t value) {
    for (const int shift : {24, 16, 8, 0})
        bytes.push_back(static_cast<std::byte>(value >> shift));
}

void appendChunk(Bytes& bytes, std::string_view name, std::string_view data) {
    append32(bytes, static_cast<std::uint32_t>(data.size()));
    const std::string covered = std::string(name) + std::string(data);
    for (const char c : covered)
        bytes.push_back(static_cast<std::byte>(c));
    append32(bytes, static_cast<std::uint32_t>(
                        ::crc32_z(0, reinterpret_cast<const Bytef*>(covered.data()), covered.size())));
}

std::string bigEndianText(std::uint32_t value) {
    return {static_cast<char>(value >> 24U), static_cast<char>(value >> 16U), static_cast<char>(value >> 8U),
            static_cast<char>(value)};
}

// Signature and header, without pixels.
Bytes startOfPng(std::uint32_t width, std::uint32_t height, int bits, int colourType) {
    Bytes bytes;
    for (const int c : std::initializer_list<int>{0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'})
        bytes.push_back(static_cast<std::byte>(c));
    appendChunk(bytes, "IHDR",
                bigEndianText(width) + bigEndianText(height) + static_cast<char>(bits) +
                    static_cast<char>(colourType) + std::string(3, '\0'));
    return bytes;
}

// The same PNG with one more chunk after its header.
Bytes withChunk(const Bytes& png, std::string_view name, std::string_view data) {
    constexpr std::ptrdiff_t afterHeader = 8 + 25;
    Bytes bytes(png.begin(), png.begin() + afterHeader);
    appendChunk(bytes, name, data);
    bytes.insert(bytes.end(), png.begin() + afterHeader, png.end());
    return bytes;
}

std::vector<std::uint8_t> rgbPixels(int width, int height, int samples) {
    std::vector<std::uint8_t> pixels;
    for (int i = 0; i < width * height; ++i)
        for (int s = 0; s < samples; ++s)
            pixels.push_back(static_cast<std::uint8_t>(s == 0   ? 10 + i
                                                       : s == 1 ? 101 + i
                                                       : s == 2 ? 200 + i % 50
                                                                : 77));
    return pixels;
}

} // namespace

class TestDecodePng : public QObject {
    Q_OBJECT
private slots:
    void greyOfEightBitsIsExact() {
        const Plane plane = knownPlane(37, 23, 8);
        QVERIFY(haveEqualPixels(decoded(encodeGreyPng(plane)), plane));
    }

    void greyOfSixteenBitsIsExact() {
        const Plane plane = knownPlane(37, 23, 16);
        const Plane read = decoded(encodeGreyPng(plane));
        QVERIFY(haveEqualPixels(read, plane));
        QCOMPARE(read.valueAt(0, 0), 4660);
    }

    void anInterlacedPngIsExact() {
        for (const int bits : {8, 16}) {
            const Plane plane = knownPlane(37, 23, bits);
            const std::span<const std::uint8_t> pixels(plane.row<std::uint8_t>(0), plane.byteCount());
            QVERIFY(haveEqualPixels(decoded(pngBytes(37, 23, bits, SPNG_COLOR_TYPE_GRAYSCALE, pixels, 1)),
                                    plane));
        }
    }

    void interlacedImagesSmallerThanAPassAreExact() {
        for (int width = 1; width <= 9; ++width)
            for (int height = 1; height <= 9; ++height) {
                const Plane plane = knownPlane(width, height, 8);
                const std::span<const std::uint8_t> pixels(plane.row<std::uint8_t>(0), plane.byteCount());
                QVERIFY(haveEqualPixels(
                    decoded(pngBytes(width, height, 8, SPNG_COLOR_TYPE_GRAYSCALE, pixels, 1)), plane));
            }
    }

    void aHeaderIsReadFromAPrefix() {
        const Bytes png = encodeGreyPng(knownPlane(37, 23, 16));
        const ImageHeader header = readImageHeader(std::span(png).first(60), "made");
        QCOMPARE(header.width, 37);
        QCOMPARE(header.height, 23);
        QCOMPARE(header.bits, 16);
        QCOMPARE(header.channels, 1);
        QCOMPARE(header.pages, 1);
        QVERIFY(!header.colourised);
    }

    void aColourisedPngGivesThePlaneOfItsStain() {
        for (const int samples : {3, 4}) {
            const auto pixels = rgbPixels(5, 4, samples);
            const Bytes png = pngBytes(
                5, 4, 8, samples == 3 ? SPNG_COLOR_TYPE_TRUECOLOR : SPNG_COLOR_TYPE_TRUECOLOR_ALPHA, pixels);
            QVERIFY(readImageHeader(png, "made").colourised);
            QCOMPARE(decoded(png, Stain::Microtubules).valueAt(3, 1), 10 + 8);
            QCOMPARE(decoded(png, Stain::Protein).valueAt(3, 1), 101 + 8);
            QCOMPARE(decoded(png, Stain::Nucleus).valueAt(3, 1), 200 + 8);
            QCOMPARE(decoded(png, Stain::Reticulum).valueAt(3, 1), (18 + 109) / 2);
        }
    }

    void colourOfSixteenBitsIsExact() {
        const std::vector<std::uint16_t> values = {1, 40000, 65535, 300, 301, 4660};
        const std::span<const std::uint8_t> pixels(reinterpret_cast<const std::uint8_t*>(values.data()), 12);
        const Bytes png = pngBytes(2, 1, 16, SPNG_COLOR_TYPE_TRUECOLOR, pixels);
        QCOMPARE(decoded(png, Stain::Nucleus).valueAt(1, 0), 4660);
        QCOMPARE(decoded(png, Stain::Reticulum).valueAt(0, 0), 20000);
        QCOMPARE(decoded(png, Stain::Protein).bits(), 16);
    }

    void alphaIsIgnored() {
        const std::vector<std::uint8_t> pixels = {9, 0, 200, 128, 30, 255};
        const Bytes png = pngBytes(3, 1, 8, SPNG_COLOR_TYPE_GRAYSCALE_ALPHA, pixels);
        QCOMPARE(decoded(png).valueAt(0, 0), 9);
        QCOMPARE(decoded(png).valueAt(1, 0), 200);
    }

    void aPaletteGivesTheColourOfItsStain() {
        const std::vector<std::uint8_t> indices = {0, 1, 2};
        const auto setPalette = [](spng_ctx* context) {
            spng_plte palette{};
            palette.n_entries = 3;
            palette.entries[1] = {11, 22, 33, 255};
            palette.entries[2] = {0, 240, 0, 255};
            spng_set_plte(context, &palette);
        };
        const Bytes png = pngBytes(3, 1, 8, SPNG_COLOR_TYPE_INDEXED, indices, 0, setPalette);
        QVERIFY(readImageHeader(png, "made").colourised);
        QCOMPARE(decoded(png, Stain::Nucleus).valueAt(1, 0), 33);
        QCOMPARE(decoded(png, Stain::Protein).valueAt(2, 0), 240);
        QCOMPARE(decoded(png, Stain::Reticulum).valueAt(1, 0), 16);
    }

    void fewBitsOfGreyAreRefusedNotRescaled() {
        const std::vector<std::uint8_t> pixels(8, 0x1b);
        for (const int bits : {1, 2, 4}) {
            const Bytes png = pngBytes(8 / bits, 8, bits, SPNG_COLOR_TYPE_GRAYSCALE, pixels);
            EXPECT_ERROR(decoded(png), ErrorKind::Unsupported);
            EXPECT_ERROR(readImageHeader(png, "made"), ErrorKind::Unsupported);
        }
    }

    void colourTagsChangeNoValue() {
        const Plane plane = knownPlane(37, 23, 16);
        const Bytes png = encodeGreyPng(plane);
        QVERIFY(haveEqualPixels(decoded(withChunk(png, "gAMA", bigEndianText(22222))), plane));
        QVERIFY(haveEqualPixels(decoded(withChunk(png, "sBIT", "\x0c")), plane));
        QVERIFY(haveEqualPixels(decoded(withChunk(png, "tRNS", std::string("\x12\x34"))), plane));
        QVERIFY(haveEqualPixels(decoded(withChunk(png, "iCCP", "no profile at all")), plane));
        QVERIFY(haveEqualPixels(decoded(withChunk(png, "sRGB", std::string(1, '\0'))), plane));
    }

    void aBigTextTakesNoPartInDecoding() {
        const Plane plane = knownPlane(37, 23, 8);
        const std::string text = std::string("Comment") + '\0' + std::string(5'000'000, 'x');
        QVERIFY(haveEqualPixels(decoded(withChunk(encodeGreyPng(plane), "tEXt", text)), plane));
    }

    void anAnimationSaysThatItHasMorePages() {
        const Bytes png =
            withChunk(encodeGreyPng(knownPlane(9, 9, 8)), "acTL", bigEndianText(3) + bigEndianText(0));
        QCOMPARE(readImageHeader(png, "made").pages, 2);
        QCOMPARE(readImageHeader(encodeGreyPng(knownPlane(9, 9, 8)), "made").pages, 1);
    }

    void noPrefixIsTakenForTheWhole() {
        for (const int bits : {8, 16}) {
            const Bytes png = encodeGreyPng(smoothPlane(61, 47, bits));
            QCOMPARE(acceptedPrefixes(png, 3000), std::vector<std::size_t>());
        }
    }

    void aCutFileNamesTheByte() {
        Bytes png = encodeGreyPng(smoothPlane(200, 200, 8));
        png.resize(512);
        const auto error = errorOf([&] { decoded(png); });
        QVERIFY(error);
        QCOMPARE(error->kind(), ErrorKind::EndsEarly);
        QVERIFY2(error->detail().find("ends early at byte 512") != std::string::npos, error->what());
        QVERIFY(std::string(error->what()).find("made") == 0);
    }

    void oneFlippedBitIsNoticedWhereverItIs() {
        const Bytes png = withChunk(encodeGreyPng(smoothPlane(24, 18, 8)), "gAMA", bigEndianText(45455));
        for (std::size_t bit = 0; bit < png.size() * 8; ++bit) {
            Bytes flipped = png;
            flipped[bit / 8] ^= static_cast<std::byte>(1U << (bit % 8));
            QVERIFY2(errorOf([&] { decoded(flipped); }), std::to_string(bit).c_str());
        }
    }

    void aPngWithoutPixelsIsRefused() {
        Bytes png = startOfPng(20, 20, 8, 0);
        appendChunk(png, "IEND", "");
        QVERIFY(errorOf([&] { decoded(png); }));
    }

    void aChunkThatAsksForTwoGigabytesIsRefusedAtOnce() {
        for (const char* name : {"iCCP", "tEXt", "zTXt", "IDAT", "PLTE", "sPLT", "eXIf"}) {
            Bytes png = startOfPng(1, 1, 8, 0);
            append32(png, 0x7fffffff);
            for (const char c : std::string(name) + "xxxxxxxxxxxx")
                png.push_back(static_cast<std::byte>(c));
            EXPECT_ERROR(decoded(png), ErrorKind::EndsEarly);
        }
    }

    void anEnormousHeaderIsRefusedByName() {
        Bytes png = startOfPng(100'000, 100'000, 8, 0);
        appendChunk(png, "IDAT", "x");
        appendChunk(png, "IEND", "");
        for (const auto& error :
             {errorOf([&] { decoded(png); }), errorOf([&] { readImageHeader(png, "made"); })}) {
            QVERIFY(error);
            QCOMPARE(error->kind(), ErrorKind::TooLarge);
            QVERIFY2(error->detail().find("100000 x 100000") != std::string::npos, error->what());
        }
    }

    void manyPixelsWithinTheSideLimitAreRefused() {
        EXPECT_ERROR(readImageHeader(startOfPng(65'000, 65'000, 8, 0), "made"), ErrorKind::TooLarge);
    }

    void aHeaderWithoutPixelsIsDamaged() {
        EXPECT_ERROR(readImageHeader(startOfPng(0, 5, 8, 0), "made"), ErrorKind::Damaged);
        EXPECT_ERROR(readImageHeader(startOfPng(5, 5, 3, 0), "made"), ErrorKind::Damaged);
        EXPECT_ERROR(readImageHeader(startOfPng(5, 5, 8, 5), "made"), ErrorKind::Damaged);
    }

    void memoryIsLimited() {
        const std::vector<std::uint8_t> pixels(std::size_t{3} * 100 * 100);
        const Bytes png = pngBytes(100, 100, 8, SPNG_COLOR_TYPE_TRUECOLOR, pixels);
        DecodeOptions options;
        options.limits.maxBytes = 20'000;
        EXPECT_ERROR(decodePlane(png, "made", options), ErrorKind::TooLarge);
    }

    void reductionIsTheMeanOfBlocksAndSizesRoundUp() {
        for (const int bits : {8, 16}) {
            const Plane plane = knownPlane(21, 13, bits);
            const Plane half = decoded(encodeGreyPng(plane), Stain::Protein, 2);
            QCOMPARE(half.width(), 11);
            QCOMPARE(half.height(), 7);
            QCOMPARE(half.bits(), bits);
            const int sum =
                plane.valueAt(4, 2) + plane.valueAt(5, 2) + plane.valueAt(4, 3) + plane.valueAt(5, 3);
            QCOMPARE(half.valueAt(2, 1), (sum + 2) / 4);
            QCOMPARE(half.valueAt(10, 6), plane.valueAt(20, 12));
            QCOMPARE(decoded(encodeGreyPng(plane), Stain::Protein, 8).width(), 3);
        }
    }

    void aSlowFileIsCancelledAtTheLimit() {
        const Bytes png = encodeGreyPng(smoothPlane(2000, 2000, 16), 1);
        DecodeOptions options;
        options.limits.maxMilliseconds = 1;
        EXPECT_ERROR(decodePlane(png, "made", options), ErrorKind::TimedOut);
    }

    void aStoppedDecodingGivesAnEmptyPlane() {
        std::stop_source stop;
        stop.request_stop();
        const Bytes png = encodeGreyPng(knownPlane(9, 9, 8));
        QVERIFY(decodePlane(png, "made",
                            {.stain = Stain::Protein, .reduction = 1, .limits = {}, .stop = stop.get_token()})
                    .isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestDecodePng)
#include "test_decodepng.moc"
