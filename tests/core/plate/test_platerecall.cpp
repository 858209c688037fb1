#include "core/files/readfile.h"
#include "core/files/sealedfile.h"
#include "core/files/writefile.h"
#include "core/plate/channelmemory.h"
#include "core/plate/platerecall.h"
#include "core/plate/platerecord.h"
#include "core/plate/scanasremembered.h"
#include "core/plate/scanstamp.h"
#include "tests/support/temporaryfolder.h"

#include <QTest>

#include <chrono>
#include <string>

using namespace locascope;
using namespace locascope::testing;

namespace {

/// A directory that was changed long ago, and an empty cache.
struct World {
    TemporaryFolder folder;
    std::filesystem::path root = folder / "plate", cache = folder / "cache", data = folder / "data";

    World() {
        for (const char* id : {"B02_1", "B02_2", "inner/C03_1"})
            for (const char* colour : {"red", "green", "blue", "yellow"})
                addFile(std::string(id) + "_" + colour + ".png");
        age();
    }
    void addFile(const std::string& name) const {
        makeDirectory((root / name).parent_path());
        writeFile(root / name, "x");
    }
    /// As if nothing had been changed for an hour.
    void age() const {
        const auto before = std::filesystem::file_time_type::clock::now() - std::chrono::hours(1);
        std::filesystem::last_write_time(root / "inner", before);
        std::filesystem::last_write_time(root, before);
    }
    ScanOptions options() const { return {.cacheDirectory = cache}; }
    void scanAndKeep() const { keepForRecall(cache, scanPlate(root, options())); }
    std::optional<Plate> recalled() const { return recalledPlate(std::filesystem::canonical(root), options()); }
};

/// With something in every place.
Plate somePlate() {
    Plate plate;
    plate.scheme = "own";
    plate.schemeName = "My own";
    plate.isSchemeChosen = plate.readsPages = plate.simulated = true;
    plate.channels = {{"ch1", "DAPI", Stain::Nucleus, Channel::Source::Guess}, {"ch2", "", {}, Channel::Source::Nobody}};
    plate.depth = 3;
    plate.chosenPlane = 2;
    plate.enteredPixelSizeUm = 0.25;
    Sample plain{.id = "d/B02_1", .shortId = "B02_1", .plateName = "P", .well = "B02", .site = 0, .files = {}, .planes = {}, .pixelSizeUm = 0.5};
    plain.files[Stain::Protein] = "d/B02_1_green.png";
    plain.files[Stain::Nucleus] = "elsewhere\xff\n.png";
    Sample deep{.id = "d/B02_2", .shortId = "B02_2", .plateName = "P", .well = {}, .site = {}, .files = {}, .planes = {}, .pixelSizeUm = {}};
    deep.files[Stain::Nucleus] = "d/B02_2.tif";
    const auto planes = std::make_shared<SamplePlanes>();
    planes->stains[Stain::Nucleus] = {{"d/B02_2.tif", 0, -1}, {"d/B02_2.tif", 4, 2}};
    planes->otherFiles = {"d/other.tif", ""};
    deep.planes = planes;
    plate.samples = {plain, deep, Sample{.id = "x", .shortId = "x", .plateName = "Q", .well = {}, .site = {}, .files = {}, .planes = {}, .pixelSizeUm = {}}};
    plate.problems = {{"d/a.png", "d/B02_1", ErrorKind::ModelFailed, "is odd"}};
    plate.notes = {{Note::Kind::ChannelsWithoutStain, "ch2", 7}};
    plate.absentStains[Stain::Reticulum] = true;
    return plate;
}

} // namespace

/// A plate that was scanned once is there at once the next time, as long as its folders are as they were.
class TestPlateRecall final : public QObject {
    Q_OBJECT
private slots:
    void aRecordHoldsAllOfAPlate() {
        const Plate plate = somePlate();
        const auto again = unpackedPlate(packedPlate(plate));
        QVERIFY(again && isSamePlate(*again, plate));
        QCOMPARE(again->scheme, plate.scheme);
        QCOMPARE(again->schemeName, plate.schemeName);
        QVERIFY(again->isSchemeChosen && again->readsPages && again->simulated);
        QVERIFY(again->channels == plate.channels && again->problems == plate.problems && again->notes == plate.notes);
        QCOMPARE(again->depth, 3);
        QVERIFY(again->chosenPlane == 2 && again->enteredPixelSizeUm == 0.25);
        QVERIFY(again->absentStains == plate.absentStains);
        QCOMPARE(again->samples.size(), plate.samples.size());
        for (std::size_t i = 0; i < plate.samples.size(); ++i) {
            const Sample &one = plate.samples[i], &other = again->samples[i];
            QVERIFY(one.id == other.id && one.shortId == other.shortId && one.plateName == other.plateName && one.well == other.well && one.site == other.site);
            QVERIFY(one.files == other.files && one.pixelSizeUm == other.pixelSizeUm);
            QCOMPARE(other.planes != nullptr, one.planes != nullptr);
        }
        QVERIFY(again->samples[1].planes->stains == plate.samples[1].planes->stains && again->samples[1].planes->otherFiles == plate.samples[1].planes->otherFiles);
    }

    void plainFlagsAreTakenBackAsTheyAre() {
        Plate plate = somePlate();
        plate.isSchemeChosen = plate.readsPages = plate.simulated = false;
        plate.chosenPlane = {};
        plate.enteredPixelSizeUm = {};
        const auto again = unpackedPlate(packedPlate(plate));
        QVERIFY(again && !again->isSchemeChosen && !again->readsPages && !again->simulated && !again->chosenPlane && !again->enteredPixelSizeUm);
    }

    void aCutRecordIsNone() {
        const std::string whole = packedPlate(somePlate());
        for (std::size_t bytes = 0; bytes < whole.size(); ++bytes)
            QVERIFY(!unpackedPlate(std::string_view(whole).substr(0, bytes)));
        QVERIFY(!unpackedPlate(whole + "x"));
    }

    void whatDiffersIsSeen() {
        const Plate plate = somePlate();
        Plate other = plate;
        other.samples.edit()[1].files[Stain::Reticulum] = "d/B02_2_yellow.png";
        QVERIFY(!isSamePlate(plate, other));
        other = plate;
        other.problems.clear();
        QVERIFY(!isSamePlate(plate, other));
    }

    void anUnchangedPlateIsRecalled() {
        const World world;
        QVERIFY(!world.recalled());
        world.scanAndKeep();
        const auto again = world.recalled();
        QVERIFY(again);
        QVERIFY(isSamePlate(*again, scanPlate(world.root, world.options())));
        QCOMPARE(again->samples.size(), std::size_t{3});
        QVERIFY(again->stamp && again->stamp->folders.size() == 2);
    }

    void aFileMoreOrLessInAnyFolderIsNoticed() {
        const World world;
        world.scanAndKeep();
        world.addFile("inner/C03_2_red.png");
        QVERIFY(!world.recalled());
        world.age(); // times can be set back, but not that of the change of status
        QVERIFY(!world.recalled());
        world.scanAndKeep();
        QVERIFY(world.recalled());
        std::filesystem::remove(world.root / "B02_1_red.png");
        QVERIFY(!world.recalled());
    }

    void anotherDirectoryInItsPlaceIsNoticed() {
        const World world;
        world.scanAndKeep();
        std::filesystem::rename(world.root / "inner", world.folder / "kept");
        makeDirectory(world.root / "inner");
        world.age();
        QVERIFY(!world.recalled());
    }

    void aFolderThatWasJustChangedIsNotKept() {
        const World world;
        world.addFile("B02_3_red.png");
        QVERIFY(!scanPlate(world.root, world.options()).stamp);
        world.scanAndKeep();
        QVERIFY(!world.recalled());
    }

    void anotherChoiceIsScanned() {
        const World world;
        world.scanAndKeep();
        const auto root = std::filesystem::canonical(world.root);
        ScanOptions plane = world.options(), scheme = world.options(), stains = world.options();
        plane.plane = 1;
        scheme.scheme = "challenge";
        stains.rememberedStains = {{"red", {Stain::Nucleus, std::nullopt}}};
        QVERIFY(!recalledPlate(root, plane));
        QVERIFY(!recalledPlate(root, scheme));
        QVERIFY(!recalledPlate(root, stains));
        QVERIFY(recalledPlate(root, world.options()));
    }

    void whatWasAnsweredOfChannelsCounts() {
        const World world;
        keepForRecall(world.cache, scanAsRemembered(world.data, world.root, world.options()));
        QVERIFY(recallAsRemembered(world.data, world.root / ".", world.options()));
        rememberStains(world.data, std::filesystem::canonical(world.root), {{"red", Stain::Protein}, {"green", Stain::Microtubules}});
        QVERIFY(!recallAsRemembered(world.data, world.root, world.options()));
    }

    void aDamagedFileIsAsNone() {
        const World world;
        world.scanAndKeep();
        const auto file = recallFile(world.cache, std::filesystem::canonical(world.root));
        Bytes bytes = readFile(file);
        bytes[bytes.size() / 2] ^= std::byte{1};
        writeFile(file, bytes);
        QVERIFY(!world.recalled());
        writeFile(file, std::string());
        QVERIFY(!world.recalled());
    }

    void whereNothingCanBeKeptNothingIs() {
        const World world;
        writeFile(world.cache, "a file in the way of the directory");
        world.scanAndKeep();
        QVERIFY(!world.recalled());
        QVERIFY(!recalledPlate(std::filesystem::canonical(world.root), {}));
        QVERIFY(!recallAsRemembered(world.data, world.folder / "nowhere", world.options()));
    }

    void aSealedFileThatIsTooLargeIsNotWritten() {
        const World world;
        constexpr FileSeal seal{"LocaTst1", 4};
        writeSealed(world.folder / "s", seal, "four");
        QCOMPARE(readSealed(world.folder / "s", seal), std::string("four"));
        QCOMPARE(readSealed(world.folder / "s", {"LocaTst2", 4}), std::string());
        QCOMPARE(readSealed(world.folder / "s", {"LocaTst1", 3}), std::string());
        writeSealed(world.folder / "t", seal, "fives");
        QVERIFY(!std::filesystem::exists(world.folder / "t"));
    }
};

QTEST_GUILESS_MAIN(TestPlateRecall)
#include "test_platerecall.moc"
