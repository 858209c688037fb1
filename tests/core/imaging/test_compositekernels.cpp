#include "core/imaging/composite.h"
#include "core/imaging/kernels/availablekernels.h"
#include "tests/support/naivecomposite.h"

#include <QTest>

#include <limits>
#include <random>

using namespace locascope;

Q_DECLARE_METATYPE(const CompositeKernel*)

namespace {

struct Difference {
    int largest = 0;
    int count = 0; ///< of pixels that differ at all
};

Difference fromNaive(const ChannelStack& stack, const DisplaySettings& settings, const Viewport& view, const CompositeKernel* kernel) {
    const auto size = static_cast<std::size_t>(view.width) * static_cast<std::size_t>(view.height);
    std::vector<std::uint32_t> expected(size), found(size, 0x12345678u);
    testing::naiveComposite(stack, settings, view, expected.data());
    compositeView(stack, settings, view, found.data(), static_cast<std::size_t>(view.width) * 4, 2, kernel);
    Difference difference{testing::largestDifference(found, expected), 0};
    for (std::size_t i = 0; i < size; ++i)
        difference.count += found[i] != expected[i];
    return difference;
}

/// Noise alone: every value is as likely.
ChannelStack noisyStack(int width, int height, int bits, unsigned seed) {
    ChannelStack stack{{}, width, height, bits, 1, width, height};
    std::mt19937 random(seed);
    for (const Stain stain : allStains) {
        Plane plane(width, height, bits);
        for (std::size_t i = 0; i < plane.byteCount(); ++i)
            plane.data()[i] = static_cast<std::byte>(random());
        stack.planes[stain] = plane;
    }
    return stack;
}

/// One row with every raw value, in every stain.
ChannelStack everyValue(int bits) {
    const int count = 1 << bits;
    ChannelStack stack{{}, count, 1, bits, 1, count, 1};
    Plane plane(count, 1, bits);
    for (int value = 0; value < count; ++value)
        if (bits == 16)
            plane.row<std::uint16_t>(0)[value] = static_cast<std::uint16_t>(value);
        else
            plane.row<std::uint8_t>(0)[value] = static_cast<std::uint8_t>(value);
    for (const Stain stain : allStains)
        stack.planes[stain] = plane;
    return stack;
}

DisplaySettings settingsWith(const ContrastWindow& window) {
    DisplaySettings settings = defaultDisplay();
    for (const Stain stain : allStains) {
        settings.stains[stain].visible = true;
        settings.stains[stain].window = window;
    }
    return settings;
}

ContrastWindow randomWindow(std::mt19937& random, int highest) {
    std::uniform_real_distribution<double> unit(0, 1);
    const double minimum = unit(random) * highest, range = std::exp(unit(random) * std::log(highest));
    const bool whole = random() % 2 == 0;
    return {whole ? std::floor(minimum) : minimum, whole ? std::floor(minimum + range) : minimum + range,
            random() % 3 == 0 ? 0.2 + 3 * unit(random) : 1};
}

DisplaySettings randomSettings(std::mt19937& random, int highest) {
    std::uniform_real_distribution<double> unit(0, 1);
    DisplaySettings settings;
    settings.mode = static_cast<DisplayMode>(random() % 3);
    settings.active = static_cast<Stain>(random() % 4);
    for (const Stain stain : allStains)
        settings.stains[stain] = {random() % 4 != 0,
                                  {static_cast<std::uint8_t>(random()), static_cast<std::uint8_t>(random()), static_cast<std::uint8_t>(random())},
                                  randomWindow(random, highest),
                                  unit(random)};
    return settings;
}

std::string nameOf(const ContrastWindow& window) {
    return std::to_string(window.minimum) + " to " + std::to_string(window.maximum) + ", gamma " + std::to_string(window.gamma);
}

} // namespace

class TestCompositeKernels : public QObject {
    Q_OBJECT
private slots:
    void theFastestIsFirstAndThePortableLast() {
        QVERIFY(!availableKernels().empty());
        QCOMPARE(availableKernels().back(), &portableKernel);
#if defined(__x86_64__)
        QVERIFY(availableKernels().size() >= 2); // every such processor has SSE2
#endif
        for (const CompositeKernel* kernel : availableKernels())
            qInfo("%s", kernel->name);
    }

    void everyKernelEqualsTheNaiveCompositor_data() { kernelsAndDepths(); }
    void everyKernelEqualsTheNaiveCompositor() {
        QFETCH(const CompositeKernel*, kernel);
        QFETCH(int, bits);
        std::mt19937 random(11);
        std::uniform_real_distribution<double> unit(0, 1);
        const ChannelStack odd = noisyStack(149, 83, bits, 1), even = noisyStack(64, 48, bits, 2);
        int differing = 0;
        for (int round = 0; round < 240; ++round) {
            const ChannelStack& stack = round % 2 ? odd : even;
            const double scale = round % 3 == 0 ? 1 : std::exp(unit(random) * 5 - 3.5);
            const Viewport view{std::floor(unit(random) * 40 - 10), unit(random) * 40 - 10, scale, 40 + static_cast<int>(random() % 70), 31};
            const Difference difference = fromNaive(stack, randomSettings(random, (1 << bits) - 1), view, kernel);
            QVERIFY2(difference.largest <= 1, qPrintable(QStringLiteral("round %1: %2").arg(round).arg(difference.largest)));
            differing += difference.count;
        }
        // Floats and doubles may round a value between two steps differently, and only such a one: of some 560,000 pixels.
        QVERIFY2(differing < 300, qPrintable(QString::number(differing)));
    }

    void everyRawValueIsWithinOneStep_data() { kernelsAndDepths(); }
    void everyRawValueIsWithinOneStep() {
        QFETCH(const CompositeKernel*, kernel);
        QFETCH(int, bits);
        const ChannelStack stack = everyValue(bits);
        const double highest = stack.planes[Stain::Protein].maximumValue();
        for (const double gamma : {1.0, 0.1, 0.45, 1.8, 5.0})
            for (const auto& [minimum, maximum] : std::vector<std::pair<double, double>>{
                     {0, highest}, {0.5, highest - 0.25}, {3, 200}, {-5, 100}, {-1e6, 1e6}, {-1e300, 1e300}, {20, 1e9}, {highest - 1, highest},
                     {-20, -10}, {highest, highest + 10}, {2 * highest, 3 * highest}, {0.1, highest * 0.7}, {100.9999, 101.0001}, {100.2, 100.7}, {100, 101}}) {
                DisplaySettings settings = settingsWith({minimum, maximum, gamma});
                settings.mode = DisplayMode::Greyscale;
                const Difference difference = fromNaive(stack, settings, {0, 0, 1, stack.width, 1}, kernel);
                QVERIFY2(difference.largest <= 1, (nameOf({minimum, maximum, gamma}) + ": " + std::to_string(difference.largest)).c_str());
            }
    }

    void aWindowWithoutWidthOrInvertedIsAStep_data() { kernelsAndDepths(); }
    void aWindowWithoutWidthOrInvertedIsAStep() {
        QFETCH(const CompositeKernel*, kernel);
        QFETCH(int, bits);
        const ChannelStack stack = everyValue(bits);
        for (const double gamma : {1.0, 2.0})
            for (const auto& [minimum, maximum] :
                 std::vector<std::pair<double, double>>{{0, 0}, {100, 100}, {100.5, 100.5}, {150, 90}, {150.5, -3}, {-1, -1}, {255, 255}, {1e9, 5}})
                QCOMPARE(fromNaive(stack, settingsWith({minimum, maximum, gamma}), {0, 0, 1, stack.width, 1}, kernel).count, 0);
    }

    void windowsThatNeverEndAreHarmless_data() { kernelsAndDepths(); }
    void windowsThatNeverEndAreHarmless() {
        QFETCH(const CompositeKernel*, kernel);
        QFETCH(int, bits);
        const ChannelStack stack = everyValue(bits);
        const double infinite = std::numeric_limits<double>::infinity(), none = std::numeric_limits<double>::quiet_NaN();
        const std::uint32_t black = 0xFF000000u, white = 0xFFFFFFFFu;
        const auto valueShownAt = [&](const ContrastWindow& window, std::size_t value) {
            DisplaySettings settings = settingsWith(window);
            settings.mode = DisplayMode::Greyscale;
            std::vector<std::uint32_t> pixels(static_cast<std::size_t>(stack.width));
            compositeView(stack, settings, {0, 0, 1, stack.width, 1}, pixels.data(), pixels.size() * 4, 1, kernel);
            return pixels[value];
        };
        for (const double gamma : {1.0, 1.5, 0.0, -1.0, none, infinite}) {
            QCOMPARE(valueShownAt({none, 100, gamma}, 200), black);
            QCOMPARE(valueShownAt({10, none, gamma}, 200), black);
            QCOMPARE(valueShownAt({10, infinite, gamma}, 200), black);
            QCOMPARE(valueShownAt({infinite, 100, gamma}, 200), black);
            QCOMPARE(valueShownAt({-infinite, infinite, gamma}, 200), black);
            QCOMPARE(valueShownAt({-infinite, 100, gamma}, 99), black);
            QCOMPARE(valueShownAt({-infinite, 100, gamma}, 100), white);
            QCOMPARE(valueShownAt({-infinite, -infinite, gamma}, 0), white);
            QCOMPARE(valueShownAt({10, 200, gamma}, 200), white);
            QCOMPARE(valueShownAt({10, 200, gamma}, 10), black);
        }
    }

    void everyWidthAndAlignmentStaysInsideItsRows_data() { kernelsAndDepths(); }
    void everyWidthAndAlignmentStaysInsideItsRows() {
        QFETCH(const CompositeKernel*, kernel);
        QFETCH(int, bits);
        // Planes of exactly the size shown, so that the address sanitizer sees a read beyond them; lines with a guard on both sides.
        for (int width = 1; width <= 67; ++width) {
            const ChannelStack stack = noisyStack(width, 3, bits, static_cast<unsigned>(width));
            const DisplaySettings settings = settingsWith({5, bits == 16 ? 60000.0 : 250.0, 1});
            const auto stride = static_cast<std::size_t>(width + 2);
            std::vector<std::uint32_t> expected(static_cast<std::size_t>(width) * 3), found(stride * 3, 7u);
            testing::naiveComposite(stack, settings, {0, 0, 1, width, 3}, expected.data());
            compositeView(stack, settings, {0, 0, 1, width, 3}, found.data() + 1, stride * 4, 1, kernel);
            std::vector<std::uint32_t> inside;
            for (std::size_t y = 0; y < 3; ++y) {
                QCOMPARE(found[y * stride], 7u);
                QCOMPARE(found[y * stride + stride - 1], 7u);
                inside.insert(inside.end(), found.begin() + static_cast<std::ptrdiff_t>(y * stride + 1),
                              found.begin() + static_cast<std::ptrdiff_t>(y * stride + stride - 1));
            }
            QVERIFY2(testing::largestDifference(inside, expected) <= 1, qPrintable(QString::number(width)));
        }
    }

    void anyNumberOfStainsMayBeShown_data() { kernelsAndDepths(); }
    void anyNumberOfStainsMayBeShown() {
        QFETCH(const CompositeKernel*, kernel);
        QFETCH(int, bits);
        const ChannelStack stack = noisyStack(53, 20, bits, 5);
        for (unsigned shown = 0; shown < 16; ++shown) {
            DisplaySettings settings = settingsWith({5, bits == 16 ? 60000.0 : 250.0, 1});
            for (const Stain stain : allStains)
                settings.stains[stain].visible = shown >> static_cast<unsigned>(stain) & 1u;
            for (const double scale : {1.0, 0.4, 2.5})
                QVERIFY(fromNaive(stack, settings, {0, 0, scale, 50, 20}, kernel).largest <= 1);
        }
    }

    /// Values halfway between two steps of every stain at once must go the same way in every kernel and, but for the last bit of a double, up.
    void valuesBetweenTwoStepsGoUp_data() { kernelsAndDepths(); }
    void valuesBetweenTwoStepsGoUp() {
        QFETCH(const CompositeKernel*, kernel);
        QFETCH(int, bits);
        const ChannelStack stack = everyValue(bits);
        DisplaySettings settings = settingsWith({0, 510, 1});
        for (const Stain stain : allStains)
            settings.stains[stain] = {true, {255, 255, 255}, {0, 510, 1}, 1};
        std::vector<std::uint32_t> pixels(static_cast<std::size_t>(stack.width));
        compositeView(stack, settings, {0, 0, 1, stack.width, 1}, pixels.data(), pixels.size() * 4, 1, kernel);
        for (std::size_t value = 0; value < pixels.size(); ++value)
            QCOMPARE(pixels[value] & 255, std::min<std::uint32_t>(4 * static_cast<std::uint32_t>((value + 1) / 2), 255));
    }

private:
    static void kernelsAndDepths() {
        QTest::addColumn<const CompositeKernel*>("kernel");
        QTest::addColumn<int>("bits");
        for (const CompositeKernel* kernel : availableKernels())
            for (const int bits : {8, 16})
                QTest::newRow((std::string(kernel->name) + ", " + std::to_string(bits) + " bits").c_str()) << kernel << bits;
    }
};

QTEST_APPLESS_MAIN(TestCompositeKernels)
#include "test_compositekernels.moc"
