// Sheets: what is read, how rows meet samples, and what follows from it (siblings, groups).

#include "core/plate/scanplate.h"
#include "core/review/sheet.h"
#include "core/simulation/simulate.h"
#include "tests/support/expecterror.h"
#include "tests/support/temporaryfolder.h"

#include <QTest>

#include <fstream>
#include <sstream>

using namespace locascope;
using locascope::testing::errorOf;

namespace {

Sample fieldOf(std::string plateName, std::string well, int site) {
    Sample sample;
    sample.id = sample.shortId = plateName + "_" + well + "_" + std::to_string(site);
    sample.plateName = std::move(plateName);
    sample.well = std::move(well);
    sample.site = site;
    return sample;
}

/// Two plates with wells A01 and B02 of two fields each.
Plate twoPlates() {
    Plate plate;
    for (const char* name : {"p1", "p2"})
        for (const char* well : {"A01", "B02"})
            for (int site : {1, 2})
                plate.samples.push_back(fieldOf(name, well, site));
    return plate;
}

JoinedSheet joined(std::string_view csv, const Plate& plate) {
    SheetTable table = parseSheet(csv, "sheet.csv");
    const SheetMapping mapping = guessMapping(table, plate);
    return joinSheet(std::move(table), mapping, plate, "sheet.csv");
}

std::string messageOf(std::string_view csv, const Plate& plate) {
    const auto error = errorOf([&] { joined(csv, plate); });
    return error ? error->what() : std::string();
}

} // namespace

class TestSheet : public QObject {
    Q_OBJECT
private slots:
    void wellsAreJoinedWhateverTheirSpelling() {
        const Plate plate = twoPlates();
        const JoinedSheet sheet = joined("Well;Cell line;Ab\na1;U-2 OS;HPA1\nB2;A-431;HPA2\nH12;HeLa;HPA3\n", plate);
        QVERIFY(sheet.mapping.key == SheetKey::Well);
        QCOMPARE(sheet.mapping.column(SheetRole::CellLine), std::string("Cell line"));
        QCOMPARE(sheet.value(0, SheetRole::Antibody), std::string_view("HPA1"));
        QCOMPARE(sheet.value(7, SheetRole::CellLine), std::string_view("A-431"));
        QCOMPARE(sheet.samplesWithout, std::size_t{0});
        QVERIFY(sheet.unusedLines == std::vector<std::size_t>{4});
    }

    void aPlateColumnKeepsPlatesApart() {
        const Plate plate = twoPlates();
        const JoinedSheet sheet = joined("plate,well,antibody\np1,A01,x\np2,A01,y\n", plate);
        QCOMPARE(sheet.mapping.plateColumn, std::string("plate"));
        QCOMPARE(sheet.value(0, SheetRole::Antibody), std::string_view("x"));
        QCOMPARE(sheet.value(4, SheetRole::Antibody), std::string_view("y"));
        QCOMPARE(sheet.value(2, SheetRole::Antibody), std::string_view());
        QCOMPARE(sheet.samplesWithout, std::size_t{4});
    }

    void samplesAreJoinedByAnyOfTheirNames() {
        Plate plate;
        for (const char* id : {"sub folder/first field", "other/second"}) {
            Sample& sample = plate.samples.edit().emplace_back();
            sample.id = id;
            sample.shortId = sample.id.substr(sample.id.rfind('/') + 1);
        }
        QCOMPARE(joined("Id,gene\nfirst%20field,A\nother/second,B\n", plate).samplesWithout, std::size_t{0});
        QCOMPARE(joined("Id,gene\nfirst field,A\nsecond,B\n", plate).value(1, SheetRole::Gene), std::string_view("B"));
    }

    void contradictionsNameBothLines() {
        const Plate plate = twoPlates();
        QCOMPARE(messageOf("well,ab\nA01,x\nB02,y\nA01,z\n", plate),
                 std::string("sheet.csv: line 4 says other things than line 2 of the same well; keep one of them"));
        QCOMPARE(messageOf("well,ab\nA01,x\nB02,y\nA01,x\n", plate), std::string());
    }

    void whatIsNoSheetIsRefused() {
        EXPECT_ERROR(parseSheet("", "s.csv"), ErrorKind::Empty);
        EXPECT_ERROR(parseSheet("well,ab\n", "s.csv"), ErrorKind::Empty);
        EXPECT_ERROR(parseSheet("well,\nA01,x\n", "s.csv"), ErrorKind::Invalid);
        EXPECT_ERROR(parseSheet("well,well\nA01,x\n", "s.csv"), ErrorKind::Invalid);
        EXPECT_ERROR(parseSheet("well,ab\nA01\n", "s.csv"), ErrorKind::Invalid);
        SheetMapping mapping;
        mapping.keyColumn = "Id";
        EXPECT_ERROR(joinSheet(parseSheet("well,ab\nA01,x\n", "s.csv"), mapping, twoPlates(), "s.csv"), ErrorKind::Invalid);
    }

    void nothingIsGuessedFromForeignNames() {
        const SheetMapping mapping = guessMapping(parseSheet("name,dose\nalpha,1\nbeta,2\n", "s.csv"), twoPlates());
        QVERIFY(mapping.keyColumn.empty());
    }

    void mappingsAreRemembered() {
        SheetMapping mapping{SheetKey::Well, "W\xc3\xa9ll \"x\"\xff", "plate", {}, {"100 %", "\xff"}};
        mapping.column(SheetRole::Control) = "100 %";
        const StoredSheet again = parseStoredSheet(formatStoredSheet({"my sheet\xff.csv", "a,b\r\n\"1\n%\",\xff\r\n", mapping}));
        QVERIFY(again.mapping == mapping);
        QCOMPARE(again.fileName, std::string("my sheet\xff.csv"));
        QCOMPARE(again.csv, std::string("a,b\r\n\"1\n%\",\xff\r\n"));
        for (const char* text : {"", "[]", "{}", "{\"key\":1}", "{\"key\":\"row\"}"})
            EXPECT_ERROR(parseStoredSheet(text), ErrorKind::Invalid);
    }

    void siblingsShareWellOrAntibody() {
        const Plate plate = twoPlates();
        const JoinedSheet sheet = joined("plate,well,antibody\np1,A01,x\np2,B02,x\np1,B02,y\n", plate);
        const Siblings siblings = SiblingIndex(plate, &sheet).of(0);
        QVERIFY(siblings.sameWell == std::vector<int>{1});
        QVERIFY((siblings.sameAntibody == std::vector<int>{6, 7}));
        QVERIFY(SiblingIndex(plate, nullptr).of(0).sameAntibody.empty());
    }

    void aGroupGoesBeforeAnAntibody() {
        const Plate plate = twoPlates();
        const JoinedSheet sheet = joined("plate,well,group,antibody\np1,A01,g,x\np1,B02,,x\n", plate);
        const std::map<std::string, std::string> groups = sheetGroups(plate, sheet);
        QCOMPARE(groups.size(), std::size_t{4});
        QCOMPARE(groups.at("p1_A01_1"), std::string("g"));
        QCOMPARE(groups.at("p1_B02_2"), std::string("x"));
    }

    void valuesToChooseFromAreThoseOfThisPlate() {
        const JoinedSheet sheet = joined("well,cell line,dose\nA01,s10,\nB02,s9,1\nH12,s1,2\n", twoPlates());
        QVERIFY((sheet.values.at(1) == std::vector<std::string>{"s9", "s10"}));
        QVERIFY((sheet.values.at(2) == std::vector<std::string>{"1"}));
        Plate large;
        std::string csv = "Id,serial,half\n";
        for (std::size_t i = 0; i <= mostSheetValues; ++i) {
            Sample& sample = large.samples.edit().emplace_back();
            sample.id = sample.shortId = "s" + std::to_string(i);
            csv += sample.id + "," + std::to_string(i) + "," + std::to_string(i / 2) + "\n";
        }
        const JoinedSheet many = joined(csv, large);
        QVERIFY(many.values.at(1).empty());
        QCOMPARE(many.values.at(2).size(), mostSheetValues / 2 + 1);
    }

    void aSimulatedPlatesOwnSheetFits() {
        const testing::TemporaryFolder folder;
        simulatePlate(folder / "plate", {.samples = 6, .size = 64, .seed = 3}, {.sheetFile = folder / "sheet.csv"}, {}, {}, 0);
        std::ifstream file(folder / "sheet.csv", std::ios::binary);
        std::stringstream text;
        text << file.rdbuf();
        const Plate plate = scanPlate(folder / "plate");
        const JoinedSheet sheet = joined(text.str(), plate);
        QVERIFY(sheet.mapping.key == SheetKey::Sample);
        QCOMPARE(sheet.samplesWithout, std::size_t{0});
        QVERIFY(!sheet.value(0, SheetRole::Antibody).empty());
        QVERIFY(!sheet.value(0, SheetRole::CellLine).empty());
    }
};

QTEST_GUILESS_MAIN(TestSheet)
#include "test_sheet.moc"
