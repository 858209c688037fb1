#include "tests/ui/models/sessionworld.h"
#include "ui/models/heldfields.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <future>
#include <thread>

using namespace locascope;
using namespace locascope::testing;

namespace {

constexpr int side = 32;

InputRecipe recipeOf(int width, AbsentStain absent = AbsentStain::Refuse) {
    InputRecipe recipe;
    recipe.width = recipe.height = width;
    recipe.absentStain = absent;
    return recipe;
}

constexpr std::size_t bytesOfOne = std::size_t{8} * 8 * 4 * sizeof(float); // by recipeOf(8)

/// Every field is a large one, and every reading slow.
constexpr HoldingLimits allLarge{.largestField = 100, .inputs = 3 * bytesOfOne, .slowBelow = 1e15};

/// A plate whose files are read for real, and how often.
class LargeWorld final {
public:
    explicit LargeWorld(const HoldingLimits& limits = allLarge)
        : held(limits) {
        for (int sample = 0; sample < 6; ++sample)
            for (const Stain stain : allStains)
                writeStain(sample, stain);
        plate = std::make_shared<const PlateSnapshot>(scanned());
        held.setRecipe(recipeOf(8));
        held.open(plate);
    }

    void writeStain(int sample, Stain stain) const {
        const Plane plane = filledPlane(side, side, 8, [=](int x, int y) { return (x * 7 + y * 13 + sample * 31 + static_cast<int>(stain) * 57) % 256; });
        makeDirectory(world.plateDirectory);
        writeFile(fileOf(sample, stain), encodeGreyPng(plane), {.durability = Durability::Ordered, .access = FileAccess::Default});
    }
    std::filesystem::path fileOf(int sample, Stain stain) const { return world.plateDirectory / (SessionWorld::idOf(sample) + "_" + std::string(colourWord(stain)) + ".png"); }
    Plate scanned() const {
        Plate found = world.parts.scan(world.plateDirectory, {}, {});
        found.shapes.assign(found.samples.size(), {side, side, 8});
        return found;
    }
    LoadedSample load(std::size_t sample, const LoadOptions& options = {}, std::stop_token stop = {}) { return loadOf(plate->plate, sample, options, std::move(stop)); }
    LoadedSample loadOf(const Plate& of, std::size_t sample, const LoadOptions& options = {}, std::stop_token stop = {}) {
        return held.load(of, of.samples[sample], options, std::move(stop), [this](const Plate& read, const Sample& one, const LoadOptions& asked, std::stop_token asksToStop) {
            ++reads;
            while (mustWait)
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            return loadSample(read, one, asked, asksToStop);
        });
    }
    /// Does `change` while the sample is being read.
    LoadedSample loadWhile(std::size_t sample, const std::function<void()>& change) {
        const int before = reads;
        mustWait = true;
        auto reading = std::async(std::launch::async, [&] { return load(sample); });
        while (reads == before)
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        change();
        mustWait = false;
        return reading.get();
    }
    /// The first reading tells how slow it is.
    void readOne() { load(5); }
    InputReference input(std::size_t sample, const InputRecipe& recipe = recipeOf(8)) { return held.input(plate->plate, plate->plate.samples[sample], recipe, {}); }
    /// As a classifier makes it that reads the sample itself.
    PreparedInput direct(std::size_t sample, const InputRecipe& recipe) const {
        const LoadedSample image = loadSample(plate->plate, plate->plate.samples[sample], {.digest = true});
        return {preprocess(image.stack, recipe), image.contentDigest};
    }
    bool isEqual(const InputReference& prepared, std::size_t sample, const InputRecipe& recipe) const {
        const PreparedInput wanted = direct(sample, recipe);
        return prepared && prepared->input == wanted.input && prepared->contentDigest == wanted.contentDigest;
    }

    SessionWorld world{0};
    HeldFields held;
    PlateReference plate;
    std::atomic<int> reads = 0;
    std::atomic<bool> mustWait = false;
};

} // namespace

/// Of large fields, what the classifier takes of them waits for it.
class TestHeldInputs final : public QObject {
    Q_OBJECT
private slots:
    void aLargeFieldIsPreparedByWhoReadsItAndNotReadAgain() {
        LargeWorld w;
        w.readOne();
        QVERIFY(w.held.samples().empty()); // nothing was known of the pace before, so that no digest was asked for
        QCOMPARE(w.load(3, {.reduction = 4}).stack.reduction, 1); // for a thumbnail
        QCOMPARE(w.held.samples(), std::vector<std::size_t>{3});
        QCOMPARE(w.held.inputBytes(), bytesOfOne);
        QVERIFY(w.isEqual(w.input(3), 3, recipeOf(8)));
        QCOMPARE(w.reads, 2);
        w.held.forget(3);
        QVERIFY(!w.input(3) && w.held.samples().empty());
        QCOMPARE(w.held.inputBytes(), std::size_t{0});
    }

    void everyMemberOfAnEnsembleHasItsInput() {
        LargeWorld w({.largestField = 100, .slowBelow = 1e15});
        InputRecipe both = recipeOf(8);
        both.members = {recipeOf(8), recipeOf(16)};
        w.held.setRecipe(both);
        w.readOne();
        w.load(2);
        const InputReference held = w.input(2, both);
        QVERIFY(w.isEqual(held, 2, both));
        QCOMPARE(held->input.parts.size(), std::size_t{2});
        QCOMPARE(w.held.inputBytes(), 5 * bytesOfOne);
        QCOMPARE(bytesOf(both), 5 * bytesOfOne);
    }

    void whereReadingIsFastFieldsAreReadAsTheyWereAskedFor() {
        LargeWorld w({.largestField = 100, .slowBelow = 1});
        w.readOne();
        const LoadedSample image = w.load(3, {.reduction = 4});
        QVERIFY(image.stack.reduction == 4 && image.contentDigest.empty());
        w.load(2, {.digest = true});
        QVERIFY(!w.input(2) && w.held.samples().empty());
    }

    void theFirstSlowReadingIsPreparedWhereItsDigestIsKnown() {
        LargeWorld w;
        w.load(1, {.digest = true}); // somebody looks at it
        QVERIFY(w.isEqual(w.input(1), 1, recipeOf(8)));
    }

    void whoLooksAtItHasItBeforeItIsPrepared() {
        LargeWorld w;
        w.readOne();
        bool wasPrepared = true;
        w.load(1, {.threads = 2, .digest = true, .decoded = [&](const LoadedSample&) { wasPrepared = w.held.inputBytes() > 0; }});
        QVERIFY(!wasPrepared);
        QVERIFY(w.isEqual(w.input(1), 1, recipeOf(8)));
    }

    void whatIsDoneWithAFrameIsNoReading() {
        LargeWorld w({.largestField = 100, .slowBelow = side * side * stainCount / 1.0}); // one second
        w.load(1, {.threads = 2, .digest = true, .decoded = [](const LoadedSample&) { std::this_thread::sleep_for(std::chrono::milliseconds(1200)); }});
        QVERIFY(!w.input(1));
    }

    void aRecipeThatChangesDropsWhatTheOtherMade() {
        LargeWorld w;
        w.readOne();
        w.load(1);
        w.held.setRecipe(recipeOf(8)); // the same
        QVERIFY(w.input(1));
        QVERIFY(!w.input(1, recipeOf(4))); // of a classifier that is not in use any more
        w.held.setRecipe(recipeOf(4));
        QVERIFY(w.held.samples().empty());
        w.held.open(w.plate);
        w.load(1);
        QVERIFY(w.isEqual(w.input(1, recipeOf(4)), 1, recipeOf(4)));
        w.held.setRecipe(std::nullopt);
        w.load(2);
        QVERIFY(!w.input(2, recipeOf(4)) && w.held.samples().empty());
    }

    void aRecipeThatChangesWhileAFieldIsReadHoldsNothingOfTheOther() {
        LargeWorld w;
        w.readOne();
        QVERIFY(w.loadWhile(1, [&] { w.held.setRecipe(recipeOf(4)); }).complete);
        QVERIFY(w.isEqual(w.input(1, recipeOf(4)), 1, recipeOf(4)));
        QVERIFY(!w.input(1));
    }

    void anotherPlaneOrAssignmentOfStainsNeverFindsThem() {
        LargeWorld w;
        w.readOne();
        w.load(1);
        Plate plane = w.plate->plate;
        plane.chosenPlane = 2;
        QVERIFY(!w.held.input(plane, plane.samples[1], recipeOf(8), {}));
        Plate exchanged = w.plate->plate;
        for (Sample& sample : exchanged.samples.edit())
            std::swap(sample.files[Stain::Nucleus], sample.files[Stain::Protein]);
        QVERIFY(!w.held.input(exchanged, exchanged.samples[1], recipeOf(8), {}));
        QVERIFY(w.input(1));
        w.held.open(std::make_shared<const PlateSnapshot>(exchanged));
        QVERIFY(w.held.samples().empty());
        w.held.close();
        QVERIFY(!w.held.input(exchanged, exchanged.samples[1], recipeOf(8), {}));
    }

    void whatIsHeldStaysWhenHeadersGiveTheSizeOfAPixel() {
        LargeWorld w;
        w.readOne();
        w.load(1);
        const PlateReference opened = w.plate; // by which the second one is read
        Plate inspected = opened->plate;
        for (Sample& sample : inspected.samples.edit())
            sample.pixelSizeUm = 0.2;
        const auto read = w.loadWhile(2, [&] {
            w.plate = std::make_shared<const PlateSnapshot>(inspected);
            w.held.follow(w.plate);
        });
        QVERIFY(read.complete);
        QCOMPARE(w.held.samples(), (std::vector<std::size_t>{1, 2}));
        const int before = w.reads;
        QVERIFY(w.isEqual(w.input(1), 1, recipeOf(8)) && w.isEqual(w.input(2), 2, recipeOf(8)));
        QCOMPARE(w.reads, before);
        inspected.samples.edit().pop_back();
        w.held.follow(std::make_shared<const PlateSnapshot>(inspected)); // no such thing happens; it would be another plate
        QVERIFY(w.held.samples().empty());
    }

    void anotherScanThatBeginsWhileAFieldIsReadHoldsNothingOfTheOther() {
        LargeWorld w;
        w.readOne();
        QVERIFY(w.loadWhile(1, [&] { w.held.open(std::make_shared<const PlateSnapshot>(w.scanned())); }).complete);
        QVERIFY(w.held.samples().empty());
    }

    void whatCannotBeClassifiedIsNotHeld() {
        LargeWorld w;
        std::filesystem::remove(w.fileOf(1, Stain::Protein));
        w.readOne();
        QVERIFY(!w.load(1).complete);
        QVERIFY(w.held.samples().empty());
        Plate threeStains = w.plate->plate;
        threeStains.absentStains[Stain::Reticulum] = true;
        for (Sample& sample : threeStains.samples.edit())
            sample.files[Stain::Reticulum].reset();
        w.plate = std::make_shared<const PlateSnapshot>(threeStains);
        w.held.open(w.plate);
        w.readOne();
        QVERIFY(w.load(2).complete); // but the model needs the stain
        QVERIFY(w.held.samples().empty());
        w.held.setRecipe(recipeOf(8, AbsentStain::Zeros));
        w.load(2);
        QVERIFY(w.isEqual(w.input(2, recipeOf(8, AbsentStain::Zeros)), 2, recipeOf(8, AbsentStain::Zeros)));
    }

    void noMoreIsHeldThanThereIsRoomFor() {
        LargeWorld w;
        w.readOne();
        for (std::size_t sample = 0; sample < 5; ++sample)
            w.load(sample, {.reduction = 4});
        QCOMPARE(w.held.samples(), (std::vector<std::size_t>{0, 1, 2}));
        QCOMPARE(w.load(4, {.reduction = 4}).stack.reduction, 4);
        w.held.forget(1);
        w.load(4);
        QCOMPARE(w.held.samples(), (std::vector<std::size_t>{0, 2, 4}));
    }

    void whatRestsIsKeptAndNothingIsAdded() {
        LargeWorld w;
        w.readOne();
        w.load(1);
        w.held.rest();
        QCOMPARE(w.load(2, {.reduction = 4}).stack.reduction, 4);
        w.load(3, {.digest = true});
        QCOMPARE(w.held.samples(), std::vector<std::size_t>{1});
        w.held.open(w.plate); // the sweep begins after all
        QVERIFY(w.isEqual(w.input(1), 1, recipeOf(8)));
        w.load(2);
        QCOMPARE(w.held.samples(), (std::vector<std::size_t>{1, 2}));
    }

    void whatTheSweepReadsItselfIsNotPreparedTwice() {
        LargeWorld w;
        w.readOne();
        QVERIFY(!w.input(2)); // the sweep asks, and then
        w.load(2, {.digest = true});
        QCOMPARE(w.held.inputBytes(), std::size_t{0});
        w.held.open(w.plate); // another sweep
        w.load(2);
        QVERIFY(w.input(2));
    }

    void theSweepWaitsForTheOneWhoReads() {
        LargeWorld w;
        w.readOne();
        w.mustWait = true;
        auto reading = std::async(std::launch::async, [&] { return w.load(1, {.reduction = 4}); });
        while (w.reads < 2)
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        auto waiting = std::async(std::launch::async, [&] { return w.input(1); });
        std::stop_source stopped;
        stopped.request_stop();
        QVERIFY(!w.held.input(w.plate->plate, w.plate->plate.samples[1], recipeOf(8), stopped.get_token()));
        w.mustWait = false;
        QVERIFY(reading.get().complete);
        QVERIFY(w.isEqual(waiting.get(), 1, recipeOf(8)));
        QCOMPARE(w.reads, 2);
    }

    void aLargeImageIsFoundAsLongAsSomebodyKeepsIt() {
        LargeWorld w({.largestField = 100, .slowBelow = 1});
        auto kept = std::make_shared<const LoadedSample>(w.load(4, {.digest = true}));
        QCOMPARE(w.held.samples(), std::vector<std::size_t>{4});
        const int before = w.reads;
        QVERIFY(w.load(4).stack.planes[Stain::Protein].data() == kept->stack.planes[Stain::Protein].data());
        QCOMPARE(w.reads, before);
        w.held.forget(4); // others than the classifier may want it
        QVERIFY(w.held.samples().empty());
        w.load(4);
        QCOMPARE(w.reads, before);
        kept.reset();
        QVERIFY(w.held.samples().empty());
        w.load(4);
        QCOMPARE(w.reads, before + 1);
        w.held.close();
        kept = std::make_shared<const LoadedSample>(w.load(3, {.digest = true}));
        w.held.open(w.plate);
        QVERIFY(w.held.samples().empty());
        w.held.put(3, kept); // read before
        QCOMPARE(w.held.samples(), std::vector<std::size_t>{3});
        QCOMPARE(w.load(3).contentDigest, kept->contentDigest);
        QCOMPARE(w.reads, before + 2);
    }

    void aReadingThatFailsIsNotWaitedFor() {
        LargeWorld w;
        w.readOne();
        const auto fails = [](const Plate&, const Sample&, const LoadOptions&, std::stop_token) -> LoadedSample { throw Error(ErrorKind::ReadFailed, {}, "no"); };
        QVERIFY_EXCEPTION_THROWN(w.held.load(w.plate->plate, w.plate->plate.samples[1], {}, {}, fails), Error);
        QVERIFY(!w.input(1));
        w.held.open(w.plate);
        w.load(1);
        QVERIFY(w.input(1));
    }
};

QTEST_GUILESS_MAIN(TestHeldInputs)
#include "test_heldinputs.moc"
