#include "core/plate/places.h"
#include "core/plate/scanplate.h"
#include "core/simulation/simulate.h"
#include "tests/support/temporaryfolder.h"

#include <QTest>

using namespace locascope;

namespace {

Sample sampleAt(const std::string& id, const std::string& well, std::optional<int> site = {}, const std::string& plateName = {}) {
    Sample sample;
    sample.id = sample.shortId = id;
    sample.well = well;
    sample.site = site;
    sample.plateName = plateName;
    return sample;
}

std::vector<std::string> names(const Places& places) {
    std::vector<std::string> found;
    for (const Place& place : places.places)
        found.push_back(place.plate + ":" + place.name);
    return found;
}

using Names = std::vector<std::string>;

} // namespace

class TestPlaces final : public QObject {
    Q_OBJECT
private slots:
    void wellsThatBeginAtB02StayInTheirPlaces() {
        const std::vector<Sample> samples{sampleAt("B02_1", "B02", 1), sampleAt("B02_2", "B02", 2), sampleAt("G11_1", "G11", 1)};
        const Places places = placesOf(samples);
        QCOMPARE(places.groups.size(), std::size_t{1});
        QCOMPARE(places.groups[0].format.wells(), 96);
        QCOMPARE(places.wellAt(0, {0, 0}), -1);
        QCOMPARE(places.wellAt(0, {1, 1}), 0);
        QCOMPARE(places.wellAt(0, {6, 10}), 1);
        QCOMPARE(places.ofSample, (std::vector<int>{0, 0, 1}));
        QCOMPARE(places.samplesOf(0).size(), std::size_t{2});
        QCOMPARE(places.samplesOf(1)[0], 2);
    }
    void aWellAF48MakesA1536WellPlate() {
        const std::vector<Sample> samples{sampleAt("a", "A01"), sampleAt("b", "AF48"), sampleAt("c", "Z48")};
        const Places places = placesOf(samples);
        QCOMPARE(places.groups[0].format.wells(), 1536);
        QCOMPARE(names(places), (Names{":A01", ":Z48", ":AF48"}));
        QCOMPARE(places.wellAt(0, {31, 47}), 2);
    }
    void everyPlateOfADirectoryHasItsOwnFormat() {
        const std::vector<Sample> samples{sampleAt("1", "C01", 1, "P10"), sampleAt("2", "B12", 1, "P2"), sampleAt("3", "A01", 1, "P2")};
        const Places places = placesOf(samples);
        QCOMPARE(names(places), (Names{"P2:A01", "P2:B12", "P10:C01"})); // plates in natural order
        QCOMPARE(places.groups[0].format.wells(), 96);
        QCOMPARE(places.groups[1].format.wells(), 12);
        QCOMPARE(places.ofSample, (std::vector<int>{2, 1, 0}));
        QCOMPARE(places.groupOf(1), 0);
        QCOMPARE(places.groupOf(2), 1);
        QCOMPARE(places.groupOf(-1), -1);
    }
    void foldersThatHoldTheSameWellAndSiteArePlates() {
        const std::vector<Sample> samples{sampleAt("day1/B02_1", "B02", 1), sampleAt("day2/B02_1", "B02", 1), sampleAt("day2/B03/2", "B03", 2)};
        QCOMPARE(names(placesOf(samples)), (Names{"day1:B02", "day2:B02", "day2:B03"}));
    }
    void foldersThatShareAPlateAreOne() {
        const std::vector<Sample> samples{sampleAt("x/B02_1", "B02", 1), sampleAt("y/B02_2", "B02", 2), sampleAt("y/B03/1", "B03", 1)};
        QCOMPARE(names(placesOf(samples)), (Names{":B02", ":B03"}));
    }
    void withoutWellsTheFoldersAreThePlaces() {
        const std::vector<Sample> samples{sampleAt("f10/a", ""), sampleAt("f2/a", ""), sampleAt("f2/b", ""), sampleAt("top", "")};
        const Places places = placesOf(samples);
        QCOMPARE(places.groups.size(), std::size_t{1});
        QVERIFY(!places.groups[0].hasWells);
        QCOMPARE(names(places), (Names{":", ":f2", ":f10"}));
        QCOMPARE(places.ofSample, (std::vector<int>{2, 1, 1, 0}));
        QVERIFY(places.places[1].isFolder);
    }
    void withoutWellsAndFoldersThereIsNoPlace() {
        const std::vector<Sample> samples{sampleAt("a", ""), sampleAt("b", "")};
        const Places places = placesOf(samples);
        QVERIFY(places.groups.empty() && places.places.empty());
        QCOMPARE(places.ofSample, (std::vector<int>{-1, -1}));
        QVERIFY(placesOf({}).places.empty());
    }
    void foldersFollowTheWellsWhereBothAre() {
        const std::vector<Sample> samples{sampleAt("A01", "A01"), sampleAt("A01/x", ""), sampleAt("B01/y", "B01")};
        const Places places = placesOf(samples);
        QCOMPARE(names(places), (Names{":A01", ":B01", ":A01"}));
        QVERIFY(places.groups[0].hasWells && !places.groups[1].hasWells);
        QCOMPARE(places.indexOf({"", "A01", false}), 0);
        QCOMPARE(places.indexOf({"", "A01", true}), 2);
    }
    void everyFolderOfASimulatedPlateIsAWellOfOnePlate() {
        const testing::TemporaryFolder folder;
        simulatePlate(folder / "plate", {.samples = 12, .size = 16, .layout = PlateLayout::Plate});
        const Plate plate = scanPlate(folder / "plate", {}, {}, {});
        const Places places = placesOf(plate.samples);
        QCOMPARE(places.groups.size(), std::size_t{1});
        QVERIFY(places.groups[0].hasWells && places.groups[0].count >= 2);
        for (std::size_t i = 0; i < plate.samples.size(); ++i)
            QCOMPARE(places.places[static_cast<std::size_t>(places.ofSample[i])].name, plate.samples[i].well);
    }
    void thePlatesOfTheAtlasAreApart() {
        const std::filesystem::path atlas = std::filesystem::path(LOCASCOPE_SHARED_DIR) / "data/atlas";
        if (!std::filesystem::exists(atlas))
            QSKIP("no real images here");
        const Places places = placesOf(scanPlate(atlas, {}, {}, {}).samples);
        QCOMPARE(names(places), (Names{"50:A01", "51:A01", "88:G02", "1610:C01", "1756:B01", "1758:B01"}));
        QCOMPARE(places.groups[2].format.wells(), 96);
        QCOMPARE(places.groups[3].format.wells(), 12);
        QCOMPARE(places.samplesOf(3).size(), std::size_t{2});
    }
    void placesAreFoundByNameAndOthersAreNot() {
        const std::vector<Sample> samples{sampleAt("1", "B02", 1, "P1"), sampleAt("2", "B10", 1, "P1"), sampleAt("3", "AA01", 1, "P1")};
        const Places places = placesOf(samples);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(places.indexOf(places.places[static_cast<std::size_t>(i)]), i);
        QCOMPARE(places.indexOf({"P1", "B03", false}), -1);
        QCOMPARE(places.indexOf({"P2", "B02", false}), -1);
        QCOMPARE(existing(places, std::vector<Place>{{"P1", "B10", false}, {"P9", "B10", false}, {"P1", "B02", false}}), (std::vector<int>{0, 1}));
    }
    void samplesOfSeveralPlacesComeInThePlatesOrder() {
        const std::vector<Sample> samples{sampleAt("1", "B01", 1), sampleAt("2", "A01", 1), sampleAt("3", "B01", 2), sampleAt("4", "C01", 1)};
        const Places places = placesOf(samples);
        QCOMPARE(samplesAt(places, std::vector<int>{0, 1}), (std::vector<int>{0, 1, 2}));
        QVERIFY(samplesAt(places, {}).empty());
    }
};

QTEST_APPLESS_MAIN(TestPlaces)
#include "test_places.moc"
