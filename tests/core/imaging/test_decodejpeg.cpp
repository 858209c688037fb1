#include "tests/support/decodechecks.h"
#include "tests/support/madeimages.h"

#include <QElapsedTimer>
#include <QTest>

using namespace locascope;
using namespace locascope::testing;

namespace {

std::vector<std::uint8_t> evenColour(int width, int height, std::uint8_t red, std::uint8_t green,
                                     std::uint8_t blue) {
    std::vector<std::uint8_t> samples;
    for (int i = 0; i < width * height; ++i)
        samples.insert(samples.end(), {red, green, blue});
    return samples;
}

bool isNear(int found, int expected) {
    return std::abs(found - expected) <= 2;
}

// A progressive JPEG whose last scan is repeated: valid, and as slow as one likes.
Bytes withRepeatedScans(const Bytes& jpeg, int times) {
    std::size_t scan = 0;
    for (std::size_t i = 0; i + 1 < jpeg.size(); ++i)
        if (jpeg[i] == std::byte{0xff} && jpeg[i + 1] == std::byte{0xda} && scan == 0)
            scan = i;
    std::size_t end = scan + 2;
    while (!(jpeg[end] == std::byte{0xff} && jpeg[end + 1] != std::byte{0}))
        ++end;
    Bytes bytes(jpeg.begin(), jpeg.begin() + static_cast<std::ptrdiff_t>(scan));
    for (int i = 0; i < times; ++i)
        bytes.insert(bytes.end(), jpeg.begin() + static_cast<std::ptrdiff_t>(scan),
                     jpeg.begin() + static_cast<std::ptrdiff_t>(end));
    bytes.insert(bytes.end(), jpeg.begin() + static_cast<std::ptrdiff_t>(end), jpeg.end());
    return bytes;
}

std::size_t frameHeaderOf(const Bytes& jpeg) {
    for (std::size_t i = 2; i + 1 < jpeg.size(); ++i)
        if (jpeg[i] == std::byte{0xff} && (jpeg[i + 1] == std::byte{0xc0} || jpeg[i + 1] == std::byte{0xc2}))
            return i;
    return 0;
}

} // namespace

class TestDecodeJpeg : public QObject {
    Q_OBJECT
private slots:
    void theHeaderTellsHowCoarseChromaIs_data() {
        QTest::addColumn<int>("factors"); // of the luminance, where those of the chroma are 1 and 1
        QTest::addColumn<int>("across");
        QTest::addColumn<int>("down");
        QTest::addColumn<QString>("name");
        QTest::newRow("4:4:4") << 0x11 << 1 << 1 << QString();
        QTest::newRow("4:2:2") << 0x21 << 2 << 1 << QStringLiteral("4:2:2");
        QTest::newRow("4:2:0") << 0x22 << 2 << 2 << QStringLiteral("4:2:0");
        QTest::newRow("4:4:0") << 0x12 << 1 << 2 << QStringLiteral("4:4:0");
        QTest::newRow("4:1:1") << 0x41 << 4 << 1 << QStringLiteral("4:1:1");
        QTest::newRow("4:1:0") << 0x42 << 4 << 2 << QStringLiteral("1/8");
        QTest::newRow("no sense") << 0x00 << 1 << 1 << QString();
    }
    void theHeaderTellsHowCoarseChromaIs() {
        QFETCH(int, factors);
        QFETCH(int, across);
        QFETCH(int, down);
        QFETCH(QString, name);
        Bytes jpeg = jpegBytes(32, 32, evenColour(32, 32, 9, 9, 9), {.components = 3});
        constexpr std::size_t luminance = 11; // marker, length, precision, height, width, number, id
        jpeg[frameHeaderOf(jpeg) + luminance] = static_cast<std::byte>(factors);
        const ImageHeader header = readImageHeader(jpeg, "made");
        QCOMPARE(header.chromaAcross, across);
        QCOMPARE(header.chromaDown, down);
        QCOMPARE(QString::fromStdString(coarseChroma(header, Stain::Nucleus)), name);
        QCOMPARE(QString::fromStdString(coarseChroma(header, Stain::Microtubules)), name);
        QVERIFY(coarseChroma(header, Stain::Protein).empty());
        QVERIFY(coarseChroma(header, Stain::Reticulum).empty());
    }

    void greyHasNoChroma() {
        const ImageHeader header = readImageHeader(greyJpegBytes(knownPlane(32, 32, 8)), "made");
        QCOMPARE(header.chromaAcross * header.chromaDown, 1);
        QVERIFY(coarseChroma(header, Stain::Nucleus).empty());
    }

    // What coarseChroma calls half the resolution: a pattern of single pixels keeps less than half of its contrast.
    void coarseChromaTakesHalfOfTheFinestDetail() {
        for (const Stain stain : allStains) {
            std::vector<std::uint8_t> samples;
            for (int y = 0; y < 64; ++y)
                for (int x = 0; x < 64; ++x) {
                    const std::uint8_t value = (x + y) % 2 ? 200 : 40;
                    const bool isRed = stain == Stain::Microtubules || stain == Stain::Reticulum;
                    const bool isGreen = stain == Stain::Protein || stain == Stain::Reticulum;
                    samples.insert(samples.end(), {isRed ? value : std::uint8_t{0}, isGreen ? value : std::uint8_t{0},
                                                   stain == Stain::Nucleus ? value : std::uint8_t{0}});
                }
            const Bytes jpeg = jpegBytes(64, 64, samples, {.components = 3, .quality = 100});
            const Plane plane = decoded(jpeg, stain);
            const int contrast = std::abs(plane.valueAt(32, 32) - plane.valueAt(33, 32));
            const bool isCoarse = !coarseChroma(readImageHeader(jpeg, "made"), stain).empty();
            QVERIFY2((contrast < (200 - 40) / 2) == isCoarse, std::to_string(contrast).c_str());
        }
    }

    void greyIsNearWhatWasStored() {
        const Plane plane = smoothPlane(61, 47, 8);
        const Plane read =
            decoded(greyJpegBytes(plane, {.components = 1, .quality = 100, .isProgressive = false}));
        QCOMPARE(read.width(), 61);
        QCOMPARE(read.height(), 47);
        for (int y = 0; y < 47; ++y)
            for (int x = 0; x < 61; ++x)
                QVERIFY(isNear(read.valueAt(x, y), plane.valueAt(x, y)));
    }

    void aColourisedJpegGivesThePlaneOfItsStainNeverLuma() {
        const Bytes jpeg = jpegBytes(32, 32, evenColour(32, 32, 60, 180, 20),
                                     {.components = 3, .quality = 100, .isProgressive = false});
        QVERIFY(readImageHeader(jpeg, "made").colourised);
        QVERIFY(isNear(decoded(jpeg, Stain::Microtubules).valueAt(9, 9), 60));
        QVERIFY(isNear(decoded(jpeg, Stain::Protein).valueAt(9, 9), 180));
        QVERIFY(isNear(decoded(jpeg, Stain::Nucleus).valueAt(9, 9), 20));
        QVERIFY(isNear(decoded(jpeg, Stain::Reticulum).valueAt(9, 9), 120));
    }

    void reducedSizesRoundUpAndKeepTheMean() {
        const Plane even = filledPlane(1021, 517, 8, [](int, int) { return 123; });
        const Bytes jpeg = greyJpegBytes(even);
        for (const int reduction : {2, 4, 8}) {
            const Plane read = decoded(jpeg, Stain::Protein, reduction);
            QCOMPARE(read.width(), (1021 + reduction - 1) / reduction);
            QCOMPARE(read.height(), (517 + reduction - 1) / reduction);
            QVERIFY(isNear(read.valueAt(5, 5), 123));
        }
    }

    void aProgressiveJpegIsRead() {
        const Plane plane = smoothPlane(61, 47, 8);
        const Plane read =
            decoded(greyJpegBytes(plane, {.components = 1, .quality = 100, .isProgressive = true}));
        QVERIFY(isNear(read.valueAt(30, 20), plane.valueAt(30, 20)));
    }

    void noPrefixIsTakenForTheWhole() {
        for (const bool isProgressive : {false, true}) {
            const Bytes grey = greyJpegBytes(
                smoothPlane(61, 47, 8), {.components = 1, .quality = 90, .isProgressive = isProgressive});
            QCOMPARE(acceptedPrefixes(grey, 5000), std::vector<std::size_t>());
        }
        const Bytes colour = jpegBytes(64, 64, evenColour(64, 64, 1, 200, 3),
                                       {.components = 3, .quality = 90, .isProgressive = false});
        QCOMPARE(acceptedPrefixes(colour, 5000), std::vector<std::size_t>());
    }

    void aCutFileNamesTheByte() {
        Bytes jpeg = greyJpegBytes(smoothPlane(400, 400, 8));
        jpeg.resize(jpeg.size() / 2);
        const auto error = errorOf([&] { decoded(jpeg); });
        QVERIFY(error);
        QCOMPARE(error->kind(), ErrorKind::EndsEarly);
        QVERIFY2(error->detail().find("ends early at byte " + std::to_string(jpeg.size())) !=
                     std::string::npos,
                 error->what());
    }

    void bytesLostInTheMiddleAreDamage() {
        Bytes jpeg = greyJpegBytes(smoothPlane(400, 400, 8));
        const auto middle = jpeg.begin() + static_cast<std::ptrdiff_t>(jpeg.size() / 2);
        jpeg.erase(middle, middle + 3000);
        const auto error = errorOf([&] { decoded(jpeg); });
        QVERIFY(error);
        QVERIFY2(error->kind() == ErrorKind::Damaged || error->kind() == ErrorKind::EndsEarly, error->what());
    }

    void cmykIsRefused() {
        const std::vector<std::uint8_t> samples(std::size_t{4} * 16 * 16, 90);
        EXPECT_ERROR(
            decoded(jpegBytes(16, 16, samples, {.components = 4, .quality = 90, .isProgressive = false})),
            ErrorKind::Unsupported);
    }

    void twelveBitsAreRefused() {
        Bytes jpeg = greyJpegBytes(smoothPlane(16, 16, 8));
        jpeg[frameHeaderOf(jpeg) + 4] = std::byte{12};
        EXPECT_ERROR(decoded(jpeg), ErrorKind::Unsupported);
    }

    void losslessJpegIsRefused() {
        Bytes jpeg = greyJpegBytes(smoothPlane(16, 16, 8));
        jpeg[frameHeaderOf(jpeg) + 1] = std::byte{0xc3};
        EXPECT_ERROR(decoded(jpeg), ErrorKind::Unsupported);
    }

    void aPixelBombIsRefusedByName() {
        Bytes jpeg = greyJpegBytes(smoothPlane(16, 16, 8));
        for (const std::size_t at : {5, 7}) {
            jpeg[frameHeaderOf(jpeg) + at] = std::byte{0xff};
            jpeg[frameHeaderOf(jpeg) + at + 1] = std::byte{0xdc};
        }
        const auto error = errorOf([&] { decoded(jpeg); });
        QVERIFY(error);
        QCOMPARE(error->kind(), ErrorKind::TooLarge);
        QVERIFY2(error->detail().find("65500 x 65500") != std::string::npos, error->what());
    }

    void aHeightLeftToLaterIsRefused() {
        Bytes jpeg = greyJpegBytes(smoothPlane(16, 16, 8));
        jpeg[frameHeaderOf(jpeg) + 5] = std::byte{0};
        jpeg[frameHeaderOf(jpeg) + 6] = std::byte{0};
        EXPECT_ERROR(decoded(jpeg), ErrorKind::Damaged);
    }

    void thousandsOfScansAreRefused() {
        const Bytes jpeg =
            greyJpegBytes(smoothPlane(256, 256, 8), {.components = 1, .quality = 90, .isProgressive = true});
        QElapsedTimer clock;
        clock.start();
        EXPECT_ERROR(decoded(withRepeatedScans(jpeg, 5000)), ErrorKind::Damaged);
        QVERIFY(clock.elapsed() < 5000);
    }

    void aSlowFileIsCancelledAtTheLimit() {
        const Bytes jpeg = greyJpegBytes(smoothPlane(4000, 4000, 8));
        DecodeOptions options;
        options.limits.maxMilliseconds = 1;
        EXPECT_ERROR(decodePlane(jpeg, "made", options), ErrorKind::TimedOut);
    }

    void memoryIsLimited() {
        const Bytes jpeg = greyJpegBytes(smoothPlane(1000, 1000, 8),
                                         {.components = 1, .quality = 90, .isProgressive = true});
        DecodeOptions options;
        options.limits.maxBytes = 1'100'000;
        EXPECT_ERROR(decodePlane(jpeg, "made", options), ErrorKind::TooLarge);
    }

    void aStoppedDecodingGivesAnEmptyPlane() {
        std::stop_source stop;
        stop.request_stop();
        const Bytes jpeg = greyJpegBytes(smoothPlane(16, 16, 8));
        QVERIFY(decodePlane(jpeg, "made",
                            {.stain = Stain::Protein, .reduction = 1, .limits = {}, .stop = stop.get_token()})
                    .isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestDecodeJpeg)
#include "test_decodejpeg.moc"
