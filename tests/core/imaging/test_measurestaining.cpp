// What is measured of a field's stains, on fields whose truth is known.

#include "core/imaging/checkstaining.h"
#include "core/imaging/focus.h"
#include "core/imaging/measurestaining.h"
#include "core/imaging/nuclei.h"
#include "tests/support/madeimages.h"
#include "tests/support/smallplate.h"
#include "tests/support/stainedplate.h"

#include <QTest>

#include <random>

using namespace locascope;
using namespace locascope::testing;

namespace {

/// Discs of radius 12 on a lattice of 48 pixels, `bright` over `dark`, with normal noise.
Plane discs(int side, int bits, int dark, int bright, double noise, int offset = 24) {
    std::mt19937 random(3);
    std::normal_distribution<double> normal(0, noise);
    return filledPlane(side, side, bits, [&](int x, int y) {
        const int u = (x + 48 - offset) % 48, v = (y + 48 - offset) % 48;
        const int du = std::min(u, 48 - u), dv = std::min(v, 48 - v);
        return std::max(0, static_cast<int>(std::lround((du * du + dv * dv <= 144 ? bright : dark) + normal(random))));
    });
}

/// Pixels of a disc of radius 12.
int discArea() {
    int area = 0;
    for (int y = -12; y <= 12; ++y)
        for (int x = -12; x <= 12; ++x)
            area += x * x + y * y <= 144;
    return area;
}

StainFigures figuresOf(const Plane& plane, Stain stain = Stain::Protein) {
    ChannelStack stack;
    stack.planes[stain] = plane;
    stack.width = plane.width();
    stack.height = plane.height();
    stack.bits = plane.bits();
    return measureStaining(stack).stains[stain];
}

int decodes = 0;
LoadedSample countedLoad(const Plate& plate, const Sample& sample, const LoadOptions& options, std::stop_token stop) {
    ++decodes;
    return loadSample(plate, sample, options, std::move(stop));
}

} // namespace

class TestMeasureStaining : public QObject {
    Q_OBJECT
private slots:
    void backgroundAndForegroundAreThoseDrawn() {
        const StainFigures figures = figuresOf(discs(480, 16, 200, 1000, 10));
        QVERIFY(figures.isMeasured);
        QVERIFY(std::abs(figures.background - 200) <= 5);
        QVERIFY(figures.threshold > 230 && figures.threshold < 280); // 5 σ of 10
        QVERIFY(std::abs(figures.foregroundMedian - 800) <= 8);
        QVERIFY(figures.foregroundP99 > 810 && figures.foregroundP99 < 850);
        QVERIFY(std::abs(figures.foregroundShare - 100.F * float(discArea()) / (480 * 480)) < 0.002F);
    }

    void saturationIsTheTypesMaximumOrADetectedOne() {
        QCOMPARE(figuresOf(discs(96, 8, 10, 255, 0)).saturatedShare, 1.0F);
        QCOMPARE(figuresOf(discs(96, 16, 100, 4095, 0)).saturatedShare, 1.0F); // 12 bits in 16
        QCOMPARE(figuresOf(discs(96, 16, 100, 4000, 0)).saturatedShare, 0.0F);
        const Plane half = filledPlane(64, 64, 8, [](int x, int y) { return x < 32 ? 10 : y < 32 ? 255 : 100; });
        QVERIFY(std::abs(figuresOf(half).saturatedShare - 0.5F) < 0.01F);
    }

    void noiseAloneIsNoForeground() {
        for (const Plane& plane : {emptyPlane(256), filledPlane(64, 64, 16, [](int, int) { return 300; }), discs(256, 16, 500, 500, 20)}) {
            const StainFigures figures = figuresOf(plane);
            QVERIFY(figures.foregroundShare < smallestForeground);
            QCOMPARE(figures.foregroundMedian, 0.0F);
            QVERIFY(std::isnan(figures.focus));
        }
    }

    void focusFallsWithBlurAndNotWithBrightnessOrNoise() {
        const Plane sharp = discs(480, 16, 200, 4000, 0);
        const double focus = focusOf(sharp);
        QVERIFY(focus > 0.02);
        const Plane half = filledPlane(480, 480, 16, [&](int x, int y) { return 1000 + sharp.valueAt(x, y) / 2; });
        QVERIFY(std::abs(focusOf(half) / focus - 1) < 0.01);
        const Plane noisy = discs(480, 16, 200, 4000, 300);
        QVERIFY2(std::abs(focusOf(noisy) / focus - 1) < 0.15, qPrintable(QString::number(focusOf(noisy) / focus)));
        const Plane eight = discs(480, 8, 10, 200, 0);
        const double last = focusOf(eight);
        QVERIFY(focusOf(blurredPlane(eight, 2)) < 0.6 * last);
        QVERIFY2(focusOf(blurredPlane(eight, 4)) < 0.75 * focusOf(blurredPlane(eight, 2)),
                 qPrintable(QStringLiteral("%1 %2").arg(focusOf(blurredPlane(eight, 4))).arg(focusOf(blurredPlane(eight, 2)))));
        QVERIFY(std::isnan(focusOf(filledPlane(32, 32, 8, [](int, int) { return 7; }))));
        QVERIFY(std::isnan(focusOf(filledPlane(5, 32, 8, [](int x, int) { return x; }))));
    }

    void nucleiAreCountedAndMeasuredWithoutDebris() {
        Plane plane = discs(480, 16, 200, 1500, 20);
        for (int i = 0; i < 30; ++i) // specks of 5 × 5
            for (int y = 0; y < 5; ++y)
                for (int x = 0; x < 5; ++x)
                    setValue(plane, (i % 10) * 48 + x, (i / 10) * 48 + y, 1500);
        const NucleusFigures figures = findNuclei(plane);
        QCOMPARE(figures.count, 100);
        QCOMPARE(figures.medianArea, double(discArea()));
        QCOMPARE(findNuclei(discs(480, 16, 500, 500, 20)).count, 0);
        QVERIFY(std::isnan(findNuclei(emptyPlane(256)).medianArea));
    }

    void aNucleusAtTheEdgeCountsButIsNotMeasured() {
        // Whole discs in the middle, quarters of discs in the corners.
        const NucleusFigures figures = findNuclei(discs(97, 16, 200, 1500, 0, 0));
        QCOMPARE(figures.count, 9);
        QCOMPARE(figures.medianArea, double(discArea()));
    }

    void largeFieldsAreAveragedAndTheAreaIsOfTheirPixels() {
        const Plane small = discs(240, 8, 10, 200, 2);
        const Plane large = filledPlane(1920, 1920, 8, [&](int x, int y) { return small.valueAt(x / 8, y / 8); });
        const NucleusFigures figures = findNuclei(large);
        QCOMPARE(figures.count, 25);
        QVERIFY(std::abs(figures.medianArea / (64.0 * discArea()) - 1) < 0.05);
    }

    void faultsOfSimulatedFieldsShow() {
        int blurred = 0, weak = 0, saturated = 0;
        for (std::size_t i = 0; i < 8; ++i) {
            const FieldStaining good = measureStaining(stainedField(i, StainingFault::None));
            QVERIFY(good.nucleusCount > 0 && good.isWhole && good.isTried);
            const FieldStaining soft = measureStaining(stainedField(i, StainingFault::Blurred));
            for (const Stain stain : allStains)
                blurred += soft.stains[stain].focus < 0.7F * good.stains[stain].focus;
            weak += measureStaining(stainedField(i, StainingFault::Weak)).stains[Stain::Protein].foregroundP99 < 0.3F * good.stains[Stain::Protein].foregroundP99;
            saturated += measureStaining(stainedField(i, StainingFault::Saturated)).stains[Stain::Nucleus].saturatedShare > 0.05F;
            QCOMPARE(measureStaining(stainedField(i, StainingFault::Empty)).nucleusCount, 0);
        }
        QVERIFY2(blurred >= 30 && weak == 8 && saturated == 8, qPrintable(QStringLiteral("%1 %2 %3").arg(blurred).arg(weak).arg(saturated)));
    }

    void aSecondCheckReadsNothingAndAChangedFileIsReadAgain() {
        SmallPlate made;
        Sample& sample = made.addWhole("a");
        const std::filesystem::path kept = made.folder() / "cache";
        decodes = 0;
        {
            StainingCache cache(kept, made.plate().root);
            const auto first = checkSample(made.plate(), sample, cache, countedLoad, {});
            QVERIFY(first && first->isWhole);
        }
        {
            StainingCache cache(kept, made.plate().root);
            const auto second = checkSample(made.plate(), sample, cache, countedLoad, {});
            QVERIFY(second && second->stains[Stain::Protein].isMeasured);
            QCOMPARE(decodes, 1);
            made.put(sample, Stain::Protein, encodeGreyPng(smoothPlane(40, 9, 8)));
            checkSample(made.plate(), sample, cache, countedLoad, {});
            QCOMPARE(decodes, 2);
        }
    }

    void aDamagedCacheIsAMiss() {
        SmallPlate made;
        Sample& sample = made.addWhole("a");
        const std::filesystem::path kept = made.folder() / "cache";
        const auto key = stainingKey(made.plate(), sample);
        QVERIFY(key);
        FieldStaining field;
        field.nucleusCount = 17;
        StainingCache(kept, made.plate().root).put(*key, field);
        const std::filesystem::path file = std::filesystem::directory_iterator(kept)->path();
        QVERIFY(StainingCache(kept, made.plate().root).find(*key));
        const Bytes whole = readFile(file);
        for (const std::size_t at : {std::size_t{0}, std::size_t{9}, std::size_t{20}, whole.size() - 5}) {
            Bytes bytes = whole;
            bytes[at] ^= std::byte{0x40};
            writeFile(file, bytes);
            QVERIFY(!StainingCache(kept, made.plate().root).find(*key));
        }
        writeFile(file, std::span(whole).first(whole.size() - 1));
        QVERIFY(!StainingCache(kept, made.plate().root).find(*key));
        writeFile(file, std::span(whole).first(0));
        QVERIFY(!StainingCache(kept, made.plate().root).find(*key));
    }

    void theCacheStaysWithinItsBound() {
        const TemporaryFolder folder;
        FieldStaining field;
        for (int plate = 0; plate < 12; ++plate) {
            StainingCache cache(folder.path(), "/plate" + std::to_string(plate), 20000);
            for (unsigned char i = 0; i < 30; ++i)
                cache.put(StainingKey{i}, field);
            cache.flush();
            for (const auto& entry : std::filesystem::directory_iterator(folder.path())) // as if each had been written an hour after the one before
                std::filesystem::last_write_time(entry.path(), entry.last_write_time() - std::chrono::hours(1));
        }
        std::uintmax_t total = 0;
        for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
            total += entry.file_size();
        QVERIFY(total > 10000 && total <= 20000);
        QVERIFY(StainingCache(folder.path(), "/plate11", 20000).find(StainingKey{29})); // the last stays
        QVERIFY(!StainingCache(folder.path(), "/plate0", 20000).find(StainingKey{29}));
    }

    void anUnreadableFileIsSaidAndNotKept() {
        SmallPlate made;
        Sample& sample = made.addWhole("a");
        made.put(sample, Stain::Protein, Bytes(20));
        StainingCache cache(made.folder() / "cache", made.plate().root);
        const auto field = checkSample(made.plate(), sample, cache, loadSample, {});
        QVERIFY(field && field->isTried && !field->isWhole);
        QVERIFY(!field->stains[Stain::Protein].isMeasured && field->stains[Stain::Nucleus].isMeasured);
        QVERIFY(!cache.find(*stainingKey(made.plate(), sample)));
    }

    void aStoppedCheckGoesOnWhereItWas() {
        SmallPlate made;
        for (const char* id : {"a", "b", "c", "d", "e"})
            made.addWhole(id);
        std::stop_source stop;
        const std::filesystem::path kept = made.folder() / "cache";
        std::vector<FieldStaining> fields;
        {
            StainingCache cache(kept, made.plate().root);
            fields = checkStaining(made.plate(), cache, 1, [&](std::size_t done, std::size_t) {
                if (done == 2)
                    stop.request_stop();
            }, stop.get_token());
        }
        QCOMPARE(std::count_if(fields.begin(), fields.end(), [](const FieldStaining& field) { return field.isTried != 0; }), 2);
        StainingCache cache(kept, made.plate().root);
        decodes = 0;
        for (const Sample& sample : made.plate().samples)
            QVERIFY(checkSample(made.plate(), sample, cache, countedLoad, {}));
        QCOMPARE(decodes, 3);
    }
};

QTEST_APPLESS_MAIN(TestMeasureStaining)
#include "test_measurestaining.moc"
