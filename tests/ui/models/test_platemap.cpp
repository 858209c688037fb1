#include "tests/ui/models/sessionworld.h"
#include "ui/models/placepictures.h"
#include "ui/models/platemap.h"

using namespace locascope;
using namespace locascope::testing;

namespace {

/// Wells of one plate, in the plate's order: 0 B02·1, 1 B02·2, 2 B03·1, 3 D06·1; the classifier says class i of sample i.
const std::vector<std::string> wells{"B02_1", "B02_2", "B03_1", "D06_1"};
enum Well { B02, B03, D06 }; // places

bool isSettled(const Session& session) { return session.isIndexComplete() && session.image() && session.modelState() == ModelState::Ready; }

bool isSwept(const Session& session) {
    for (int sample = 0; sample < static_cast<int>(session.plate().samples.size()); ++sample)
        if (!session.probabilities(sample))
            return false;
    return true;
}

void sweep(Session& session) {
    QTRY_VERIFY(isSettled(session));
    session.startSweep();
    QTRY_VERIFY(isSwept(session));
}

} // namespace

class TestPlateMap final : public QObject {
    Q_OBJECT
private slots:
    void wellsLieWhereTheyAreInTheSmallestFormat() {
        const SessionWorld world(wells);
        const auto session = world.openSession();
        const PlateMap map(*session);
        QTRY_VERIFY(session->isIndexComplete());
        QCOMPARE(map.places().groups.size(), std::size_t{1});
        QCOMPARE(map.places().groups[0].format.wells(), 24);
        QCOMPARE(map.places().wellAt(0, {1, 1}), int{B02});
        QCOMPARE(map.places().wellAt(0, {0, 0}), -1);
        QCOMPARE(map.counts(B02).fields, 2);
        QCOMPARE(map.currentPlace(), int{B02});
    }
    void progressGrowsWithADecisionAndShrinksWithUndo() {
        const SessionWorld world(wells);
        const auto session = world.openSession();
        PlateMap map(*session);
        QSignalSpy figures(&map, &PlateMap::figuresChanged);
        QTRY_VERIFY(isSettled(*session));
        QCOMPARE(map.value(B02), std::optional(0.0));
        session->commitAs(Outcome::Unusable);
        QCOMPARE(map.value(B02), std::optional(0.5));
        QTRY_VERIFY(figures.count() > 0);
        session->commitAs(Outcome::Negative);
        QCOMPARE(map.value(B02), std::optional(1.0));
        QCOMPARE(map.value(B03), std::optional(0.0));
        session->undo();
        QCOMPARE(map.value(B02), std::optional(0.5));
        QCOMPARE(map.highest(), 1.0);
    }
    void withoutAPredictionAClassHasNoDataWhichIsNotZero() {
        SessionWorld world(wells);
        world.engine->refuses = true;
        const auto session = world.openSession();
        PlateMap map(*session);
        QTRY_VERIFY(isSettled(*session));
        map.colourBy(MapColouring::PredictedClass, toClass(0));
        QVERIFY(!map.value(B02));
        map.colourBy(MapColouring::DecidedClass, toClass(0));
        QVERIFY(!map.value(B02));
        session->commitAs(Outcome::Unusable); // says nothing of classes
        QVERIFY(!map.value(B02));
        session->commitAs(Outcome::Negative);
        QCOMPARE(map.value(B02), std::optional(0.0));
    }
    void aClassesSharesAreOfFieldsPredictedAndOfFieldsJudged() {
        const SessionWorld world(wells);
        const auto session = world.openSession();
        PlateMap map(*session);
        sweep(*session);
        map.colourBy(MapColouring::PredictedClass, toClass(0));
        QCOMPARE(map.value(B02), std::optional(0.5));
        QCOMPARE(map.value(B03), std::optional(0.0));
        QCOMPARE(map.highest(), 0.5);
        map.colourBy(MapColouring::PredictedClass, toClass(27)); // said of every field
        QCOMPARE(map.value(D06), std::optional(1.0));

        map.colourBy(MapColouring::DecidedClass, toClass(5));
        session->goTo(0);
        session->toggle(toClass(5));
        session->commit();
        QCOMPARE(map.value(B02), std::optional(1.0)); // the other field is not judged
        session->commit();
        QCOMPARE(map.value(B02), std::optional(0.5));
        session->goTo(1);
        session->markNotJudged(toClass(5));
        session->commit();
        QCOMPARE(map.value(B02), std::optional(1.0));
    }
    void disagreementIsCountedAndTakenBack() {
        const SessionWorld world(wells);
        const auto session = world.openSession();
        PlateMap map(*session);
        sweep(*session);
        map.colourBy(MapColouring::Disagreement, toClass(0));
        QVERIFY(!map.value(B02)); // nothing to compare
        session->goTo(0);
        session->commit(); // as proposed; the hollow class 27 is not judged
        QCOMPARE(map.value(B02), std::optional(0.0));
        session->toggle(toClass(9)); // of sample 1
        session->commit();
        QCOMPARE(map.value(B02), std::optional(0.5));
        QCOMPARE(map.counts(B02).disagreeing, 1);
        session->undo();
        QCOMPARE(map.value(B02), std::optional(0.0));
        session->redo();
        QCOMPARE(map.value(B02), std::optional(0.5));
    }
    void thePlaceListsItsClassesTheMostFrequentFirst() {
        const SessionWorld world(wells);
        const auto session = world.openSession();
        PlateMap map(*session);
        sweep(*session);
        const auto classes = map.classesOf(B02);
        QCOMPARE(classes.size(), std::size_t{3}); // 27 twice, 0 and 1
        QCOMPARE(classes[0].index, toClass(27));
        QCOMPARE(classes[0].proposed, 2);
        QCOMPARE(classes[0].present, 0);
    }
    void aReviewFromBeforeIsCountedOnOpening() {
        const SessionWorld world(wells);
        {
            const auto session = world.openSession();
            QTRY_VERIFY(isSettled(*session));
            session->commitAs(Outcome::Negative);
            session->goTo(3);
            session->commitAs(Outcome::Negative);
            QTRY_COMPARE(session->unsavedCount(), 0);
        }
        const auto session = world.openSession();
        const PlateMap map(*session);
        QTRY_COMPARE(session->reviewedCount(), 2);
        QTRY_VERIFY(session->isIndexComplete() && map.isCounted());
        QCOMPARE(map.value(B02), std::optional(0.5));
        QCOMPARE(map.value(D06), std::optional(1.0));
    }
    void fieldsAndProblemsAreNumbers() {
        SessionWorld world(wells);
        writeFile(world.plateDirectory / "B03_1_green.png", std::string_view("no image"));
        const auto session = world.openSession();
        PlateMap map(*session);
        QTRY_VERIFY(session->isIndexComplete());
        map.colourBy(MapColouring::Fields, toClass(0));
        QCOMPARE(map.value(B02), std::optional(2.0));
        QCOMPARE(map.highest(), 2.0);
        map.colourBy(MapColouring::Problems, toClass(0));
        QCOMPARE(map.value(B02), std::optional(0.0));
        QCOMPARE(map.value(B03), std::optional(1.0));
    }

    void selectedWellsAreTheQueueUntilTheyAreLetGo() {
        const SessionWorld world(wells);
        const auto session = world.openSession();
        PlateMap map(*session);
        QTRY_VERIFY(isSettled(*session));
        QSignalSpy selection(&map, &PlateMap::selectionChanged);
        map.select({B03, D06});
        QCOMPARE(session->order(), (std::vector<int>{2, 3}));
        QCOMPARE(session->filter().places, (std::vector<Place>{{"", "B03", false}, {"", "D06", false}}));
        QCOMPARE(map.selection(), (std::vector<int>{B03, D06}));
        QVERIFY(map.isSelected(D06) && !map.isSelected(B02));
        QCOMPARE(selection.count(), 1);
        QCOMPARE(map.sum().fields, 2);
        session->step(1);
        QCOMPARE(session->current(), 2);
        QCOMPARE(map.currentPlace(), int{B03});
        SampleFilter filter = session->filter();
        filter.places.clear();
        session->setFilter(filter);
        QVERIFY(map.selection().empty());
        QCOMPARE(session->order().size(), std::size_t{4});
        QCOMPARE(map.sum().fields, 4);
    }
    void wellsFilterTogetherWithTheRest() {
        const SessionWorld world(wells);
        const auto session = world.openSession();
        QTRY_VERIFY(isSettled(*session));
        session->commitAs(Outcome::Negative);
        session->setFilter({.state = SampleState::Unreviewed, .places = {{"", "B02", false}}});
        QCOMPARE(session->order(), (std::vector<int>{1}));
        session->setFilter({.places = {{"", "C09", false}}}); // nothing lies there
        QVERIFY(session->order().empty());
    }
    void aWellIsEnteredAtItsFirstUnreviewedField() {
        const SessionWorld world(wells);
        const auto session = world.openSession();
        PlateMap map(*session);
        QTRY_VERIFY(isSettled(*session));
        session->commitAs(Outcome::Negative); // sample 0
        map.goTo(D06);
        QCOMPARE(session->current(), 3);
        map.goTo(B02);
        QCOMPARE(session->current(), 1);
        session->commitAs(Outcome::Negative);
        map.goTo(B02); // all reviewed
        QCOMPARE(session->current(), 0);
        map.select({B03});
        map.goTo(D06); // outside the selection, which gives way
        QCOMPARE(map.selection(), (std::vector<int>{D06}));
        QCOMPARE(session->current(), 3);
    }
    void thePlateOfTheCurrentSampleIsShown() {
        const SessionWorld world({"P1_A01_1", "P2_C04_1"});
        const auto session = world.openSession();
        PlateMap map(*session);
        QTRY_VERIFY(isSettled(*session));
        QCOMPARE(map.places().groups.size(), std::size_t{2});
        QCOMPARE(map.shownGroup(), 0);
        session->step(1);
        QCOMPARE(map.shownGroup(), 1);
        QCOMPARE(map.places().groups[1].format.wells(), 12);
        map.showGroup(0);
        QCOMPARE(map.shownGroup(), 0);
        QCOMPARE(session->current(), 1);
    }
    void aPlateWithoutWellsHasItsFolders() {
        const SessionWorld world({"f1/a", "f1/b", "f2/a"});
        const auto session = world.openSession();
        PlateMap map(*session);
        QTRY_VERIFY(isSettled(*session));
        QVERIFY(!map.places().groups[0].hasWells);
        map.select({1});
        QCOMPARE(session->order(), (std::vector<int>{2}));
        QCOMPARE(session->filter().places[0].name, std::string("f2"));
    }
    void anotherPlateTakesTheMapsPlace() {
        const SessionWorld world(wells);
        const SessionWorld other(std::vector<std::string>{"a"});
        const auto session = world.openSession();
        PlateMap map(*session);
        QTRY_VERIFY(isSettled(*session));
        map.select({D06});
        session->openPlate(other.plateDirectory);
        QTRY_VERIFY(map.places().places.empty());
        QCOMPARE(map.shownGroup(), -1);
        QVERIFY(map.selection().empty());
        QCOMPARE(map.sum().fields, 0);
    }

    void picturesOfWellsAreMadeAndThenKept() {
        SessionWorld world(wells);
        for (const Stain stain : allStains)
            writeFile(world.plateDirectory / ("D06_1_" + std::string(colourWord(stain)) + ".png"), std::string_view("no image"));
        const auto session = world.openSession();
        const PlateMap map(*session);
        PlacePictures pictures(*session, map);
        pictures.setSide(6);
        QTRY_VERIFY(isSettled(*session));
        QVERIFY(!pictures.picture(B02));
        QTRY_VERIFY(pictures.picture(B02) && pictures.picture(B03));
        QCOMPARE(pictures.picture(B02)->size(), QSize(6, 6));
        QTRY_VERIFY(pictures.picture(D06));
        QVERIFY(pictures.picture(D06)->isNull()); // nothing could be read
    }
};

QTEST_GUILESS_MAIN(TestPlateMap)
#include "test_platemap.moc"
