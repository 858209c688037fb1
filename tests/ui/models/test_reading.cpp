// How a plate is read, chosen while it is open: naming scheme, z plane and pixel size.

#include "core/plate/namingcatalogue.h"
#include "core/plate/platechoices.h"
#include "tests/support/stackplate.h"
#include "tests/ui/models/sessionworld.h"
#include "ui/models/contrastbook.h"

#include <algorithm>
#include <atomic>
#include <thread>

using namespace locascope;
using namespace locascope::testing;

namespace {

bool isReady(const Session& session) { return session.hasPlate() && session.isIndexComplete() && session.image(); }

/// The class that the classifier finds in the sample on screen, −1 without an answer: its protein value modulo 28.
int predictedClass(const Session& session) {
    const auto* row = session.probabilities(session.current());
    return row ? int(std::max_element(row->begin(), row->end()) - row->begin()) : -1;
}

bool isStored(MemoryReview& review, const std::string& key) {
    const auto windows = parseWindows(review.with([&](auto& inside) { return inside.settings[key]; }));
    return windows && windows->contains(8);
}

} // namespace

class TestReading : public QObject {
    Q_OBJECT
private slots:
    void anotherPlaneIsShownClassifiedAndRemembered() {
        SessionWorld world(0);
        writeStackPlate(world.options.dataDirectory, world.plateDirectory);
        {
            const auto session = world.openSession();
            QTRY_VERIFY(isReady(*session));
            QCOMPARE(session->plate().depth, stackDepth);
            QCOMPARE(shownValue(*session), 30);
            QTRY_COMPARE(predictedClass(*session), 30 % 28);
            session->commitAs(Outcome::Negative);
            session->goTo(1);
            QTRY_COMPARE(predictedClass(*session), 30 % 28);
            session->choosePlane(2);
            QCOMPARE(session->chosenPlane(), std::optional(2));
            QTRY_COMPARE(shownValue(*session), 20);
            QCOMPARE(session->plate().chosenPlane, std::optional(2));
            QCOMPARE(session->current(), 1);
            QVERIFY(session->canUndo() && session->isReviewed(0)); // nothing of the review is lost
            QTRY_COMPARE(predictedClass(*session), 20);
            QVERIFY(!session->probabilities(0)); // of the other plane
        }
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        QCOMPARE(shownValue(*session), 20);
        QCOMPARE(session->chosenPlane(), std::optional(2));
        QTRY_COMPARE(predictedClass(*session), 20);
        QVERIFY(!session->probabilities(0));
        session->choosePlane({});
        QTRY_COMPARE(shownValue(*session), 30);
        QTRY_COMPARE(predictedClass(*session), 30 % 28);
        for (const auto& notice : session->notices())
            QVERIFY2(notice.key != QLatin1String("changed"), qPrintable(notice.text)); // no image has changed
    }

    void thumbnailsAndContrastFollowThePlane() {
        SessionWorld world(0);
        writeStackPlate(world.options.dataDirectory, world.plateDirectory);
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        QTRY_VERIFY(isStored(*world.review, "contrast"));
        const std::string ofMaximum = world.review->with([&](auto& inside) { return inside.settings["contrast"]; });
        session->choosePlane(1);
        QTRY_COMPARE(shownValue(*session), 10);
        QTRY_VERIFY(isStored(*world.review, "contrast/plane-1"));
        QTRY_COMPARE(session->contrastState(), ContrastState::Plate);
        QCOMPARE(world.review->with([&](auto& inside) { return inside.settings["contrast"]; }), ofMaximum);
        DisplaySettings byHand = session->display();
        for (const Stain stain : allStains)
            byHand.stains[stain].window = {0, 255, 1};
        session->setDisplay(byHand);
        QImage picture;
        QTRY_VERIFY(!(picture = session->thumbnail(1)).isNull() && qGreen(picture.pixel(0, 0)) == 10);
        session->choosePlane(3);
        QTRY_COMPARE(shownValue(*session), 30);
        QCOMPARE(session->contrastState(), ContrastState::Manual); // what a hand set stays
        QTRY_VERIFY(!(picture = session->thumbnail(1)).isNull() && qGreen(picture.pixel(0, 0)) == 30);
    }

    void thePlaneBeforeLendsItsContrastAndNoMore() {
        SessionWorld world(0);
        writeStackPlate(world.options.dataDirectory, world.plateDirectory);
        std::atomic<bool> mayLoad = true;
        world.parts.load = [&mayLoad, load = world.parts.load](const Plate& plate, const Sample& sample, const LoadOptions& options, std::stop_token stop) {
            while (!mayLoad && !stop.stop_requested())
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            return load(plate, sample, options, stop);
        };
        {
            const auto session = world.openSession();
            QTRY_VERIFY(isReady(*session));
            QTRY_VERIFY(isStored(*world.review, "contrast"));
            mayLoad = false; // the other plane is left before anything of it is measured
            session->choosePlane(2);
            QTRY_COMPARE(session->plate().chosenPlane, std::optional(2));
        }
        mayLoad = true;
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        QCOMPARE(session->plate().chosenPlane, std::optional(2));
        QTRY_VERIFY(isStored(*world.review, "contrast/plane-2")); // measured after all
    }

    void aWaitingDraftProposesWhatTheNewPlaneShows() {
        SessionWorld world(0);
        writeStackPlate(world.options.dataDirectory, world.plateDirectory);
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        QTRY_COMPARE(predictedClass(*session), 30 % 28);
        session->setNote(QStringLiteral("look again"));
        session->goTo(1);
        session->choosePlane(2);
        QTRY_COMPARE(predictedClass(*session), 20);
        session->startSweep();
        QTRY_VERIFY(session->probabilities(0)); // of the new plane, while the draft waits
        session->goTo(0);
        QCOMPARE(session->chips()[20].mark, ChipMark::Proposed);
        QCOMPARE(session->chips()[2].mark, ChipMark::Absent);
    }

    void anExplanationOfThePlaneBeforeIsNotShown() {
        SessionWorld world(0);
        writeStackPlate(world.options.dataDirectory, world.plateDirectory);
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        QTRY_COMPARE(predictedClass(*session), 30 % 28);
        std::vector<int> explained;
        QObject::connect(session.get(), &Session::saliencyChanged, session.get(), [&] {
            if (const SaliencyMap map = session->saliency(); !map.isEmpty())
                explained.push_back(qRound(map.values[1] * 100));
        });
        world.engine->holds = true;
        session->requestSaliency(toClass(5));
        QTRY_VERIFY(world.engine->held > 0); // it is being explained
        session->choosePlane(2);
        QTRY_COMPARE(session->plate().chosenPlane, std::optional(2));
        world.engine->holds = false;
        QTRY_VERIFY(!explained.empty());
        QCOMPARE(explained, (std::vector<int>{20}));
    }

    void planesAreClampedAndTheLastWishCounts() {
        SessionWorld world(0);
        const auto root = writeStackPlate(world.options.dataDirectory, world.plateDirectory);
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        for (const int plane : {1, 2, 3, 99})
            session->choosePlane(plane);
        session->enterPixelSize(0.5);
        QTRY_COMPARE(session->plate().chosenPlane, std::optional(3));
        QTRY_COMPARE(session->plate().enteredPixelSizeUm, std::optional(0.5));
        QCOMPARE(session->plate().chosenPlane, std::optional(3));
        QTRY_VERIFY((rememberedChoices(world.options.dataDirectory, root) == PlateChoices{"", 3, 0.5}));
    }

    void anEnteredPixelSizeCountsUntilItIsTakenBack() {
        const SessionWorld world;
        {
            const auto session = world.openSession();
            QTRY_VERIFY(isReady(*session));
            const int value = shownValue(*session);
            QVERIFY(!pixelSizeOf(session->plate(), session->plate().samples[0]));
            session->enterPixelSize(-1);
            session->choosePlane(2); // there are no planes
            QVERIFY(!session->chosenPlane());
            session->enterPixelSize(0.25);
            QTRY_VERIFY(pixelSizeOf(session->plate(), session->plate().samples[0]) == PixelSize({0.25, true}));
            QCOMPARE(shownValue(*session), value);
        }
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        QVERIFY(pixelSizeOf(session->plate(), session->plate().samples[0]) == PixelSize({0.25, true}));
        session->enterPixelSize({});
        QTRY_VERIFY(!session->plate().enteredPixelSizeUm);
    }

    void aChosenSchemeOpensThePlateAnewUntilItIsRecognisedAgain() {
        const SessionWorld world({"A01_1", "A01_2", "B02_1"});
        {
            const auto session = world.openSession();
            QTRY_VERIFY(isReady(*session));
            QCOMPARE(session->plate().scheme, std::string("well"));
            session->chooseScheme("other");
            QTRY_COMPARE(session->plate().scheme, std::string("other"));
            QVERIFY(session->plate().isSchemeChosen);
        }
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        QCOMPARE(session->plate().scheme, std::string("other"));
        session->chooseScheme({});
        QTRY_COMPARE(session->plate().scheme, std::string("well"));
        QVERIFY(!session->plate().isSchemeChosen);
    }

    void aDirectoryThatNoSchemeTakesOpensByOnesOwn() {
        const SessionWorld world;
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        const std::filesystem::path strange = world.folder / "strange";
        makeDirectory(strange);
        for (const char* name : {"f1--gfp.png", "f2--gfp.png"})
            writeFile(strange / name, encodeGreyPng(filledPlane(8, 8, 8, [](int, int) { return 77; })));
        session->openPlate(strange);
        QTRY_COMPARE(session->directory(), std::filesystem::canonical(strange));
        QVERIFY(session->plate().root != session->directory()); // the one before is still shown
        NamingRules mine;
        mine.key = "mine";
        mine.name = "Ours";
        mine.files = {"(?<sample>.+)--(?<stain>\\w+)"};
        mine.stains = {{"gfp", Stain::Protein}};
        saveUserScheme(world.options.dataDirectory, mine);
        session->chooseScheme("mine");
        QTRY_COMPARE(shownValue(*session), 77);
        QCOMPARE(session->plate().scheme, std::string("mine"));
        QCOMPARE(session->directory(), session->plate().root);
    }
};

QTEST_MAIN(TestReading)
#include "test_reading.moc"
