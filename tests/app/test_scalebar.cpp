#include "app/scalebar.h"

#include <QTest>

#include <vector>

using namespace locascope;

namespace {

constexpr int width = 640;
constexpr int height = 480;

std::vector<std::uint32_t> drawn(double pixelSizeUm, bool isEntered = false) {
    std::vector<std::uint32_t> pixels(static_cast<std::size_t>(width) * height, 0xff000000U);
    drawScaleBar(pixels.data(), width, height, width * sizeof(std::uint32_t), {pixelSizeUm, isEntered});
    return pixels;
}

/// From the leftmost to the rightmost white pixel above the bar.
int widthOfText(const std::vector<std::uint32_t>& pixels) {
    int left = width, right = 0;
    for (int y = 0; y < height - 16; ++y) {
        for (int x = 0; x < width; ++x) {
            if (pixels[static_cast<std::size_t>(y) * width + static_cast<std::size_t>(x)] == 0xffffffffU) {
                left = std::min(left, x);
                right = std::max(right, x);
            }
        }
    }
    return right - left + 1;
}

/// The longest run of white in any row.
int longestRun(const std::vector<std::uint32_t>& pixels) {
    int longest = 0;
    for (int y = 0; y < height; ++y) {
        int run = 0;
        for (int x = 0; x < width; ++x) {
            run = pixels[static_cast<std::size_t>(y) * width + static_cast<std::size_t>(x)] == 0xffffffffU ? run + 1 : 0;
            longest = std::max(longest, run);
        }
    }
    return longest;
}

} // namespace

class TestScaleBar final : public QObject {
    Q_OBJECT
private slots:
    void theLengthIsOneTwoOrFiveTimesAPowerOfTen_data() {
        QTest::addColumn<double>("pixelSize");
        QTest::addColumn<double>("length");
        QTest::newRow("confocal") << 0.0801 << 10.0;
        QTest::newRow("fine") << 0.01 << 1.0;
        QTest::newRow("coarse") << 0.65 << 100.0;
        QTest::newRow("exact fit") << 0.125 << 20.0;
    }
    void theLengthIsOneTwoOrFiveTimesAPowerOfTen() {
        QFETCH(double, pixelSize);
        QFETCH(double, length);
        QCOMPARE(scaleBarLength(pixelSize, width), length);
    }
    void theTextIsExact() {
        QCOMPARE(scaleBarText(10), std::string("10 µm"));
        QCOMPARE(scaleBarText(0.5), std::string("0.5 µm"));
    }
    void theBarIsAsLongAsItSays() {
        const double pixelSize = 0.0801;
        QCOMPARE(longestRun(drawn(pixelSize)), qRound(scaleBarLength(pixelSize, width) / pixelSize));
    }
    void aPixelSizeThatWasEnteredIsSaid() {
        const double pixelSize = 0.0801;
        constexpr int letter = 6 * (width / 320);
        QCOMPARE(longestRun(drawn(pixelSize, true)), longestRun(drawn(pixelSize)));
        QCOMPARE(widthOfText(drawn(pixelSize, true)) / letter, widthOfText(drawn(pixelSize)) / letter + 10); // " (entered)"
    }
};

QTEST_APPLESS_MAIN(TestScaleBar)
#include "test_scalebar.moc"
