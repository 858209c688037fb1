#include "tests/support/decodechecks.h"
#include "tests/support/madeimages.h"

#include <QTest>

using namespace locascope;
using namespace locascope::testing;

// Which image of a file is read: a page of the chain, a channel of a pixel.

namespace {

constexpr int width = 37, height = 23;

// Channel s of page p at (x, y) is 10000 p + 1000 s + 100 (y % 10) + x.
int storedValue(int page, int channel, int x, int y) {
    return 10000 * page + 1000 * channel + 100 * (y % 10) + x;
}

std::vector<std::uint8_t> storedRow(int page, int y, int first, int count) {
    std::vector<std::uint16_t> values;
    for (int x = 0; x < width; ++x)
        for (int channel = first; channel < first + count; ++channel)
            values.push_back(static_cast<std::uint16_t>(storedValue(page, channel, x, y)));
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(values.data());
    return {bytes, bytes + values.size() * 2};
}

Bytes channelsTiff(TiffMaking making) {
    making.bits = 16;
    return tiffBytes(width, height, making, [&](int y, int plane) {
        return making.planar == PLANARCONFIG_SEPARATE ? storedRow(0, y, plane, 1) : storedRow(0, y, 0, making.samples);
    });
}

// Three pages; `reduced` says which call themselves smaller copies.
Bytes pagesTiff(const std::vector<bool>& reduced, const char* mode = "w") {
    TiffMaking making{.bits = 16, .mode = mode};
    making.pages = static_cast<int>(reduced.size());
    making.isReducedPage = [reduced](int page) { return reduced[static_cast<std::size_t>(page)]; };
    int row = 0;
    return tiffBytes(width, height, making, [&](int y, int) { return storedRow(row++ / height, y, 0, 1); });
}

Plane planeAt(const Bytes& bytes, int page, int channel, Stain stain = Stain::Protein) {
    return decodePlane(bytes, "made", {.stain = stain, .page = page, .channel = channel, .limits = {}, .stop = {}});
}

bool holds(const Plane& plane, int page, int channel) {
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            if (plane.valueAt(x, y) != storedValue(page, channel, x, y))
                return false;
    return plane.width() == width && plane.height() == height;
}

} // namespace

class TestDecodeTiffPages : public QObject {
    Q_OBJECT
private slots:
    void everyPageIsReadByItsNumber() {
        for (const char* mode : {"w", "wb", "w8"}) {
            const Bytes tiff = pagesTiff({false, false, false}, mode);
            QCOMPARE(readImageHeader(tiff, "made").pages, 3);
            for (int page = 0; page < 3; ++page)
                QVERIFY(holds(planeAt(tiff, page, -1), page, 0));
        }
    }

    void aPageThatIsNotThereIsNamed() {
        const Bytes tiff = pagesTiff({false, false, false});
        for (const int page : {3, 70000, -1}) {
            EXPECT_ERROR(planeAt(tiff, page, -1), ErrorKind::Mismatch);
            EXPECT_ERROR(readImageHeader(tiff, "made", {}, {.page = page}), ErrorKind::Mismatch);
        }
        EXPECT_ERROR(planeAt(encodeGreyPng(knownPlane(4, 4, 8)), 1, -1), ErrorKind::Mismatch);
        EXPECT_ERROR(readImageHeader(greyJpegBytes(knownPlane(16, 16, 8)), "made", {}, {.page = 1}), ErrorKind::Mismatch);
    }

    void smallerCopiesAreNoPagesOfTheirOwnButKeepTheirNumbers() {
        const Bytes tiff = pagesTiff({false, true, false});
        QCOMPARE(readImageHeader(tiff, "made").pages, 2);
        QVERIFY(holds(planeAt(tiff, 2, -1), 2, 0));
        QCOMPARE(readImageHeader(pagesTiff({false, true, true}), "made").pages, 1);
    }

    void anyNumberOfChannelsIsReadOneByOne() {
        for (const int planar : {PLANARCONFIG_CONTIG, PLANARCONFIG_SEPARATE})
            for (const int tile : {0, 16}) {
                if (tile && planar == PLANARCONFIG_SEPARATE)
                    continue;
                TiffMaking making{.samples = 5, .planar = planar, .tile = tile};
                const Bytes tiff = channelsTiff(making);
                EXPECT_ERROR(planeAt(tiff, 0, -1), ErrorKind::Unsupported);
                QCOMPARE(readImageHeader(tiff, "made", {}, {.channel = 0}).channels, 5);
                for (int channel = 0; channel < 5; ++channel)
                    QVERIFY(holds(planeAt(tiff, 0, channel), 0, channel));
                EXPECT_ERROR(planeAt(tiff, 0, 5), ErrorKind::Mismatch);
                EXPECT_ERROR(readImageHeader(tiff, "made", {}, {.channel = 5}), ErrorKind::Mismatch);
            }
    }

    void aChannelOverrulesTheStainOfColour() {
        const std::vector<std::uint8_t> colours{10, 20, 30, 11, 21, 31};
        const Bytes png = pngBytes(2, 1, 8, SPNG_COLOR_TYPE_TRUECOLOR, colours);
        TiffMaking making{.samples = 3, .photometric = PHOTOMETRIC_RGB};
        const Bytes tiff = tiffBytes(2, 1, making, [&](int, int) { return colours; });
        for (const Bytes& bytes : {png, tiff})
            for (int channel = 0; channel < 3; ++channel)
                for (const Stain stain : allStains)
                    QCOMPARE(planeAt(bytes, 0, channel, stain).valueAt(1, 0), 10 * channel + 11);
        EXPECT_ERROR(planeAt(png, 0, 3), ErrorKind::Mismatch);
        EXPECT_ERROR(planeAt(png, 0, -2), ErrorKind::Mismatch);
    }

    void aChannelOfAJpegIsItsColour() {
        std::vector<std::uint8_t> colours;
        for (int i = 0; i < 32 * 32; ++i)
            colours.insert(colours.end(), {200, 100, 50});
        const Bytes jpeg = jpegBytes(32, 32, colours, {.components = 3});
        QVERIFY(std::abs(planeAt(jpeg, 0, 0).valueAt(9, 9) - 200) < 4);
        QVERIFY(std::abs(planeAt(jpeg, 0, 2).valueAt(9, 9) - 50) < 4);
        EXPECT_ERROR(planeAt(jpeg, 0, 3), ErrorKind::Mismatch);
        EXPECT_ERROR(planeAt(greyJpegBytes(knownPlane(16, 16, 8)), 0, 1), ErrorKind::Mismatch);
    }

    void alphaIsAChannelLikeAnother() {
        const std::vector<std::uint8_t> values{10, 255, 11, 128};
        QCOMPARE(planeAt(pngBytes(2, 1, 8, SPNG_COLOR_TYPE_GRAYSCALE_ALPHA, values), 0, 1).valueAt(1, 0), 128);
    }
};

QTEST_GUILESS_MAIN(TestDecodeTiffPages)
#include "test_decodetiff_pages.moc"
