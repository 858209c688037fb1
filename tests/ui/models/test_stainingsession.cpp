// The staining check of a session: measured in the background, kept, held against the sheet's controls, shown on the plate map.

#include "tests/support/stainedplate.h"
#include "tests/ui/models/sessionworld.h"
#include "ui/models/platemap.h"
#include "ui/models/sheetcolours.h"
#include "ui/models/stainingcheck.h"

#include <QSignalSpy>
#include <QTest>

#include <atomic>

using namespace locascope;
using namespace locascope::testing;

namespace {

SheetMapping wellMapping(const std::vector<std::string>& blinded = {}) {
    SheetMapping mapping;
    mapping.key = SheetKey::Well;
    mapping.keyColumn = "well";
    mapping.column(SheetRole::Antibody) = "antibody";
    mapping.column(SheetRole::Control) = "control";
    mapping.blinded = blinded;
    return mapping;
}

void attach(Session& session, const std::string& csv, const SheetMapping& mapping) {
    QSignalSpy changed(&session, &Session::sheetChanged);
    session.attachSheet(std::make_shared<const SheetFile>(SheetFile{"s.csv", csv, parseSheet(csv, "s.csv")}), mapping);
    QTRY_VERIFY(session.sheet() && session.sheet()->mapping == mapping);
}

/// Eight fields of four wells.
const std::vector<std::string> fieldsOfWells{"A01_1", "A01_2", "A02_1", "A02_2", "B01_1", "B01_2", "B02_1", "B02_2"};
constexpr const char* smallSheet = "well,antibody,control,dose\nA01,HPA1,negative,1\nA02,HPA1,positive,2\nB01,HPA2,,2\nB02,HPA3,,2\n";

void openAll(Session& session, const std::filesystem::path& plate) {
    session.openPlate(plate);
    QTRY_VERIFY(session.hasPlate() && session.isIndexComplete());
}

void check(Session& session) {
    QSignalSpy changed(&session.staining(), &StainingCheck::resultsChanged);
    session.staining().start();
    QTRY_VERIFY(!session.staining().isRunning());
    QTRY_VERIFY(session.staining().results());
}

} // namespace

class TestStainingSession : public QObject {
    Q_OBJECT
private slots:
    void faultsAreFoundInTheBackgroundAndShownOnTheMap() {
        SessionWorld world(0);
        std::filesystem::create_directories(world.plateDirectory);
        writeStainedPlate(world.plateDirectory);
        const auto session = world.session();
        openAll(*session, world.plateDirectory);
        attach(*session, stainedSheet(), wellMapping());
        QSignalSpy progressed(&session->staining(), &StainingCheck::progressed);
        check(*session);
        QVERIFY(progressed.count() > 2);
        QCOMPARE(progressed.last()[0], progressed.last()[1]);
        const StainingResults& results = *session->staining().results();
        QCOMPARE(results.report.reference.kind, StainingReference::Kind::Controls);
        const auto flagsOf = [&](const std::string& well, StainingFigure figure) {
            for (const StainingRow& row : results.report.rows)
                if (results.report.units[static_cast<std::size_t>(row.unit)].name == well && row.stain == Stain::Nucleus && row.figure == figure)
                    return row.flags;
            return StainingFlags();
        };
        QVERIFY(flagsOf("C01", StainingFigure::Focus).has(StainingFlag::OutOfFocus));
        QVERIFY(flagsOf("B01", StainingFigure::Focus).isEmpty());
        QVERIFY(flagsOf("C03", StainingFigure::EmptyFields).has(StainingFlag::Empty));
    }

    void theFieldsBehindARowAreListedWorstFirst() {
        SessionWorld world(fieldsOfWells);
        const auto session = world.session();
        openAll(*session, world.plateDirectory);
        check(*session);
        const StainingResults& results = *session->staining().results();
        const StainingRow* row = session->staining().rowOf(session->staining().unitOfPlace(2), Stain::Protein, StainingFigure::Background);
        QVERIFY(row);
        QCOMPARE(row->value, 4.5); // every pixel of the fields 4 and 5 has these values
        session->showListed(QStringLiteral("B01"), fieldsBehind(results.report, *row, results.plate->plate, results.fields));
        QCOMPARE(session->order(), (std::vector<int>{5, 4}));
        QCOMPARE(session->current(), 5);
        session->setSortOrder(SampleOrder::Name);
        QCOMPARE(session->order(), (std::vector<int>{4, 5}));
        session->setFilter({});
        session->setSortOrder(SampleOrder::Listed); // without a list: by name
        QCOMPARE(session->order().size(), std::size_t(8));
        QCOMPARE(session->order().front(), 0);
    }

    void aSecondCheckReadsNoFile() {
        SessionWorld world(fieldsOfWells);
        {
            const auto session = world.session();
            openAll(*session, world.plateDirectory);
            check(*session);
        }
        auto mayLoad = std::make_shared<std::atomic<bool>>(true);
        SessionParts parts = world.parts;
        parts.load = [mayLoad, load = world.parts.load](const Plate& plate, const Sample& sample, const LoadOptions& options, std::stop_token stop) {
            return *mayLoad ? load(plate, sample, options, std::move(stop)) : LoadedSample();
        };
        Session session(world.options, parts);
        openAll(session, world.plateDirectory);
        *mayLoad = false;
        check(session);
        for (const FieldStaining& field : session.staining().results()->fields)
            QVERIFY(field.isWhole && field.stains[Stain::Reticulum].isMeasured);
    }

    void aStoppedCheckTellsWhatItHas() {
        SessionWorld world(fieldsOfWells);
        const auto session = world.session();
        openAll(*session, world.plateDirectory);
        session->staining().start();
        session->staining().stop();
        QVERIFY(!session->staining().isRunning());
        QTRY_VERIFY(session->staining().results());
        for (const StainingRow& row : session->staining().results()->report.rows)
            QVERIFY(!row.flags.has(StainingFlag::Unread));
        check(*session);
        QTRY_VERIFY(std::all_of(session->staining().results()->fields.begin(), session->staining().results()->fields.end(),
                                [](const FieldStaining& field) { return field.isTried != 0; }));
    }

    void aSheetAttachedLaterGivesTheControls() {
        SessionWorld world(fieldsOfWells);
        const auto session = world.session();
        openAll(*session, world.plateDirectory);
        check(*session);
        QCOMPARE(session->staining().results()->report.reference.kind, StainingReference::Kind::Plate);
        attach(*session, smallSheet, wellMapping());
        QTRY_COMPARE(session->staining().results()->report.reference.kind, StainingReference::Kind::Controls);
        session->staining().compareWith(StainingReference{StainingReference::Kind::Value, "negative"});
        QTRY_COMPARE(session->staining().results()->report.referenceFields, std::size_t(2));
        session->staining().compareWith(StainingReference{StainingReference::Kind::Value, "of another sheet"});
        QTRY_COMPARE(session->staining().results()->report.reference.kind, StainingReference::Kind::Controls);
    }

    void anotherPlateForgetsTheCheck() {
        SessionWorld world(fieldsOfWells);
        const auto session = world.session();
        openAll(*session, world.plateDirectory);
        check(*session);
        QSignalSpy changed(&session->staining(), &StainingCheck::resultsChanged);
        session->openPlate(world.plateDirectory);
        QTRY_COMPARE(changed.count(), 1);
        QVERIFY(!session->staining().results());
    }

    void whatWasAskedForIsWrittenWhateverIsOpened() {
        SessionWorld world(fieldsOfWells);
        const auto file = [&](int i) { return world.folder / (std::to_string(i) + ".csv"); };
        auto session = world.session();
        openAll(*session, world.plateDirectory);
        check(*session);
        const std::string text(100000, 'x');
        for (int i = 0; i < 10; ++i)
            session->staining().write(file(i), text);
        session->staining().setPlate(nullptr);
        for (int i = 10; i < 20; ++i)
            session->staining().write(file(i), text);
        session.reset();
        for (int i = 0; i < 20; ++i)
            QVERIFY(std::filesystem::exists(file(i)));
    }

    void columnsColourTheMapByCategoryOrNumber() {
        SessionWorld world(fieldsOfWells);
        const auto session = world.session();
        openAll(*session, world.plateDirectory);
        attach(*session, smallSheet, wellMapping());
        const Places& places = session->snapshot()->places;
        const PlaceValues antibody = sheetColumnValues(*session->sheet(), 1, places);
        QCOMPARE(antibody.form, PlaceValues::Form::Category);
        QCOMPARE(antibody.categories, (QStringList{QStringLiteral("HPA1"), QStringLiteral("HPA2"), QStringLiteral("HPA3")}));
        QCOMPARE(*antibody.values[1], 0.0);
        QCOMPARE(*antibody.values[3], 2.0);
        const PlaceValues control = sheetColumnValues(*session->sheet(), 2, places);
        QVERIFY(!control.values[2]); // the sheet says nothing
        PlateMap map(*session);
        map.colourBy(MapColouring::Sheet, {});
        QVERIFY(!map.value(0));
        map.setValues(std::make_shared<const PlaceValues>(antibody));
        QVERIFY(map.isByCategory());
        QCOMPARE(*map.value(3), 2.0);
        map.colourBy(MapColouring::Fields, {});
        QCOMPARE(*map.value(3), 2.0); // fields
        QVERIFY(!map.values());
    }

    void manyNumbersAreARampAndManyWordsShareAColour() {
        std::vector<std::string> ids;
        std::string numbers = "well,dose,word\n";
        for (int column = 1; column <= 24; ++column) {
            const std::string well = std::string("A") + (column < 10 ? "0" : "") + std::to_string(column);
            ids.push_back(well + "_1");
            numbers += well + "," + std::to_string(100 + column) + ",w" + std::to_string(column) + "\n";
        }
        SessionWorld wide(ids);
        const auto session = wide.session();
        openAll(*session, wide.plateDirectory);
        SheetMapping mapping;
        mapping.key = SheetKey::Well;
        mapping.keyColumn = "well";
        attach(*session, numbers, mapping);
        const Places& places = session->snapshot()->places;
        const PlaceValues dose = sheetColumnValues(*session->sheet(), 1, places);
        QCOMPARE(dose.form, PlaceValues::Form::Number);
        QCOMPARE(dose.lowest, 101.0);
        QCOMPARE(dose.highest, 124.0);
        const PlaceValues word = sheetColumnValues(*session->sheet(), 2, places);
        QCOMPARE(word.categories.size(), qsizetype(mostCategories));
        QVERIFY(word.categories.last().isEmpty());
        for (const auto& value : word.values)
            QVERIFY(value && *value < double(mostCategories));
    }

    void blindedColumnsEndTheirFilterAndTheSiblings() {
        SessionWorld world(fieldsOfWells);
        const auto session = world.session();
        openAll(*session, world.plateDirectory);
        attach(*session, smallSheet, wellMapping({"antibody"}));
        QVERIFY(session->isBlindToSheet());
        QVERIFY(!session->isColumnShown(1) && session->isColumnShown(2));
        QVERIFY(session->siblings(0).sameAntibody.empty());
        session->setBlindToSheet(false);
        QVERIFY(session->isColumnShown(1));
        QCOMPARE(session->siblings(0).sameAntibody, (std::vector<int>{2, 3}));
        SampleFilter filter;
        filter.sheetColumn = QStringLiteral("antibody");
        filter.sheetValue = QStringLiteral("HPA1");
        session->setFilter(filter);
        QCOMPARE(session->order().size(), std::size_t(4));
        session->setBlindToSheet(true);
        QCOMPARE(session->order().size(), std::size_t(8));
        QVERIFY(session->filter().sheetColumn.isEmpty());
        session->setBlindToSheet(false);
        session->showListed(QStringLiteral("HPA1"), {1, 0}, {QStringLiteral("antibody")});
        QCOMPARE(session->order().size(), std::size_t(2));
        session->setBlindToSheet(true);
        QCOMPARE(session->order().size(), std::size_t(8));
        session->showListed(QStringLiteral("A01"), {1, 0});
        session->setBlindToSheet(false);
        session->setBlindToSheet(true);
        QCOMPARE(session->order().size(), std::size_t(2)); // of a well
    }

    void whoHearsOfASheetFindsTheHiddenFilterEnded() {
        SessionWorld world(fieldsOfWells);
        world.options.arrangedAtOnce = 1; // orders come later
        const auto session = world.session();
        openAll(*session, world.plateDirectory);
        attach(*session, smallSheet, wellMapping());
        SampleFilter filter;
        filter.sheetColumn = QStringLiteral("antibody");
        filter.sheetValue = QStringLiteral("HPA1");
        session->setFilter(filter);
        QTRY_COMPARE(session->order().size(), std::size_t(4));
        QString heard = QStringLiteral("nothing");
        connect(session.get(), &Session::sheetChanged, this, [&] { heard = session->filter().sheetColumn; });
        attach(*session, smallSheet, wellMapping({"antibody"}));
        QCOMPARE(heard, QString());
        QTRY_COMPARE(session->order().size(), std::size_t(8));
        filter.sheetColumn = QStringLiteral("dose");
        filter.sheetValue = QStringLiteral("2");
        session->setFilter(filter);
        QTRY_COMPARE(session->order().size(), std::size_t(6));
        SheetMapping other;
        other.key = SheetKey::Well;
        other.keyColumn = "well";
        attach(*session, "well,batch\nA01,1\n", other); // which has no such column
        QCOMPARE(heard, QString());
        QTRY_COMPARE(session->order().size(), std::size_t(8));
    }
};

QTEST_GUILESS_MAIN(TestStainingSession)
#include "test_stainingsession.moc"
