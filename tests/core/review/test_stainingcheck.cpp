// Wells held against their controls.

#include "core/files/error.h"
#include "core/review/csv.h"
#include "core/review/stainingcheck.h"

#include <QTest>

#include <cmath>
#include <numeric>

using namespace locascope;

namespace {

/// Wells of `perWell` fields whose figures a test sets.
struct World {
    Plate plate;
    std::vector<FieldStaining> fields;
    std::string sheetText = "well,antibody,control\n";

    void addWell(const std::string& well, const std::string& control, const std::vector<float>& protein, float focus = 0.1F) {
        int site = 0;
        for (const float median : protein) {
            Sample sample;
            sample.id = well + "_" + std::to_string(++site);
            sample.shortId = sample.id;
            sample.well = well;
            sample.site = site;
            sample.pixelSizeUm = 0.5;
            plate.samples.push_back(sample);
            FieldStaining field;
            field.isTried = field.isWhole = 1;
            for (const Stain stain : allStains)
                field.stains[stain] = {.background = 100, .threshold = 110, .foregroundShare = 0.3F, .foregroundMedian = 500, .foregroundP99 = 900, .saturatedShare = 0,
                                       .focus = focus + 0.001F * static_cast<float>(site), .isMeasured = 1};
            field.stains[Stain::Protein].foregroundMedian = median;
            field.nucleusCount = 40;
            field.nucleusArea = 400 + static_cast<float>(site);
            fields.push_back(field);
        }
        sheetText += well + ",HPA" + well + "," + control + "\n";
    }
    FieldStaining& field(const std::string& id) {
        const auto found = std::find_if(plate.samples.begin(), plate.samples.end(), [&](const Sample& sample) { return sample.id == id; });
        return fields[static_cast<std::size_t>(found - plate.samples.begin())];
    }
    JoinedSheet sheet() const {
        SheetTable table = parseSheet(sheetText, "s.csv");
        const SheetMapping mapping = guessMapping(table, plate);
        return joinSheet(std::move(table), mapping, plate, "s.csv");
    }
    StainingReport report(const StainingReference& reference) const {
        const JoinedSheet joined = sheet();
        return stainingReport(plate, fields, stainingUnits(plate, placesOf(plate.samples.read()), &joined), reference);
    }
    StainingReport report() const {
        const JoinedSheet joined = sheet();
        return report(usualReference(stainingUnits(plate, placesOf(plate.samples.read()), &joined)));
    }
};

World controlsAndOne(const std::vector<float>& protein, float focus = 0.1F) {
    World world;
    world.addWell("A01", "negative", {18, 20, 22});
    world.addWell("A02", "negative", {19, 20, 21});
    world.addWell("A03", "positive", {480, 500, 520});
    world.addWell("B01", "", protein, focus);
    return world;
}

const StainingRow& rowOf(const StainingReport& report, const std::string& well, Stain stain, StainingFigure figure) {
    for (const StainingRow& row : report.rows)
        if (report.units[static_cast<std::size_t>(row.unit)].name == well && row.stain == stain && row.figure == figure)
            return row;
    throw std::runtime_error("no such row");
}

bool isFlagged(const StainingReport& report, Stain stain, StainingFigure figure, StainingFlag flag) {
    return rowOf(report, "B01", stain, figure).flags.has(flag);
}

} // namespace

class TestStainingCheck : public QObject {
    Q_OBJECT
private slots:
    void aRowHoldsItsWellAgainstTheControls() {
        const StainingReport report = controlsAndOne({100, 120, 200}).report({StainingReference::Kind::Value, "negative"});
        QCOMPARE(report.referenceFields, std::size_t(6));
        QCOMPARE(report.controlValues, (std::vector<std::string>{"negative", "positive"}));
        const StainingRow& row = rowOf(report, "B01", Stain::Protein, StainingFigure::ForegroundMedian);
        QCOMPARE(row.fields, 3);
        QCOMPARE(row.value, 120.0);
        QCOMPARE(row.controls, 20.0);
        QCOMPARE(row.ratio, 6.0);
        QCOMPARE(row.z, (120 - 20) / 1.4826); // deviations 2 0 2 1 0 1: median 1
        QVERIFY(row.flags.isEmpty());
        QCOMPARE(report.units[3].group, std::string("HPAB01"));
        QCOMPARE(rowOf(report, "B01", Stain::Nucleus, StainingFigure::NucleusAreaUm2).value, 402 * 0.25);
    }

    void theReferenceIsTheControlsWhereThereAreAny() {
        QCOMPARE(controlsAndOne({100, 120, 200}).report().reference.kind, StainingReference::Kind::Controls);
        World world;
        world.addWell("A01", "", {10, 20, 30});
        const StainingReport report = world.report();
        QCOMPARE(report.reference.kind, StainingReference::Kind::Plate);
        QCOMPARE(report.referenceFields, std::size_t(3));
        QVERIFY_EXCEPTION_THROWN(world.report({StainingReference::Kind::Value, "negative"}), Error);
        QVERIFY_EXCEPTION_THROWN(world.report({StainingReference::Kind::Controls, {}}), Error);
    }

    void controlsAreFieldsWhereTheSheetSpeaksOfFields() {
        World world;
        world.addWell("A01", "", {10, 20, 500});
        world.addWell("B01", "", {100, 120, 200});
        world.sheetText = "id,control\nA01_1,negative\nA01_2,negative\nA01_3,sample\n";
        const StainingReport report = world.report();
        QCOMPARE(report.reference.kind, StainingReference::Kind::Controls);
        QCOMPARE(report.referenceFields, std::size_t(2));
        QCOMPARE(rowOf(report, "B01", Stain::Protein, StainingFigure::ForegroundMedian).controls, 15.0);
        QCOMPARE(report.units[0].control, std::string()); // not all of it
        QCOMPARE(report.controlValues, (std::vector<std::string>{"negative"}));
    }

    void anEnteredPixelSizeCounts() {
        World world = controlsAndOne({100, 120, 200});
        world.plate.enteredPixelSizeUm = 2;
        QCOMPARE(rowOf(world.report(), "B01", Stain::Nucleus, StainingFigure::NucleusAreaUm2).value, 402 * 4.0);
    }

    void weakIsNoMoreThanTheNegativeControls() {
        const auto weak = [](std::vector<float> protein) {
            return isFlagged(controlsAndOne(protein).report(), Stain::Protein, StainingFigure::ForegroundMedian, StainingFlag::Weak);
        };
        QVERIFY(weak({0, 0, 0}));
        QVERIFY(weak({20, 20, 20}));
        QVERIFY(weak({24, 24, 24})); // 20 + 3 × 1.4826
        QVERIFY(!weak({25, 25, 25}));
        const StainingReport report = controlsAndOne({0, 0, 0}).report();
        QVERIFY(rowOf(report, "A01", Stain::Protein, StainingFigure::ForegroundMedian).flags.isEmpty()); // a control is what it is
    }

    void outOfFocusNeedsDistanceAndRatio() {
        const auto blurred = [](float focus) { return isFlagged(controlsAndOne({100, 100, 100}, focus).report(), Stain::Nucleus, StainingFigure::Focus, StainingFlag::OutOfFocus); };
        QVERIFY(blurred(0.05F));
        QVERIFY(!blurred(0.09F)); // far in deviations, near in ratio
        QVERIFY(!blurred(0.2F));
    }

    void whatIsClippedSaysNothingOfFocusAndSize() {
        World world = controlsAndOne({100, 100, 100}, 0.05F);
        for (const char* id : {"B01_1", "B01_2", "B01_3"}) {
            world.field(id).stains[Stain::Nucleus].saturatedShare = 0.3F;
            world.field(id).stains[Stain::Reticulum].saturatedShare = 0.02F;
            world.field(id).nucleusArea = 900;
        }
        const StainingReport report = world.report();
        QVERIFY(isFlagged(report, Stain::Nucleus, StainingFigure::Saturated, StainingFlag::Saturated));
        QVERIFY(!isFlagged(report, Stain::Nucleus, StainingFigure::Focus, StainingFlag::OutOfFocus));
        QVERIFY(!isFlagged(report, Stain::Nucleus, StainingFigure::NucleusAreaPx, StainingFlag::NuclearSize));
        for (const Stain stain : {Stain::Protein, Stain::Microtubules, Stain::Reticulum}) // the next stain is judged by itself
            QVERIFY(isFlagged(report, stain, StainingFigure::Focus, StainingFlag::OutOfFocus));
    }

    void saturatedEmptyBackgroundAndSizeAreFlagged() {
        World world = controlsAndOne({100, 100, 100});
        for (const char* id : {"B01_1", "B01_2"}) {
            FieldStaining& field = world.field(id);
            field.nucleusCount = 0;
            field.stains[Stain::Microtubules].saturatedShare = 0.02F;
            field.stains[Stain::Reticulum].foregroundMedian = 0;
            field.nucleusArea = 900;
        }
        for (std::size_t i = 0; i < world.fields.size(); ++i)
            world.fields[i].stains[Stain::Protein].background = 100 + static_cast<float>(i % 3);
        for (const char* id : {"B01_1", "B01_2", "B01_3"})
            world.field(id).stains[Stain::Protein].background = 300;
        const StainingReport report = world.report();
        QVERIFY(isFlagged(report, Stain::Microtubules, StainingFigure::Saturated, StainingFlag::Saturated));
        QVERIFY(isFlagged(report, Stain::Nucleus, StainingFigure::EmptyFields, StainingFlag::Empty));
        QVERIFY(isFlagged(report, Stain::Reticulum, StainingFigure::EmptyFields, StainingFlag::Empty));
        QVERIFY(!isFlagged(report, Stain::Protein, StainingFigure::EmptyFields, StainingFlag::Empty));
        QVERIFY(isFlagged(report, Stain::Protein, StainingFigure::Background, StainingFlag::HighBackground));
        QVERIFY(isFlagged(report, Stain::Nucleus, StainingFigure::NucleusAreaPx, StainingFlag::NuclearSize));
        QCOMPARE(rowOf(report, "B01", Stain::Nucleus, StainingFigure::EmptyFields).value, 2.0 / 3);
    }

    void whatCouldNotBeReadIsFlaggedAndWhatWasNotTriedIsNot() {
        World world = controlsAndOne({100, 100, 100});
        world.field("B01_1").stains[Stain::Protein] = {};
        world.field("A01_1") = {};
        const StainingReport report = world.report();
        QVERIFY(isFlagged(report, Stain::Protein, StainingFigure::EmptyFields, StainingFlag::Unread));
        QCOMPARE(rowOf(report, "B01", Stain::Protein, StainingFigure::EmptyFields).fields, 2);
        QVERIFY(!rowOf(report, "A01", Stain::Protein, StainingFigure::EmptyFields).flags.has(StainingFlag::Unread));
        world.plate.absentStains[Stain::Protein] = true; // nobody has it
        QVERIFY(!world.report().rows.empty());
        for (const StainingRow& row : world.report().rows)
            QVERIFY(!row.flags.has(StainingFlag::Unread));
    }

    void theFieldsBehindAFigureComeWorstFirst() {
        World world = controlsAndOne({100, 30, 70});
        world.field("B01_2").stains[Stain::Nucleus].focus = 0.01F;
        world.field("B01_3").stains[Stain::Nucleus].focus = std::nanf("");
        const StainingReport report = world.report();
        QCOMPARE(fieldsBehind(report, rowOf(report, "B01", Stain::Protein, StainingFigure::ForegroundMedian), world.plate, world.fields), (std::vector<int>{10, 11, 9}));
        QCOMPARE(fieldsBehind(report, rowOf(report, "B01", Stain::Nucleus, StainingFigure::Focus), world.plate, world.fields), (std::vector<int>{10, 9, 11}));
    }

    void unitsAreWellsThenGroupsThenFields() {
        Plate plate;
        for (const char* id : {"a", "b", "c"}) {
            Sample sample;
            sample.id = sample.shortId = id;
            plate.samples.push_back(sample);
        }
        const auto alone = stainingUnits(plate, placesOf(plate.samples.read()), nullptr);
        QCOMPARE(alone.size(), std::size_t(3));
        QCOMPARE(alone[2].name, std::string("c"));
        SheetTable table = parseSheet("id,antibody,control\na,HPA2,neg\nc,HPA2,neg\n", "s.csv");
        const SheetMapping mapping = guessMapping(table, plate);
        const JoinedSheet sheet = joinSheet(std::move(table), mapping, plate, "s.csv");
        const auto units = stainingUnits(plate, placesOf(plate.samples.read()), &sheet);
        QCOMPARE(units.size(), std::size_t(2));
        QCOMPARE(units[0].samples, (std::vector<int>{0, 2}));
        QCOMPARE(units[0].kind, StainingUnit::Kind::Group);
        QCOMPARE(units[1].kind, StainingUnit::Kind::Field);
    }

    void wordsOfControlsAreUnderstood() {
        for (const char* word : {"negative", "NEG", " neg ctrl", "Secondary only", "no primary antibody", "nc", "Isotype"})
            QCOMPARE(controlKind(word), ControlKind::Negative);
        for (const char* word : {"positive", "Pos", "PC"})
            QCOMPARE(controlKind(word), ControlKind::Positive);
        for (const char* word : {"", " ", "sample", "None", "0", "-"})
            QCOMPARE(controlKind(word), ControlKind::None);
        QCOMPARE(controlKind("DMSO"), ControlKind::Other);
    }

    void theTableIsCsvThatReadsBack() {
        const StainingReport report = controlsAndOne({0, 0, 0}).report();
        std::vector<std::size_t> rows(report.rows.size());
        std::iota(rows.begin(), rows.end(), std::size_t{0});
        const auto records = parseCsv(stainingCsv(report, rows), "t.csv");
        QCOMPARE(records.size(), rows.size() + 1);
        QCOMPARE(records[0].fields[7], std::string("value"));
        bool isWeak = false;
        for (const CsvRecord& record : records)
            isWeak |= record.fields[1] == "B01" && record.fields[12] == "weak" && record.fields[5] == "foreground_median" && record.fields[3].empty();
        QVERIFY(isWeak);
    }
};

QTEST_APPLESS_MAIN(TestStainingCheck)
#include "test_stainingcheck.moc"
