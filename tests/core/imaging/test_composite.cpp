#include "core/imaging/composite.h"
#include "tests/support/naivecomposite.h"

#include <QTest>

#include <random>

using namespace locascope;

namespace {

std::vector<std::uint32_t> composed(const ChannelStack& stack, const DisplaySettings& settings, const Viewport& view,
                                    int threads = 2) {
    std::vector<std::uint32_t> pixels(static_cast<std::size_t>(view.width) * static_cast<std::size_t>(view.height), 0x12345678u);
    compositeView(stack, settings, view, pixels.data(), static_cast<std::size_t>(view.width) * 4, threads);
    return pixels;
}

DisplaySettings fullDisplay(int bits) {
    DisplaySettings settings = defaultDisplay();
    for (const Stain stain : allStains) {
        settings.stains[stain].visible = true;
        settings.stains[stain].window = bits == 16 ? ContrastWindow{1000.5, 42000.25, 1} : ContrastWindow{3, 200, 1};
    }
    settings.stains[Stain::Nucleus].window.gamma = 0.7;
    settings.stains[Stain::Reticulum].window.gamma = 1.8;
    return settings;
}

/// A plane of one stain whose rows are given.
ChannelStack greyStack(const std::vector<std::vector<int>>& rows, int reduction = 1) {
    const int width = static_cast<int>(rows[0].size()), height = static_cast<int>(rows.size());
    ChannelStack stack{{}, width, height, 8, reduction, width * reduction, height * reduction};
    Plane plane(width, height, 8);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            plane.row<std::uint8_t>(y)[x] = static_cast<std::uint8_t>(rows[static_cast<std::size_t>(y)][static_cast<std::size_t>(x)]);
    stack.planes[Stain::Protein] = plane;
    return stack;
}

DisplaySettings greyDisplay() {
    DisplaySettings settings = defaultDisplay();
    settings.mode = DisplayMode::Greyscale;
    return settings;
}

std::uint32_t grey(std::uint32_t level) { return 0xFF000000u | level << 16 | level << 8 | level; }

} // namespace

class TestComposite : public QObject {
    Q_OBJECT
private slots:
    void everyPixelEqualsTheNaiveCompositor_data() {
        QTest::addColumn<int>("bits");
        QTest::addColumn<double>("left");
        QTest::addColumn<double>("top");
        QTest::addColumn<double>("scale");
        QTest::addColumn<int>("reduction");
        for (const int bits : {8, 16})
            for (const int reduction : {1, 4})
                for (const double scale : {0.03, 0.1, 0.1249, 0.24, 0.3255, 0.4, 0.45, 0.52, 0.79, 0.81, 1.0, 1.7, 3.0, 16.0}) {
                    const auto name = QByteArray::number(bits) + " bits, scale " + QByteArray::number(scale) + ", 1:" +
                                      QByteArray::number(reduction);
                    QTest::newRow(name.constData()) << bits << -3.25 << 10.6 << scale << reduction;
                }
    }
    void everyPixelEqualsTheNaiveCompositor() {
        QFETCH(int, bits);
        QFETCH(double, left);
        QFETCH(double, top);
        QFETCH(double, scale);
        QFETCH(int, reduction);
        const ChannelStack stack = testing::paintedStack(211, 167, bits, reduction);
        const Viewport view{left, top, scale, 131, 97};
        std::vector<std::uint32_t> expected(131 * 97);
        testing::naiveComposite(stack, fullDisplay(bits), view, expected.data());
        const std::vector<std::uint32_t> found = composed(stack, fullDisplay(bits), view);
        for (std::size_t i = 0; i < found.size(); ++i)
            if (testing::largestDifference({found[i]}, {expected[i]}) > 1)
                QFAIL(qPrintable(QStringLiteral("pixel %1, %2: %3 instead of %4").arg(i % 131).arg(i / 131)
                                     .arg(found[i], 8, 16).arg(expected[i], 8, 16)));
    }

    void randomViewsEqualTheNaiveCompositor() {
        std::mt19937 random(7);
        std::uniform_real_distribution<double> unit(0, 1);
        const ChannelStack eight = testing::paintedStack(97, 61, 8), sixteen = testing::paintedStack(61, 97, 16, 2);
        for (int round = 0; round < 150; ++round) {
            const ChannelStack& stack = round % 2 ? eight : sixteen;
            DisplaySettings settings = fullDisplay(stack.bits);
            settings.mode = static_cast<DisplayMode>(round % 3);
            settings.active = static_cast<Stain>(round % 4);
            settings.stains[Stain::Protein].gain = unit(random);
            const Viewport view{unit(random) * 200 - 60, unit(random) * 200 - 60, std::exp(unit(random) * 6 - 4), 53, 41};
            std::vector<std::uint32_t> expected(53 * 41);
            testing::naiveComposite(stack, settings, view, expected.data());
            QVERIFY(testing::largestDifference(composed(stack, settings, view, 1 + round % 3), expected) <= 1);
        }
    }

    void outsideTheImageIsTransparent() {
        const ChannelStack stack = greyStack({{10, 20}, {30, 40}});
        const std::vector<std::uint32_t> expected{0, 0,        0,        0, //
                                                  0, grey(10), grey(20), 0, //
                                                  0, grey(30), grey(40), 0, //
                                                  0, 0,        0,        0};
        QVERIFY(composed(stack, greyDisplay(), {-1, -1, 1, 4, 4}) == expected);
    }

    void enlargedPixelsAreSquaresOfOneValue() {
        const ChannelStack stack = greyStack({{10, 20}});
        const std::vector<std::uint32_t> expected{grey(10), grey(10), grey(10), grey(20), grey(20), grey(20)};
        QVERIFY(composed(stack, greyDisplay(), {0, 0, 3, 6, 1}) == expected);
    }

    void reducedPixelsAreMeansOfRawValues() {
        const ChannelStack stack = greyStack({{0, 255, 10, 20}, {0, 255, 30, 40}});
        DisplaySettings settings = greyDisplay();
        QVERIFY((composed(stack, settings, {0, 0, 0.5, 2, 1}) == std::vector<std::uint32_t>{grey(128), grey(25)}));
        // Mean first, contrast second: 128 lies above the window although half of the pixels lie below.
        settings.stains[Stain::Protein].window = {25, 128, 1};
        QVERIFY((composed(stack, settings, {0, 0, 0.5, 2, 1}) == std::vector<std::uint32_t>{grey(255), grey(0)}));
    }

    void aReductionIsNearTheAreaMeanOfASmoothImage() {
        const ChannelStack stack = testing::paintedStack(600, 600, 8, 1, 0);
        for (const double scale : {0.9, 0.6, 0.4, 0.3, 0.26}) {
            const int side = static_cast<int>(600 * scale);
            const std::vector<std::uint32_t> found = composed(stack, greyDisplay(), {0, 0, scale, side, side});
            double difference = 0;
            for (int y = 0; y < side; ++y)
                for (int x = 0; x < side; ++x) {
                    double sum = 0, area = 0;
                    for (int v = int(y / scale); v < std::min(600.0, (y + 1) / scale); ++v)
                        for (int u = int(x / scale); u < std::min(600.0, (x + 1) / scale); ++u) {
                            const double share = (std::min(u + 1.0, (x + 1) / scale) - std::max(double(u), x / scale)) *
                                                 (std::min(v + 1.0, (y + 1) / scale) - std::max(double(v), y / scale));
                            sum += share * stack.planes[Stain::Protein].valueAt(u, v);
                            area += share;
                        }
                    difference += std::abs(sum / area - (found[std::size_t(y * side + x)] & 255));
                }
            QVERIFY2(difference / side / side < 1, qPrintable(QString::number(difference / side / side)));
        }
    }

    void stainsAddAndSaturate() {
        ChannelStack stack = greyStack({{255}});
        stack.planes[Stain::Microtubules] = stack.planes[Stain::Reticulum] = stack.planes[Stain::Protein];
        DisplaySettings settings = defaultDisplay();
        settings.stains[Stain::Reticulum].visible = true;
        QCOMPARE(composed(stack, settings, {0, 0, 1, 1, 1})[0], 0xFFFFFF00u); // 0.6 and 1 of red, twice green
        settings.stains[Stain::Reticulum].visible = false;
        QCOMPARE(composed(stack, settings, {0, 0, 1, 1, 1})[0], 0xFF99FF00u);
    }

    void colourAndGreyscaleShowTheActiveStainAtFullGain() {
        ChannelStack stack = greyStack({{100}});
        stack.planes[Stain::Reticulum] = stack.planes[Stain::Protein];
        DisplaySettings settings = defaultDisplay();
        settings.active = Stain::Reticulum; // hidden in the composite
        settings.mode = DisplayMode::Colour;
        QCOMPARE(composed(stack, settings, {0, 0, 1, 1, 1})[0], 0xFF646400u);
        settings.mode = DisplayMode::Greyscale;
        QCOMPARE(composed(stack, settings, {0, 0, 1, 1, 1})[0], grey(100));
    }

    void aMissingStainIsBlackAndAPlaneOfAnotherSizeIsLeftOut() {
        ChannelStack stack = greyStack({{100, 100}});
        stack.planes[Stain::Nucleus] = greyStack({{255}}).planes[Stain::Protein];
        const std::vector<std::uint32_t> expected{0xFF006400u, 0xFF006400u};
        QVERIFY(composed(stack, defaultDisplay(), {0, 0, 1, 2, 1}) == expected);
    }

    void linesMayBePadded() {
        const ChannelStack stack = greyStack({{1, 2}, {3, 4}});
        std::vector<std::uint32_t> pixels(8, 7u);
        compositeView(stack, greyDisplay(), {0, 0, 1, 2, 2}, pixels.data(), 16);
        const std::vector<std::uint32_t> expected{grey(1), grey(2), 7, 7, grey(3), grey(4), 7, 7};
        QVERIFY(pixels == expected);
    }

    void strangeViewsAndWindowsAreHarmless() {
        const ChannelStack stack = testing::paintedStack(5, 3, 8);
        const double infinite = std::numeric_limits<double>::infinity(), none = std::numeric_limits<double>::quiet_NaN();
        for (const Viewport& view : {Viewport{0, 0, 0, 4, 4}, Viewport{0, 0, -1, 4, 4}, Viewport{none, 0, 1, 4, 4},
                                     Viewport{infinite, -infinite, 1, 4, 4}, Viewport{0, 0, none, 4, 4},
                                     Viewport{1e300, 0, 1e-300, 4, 4}})
            for (const std::uint32_t pixel : composed(stack, defaultDisplay(), view))
                QVERIFY(pixel == 0 || view.scale < 1e-200);
        for (const ContrastWindow& window : {ContrastWindow{0, 0, 1}, ContrastWindow{10, 5, 1}, ContrastWindow{none, none, none},
                                             ContrastWindow{-infinite, infinite, 1}, ContrastWindow{0, 255, 0}}) {
            DisplaySettings settings = defaultDisplay();
            settings.stains[Stain::Protein].window = window;
            for (const std::uint32_t pixel : composed(stack, settings, {0, 0, 1, 5, 3}))
                QCOMPARE(pixel >> 24, 255u);
        }
        for (const std::uint32_t pixel : composed(ChannelStack(), defaultDisplay(), {0, 0, 1, 4, 4}))
            QCOMPARE(pixel, 0u);
    }

    void theDefaultShowsProteinFullNucleusAndMicrotubulesLessAndNoReticulum() {
        const DisplaySettings settings = defaultDisplay();
        QVERIFY(settings.mode == DisplayMode::Composite);
        QVERIFY(settings.active == Stain::Protein);
        QCOMPARE(settings.stains[Stain::Protein].gain, 1.0);
        QCOMPARE(settings.stains[Stain::Nucleus].gain, 0.8);
        QCOMPARE(settings.stains[Stain::Microtubules].gain, 0.6);
        QVERIFY(!settings.stains[Stain::Reticulum].visible);
        QVERIFY(settings.stains[Stain::Nucleus].colour == (Colour{0, 0, 255}));
    }

    void thePalettesAreNamedAndDistinct() {
        QCOMPARE(palettes().size(), std::size_t{3});
        QCOMPARE(palettes()[0].key, std::string_view("hpa"));
        QCOMPARE(palettes()[1].key, std::string_view("colour-blind"));
        QCOMPARE(palettes()[2].key, std::string_view("imagej"));
        for (const Palette& palette : palettes())
            for (const Stain one : allStains)
                for (const Stain other : allStains)
                    QVERIFY(one == other || !(palette.colours[one] == palette.colours[other]));
    }
};

QTEST_APPLESS_MAIN(TestComposite)
#include "test_composite.moc"
