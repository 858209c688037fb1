#include "tests/support/decodechecks.h"
#include "tests/support/madeimages.h"
#include "tests/support/tifftags.h"

#include <QElapsedTimer>
#include <QTest>

using namespace locascope;
using namespace locascope::testing;

namespace {

// Interleaved RGB(A) of 16 bits: red = x, green = 1000 + y, blue = 40000 + x, alpha = 7.
std::vector<std::uint8_t> colourRow(int width, int y, int sample, const TiffMaking& making) {
    std::vector<std::uint16_t> values;
    for (int x = 0; x < width; ++x)
        for (int s = 0; s < making.samples; ++s)
            if (making.planar == PLANARCONFIG_CONTIG || s == sample)
                values.push_back(static_cast<std::uint16_t>(s == 0   ? x
                                                            : s == 1 ? 1000 + y
                                                            : s == 2 ? 40000 + x
                                                                     : 7));
    const auto* first = reinterpret_cast<const std::uint8_t*>(values.data());
    return {first, first + values.size() * 2};
}

Bytes colourTiff(TiffMaking making) {
    making.bits = 16;
    making.photometric = PHOTOMETRIC_RGB;
    return tiffBytes(37, 23, making, [&](int y, int sample) { return colourRow(37, y, sample, making); });
}

Bytes zeroTiff(const TiffMaking& making) {
    return tiffBytes(16, 16, making, [](int, int) { return std::vector<std::uint8_t>(16 * 16); });
}

std::string refusal(const Bytes& tiff) {
    const auto error = errorOf([&] { decoded(tiff); });
    const auto sooner = errorOf([&] { readImageHeader(tiff, "made"); });
    return error && sooner && error->kind() == ErrorKind::Unsupported ? error->detail()
                                                                      : std::string("not refused");
}

} // namespace

class TestDecodeTiff : public QObject {
    Q_OBJECT
private slots:
    void greyIsExactHoweverItIsStored_data() {
        QTest::addColumn<int>("compression");
        QTest::addColumn<int>("predictor");
        QTest::addColumn<int>("tile");
        QTest::addColumn<QString>("mode");
        for (const auto& [name, compression] :
             std::vector<std::pair<const char*, int>>{{"none", COMPRESSION_NONE},
                                                      {"lzw", COMPRESSION_LZW},
                                                      {"deflate", COMPRESSION_ADOBE_DEFLATE},
                                                      {"packbits", COMPRESSION_PACKBITS},
                                                      {"zstd", COMPRESSION_ZSTD}})
            for (const int tile : {0, 32})
                for (const char* mode : {"w", "wb", "w8"}) {
                    const int predictor = compression == COMPRESSION_LZW ? 2 : 1;
                    QTest::addRow("%s, tile %d, %s", name, tile, mode)
                        << compression << predictor << tile << QString::fromLatin1(mode);
                }
    }
    void greyIsExactHoweverItIsStored() {
        QFETCH(int, compression);
        QFETCH(int, predictor);
        QFETCH(int, tile);
        QFETCH(QString, mode);
        const std::string modeText = mode.toStdString();
        TiffMaking making;
        making.compression = compression;
        making.predictor = predictor;
        making.tile = tile;
        making.mode = modeText.c_str();
        for (const int bits : {8, 16}) {
            const Plane plane = knownPlane(77, 53, bits);
            const Plane read = decoded(greyTiffBytes(plane, making));
            QVERIFY(haveEqualPixels(read, plane));
        }
    }

    void aColourisedTiffGivesThePlaneOfItsStain() {
        for (const int planar : {PLANARCONFIG_CONTIG, PLANARCONFIG_SEPARATE})
            for (const int samples : {3, 4}) {
                TiffMaking making;
                making.planar = planar;
                making.samples = samples;
                const Bytes tiff = colourTiff(making);
                QVERIFY(readImageHeader(tiff, "made").colourised);
                QCOMPARE(decoded(tiff, Stain::Microtubules).valueAt(30, 20), 30);
                QCOMPARE(decoded(tiff, Stain::Protein).valueAt(30, 20), 1020);
                QCOMPARE(decoded(tiff, Stain::Nucleus).valueAt(30, 20), 40030);
                QCOMPARE(decoded(tiff, Stain::Reticulum).valueAt(30, 20), 525);
            }
    }

    void colourInTilesIsRead() {
        TiffMaking making;
        making.samples = 3;
        making.tile = 16;
        QCOMPARE(decoded(colourTiff(making), Stain::Nucleus).valueAt(30, 20), 40030);
    }

    void greyWithAlphaGivesTheGrey() {
        TiffMaking making;
        making.samples = 2;
        making.bits = 8;
        const Bytes tiff = tiffBytes(4, 2, making, [](int y, int) {
            const auto base = static_cast<std::uint8_t>(10 * y);
            return std::vector<std::uint8_t>{
                base, 255, std::uint8_t(base + 1), 255, std::uint8_t(base + 2), 0, std::uint8_t(base + 3), 9};
        });
        QCOMPARE(decoded(tiff, Stain::Nucleus).valueAt(2, 1), 12);
    }

    void theHeaderTellsWhatIsThere() {
        TiffMaking making;
        making.pages = 3;
        const ImageHeader header = readImageHeader(greyTiffBytes(knownPlane(77, 53, 16), making), "made");
        QCOMPARE(header.width, 77);
        QCOMPARE(header.height, 53);
        QCOMPARE(header.bits, 16);
        QCOMPARE(header.channels, 1);
        QCOMPARE(header.pages, 3);
    }

    void depthsAndColoursThatAreNotReadAreNamed() {
        QVERIFY(refusal(zeroTiff({.bits = 1})).find("1 bits") != std::string::npos);
        QVERIFY(refusal(zeroTiff({.bits = 4})).find("4 bits") != std::string::npos);
        QVERIFY(refusal(zeroTiff({.bits = 24})).find("24 bits") != std::string::npos);
        QVERIFY(refusal(zeroTiff({.bits = 64})).find("64 bits") != std::string::npos);
        QVERIFY(refusal(zeroTiff({.bits = 16, .sampleFormat = SAMPLEFORMAT_IEEEFP})).find("floating-point") !=
                std::string::npos);
        QVERIFY(refusal(zeroTiff({.bits = 8, .sampleFormat = SAMPLEFORMAT_INT})).find("signed") !=
                std::string::npos);
        QVERIFY(refusal(zeroTiff({.photometric = PHOTOMETRIC_MINISWHITE})).find("min-is-white") !=
                std::string::npos);
        QVERIFY(refusal(zeroTiff({.photometric = PHOTOMETRIC_PALETTE})).find("palette") != std::string::npos);
        QVERIFY(refusal(zeroTiff({.samples = 4, .photometric = PHOTOMETRIC_SEPARATED})).find("CMYK") !=
                std::string::npos);
        QVERIFY(refusal(zeroTiff({.samples = 3, .photometric = PHOTOMETRIC_CIELAB})).find("LAB") !=
                std::string::npos);
        QVERIFY(refusal(zeroTiff({.samples = 5})).find("5 samples") != std::string::npos);
    }

    void compressionsThatAreNotReadAreNamed() {
        const std::string jpeg = refusal(zeroTiff({.compression = COMPRESSION_JPEG}));
        QVERIFY2(jpeg.find("compression JPEG is not supported") == 0, jpeg.c_str());
        const std::string fax = refusal(zeroTiff({.bits = 1, .compression = COMPRESSION_CCITTFAX4}));
        QVERIFY2(fax.find("compression CCITT Group 4 is not supported") == 0, fax.c_str());
        Bytes unknown = zeroTiff({});
        set32(unknown, valueOfTag(unknown, TIFFTAG_COMPRESSION), 4711);
        QVERIFY(refusal(unknown).find("compression 4711 is not supported") == 0);
    }

    void noPrefixIsTakenForTheWhole() {
        for (const int compression : {COMPRESSION_NONE, COMPRESSION_LZW, COMPRESSION_ADOBE_DEFLATE})
            for (const int tile : {0, 16}) {
                TiffMaking making;
                making.compression = compression;
                making.tile = tile;
                const Bytes tiff = greyTiffBytes(smoothPlane(61, 47, 8), making);
                QCOMPARE(acceptedPrefixes(tiff, 6000), std::vector<std::size_t>());
            }
    }

    void aFileWhoseLastStripIsCutIsRefused() {
        // A directory at the front, as many instruments write it: everything but the last strip is there.
        Bytes tiff = greyTiffBytes(knownPlane(64, 64, 16));
        const std::size_t directory =
            std::to_integer<std::size_t>(tiff[4]) | std::to_integer<std::size_t>(tiff[5]) << 8U;
        const std::size_t pixels = directory - 8;
        Bytes front(tiff.begin() + static_cast<std::ptrdiff_t>(directory), tiff.end());
        QVERIFY(pixels >= 64 * 64 * 2);
        Bytes turned = tiff;
        turned.insert(turned.end(), tiff.begin() + 8, tiff.begin() + static_cast<std::ptrdiff_t>(directory));
        const std::size_t moved = tiff.size() - 8;
        const std::size_t offsets = valueOfTag(turned, TIFFTAG_STRIPOFFSETS);
        const std::size_t table = std::to_integer<std::size_t>(turned[offsets]) |
                                  std::to_integer<std::size_t>(turned[offsets + 1]) << 8U;
        for (std::size_t strip = 0; strip < 4; ++strip) {
            const std::size_t at = table + 4 * strip;
            const auto old = std::to_integer<std::uint32_t>(turned[at]) |
                             std::to_integer<std::uint32_t>(turned[at + 1]) << 8U;
            set32(turned, at, old + static_cast<std::uint32_t>(moved));
        }
        QVERIFY(haveEqualPixels(decoded(turned), knownPlane(64, 64, 16)));
        for (const std::size_t lost : {1, 100, 2048, 5000}) {
            const Bytes cut(turned.begin(), turned.end() - static_cast<std::ptrdiff_t>(lost));
            EXPECT_ERROR(decoded(cut), ErrorKind::EndsEarly);
        }
    }

    void aChainOfPagesThatLeadsInACircleIsRefused() {
        Bytes tiff = greyTiffBytes(knownPlane(16, 16, 8));
        const std::uint32_t directory =
            std::to_integer<std::uint32_t>(tiff[4]) | std::to_integer<std::uint32_t>(tiff[5]) << 8U;
        set32(tiff, nextDirectoryField(tiff), directory);
        EXPECT_ERROR(decoded(tiff), ErrorKind::Damaged);
        EXPECT_ERROR(readImageHeader(tiff, "made"), ErrorKind::Damaged);
    }

    void aChainOfEndlessPagesEnds() {
        // Each directory is empty and points 6 bytes on.
        Bytes tiff(8);
        tiff[0] = tiff[1] = std::byte{'I'};
        tiff[2] = std::byte{42};
        set32(tiff, 4, 8);
        for (std::uint32_t i = 0; i < 70'000; ++i) {
            tiff.insert(tiff.end(), 6, std::byte{0});
            set32(tiff, tiff.size() - 4, static_cast<std::uint32_t>(tiff.size()));
        }
        QElapsedTimer clock;
        clock.start();
        EXPECT_ERROR(decoded(tiff), ErrorKind::Damaged);
        QVERIFY(clock.elapsed() < 2000);
    }

    void tagsThatMakeNoSenseAreRefused() {
        for (const auto& [tag, value] :
             std::vector<std::pair<int, std::uint32_t>>{{TIFFTAG_IMAGEWIDTH, 0},
                                                        {TIFFTAG_IMAGEWIDTH, 0xffffffff},
                                                        {TIFFTAG_IMAGELENGTH, 0},
                                                        {TIFFTAG_IMAGELENGTH, 0xffffffff},
                                                        {TIFFTAG_BITSPERSAMPLE, 0},
                                                        {TIFFTAG_BITSPERSAMPLE, 9},
                                                        {TIFFTAG_BITSPERSAMPLE, 0xffff},
                                                        {TIFFTAG_SAMPLESPERPIXEL, 0},
                                                        {TIFFTAG_SAMPLESPERPIXEL, 0xffff},
                                                        {TIFFTAG_ROWSPERSTRIP, 0},
                                                        {TIFFTAG_PHOTOMETRIC, 999},
                                                        {TIFFTAG_PLANARCONFIG, 9},
                                                        {TIFFTAG_STRIPOFFSETS, 0xffffff00}}) {
            Bytes tiff = greyTiffBytes(knownPlane(16, 16, 8), {.rowsPerStrip = 16});
            const std::size_t at = valueOfTag(tiff, tag);
            QVERIFY(at > 0);
            set32(tiff, at, value);
            QVERIFY2(errorOf([&] { decoded(tiff); }), std::to_string(tag).c_str());
        }
    }

    void aTiffAskingForTerabytesIsTooLarge() {
        Bytes tiff = greyTiffBytes(knownPlane(16, 16, 8), {.rowsPerStrip = 16});
        set32(tiff, valueOfTag(tiff, TIFFTAG_IMAGEWIDTH), 60'000);
        tiff[valueOfTag(tiff, TIFFTAG_IMAGEWIDTH) - 6] = std::byte{4};
        set32(tiff, valueOfTag(tiff, TIFFTAG_IMAGELENGTH), 60'000);
        EXPECT_ERROR(decoded(tiff), ErrorKind::TooLarge);
    }

    void reductionIsTheMeanOfBlocks() {
        const Plane plane = knownPlane(64, 64, 16);
        const Plane quarter = decoded(greyTiffBytes(plane), Stain::Protein, 4);
        int sum = 8;
        for (int y = 8; y < 12; ++y)
            for (int x = 4; x < 8; ++x)
                sum += plane.valueAt(x, y);
        QCOMPARE(quarter.valueAt(1, 2), sum / 16);
    }

    void aSlowFileIsCancelledAtTheLimit() {
        TiffMaking making;
        making.compression = COMPRESSION_LZW;
        making.rowsPerStrip = 4000;
        const Bytes tiff = greyTiffBytes(smoothPlane(4000, 4000, 8), making);
        DecodeOptions options;
        options.limits.maxMilliseconds = 1;
        EXPECT_ERROR(decodePlane(tiff, "made", options), ErrorKind::TimedOut);
    }
};

QTEST_GUILESS_MAIN(TestDecodeTiff)
#include "test_decodetiff.moc"
