#include "tests/ui/models/sessionworld.h"

#include <filesystem>
#include <fstream>

using namespace locascope;
using namespace locascope::testing;

namespace {

using Samples = std::vector<int>;

/// Counts how often a sample is decoded that is far from the first, which is shown.
std::shared_ptr<std::atomic<int>> countLoads(SessionWorld& world) {
    auto count = std::make_shared<std::atomic<int>>(0);
    world.parts.load = [count, load = world.parts.load](const Plate& plate, const Sample& sample, const LoadOptions& options, std::stop_token stop) {
        *count += sample.id >= SessionWorld::idOf(5) ? 1 : 0;
        return load(plate, sample, options, stop);
    };
    return count;
}

bool isAtRest(const Session& session) { return session.isIndexComplete() && session.image() && !session.job(); }

bool hasPictureOfAll(Session& session) {
    bool all = true;
    for (int i = 0; i < static_cast<int>(session.plate().samples.size()); ++i)
        all = !session.thumbnail(i).isNull() && all;
    return all;
}

} // namespace

/// What the gallery asks of the session: pictures, groups, and several samples selected.
class TestGallerySession final : public QObject {
    Q_OBJECT
private slots:
    void picturesSurviveARestartAndAChangedFileIsDecodedAgain() {
        SessionWorld world(8);
        {
            const auto session = world.openSession();
            QTRY_VERIFY(isAtRest(*session)); // all were made, though none was asked for
            QTRY_COMPARE(session->contrastState(), ContrastState::Plate); // which is kept, too
        }
        const auto loads = countLoads(world);
        {
            const auto session = world.openSession();
            QTRY_VERIFY(isAtRest(*session));
            QTRY_VERIFY(hasPictureOfAll(*session));
            QTRY_VERIFY(isAtRest(*session));
            QCOMPARE(loads->load(), 0);
        }
        world.writeStain(6, Stain::Protein, 200);
        std::filesystem::last_write_time(world.plateDirectory / "s06_green.png", std::filesystem::file_time_type::clock::now() + std::chrono::seconds(5));
        *loads = 0;
        const auto session = world.openSession();
        QTRY_VERIFY(isAtRest(*session));
        QTRY_VERIFY(hasPictureOfAll(*session));
        QVERIFY(*loads >= 1 && *loads <= 2); // twice where two threads want it at once
    }
    void theTimeOfReviewIsKnownAfterARestart() {
        const SessionWorld world;
        {
            const auto session = world.openSession();
            QTRY_VERIFY(session->image());
            session->goTo(3);
            session->commitAs(Outcome::Negative);
            QTest::qWait(5);
            session->goTo(1);
            session->commitAs(Outcome::Negative);
            QTRY_COMPARE(session->unsavedCount(), 0);
        }
        const auto session = world.openSession();
        QTRY_VERIFY(session->decision(1) && session->decision(3));
        session->setSortOrder(SampleOrder::TimeOfReview);
        QCOMPARE(session->order(), Samples({1, 3, 0, 2, 4, 5}));
    }
    void aDamagedSampleIsMarkedAndTheOthersAreNot() {
        SessionWorld world;
        const auto file = world.plateDirectory / "s03_green.png";
        std::filesystem::resize_file(file, std::filesystem::file_size(file) - 20); // whole by its header
        std::ofstream(file, std::ios::app) << "xxxxxxxxxxxxxxxxxxxx";
        const auto session = world.openSession();
        QTRY_VERIFY(isAtRest(*session));
        QTRY_VERIFY(session->isThumbnailDamaged(3));
        for (int i : {0, 1, 2, 4, 5})
            QVERIFY(!session->isThumbnailDamaged(i));
    }
    void whileAStyleIsNewTheOldPictureStays() {
        const SessionWorld world;
        const auto session = world.openSession();
        QTRY_VERIFY(isAtRest(*session));
        QTRY_VERIFY(!session->thumbnail(2).isNull());
        DisplaySettings display = session->display();
        display.stains[Stain::Protein].visible = false;
        session->setDisplay(display);
        QSignalSpy changed(session.get(), &Session::thumbnailChanged);
        QTRY_VERIFY(changed.count() > 0);
        QVERIFY(!session->thumbnail(2).isNull());
        QTRY_VERIFY(changed.count() > 1);
    }

    void rangesAndSingleSamplesAreSelected() {
        const SessionWorld world(8);
        const auto session = world.openSession();
        QTRY_VERIFY(session->image());
        QSignalSpy changed(session.get(), &Session::selectionChanged);
        QVERIFY(session->selection().isEmpty());
        session->goTo(2);
        session->extendSelection(1);
        session->extendSelection(1);
        QCOMPARE(session->selection().samples(), Samples({2, 3, 4}));
        QCOMPARE(session->current(), 4);
        session->extendSelection(-3);
        QCOMPARE(session->selection().samples(), Samples({1, 2}));
        QCOMPARE(session->current(), 1);
        session->extendSelectionTo(5);
        QCOMPARE(session->selection().samples(), Samples({2, 3, 4, 5}));
        session->toggleSelected(7);
        QCOMPARE(session->selection().samples(), Samples({2, 3, 4, 5, 7}));
        QCOMPARE(session->current(), 7);
        session->toggleSelected(7);
        QCOMPARE(session->selection().samples(), Samples({2, 3, 4, 5}));
        QVERIFY(session->selection().contains(session->current()));
        QVERIFY(changed.count() >= 6);
        session->clearSelection();
        QVERIFY(session->selection().isEmpty());
        QVERIFY(session->current() >= 0);
    }
    void movingWithinASelectionKeepsItAndLeavingEndsIt() {
        const SessionWorld world(8);
        const auto session = world.openSession();
        QTRY_VERIFY(session->image());
        session->setSelection({1, 2, 3}, 2);
        QCOMPARE(session->current(), 2);
        session->step(1);
        QCOMPARE(session->selection().samples(), Samples({1, 2, 3}));
        session->step(1);
        QVERIFY(session->selection().isEmpty());
        QCOMPARE(session->current(), 4);
        session->setSelection({1, 2, 3}, 1);
        session->pick(2);
        QVERIFY(session->selection().isEmpty());
        session->setSelection({5}, 5);
        QVERIFY(session->selection().isEmpty());
        QCOMPARE(session->current(), 5);
        session->setSelection({0, 99, -4, 6}, 99);
        QCOMPARE(session->selection().samples(), Samples({0, 6}));
        QCOMPARE(session->current(), 0);
    }
    void whatIsFilteredAwayIsNotSelected() {
        const SessionWorld world(8);
        const auto session = world.openSession();
        QTRY_VERIFY(session->image());
        session->selectAllShown();
        QCOMPARE(session->selection().samples().size(), std::size_t{8});
        session->setFilter({.text = QStringLiteral("s0")});
        QCOMPARE(session->selection().samples().size(), std::size_t{8});
        session->setSelection({0, 1, 2}, 1);
        session->toggle(toClass(3));
        session->setFilter({.text = QStringLiteral("s01")});
        QVERIFY(session->selection().isEmpty());
        QVERIFY(!session->chips().empty());
    }

    void aLargePlateIsOrderedMeanwhileAndTheOldOrderStays() {
        SessionWorld world(8);
        world.options.arrangedAtOnce = 3;
        const auto session = world.openSession();
        QTRY_VERIFY(session->image());
        QCOMPARE(session->order().size(), std::size_t{8});
        session->setFilter({.text = QStringLiteral("s03")});
        QCOMPARE(session->order().size(), std::size_t{8});
        session->step(1);
        QCOMPARE(session->current(), 1);
        QTRY_COMPARE(session->order(), Samples({3}));
        QCOMPARE(session->currentRow(), -1);
        session->setFilter({});
        session->setGrouping(SampleGrouping::Class);
        session->openPlate(world.plateDirectory); // an answer for the plate before is dropped
        QTRY_COMPARE(session->order().size(), std::size_t{8});
        QTRY_VERIFY(!session->groups().empty());
        int rows = 0;
        for (const SampleGroup& group : session->groups())
            rows += group.count;
        QCOMPARE(rows, 8);
    }
};

QTEST_MAIN(TestGallerySession)
#include "test_gallerysession.moc"
