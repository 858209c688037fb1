#include "core/imaging/contrast.h"
#include "core/imaging/loadsample.h"
#include "core/plate/scanplate.h"

#include <QTest>

#include <cmath>

using namespace locascope;

namespace {

Plane planeOf(const std::vector<int>& values, int bits) {
    Plane plane(static_cast<int>(values.size()), 1, bits);
    for (std::size_t x = 0; x < values.size(); ++x) {
        if (bits == 16)
            plane.row<std::uint16_t>(0)[x] = static_cast<std::uint16_t>(values[x]);
        else
            plane.row<std::uint8_t>(0)[x] = static_cast<std::uint8_t>(values[x]);
    }
    return plane;
}

Histogram histogramOf(const std::vector<int>& values, int bits = 8) {
    Histogram histogram;
    histogram.add(planeOf(values, bits));
    return histogram;
}

} // namespace

class TestContrast : public QObject {
    Q_OBJECT
private slots:
    void valuesAreShownBetweenMinimumAndMaximum() {
        const ContrastWindow window{10, 20, 1};
        QCOMPARE(displayFraction(window, 9), 0.0);
        QCOMPARE(displayFraction(window, 10), 0.0);
        QCOMPARE(displayFraction(window, 12.5), 0.25);
        QCOMPARE(displayFraction(window, 20), 1.0);
        QCOMPARE(displayFraction(window, 300), 1.0);
    }

    void gammaAboveOneBrightensMidTones() {
        QCOMPARE(displayFraction({0, 100, 2}, 25), 0.5);
        QCOMPARE(displayFraction({0, 100, 0.5}, 50), 0.25);
        QCOMPARE(displayFraction({0, 100, 2}, 100), 1.0);
    }

    void anEmptyWindowIsAStep() {
        QCOMPARE(displayFraction({5, 5, 1}, 5), 0.0);
        QCOMPARE(displayFraction({5, 5, 1}, 6), 1.0);
    }

    void aHistogramCountsRawValuesOfBothDepths() {
        const Histogram eight = histogramOf({0, 7, 7, 255, 7}), sixteen = histogramOf({0, 7, 65535}, 16);
        QCOMPARE(eight.count(7), std::uint64_t{3});
        QCOMPARE(eight.total(), std::uint64_t{5});
        QCOMPARE(eight.highestValue(), 255);
        QCOMPARE(sixteen.count(65535), std::uint64_t{1});
        QCOMPARE(sixteen.highestValue(), 65535);
    }

    void fieldsPool() {
        Histogram pooled = histogramOf({1, 2});
        pooled.add(histogramOf({2, 3}));
        pooled.add(planeOf({3}, 8));
        pooled.add(Plane());
        QCOMPARE(pooled.total(), std::uint64_t{5});
        QCOMPARE(pooled.count(2), std::uint64_t{2});
        QCOMPARE(pooled.count(3), std::uint64_t{2});
    }

    void theBackgroundIsTheMostFrequentValueUpToTheMedian() {
        QCOMPARE(histogramOf({4, 4, 5, 6, 7, 9, 9, 9}).backgroundMode(), 4); // 9 is more frequent, but bright
        QCOMPARE(histogramOf({0, 0, 0, 8}).backgroundMode(), 0);
        QCOMPARE(Histogram().backgroundMode(), 0);
    }

    void aPercentileIsTheSmallestValueThatEnoughLieAtOrBelow() {
        const Histogram histogram = histogramOf({0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
        QCOMPARE(histogram.percentileAbove(0, 0.5), 5);
        QCOMPARE(histogram.percentileAbove(0, 0.51), 6);
        QCOMPARE(histogram.percentileAbove(0, 1), 10);
        QCOMPARE(histogram.percentileAbove(0, 0), 1);
        QCOMPARE(histogram.percentileAbove(5, 0.5), 8);
        QCOMPARE(histogram.percentileAbove(10, 0.5), 10);
        QCOMPARE(histogram.percentileAbove(-1, 0.1), 0);
    }

    void aWindowIsNeverEmpty() {
        QVERIFY(plateWindow(Histogram(), 0.98) == (ContrastWindow{0, 1, 1}));
        QVERIFY(plateWindow(histogramOf({9, 9, 9}), 0.98) == (ContrastWindow{9, 10, 1}));
        QVERIFY(plateWindow(histogramOf({65535, 65535}, 16), 0.98) == (ContrastWindow{65535, 65536, 1}));
    }

    void theRealSamplesHaveTheWindowsOfTheDesign() {
        const std::filesystem::path folder = std::filesystem::path(LOCASCOPE_SHARED_DIR) / "data/challenge";
        if (!std::filesystem::exists(folder))
            QSKIP("the real samples are not here");
        const Plate plate = scanPlate(folder);
        PerStain<Histogram> pooled;
        for (const Sample& sample : plate.samples) {
            const LoadedSample loaded = loadSample(plate, sample);
            for (const Stain stain : allStains)
                pooled[stain].add(loaded.stack.planes[stain]);
        }
        const PerStain<double> maxima{{239, 146, 218, 218}};
        for (const Stain stain : allStains)
            QCOMPARE(plateWindow(pooled[stain], defaultClip()[stain]).maximum, maxima[stain]);
    }

    void theProteinIsClippedEarlierThanTheOthers() {
        QCOMPARE(defaultClip()[Stain::Protein], 0.98);
        QCOMPARE(defaultClip()[Stain::Nucleus], 0.99);
        QCOMPARE(defaultClip()[Stain::Reticulum], 0.99);
    }
};

QTEST_APPLESS_MAIN(TestContrast)
#include "test_contrast.moc"
