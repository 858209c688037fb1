#include "core/imaging/rawimage.h"
#include "tests/support/openedfiles.h"
#include "tests/ui/models/sessionworld.h"
#include "ui/models/contrastbook.h"
#include "ui/models/platememory.h"

using namespace locascope;
using namespace locascope::testing;

namespace {

constexpr int bits = 8;
const std::string byHand = "contrast-by-hand";
const std::string ofPlate = "contrast";

ContrastWindow proteinWindow(const Session& session) { return session.display().stains[Stain::Protein].window; }

void setProteinWindow(Session& session, const ContrastWindow& window) {
    DisplaySettings display = session.display();
    display.stains[Stain::Protein].window = window;
    session.setDisplay(display);
}

/// What a review holds under `key` of the protein.
std::optional<ContrastWindow> storedWindow(MemoryReview& review, const std::string& key) {
    const std::string text = review.with([&](auto& inside) { return inside.settings[key]; });
    const auto windows = parseWindows(text);
    if (!windows || !windows->contains(bits))
        return std::nullopt;
    return windows->at(bits)[Stain::Protein];
}

bool isMeasured(const Session& session) { return session.image() && session.contrastState() == ContrastState::Plate; }

constexpr ContrastWindow mine{1, 9, 0.5};
constexpr ContrastWindow theirs{3, 33, 1};

} // namespace

/// Where one was, and the one contrast of the plate, measured or set by hand: found again whenever it is opened.
class TestReopening final : public QObject {
    Q_OBJECT
private slots:
    void stainsThatWereHiddenStayHidden() {
        const SessionWorld world;
        const auto show = [](Session& session, Stain stain, bool shown) {
            DisplaySettings display = session.display();
            display.stains[stain].visible = shown;
            session.setDisplay(display);
        };
        {
            const auto session = world.openSession();
            QTRY_VERIFY(isMeasured(*session));
            QVERIFY(session->display().stains[Stain::Nucleus].visible && !session->display().stains[Stain::Reticulum].visible);
            show(*session, Stain::Nucleus, false);
            show(*session, Stain::Reticulum, true);
            QTRY_COMPARE(world.review->with([](auto& inside) { return inside.settings["shown-stains"]; }), std::string("shown protein microtubules reticulum"));
            show(*session, Stain::Microtubules, false); // and also at the last moment
        }
        const auto session = world.openSession();
        QTRY_VERIFY(isMeasured(*session));
        QTRY_VERIFY(session->display().stains[Stain::Reticulum].visible);
        QVERIFY(!session->display().stains[Stain::Nucleus].visible && !session->display().stains[Stain::Microtubules].visible);
        QVERIFY(session->display().stains[Stain::Protein].visible);
        for (const Stain stain : allStains)
            show(*session, stain, false);
        QTRY_COMPARE(world.review->with([](auto& inside) { return inside.settings["shown-stains"]; }), std::string("shown"));
    }

    void contrastSetByHandIsKeptUntilItIsReset() {
        const SessionWorld world;
        {
            const auto session = world.openSession();
            QTRY_VERIFY(isMeasured(*session));
            setProteinWindow(*session, mine);
            QCOMPARE(session->contrastState(), ContrastState::Manual);
            session->step(1);
            QVERIFY(proteinWindow(*session) == mine);
            QTRY_VERIFY(storedWindow(*world.review, byHand) == mine); // and not only when the session ends
        }
        {
            const auto session = world.openSession();
            QTRY_VERIFY(session->image() && session->contrastState() == ContrastState::Manual);
            QVERIFY(proteinWindow(*session) == mine);
            session->resetContrastToPlate();
            QCOMPARE(session->contrastState(), ContrastState::Plate);
            session->goTo(4);
        }
        std::filesystem::remove_all(world.options.cacheDirectory);
        const auto session = world.openSession();
        QTRY_VERIFY(session->current() == 4 && session->image()); // the review was read
        QCOMPARE(session->contrastState(), ContrastState::Plate);
    }
    void contrastOfTheLastMomentIsKept() {
        const SessionWorld world;
        {
            const auto session = world.openSession();
            QTRY_VERIFY(isMeasured(*session));
            setProteinWindow(*session, mine);
        }
        QVERIFY(storedWindow(*world.review, byHand) == mine);
    }
    void whatThePlateWasMeasuredToIsStoredAndUsedAgain() {
        const SessionWorld world;
        {
            const auto session = world.openSession();
            QTRY_VERIFY(storedWindow(*world.review, ofPlate));
        }
        DepthWindows other;
        other[bits][Stain::Protein] = theirs;
        world.review->with([&](auto& review) { return review.settings[ofPlate] = formatWindows(other); });
        const auto session = world.openSession();
        QTRY_VERIFY(isMeasured(*session) && proteinWindow(*session) == theirs);
    }
    void whoMovedBeforeTheReviewIsReadStaysThere() {
        SessionWorld world;
        {
            const auto session = world.openSession();
            QTRY_VERIFY(isMeasured(*session));
            session->commitAs(Outcome::Negative);
            session->goTo(4);
        }
        std::atomic<bool> mayOpen = false;
        world.holdReview(mayOpen);
        const auto session = world.openSession();
        QTRY_VERIFY(session->image());
        session->goTo(2);
        QVERIFY(!session->decision(0));
        mayOpen = true;
        QTRY_VERIFY(session->decision(0) && isMeasured(*session)); // decisions and settings were read
        QCOMPARE(session->current(), 2);
    }
    void thePositionIsKnownAlsoWhereTheProgramDies() {
        const SessionWorld world;
        const auto session = world.openSession();
        QTRY_VERIFY(isMeasured(*session));
        session->goTo(3);
        const auto known = [&] { return world.review->with([](auto& review) { return review.settings["position/reader"]; }); };
        QTRY_COMPARE_WITH_TIMEOUT(parsePosition(known()), SessionWorld::idOf(3), 20000);
    }
    void decisionsOfOthersAreNotTakenForOnesOwn() {
        const SessionWorld world;
        LabelEvent event;
        event.uuid = newUuid();
        event.sampleId = SessionWorld::idOf(1);
        event.reviewer = "colleague";
        event.after = Decision();
        world.review->with([&](auto& review) { review.events.push_back(event); });
        {
            const auto session = world.openSession();
            QTRY_VERIFY(isMeasured(*session));
            session->commitAs(Outcome::Negative);
        }
        const auto session = world.openSession();
        QTRY_VERIFY(session->decision(0));
        QVERIFY(!session->decision(1));
        QCOMPARE(session->reviewedCount(), 1);
    }
    void theFirstPictureHasThePlatesContrastBeforeTheReviewIsRead() {
        SessionWorld world;
        {
            const auto session = world.openSession();
            QTRY_VERIFY(isMeasured(*session));
            session->goTo(2);
        }
        std::atomic<bool> mayOpen = false;
        world.holdReview(mayOpen);
        const auto session = world.openSession();
        QTRY_VERIFY(session->image());
        QCOMPARE(session->current(), 2);
        QCOMPARE(session->contrastState(), ContrastState::Plate);
        mayOpen = true;
    }
    void stretchingIsNotSettingByHand() {
        const SessionWorld world;
        const auto session = world.openSession();
        QTRY_VERIFY(isMeasured(*session) && session->histogram(Stain::Protein).total() > 0);
        const ContrastWindow before = proteinWindow(*session);
        session->stretchProteinToImage(true);
        QCOMPARE(session->contrastState(), ContrastState::ThisImage);
        DisplaySettings display = session->display();
        display.stains[Stain::Nucleus].window = theirs; // a hand that slips onto a handle meanwhile
        session->setDisplay(display);
        session->stretchProteinToImage(false);
        QCOMPARE(session->contrastState(), ContrastState::Plate);
        QVERIFY(proteinWindow(*session) == before);
    }
    void anotherPlateHasItsOwnContrast() {
        SessionWorld world;
        const SessionWorld other(3);
        world.openReviewOf(other);
        const auto session = world.openSession();
        QTRY_VERIFY(isMeasured(*session));
        session->goTo(5);
        setProteinWindow(*session, mine);
        session->openPlate(other.plateDirectory); // before the hand's rest is over
        QTRY_VERIFY(session->order().size() == 3 && isMeasured(*session));
        QTRY_VERIFY(storedWindow(*world.review, byHand) == mine);
        session->openPlate(world.plateDirectory);
        QTRY_VERIFY(session->order().size() == 6 && session->contrastState() == ContrastState::Manual);
        QVERIFY(proteinWindow(*session) == mine);
        QCOMPARE(session->current(), 5);
        QVERIFY(!storedWindow(*other.review, byHand));
    }
    void whatIsChosenBeforeTheReviewIsOpenStaysWithItsPlate() {
        SessionWorld world;
        const SessionWorld other(3);
        world.engine->trainedOn = TrainedOn::Simulated;
        std::atomic<bool> mayOpen = false;
        world.openReviewOf(other);
        world.holdReview(mayOpen, world.plateDirectory);
        const auto session = world.openSession();
        QTRY_VERIFY(session->model() && session->image());
        session->allowProposals();
        session->openPlate(other.plateDirectory);
        QTRY_VERIFY(session->order().size() == 3 && isMeasured(*session));
        mayOpen = true;
        QTRY_VERIFY(storedWindow(*other.review, ofPlate)); // its settings were taken and put
        QVERIFY(!session->proposalsAllowed());
        QVERIFY(!other.review->with([](auto& review) { return review.settings.contains("proposals-allowed"); }));
    }
    void aReviewThatOpensLateKeepsItsContrast() {
        SessionWorld world;
        {
            const auto session = world.openSession();
            QTRY_VERIFY(isMeasured(*session));
            setProteinWindow(*session, mine);
        }
        std::atomic<bool> mayOpen = false;
        world.holdReview(mayOpen);
        {
            const auto session = world.openSession();
            QTRY_VERIFY(session->image());
            DisplaySettings display = session->display();
            display.stains[Stain::Nucleus].visible = false;
            session->setDisplay(display);
            QSignalSpy restyled(session.get(), &Session::thumbnailChanged);
            QTRY_VERIFY(!restyled.isEmpty()); // the hand has rested
            mayOpen = true;
            QTRY_COMPARE(session->contrastState(), ContrastState::Manual);
            QVERIFY(proteinWindow(*session) == mine);
        }
        QVERIFY(storedWindow(*world.review, byHand) == mine);
    }
    void anOmeTiffThatWasLookedIntoIsNotOpenedByTheNextScan() {
        SessionWorld world(0);
        makeDirectory(world.plateDirectory);
        const RawImage image{.pages = {{"nucleus", {}, filledPlane(8, 8, 8, [](int, int) { return 3; })}, {"protein", {}, filledPlane(8, 8, 8, [](int, int) { return 4; })}}};
        writeFile(world.plateDirectory / "a.ome.tif", encodeRawTiff(image));
        std::filesystem::last_write_time(world.plateDirectory / "a.ome.tif", std::filesystem::file_time_type::clock::now() - std::chrono::hours(24));
        const SessionParts parts = coreParts({}, world.options.dataDirectory, world.options.cacheDirectory);
        OpenedFiles opened(world.plateDirectory);
        if (!opened.canTell())
            QSKIP("this system does not tell which files are opened");
        QCOMPARE(parts.scan(world.plateDirectory, {}, {}).channels.size(), std::size_t{2});
        QCOMPARE(opened.names().size(), std::size_t{1});
        QCOMPARE(parts.scan(world.plateDirectory, {}, {}).channels.size(), std::size_t{2});
        QVERIFY(opened.names().empty());
    }

    void contrastSetBeforeTheReviewIsReadCounts() {
        SessionWorld world;
        {
            const auto session = world.openSession();
            QTRY_VERIFY(isMeasured(*session));
            setProteinWindow(*session, mine);
            session->goTo(3);
        }
        std::filesystem::remove_all(world.options.cacheDirectory);
        std::atomic<bool> mayOpen = false;
        world.holdReview(mayOpen);
        {
            const auto session = world.openSession();
            QTRY_VERIFY(session->image());
            setProteinWindow(*session, theirs);
            mayOpen = true;
            QTRY_COMPARE(session->current(), 3); // the review was read
            QVERIFY(proteinWindow(*session) == theirs);
        }
        QVERIFY(storedWindow(*world.review, byHand) == theirs);
    }
};

QTEST_GUILESS_MAIN(TestReopening)
#include "test_reopening.moc"
