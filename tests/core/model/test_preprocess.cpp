#include "core/model/preprocess.h"
#include "tests/support/expecterror.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace locascope;
using namespace locascope::testing;

namespace {

template <class T>
Plane noise(int width, int height, unsigned seed) {
    Plane plane(width, height, sizeof(T) * 8);
    std::mt19937 random(seed);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            plane.row<T>(y)[x] = static_cast<T>(random());
    return plane;
}

ChannelStack stackOf(const Plane& plane) {
    ChannelStack stack;
    for (const Stain stain : allStains)
        stack.planes[stain] = plane;
    stack.width = stack.fullWidth = plane.width();
    stack.height = stack.fullHeight = plane.height();
    stack.bits = plane.bits();
    return stack;
}

// The share of [from, to) that the unit pixel at `pixel` covers.
double covered(double from, double to, int pixel) {
    return std::max(0.0, std::min(to, pixel + 1.0) - std::max(from, static_cast<double>(pixel)));
}

// The definition, pixel by pixel in double precision.
double areaMean(const Plane& plane, int width, int height, int x, int y) {
    const double stepX = static_cast<double>(plane.width()) / width;
    const double stepY = static_cast<double>(plane.height()) / height;
    double sum = 0;
    for (int sourceY = 0; sourceY < plane.height(); ++sourceY)
        for (int sourceX = 0; sourceX < plane.width(); ++sourceX)
            sum += plane.valueAt(sourceX, sourceY) * covered(x * stepX, (x + 1) * stepX, sourceX) *
                   covered(y * stepY, (y + 1) * stepY, sourceY);
    return sum / (stepX * stepY) / plane.maximumValue();
}

double bilinear(const Plane& plane, int width, int height, int x, int y) {
    const auto place = [](int position, int from, int to) {
        return std::clamp((position + 0.5) * from / to - 0.5, 0.0, from - 1.0);
    };
    const double placeX = place(x, plane.width(), width);
    const double placeY = place(y, plane.height(), height);
    const int left = static_cast<int>(placeX);
    const int top = static_cast<int>(placeY);
    const int right = std::min(left + 1, plane.width() - 1);
    const int bottom = std::min(top + 1, plane.height() - 1);
    const double shareX = placeX - left;
    const double shareY = placeY - top;
    return ((1 - shareY) * ((1 - shareX) * plane.valueAt(left, top) + shareX * plane.valueAt(right, top)) +
            shareY * ((1 - shareX) * plane.valueAt(left, bottom) + shareX * plane.valueAt(right, bottom))) /
           plane.maximumValue();
}

template <class Reference>
double largestDifference(const Plane& plane, int width, int height, Reference reference) {
    const InputTensor tensor = preprocess(stackOf(plane), {.width = width, .height = height, .stains = {Stain::Protein}});
    double largest = 0;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            largest = std::max(largest, std::abs(tensor.values[static_cast<std::size_t>(y * width + x)] -
                                                 reference(plane, width, height, x, y)));
    return largest;
}

} // namespace

class TestPreprocess : public QObject {
    Q_OBJECT

private slots:
    void reducingIsTheAreaMean() {
        QVERIFY(largestDifference(noise<std::uint8_t>(64, 48, 1), 16, 12, areaMean) < 1e-6);
        QVERIFY(largestDifference(noise<std::uint8_t>(61, 47, 2), 16, 13, areaMean) < 1e-6);
        QVERIFY(largestDifference(noise<std::uint16_t>(75, 31, 3), 50, 30, areaMean) < 1e-6);
    }

    void enlargingIsLinearBetweenTheCentres() {
        QVERIFY(largestDifference(noise<std::uint8_t>(17, 9, 4), 40, 33, bilinear) < 1e-6);
        QVERIFY(largestDifference(noise<std::uint16_t>(1, 2, 5), 5, 4, bilinear) < 1e-6);
    }

    void theSameSizeIsExact() {
        const Plane plane = noise<std::uint16_t>(23, 29, 6);
        QVERIFY(largestDifference(plane, 23, 29, [](const Plane& source, int, int, int x, int y) {
            return static_cast<double>(source.valueAt(x, y)) / 65535;
        }) < 1e-7);
    }

    void eachStainGoesToItsChannelAndIsNormalised() {
        ChannelStack stack = stackOf(noise<std::uint8_t>(4, 4, 7));
        for (const Stain stain : allStains) {
            Plane plane(4, 4, 8);
            std::fill_n(plane.row<std::uint8_t>(0), 16, static_cast<std::uint8_t>(51 * static_cast<int>(stain)));
            stack.planes[stain] = plane;
        }
        const InputTensor tensor = preprocess(stack, {.width = 2, .height = 2, .stains = {Stain::Reticulum, Stain::Protein},
                                                      .mean = {0.1, 0.2}, .deviation = {0.5, 0.25}});
        QCOMPARE(tensor.channels, 2);
        QCOMPARE(tensor.values.size(), std::size_t{8});
        QVERIFY(std::abs(tensor.values[0] - 1.0F) < 1e-6F);
        QVERIFY(std::abs(tensor.values[7]) < 1e-6F);
    }

    void anAbsentStainIsRefusedUnlessTheCardLetsZerosStandIn() {
        ChannelStack stack = stackOf(noise<std::uint8_t>(8, 8, 8));
        stack.planes[Stain::Reticulum] = Plane();
        InputRecipe recipe{.width = 4, .height = 4};
        EXPECT_ERROR(preprocess(stack, recipe), ErrorKind::Mismatch);
        recipe.absentStain = AbsentStain::Zeros;
        QCOMPARE(preprocess(stack, recipe).values.back(), 0.0F);
    }

    void aReducedFieldIsRefused() {
        ChannelStack stack = stackOf(noise<std::uint8_t>(8, 8, 9));
        stack.reduction = 2;
        EXPECT_ERROR(preprocess(stack, {.width = 4, .height = 4}), ErrorKind::Mismatch);
    }
};

QTEST_GUILESS_MAIN(TestPreprocess)
#include "test_preprocess.moc"
