#include "core/imaging/loadsample.h"
#include "tests/support/decodechecks.h"
#include "tests/support/smallplate.h"
#include "tests/support/tifftags.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace locascope;
using namespace locascope::testing;

// Samples that are not whole numbers of 8 or 16 bits: the same count, or none.

namespace {

constexpr int width = 37, height = 21; // rows of 37 x 10 bits do not end at a byte

// Value of sample s at (x, y); the last pixel holds the largest.
std::uint32_t packedValue(int x, int y, int sample, int bits) {
    const std::uint32_t largest = (1U << static_cast<unsigned>(bits)) - 1;
    return x == width - 1 && y == height - 1 ? largest : static_cast<std::uint32_t>(x * 31 + y * 97 + sample * 501) & largest;
}

// The bits of numbers one after another, the highest first.
std::vector<std::uint8_t> packedRow(int y, int samples, int bits) {
    std::vector<std::uint8_t> row((static_cast<std::size_t>(width * samples * bits) + 7) / 8);
    std::size_t at = 0;
    for (int x = 0; x < width; ++x)
        for (int sample = 0; sample < samples; ++sample)
            for (int bit = bits - 1; bit >= 0; --bit, ++at)
                if (packedValue(x, y, sample, bits) >> static_cast<unsigned>(bit) & 1U)
                    row[at / 8] = static_cast<std::uint8_t>(row[at / 8] | 0x80U >> (at % 8));
    return row;
}

template <class T>
Bytes tiffOf(const std::function<T(int x, int y)>& value, TiffMaking making) {
    making.bits = 8 * sizeof(T);
    making.sampleFormat = std::is_floating_point_v<T> ? SAMPLEFORMAT_IEEEFP : std::is_signed_v<T> ? SAMPLEFORMAT_INT : SAMPLEFORMAT_UINT;
    return tiffBytes(width, height, making, [&](int y, int) {
        std::vector<T> values;
        for (int x = 0; x < width; ++x)
            values.push_back(value(x, y));
        const auto* first = reinterpret_cast<const std::uint8_t*>(values.data());
        return std::vector<std::uint8_t>(first, first + values.size() * sizeof(T));
    });
}

template <class T>
Bytes tiffOfOne(T odd, T others = T(1000)) {
    return tiffOf<T>([=](int x, int y) { return x == 5 && y == 9 ? odd : others; }, {});
}

int counted(int x, int y) { return (x * 1777 + y * 911) % (std::numeric_limits<std::int16_t>::max() + 1); }

template <class T>
void everyCountIsExact() {
    for (const int predictor : {1, std::is_floating_point_v<T> ? 3 : 2})
        for (const int tile : {0, 16})
            for (const char* mode : {"w", "wb", "w8"}) {
                if (predictor == 3 && mode == std::string_view("wb"))
                    continue; // libtiff 4.5 writes these with their bytes turned
                const TiffMaking making{.compression = COMPRESSION_LZW, .predictor = predictor, .tile = tile, .mode = mode};
                const Bytes tiff = tiffOf<T>([](int x, int y) { return T(counted(x, y)); }, making);
                const ImageHeader header = readImageHeader(tiff, "made");
                QCOMPARE(header.bits, int(8 * sizeof(T)));
                QCOMPARE(header.planeBits(), 16);
                QCOMPARE(header.isFloatingPoint, std::is_floating_point_v<T>);
                QVERIFY(haveEqualPixels(decoded(tiff), filledPlane(width, height, 16, counted)));
            }
}

std::string refusal(const Bytes& tiff) {
    const auto error = errorOf([&] { decoded(tiff); });
    return error && error->kind() == ErrorKind::Unsupported ? error->detail() : std::string("not refused");
}

} // namespace

class TestDecodeTiffDepths : public QObject {
    Q_OBJECT
private slots:
    void packedSamplesAreUnpackedExactly() {
        for (const int bits : {10, 12, 14})
            for (const int samples : {1, 3})
                for (const char* mode : {"w", "wb"})
                    for (const int compression : {COMPRESSION_NONE, COMPRESSION_ADOBE_DEFLATE}) {
                        TiffMaking making{.samples = samples, .bits = bits, .compression = compression, .mode = mode};
                        making.photometric = samples == 3 ? PHOTOMETRIC_RGB : PHOTOMETRIC_MINISBLACK;
                        const Bytes tiff = tiffBytes(width, height, making, [&](int y, int) { return packedRow(y, samples, bits); });
                        QCOMPARE(readImageHeader(tiff, "made").bits, bits);
                        const int sample = samples == 3 ? 2 : 0;
                        const Plane expected =
                            filledPlane(width, height, 16, [&](int x, int y) { return int(packedValue(x, y, sample, bits)); });
                        QVERIFY(haveEqualPixels(decoded(tiff, Stain::Nucleus), expected));
                    }
    }

    void packedColourGivesTheMeanForTheReticulum() {
        TiffMaking making{.samples = 3, .bits = 12, .photometric = PHOTOMETRIC_RGB};
        const Bytes tiff = tiffBytes(width, height, making, [](int y, int) { return packedRow(y, 3, 12); });
        QCOMPARE(decoded(tiff, Stain::Reticulum).valueAt(7, 3), int(packedValue(7, 3, 0, 12) + packedValue(7, 3, 1, 12)) / 2);
    }

    void packedSamplesInTilesAreUnpacked() {
        // libtiff writes a tile as it is given: 16 pixels of 12 bits are 24 bytes.
        const Bytes tiff = tiffOfPackedTiles();
        const Plane expected = filledPlane(32, 16, 16, [](int x, int y) { return (x * 100 + y) & 4095; });
        QVERIFY(haveEqualPixels(decoded(tiff), expected));
        QVERIFY(haveEqualPixels(decoded(tiff, Stain::Protein, 4), decoded(greyTiffBytes(expected), Stain::Protein, 4)));
    }

    void countsInWiderSamplesAreExact() {
        everyCountIsExact<float>();
        everyCountIsExact<double>();
        everyCountIsExact<std::uint32_t>();
        everyCountIsExact<std::int32_t>();
        everyCountIsExact<std::int16_t>();
    }

    void theLargestCountIsTheLast() {
        QCOMPARE(decoded(tiffOfOne<float>(65535)).valueAt(5, 9), 65535);
        QCOMPARE(decoded(tiffOfOne<std::uint32_t>(65535)).valueAt(5, 9), 65535);
        QCOMPARE(decoded(tiffOfOne<double>(0)).valueAt(5, 9), 0);
    }

    void fractionsAreRounded() {
        for (const auto& [stored, count] : std::vector<std::pair<float, int>>{{99.4F, 99}, {99.6F, 100}, {2.5F, 2}, {3.5F, 4}, {-0.4F, 0}, {65535.4F, 65535}})
            QCOMPARE(decoded(tiffOfOne(stored)).valueAt(5, 9), count);
    }

    void whatIsNoCountIsRefusedAndNamed() {
        const float nan = std::numeric_limits<float>::quiet_NaN(), infinite = std::numeric_limits<float>::infinity();
        for (const float value : {-0.5F, -7.0F, 65535.5F, 1e30F, nan, infinite, -infinite})
            QVERIFY(refusal(tiffOfOne(value)).find("which is no count from 0 to 65535") != std::string::npos);
        QVERIFY(refusal(tiffOfOne<double>(70'000)).find("holds the value 70000,") == 0);
        QVERIFY(refusal(tiffOfOne<std::uint32_t>(65536)).find("65536") != std::string::npos);
        QVERIFY(refusal(tiffOfOne<std::int16_t>(-1)).find("value -1,") != std::string::npos);
        QVERIFY(refusal(tiffOfOne<std::int32_t>(-5)).find("value -5,") != std::string::npos);
        QCOMPARE(readImageHeader(tiffOfOne(nan), "made").width, width); // only the pixels tell
    }

    void aPictureScaledToOneIsRefused() {
        QVERIFY(refusal(tiffOfOne(1.0F, 0.37F)).find("holds fractions below") == 0);
        QVERIFY(refusal(tiffOfOne(49.0F, 12.5F)).find("holds fractions below 50") == 0);
        QCOMPARE(decoded(tiffOfOne(50.0F, 12.7F)).valueAt(0, 0), 13);
        QCOMPARE(decoded(tiffOfOne(1.0F, 0.0F)).valueAt(5, 9), 1); // whole numbers lose nothing
    }

    void wideSamplesAreReducedLikeOthers() {
        const Bytes wide = tiffOf<float>([](int x, int y) { return float(counted(x, y)); }, {});
        const Bytes plain = greyTiffBytes(filledPlane(width, height, 16, counted));
        for (const int reduction : {2, 4, 8})
            QVERIFY(haveEqualPixels(decoded(wide, Stain::Protein, reduction), decoded(plain, Stain::Protein, reduction)));
    }

    void aPredictorOverPackedSamplesIsRefusedByTheHeader() {
        Bytes tiff = greyTiffBytes(knownPlane(width, height, 8), {.compression = COMPRESSION_LZW, .predictor = 2});
        set32(tiff, valueOfTag(tiff, TIFFTAG_BITSPERSAMPLE), 12);
        EXPECT_ERROR(readImageHeader(tiff, "made"), ErrorKind::Unsupported);
    }

    void aPlateSaysOnceThatValuesAreRounded() {
        SmallPlate made;
        for (const char* id : {"a", "b"}) {
            Sample& sample = made.add(id);
            for (const Stain stain : allStains)
                made.put(sample, stain, tiffOf<float>([](int x, int y) { return float(counted(x, y)) + 0.25F; }, {}), ".tif");
        }
        Plate plate = made.plate();
        inspectPlate(plate);
        QVERIFY(plate.problems.empty());
        const Note expected{Note::Kind::ValuesRounded, "a_blue.tif", 8};
        QCOMPARE(plate.notes.size(), std::size_t{1});
        QVERIFY(plate.notes[0] == expected);
        QCOMPARE(plate.shapes[0].bits, 16);
        QVERIFY(loadSample(plate, plate.samples[0]).complete);
    }

    void packedAndWholeSamplesGoTogether() {
        SmallPlate made;
        Sample& sample = made.add("a");
        for (const Stain stain : allStains)
            made.put(sample, stain, greyTiffBytes(filledPlane(width, height, 16, counted)), ".tif");
        made.put(sample, Stain::Protein, tiffBytes(width, height, {.bits = 12}, [](int y, int) { return packedRow(y, 1, 12); }), ".tif");
        Plate plate = made.plate();
        inspectPlate(plate);
        QVERIFY(plate.problems.empty());
        QVERIFY(loadSample(plate, plate.samples[0]).complete);
    }

private:
    static Bytes tiffOfPackedTiles() {
        testing::detail::MemoryFile file;
        TIFF* tiff = testing::detail::openMemory(file, "w");
        testing::detail::setTiffFields(tiff, 32, 16, {.bits = 12, .tile = 16});
        for (int left = 0; left < 32; left += 16) {
            std::vector<std::uint8_t> tile;
            for (int y = 0; y < 16; ++y)
                for (int x = left; x < left + 16; x += 2) {
                    const int one = (x * 100 + y) & 4095, other = ((x + 1) * 100 + y) & 4095;
                    tile.insert(tile.end(), {std::uint8_t(one >> 4), std::uint8_t((one & 15) << 4 | other >> 8), std::uint8_t(other & 255)});
                }
            TIFFWriteEncodedTile(tiff, static_cast<std::uint32_t>(left / 16), tile.data(), static_cast<tmsize_t>(tile.size()));
        }
        TIFFWriteDirectory(tiff);
        TIFFClose(tiff);
        return file.bytes;
    }
};

QTEST_GUILESS_MAIN(TestDecodeTiffDepths)
#include "test_decodetiff_depths.moc"
