#include "core/imaging/heatmap.h"

#include "core/files/error.h"

#include <QLatin1Char>
#include <QTest>

#include <cmath>
#include <limits>

using namespace locascope;

namespace {

/// CIE 1976 lightness of an sRGB colour, in [0, 100].
double lightness(Colour colour) {
    const auto linear = [](double byte) {
        const double part = byte / 255;
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    const double luminance = 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
    return luminance > 0.008856 ? 116 * std::cbrt(luminance) - 16 : 903.3 * luminance;
}

std::vector<std::uint32_t> overlaid(const SaliencyMap& map, int image, const Viewport& view, double opacity,
                                    std::uint32_t below = 0xFF202020u) {
    std::vector<std::uint32_t> pixels(static_cast<std::size_t>(view.width * view.height), below);
    overlayHeatMap(map, image, image, view, {heatColours(), opacity}, pixels.data(), static_cast<std::size_t>(view.width) * 4);
    return pixels;
}

} // namespace

class TestHeatMap : public QObject {
    Q_OBJECT
private slots:
    void theColoursRunFromDarkVioletToYellowInEvenSteps() {
        const std::vector<Colour>& colours = heatColours();
        QCOMPARE(colours.size(), std::size_t{256});
        QVERIFY(colours.front().blue > colours.front().green && lightness(colours.front()) < 15);
        QVERIFY(colours.back().red > 200 && colours.back().green > 200 && colours.back().blue < 120);
        const double step = (lightness(colours.back()) - lightness(colours.front())) / 15;
        for (std::size_t i = 0; i + 17 < colours.size(); i += 17) {
            const double found = lightness(colours[i + 17]) - lightness(colours[i]);
            QVERIFY2(found > 0.5 * step && found < 1.6 * step, qPrintable(QString::number(i) + QLatin1Char(' ') + QString::number(found / step)));
        }
    }

    void everyPaletteRisesEvenly() {
        for (const HeatPalette palette : {HeatPalette::Lagoon, HeatPalette::Grey}) {
            const std::vector<Colour>& colours = heatColours(palette);
            QCOMPARE(colours.size(), std::size_t{256});
            const double step = (lightness(colours.back()) - lightness(colours.front())) / 15;
            QVERIFY(step > 4.5);
            for (std::size_t i = 0; i + 17 < colours.size(); i += 17) {
                const double found = lightness(colours[i + 17]) - lightness(colours[i]);
                QVERIFY2(found > 0.5 * step && found < 1.6 * step, qPrintable(QString::number(i) + QLatin1Char(' ') + QString::number(found / step)));
            }
        }
        for (const Colour& colour : heatColours(HeatPalette::Lagoon))
            QVERIFY(colour.red <= std::max(colour.green, colour.blue));
    }

    void coloursOfClassesAreToldApart() {
        for (std::size_t one = 0; one < 6; ++one)
            for (std::size_t other = one + 1; other < 6; ++other) {
                const Colour a = distinctColour(one), b = distinctColour(other);
                QVERIFY(std::abs(a.red - b.red) + std::abs(a.green - b.green) + std::abs(a.blue - b.blue) > 60);
                QVERIFY(std::abs(lightness(a) - lightness(b)) < 12);
            }
        QCOMPARE(flatColours(distinctColour(0)).size(), std::size_t{256});
    }

    void aMapBecomesGreyOfTheImagesSize() {
        const Plane plane = saliencyPlane({2, 1, {0.0f, 1.0f}}, 400, 3);
        QCOMPARE(plane.bits(), 16);
        QCOMPARE(plane.height(), 3);
        QCOMPARE(plane.valueAt(0, 1), 0);
        QCOMPARE(plane.valueAt(399, 2), 65535);
        QVERIFY(std::abs(plane.valueAt(199, 1) - 32768) < 200);
        QVERIFY_EXCEPTION_THROWN(saliencyPlane({}, 4, 4), Error);
    }

    void opacityTimesValueIsTheShareOfTheMap() {
        const SaliencyMap map{1, 1, {1.0f}};
        const Colour top = heatColours().back();
        const std::uint32_t solid = 0xFF000000u | std::uint32_t(top.red) << 16 | std::uint32_t(top.green) << 8 | top.blue;
        QCOMPARE(overlaid(map, 4, {0, 0, 1, 4, 4}, 1)[5], solid);
        QCOMPARE(overlaid(map, 4, {0, 0, 1, 4, 4}, 0)[5], 0xFF202020u);
        const std::uint32_t half = overlaid(map, 4, {0, 0, 1, 4, 4}, 0.5)[5];
        QCOMPARE(int(half >> 16 & 255), (0x20 + top.red + 1) / 2);
        const SaliencyMap cold{1, 1, {0.0f}};
        QCOMPARE(overlaid(cold, 4, {0, 0, 1, 4, 4}, 1)[5], 0xFF202020u);
    }

    void theMapCoversTheWholeFieldWhateverItsSize() {
        const SaliencyMap map{2, 1, {0.0f, 1.0f}};
        const auto pixels = overlaid(map, 1000, {0, 0, 0.1, 100, 100}, 1);
        QCOMPARE(pixels[0], 0xFF202020u);                     // left of the left cell's centre
        QVERIFY(pixels[99] != 0xFF202020u);
        QCOMPARE(pixels[99], pixels[80]);                     // right of the right cell's centre
        QVERIFY((pixels[40] >> 16 & 255) < (pixels[60] >> 16 & 255)); // between them it rises
        QCOMPARE(pixels[50], pixels[9950]);
    }

    void outsideTheImageNothingChanges() {
        const SaliencyMap map{1, 1, {1.0f}};
        const auto pixels = overlaid(map, 2, {-1, -1, 1, 4, 4}, 1, 0u);
        QCOMPARE(pixels[0], 0u);
        QCOMPARE(pixels[15], 0u);
        QVERIFY(pixels[5] != 0u);
    }

    void whatIsNoMapChangesNothing() {
        for (const SaliencyMap& map : {SaliencyMap(), SaliencyMap{2, 2, {1, 1, 1}}, SaliencyMap{-1, -1, {1}}})
            QCOMPARE(overlaid(map, 4, {0, 0, 1, 4, 4}, 1)[5], 0xFF202020u);
    }

    void valuesBeyondTheScaleAreCut() {
        const float none = std::numeric_limits<float>::quiet_NaN(), infinite = std::numeric_limits<float>::infinity();
        QCOMPARE(overlaid({1, 1, {none}}, 4, {0, 0, 1, 4, 4}, 1)[5], 0xFF202020u);
        QCOMPARE(overlaid({1, 1, {-3}}, 4, {0, 0, 1, 4, 4}, 1)[5], 0xFF202020u);
        QCOMPARE(overlaid({1, 1, {7}}, 4, {0, 0, 1, 4, 4}, 1)[5], overlaid({1, 1, {1}}, 4, {0, 0, 1, 4, 4}, 1)[5]);
        overlaid({2, 1, {infinite, -infinite}}, 4, {0, 0, 1, 4, 4}, 5);
    }
};

QTEST_APPLESS_MAIN(TestHeatMap)
#include "test_heatmap.moc"
