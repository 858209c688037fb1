#include "ui/models/heldfields.h"
#include "tests/ui/models/sessionworld.h"

#include <atomic>
#include <chrono>
#include <future>
#include <thread>

using namespace locascope;
using namespace locascope::testing;

namespace {

/// A plate whose files are read for real, and how often.
class HeldWorld final {
public:
    explicit HeldWorld(const HoldingLimits& limits = {})
        : held(limits)
        , plate(std::make_shared<const PlateSnapshot>(world.parts.scan(world.plateDirectory, {}, {}))) {}

    LoadedSample load(std::size_t sample, const LoadOptions& options = {}) { return loadOf(plate->plate, sample, options); }
    LoadedSample loadOf(const Plate& of, std::size_t sample, const LoadOptions& options = {}) {
        return held.load(of, of.samples[sample], options, {}, [this](const Plate& read, const Sample& one, const LoadOptions& asked, std::stop_token stop) {
            ++reads;
            while (mustWait)
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            return loadSample(read, one, asked, stop);
        });
    }

    SessionWorld world{6};
    HeldFields held;
    PlateReference plate;
    std::atomic<int> reads = 0;
    std::atomic<bool> mustWait = false;
};

constexpr std::size_t bytesOfOne = std::size_t{8} * 8 * stainCount;

} // namespace

/// Whole fields wait for the classifier, and nobody reads them again.
class TestHeldFields final : public QObject {
    Q_OBJECT
private slots:
    void nothingIsHeldUntilItIsOpened() {
        HeldWorld w;
        w.load(0);
        w.load(0);
        QCOMPARE(w.reads, 2);
        QVERIFY(w.held.samples().empty());
    }

    void aFieldIsReadOnceWhoeverWantsIt() {
        HeldWorld w;
        w.held.open(w.plate);
        const LoadedSample first = w.load(3, {.reduction = 4}); // for a thumbnail
        QVERIFY(first.complete && first.stack.reduction == 1 && !first.contentDigest.empty());
        const LoadedSample second = w.load(3, {.digest = true});
        QCOMPARE(w.reads, 1);
        QCOMPARE(second.contentDigest, first.contentDigest);
        QCOMPARE(second.contentDigest, loadSample(w.plate->plate, w.plate->plate.samples[3], {.digest = true}).contentDigest);
        QCOMPARE(second.stack.planes[Stain::Protein].valueAt(0, 0), 3);
        QCOMPARE(w.held.samples(), std::vector<std::size_t>{3});
    }

    void whatIsClassifiedIsLetGoAndNotWantedAgain() {
        HeldWorld w;
        w.held.open(w.plate);
        w.load(3);
        w.held.forget(3);
        w.load(3, {.digest = true});
        QCOMPARE(w.reads, 2);
        QVERIFY(w.held.samples().empty());
        w.held.forget(1000);
        w.held.open(w.plate); // another model: all are wanted
        w.load(3);
        QCOMPARE(w.held.samples(), std::vector<std::size_t>{3});
        w.held.close();
        QVERIFY(w.held.samples().empty());
        w.held.forget(3);
    }

    void anotherPlateOrPlaneIsReadAsBefore() {
        HeldWorld w;
        const HeldWorld other;
        w.held.open(w.plate);
        w.load(2);
        Plate plane = w.plate->plate;
        plane.chosenPlane = 2;
        w.loadOf(plane, 2);
        w.loadOf(other.plate->plate, 2);
        QCOMPARE(w.reads, 3);
        QCOMPARE(w.held.samples(), std::vector<std::size_t>{2});
        w.held.open(std::make_shared<const PlateSnapshot>(plane));
        QVERIFY(w.held.samples().empty());
    }

    void theSamePlateWithItsStainsExchangedIsAnother() {
        HeldWorld w;
        w.held.open(w.plate);
        w.load(3);
        Plate exchanged = w.plate->plate;
        for (Sample& sample : exchanged.samples.edit())
            std::swap(sample.files[Stain::Nucleus], sample.files[Stain::Protein]);
        const int before = w.reads;
        const LoadedSample image = w.loadOf(exchanged, 3);
        QCOMPARE(w.reads, before + 1);
        QCOMPARE(image.stack.planes[Stain::Nucleus].valueAt(0, 0), w.load(3).stack.planes[Stain::Protein].valueAt(0, 0));
        w.held.open(std::make_shared<const PlateSnapshot>(exchanged));
        QVERIFY(w.held.samples().empty());
    }

    void noMoreIsHeldThanThereIsRoomFor() {
        HeldWorld w({.planes = 2 * bytesOfOne});
        w.held.open(w.plate);
        for (std::size_t sample = 0; sample < 4; ++sample)
            w.load(sample);
        QCOMPARE(w.held.samples(), (std::vector<std::size_t>{0, 1}));
        w.held.put(5, std::make_shared<const LoadedSample>(w.load(5, {.digest = true})));
        QCOMPARE(w.held.samples(), (std::vector<std::size_t>{0, 1}));
        w.held.forget(0);
        QVERIFY(w.load(5).complete);
        QCOMPARE(w.held.samples(), (std::vector<std::size_t>{1, 5}));
    }

    void aFieldThatIsNotWholeOrUnknownIsNotHeld() {
        HeldWorld w;
        std::filesystem::remove(w.plate->plate.root / *w.plate->plate.samples[1].files[Stain::Protein]);
        w.held.open(w.plate);
        QVERIFY(!w.load(1).complete);
        LoadedSample unknown = loadSample(w.plate->plate, w.plate->plate.samples[2]);
        w.held.put(2, std::make_shared<const LoadedSample>(unknown));
        QVERIFY(w.held.samples().empty());
    }

    void largeFieldsAreReadAsTheyWereAskedFor() {
        HeldWorld w;
        Plate large = w.plate->plate;
        large.shapes.assign(large.samples.size(), {2048, 2048, 16});
        w.plate = std::make_shared<const PlateSnapshot>(large);
        w.held.open(w.plate);
        const LoadedSample image = w.load(0, {.reduction = 4});
        QCOMPARE(image.stack.reduction, 4);
        QVERIFY(image.contentDigest.empty() && w.held.samples().empty());
    }

    void whoNeedsItForNoFrameWaitsForTheOneWhoReadsIt() {
        HeldWorld w;
        w.held.open(w.plate);
        w.mustWait = true;
        auto first = std::async(std::launch::async, [&] { return w.load(4); });
        while (w.reads < 1)
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        auto second = std::async(std::launch::async, [&] { return w.load(4); });
        auto frame = std::async(std::launch::async, [&] { return w.load(4, {.threads = 2}); });
        while (w.reads < 2)
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        w.mustWait = false;
        QVERIFY(first.get().complete && second.get().complete && frame.get().complete);
        QCOMPARE(w.reads, 2);
        QCOMPARE(w.held.samples(), std::vector<std::size_t>{4});
    }

    void closingWhileItIsReadHoldsNothing() {
        HeldWorld w;
        w.held.open(w.plate);
        w.mustWait = true;
        auto first = std::async(std::launch::async, [&] { return w.load(4); });
        while (w.reads < 1)
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        w.held.close();
        w.held.open(w.plate);
        w.mustWait = false;
        QVERIFY(first.get().complete);
        QVERIFY(w.held.samples().empty());
        w.load(4);
        QCOMPARE(w.held.samples(), std::vector<std::size_t>{4});
    }
};

QTEST_GUILESS_MAIN(TestHeldFields)
#include "test_heldfields.moc"
