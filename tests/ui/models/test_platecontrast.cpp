#include "tests/ui/models/sessionworld.h"
#include "ui/models/contrastbook.h"

using namespace locascope;
using namespace locascope::testing;

namespace {

/// Two fields of each of three wells. Of every plane half is background (10), the rest evenly spread from 11 to 210.
class WellWorld final {
public:
    WellWorld() : world({"B02_1", "B02_2", "B03_1", "B03_2", "C05_1", "C05_2"}) {
        for (const char* id : {"B02_1", "B02_2", "B03_1", "B03_2", "C05_1", "C05_2"})
            for (const Stain stain : allStains) {
                const Plane plane = filledPlane(20, 20, 8, [](int x, int y) { return y < 10 ? 10 : 11 + (y - 10) * 20 + x; });
                writeFile(world.plateDirectory / (std::string(id) + "_" + std::string(colourWord(stain)) + ".png"), encodeGreyPng(plane), {.durability = Durability::Ordered});
            }
    }
    SessionWorld world;
};

PerStain<double> clipOf(double protein, double others) {
    PerStain<double> clip{{others, others, others, others}};
    clip[Stain::Protein] = protein;
    return clip;
}

double maximumOf(const Session& session, Stain stain) { return session.display().stains[stain].window.maximum; }

std::string stored(MemoryReview& review) {
    return review.with([](auto& inside) { return inside.settings["contrast"]; });
}

bool isMeasured(const Session& session) { return session.image() && session.contrastState() == ContrastState::Plate; }

} // namespace

/// The plate's contrast says what it was computed from, and is computed again only when somebody asks.
class TestPlateContrast final : public QObject {
    Q_OBJECT
private slots:
    void theSampleIsStated() {
        const WellWorld w;
        const auto session = w.world.openSession();
        QTRY_VERIFY(isMeasured(*session));
        QVERIFY(session->contrastSample() == (ContrastSample{6, 3, defaultClip()}));
    }

    void foldersAreNoWells() {
        const SessionWorld world;
        const auto session = world.openSession();
        QTRY_VERIFY(isMeasured(*session));
        QVERIFY(session->contrastSample() == (ContrastSample{6, 0, defaultClip()}));
    }

    void anUnreadableFieldIsNotCounted() {
        const WellWorld w;
        for (const Stain stain : allStains)
            writeFile(w.world.plateDirectory / ("C05_2_" + std::string(colourWord(stain)) + ".png"), std::string_view("no picture"));
        const auto session = w.world.openSession();
        QTRY_VERIFY(isMeasured(*session));
        QCOMPARE(session->contrastSample().fields, std::size_t{5});
        QCOMPARE(session->contrastSample().wells, std::size_t{3});
    }

    void aClipIsMeasuredWhenAskedForAndKeptWithTheReview() {
        const WellWorld w;
        {
            const auto session = w.world.openSession();
            QTRY_VERIFY(isMeasured(*session));
            QCOMPARE(maximumOf(*session, Stain::Protein), 206.0); // 98 % of 200 values from 11 up
            QCOMPARE(maximumOf(*session, Stain::Nucleus), 208.0);
            session->measureContrast(clipOf(0.9, 0.5));
            QTRY_COMPARE(maximumOf(*session, Stain::Protein), 190.0);
            QCOMPARE(maximumOf(*session, Stain::Nucleus), 110.0);
            QVERIFY(session->contrastSample() == (ContrastSample{6, 3, clipOf(0.9, 0.5)}));
            QTRY_VERIFY(parsePlateContrast(stored(*w.world.review)).value_or(PlateContrast{}).sample.clip == clipOf(0.9, 0.5));
        }
        std::filesystem::remove_all(w.world.options.cacheDirectory);
        const auto session = w.world.openSession();
        QTRY_VERIFY(isMeasured(*session));
        QCOMPARE(maximumOf(*session, Stain::Protein), 190.0);
        QVERIFY(session->contrastSample() == (ContrastSample{6, 3, clipOf(0.9, 0.5)}));
    }

    void whatWasMeasuredComesBackBeforeTheReviewIsRead() {
        WellWorld w;
        {
            const auto session = w.world.openSession();
            QTRY_VERIFY(isMeasured(*session));
            session->measureContrast(clipOf(0.9, 0.5));
            QTRY_COMPARE(maximumOf(*session, Stain::Protein), 190.0);
        }
        std::atomic<bool> mayOpen = false;
        w.world.holdReview(mayOpen);
        const auto session = w.world.openSession();
        QTRY_VERIFY(isMeasured(*session));
        QVERIFY(session->contrastSample() == (ContrastSample{6, 3, clipOf(0.9, 0.5)}));
        mayOpen = true;
    }

    void measuringAnewReplacesWhatWasSetByHand() {
        const WellWorld w;
        const auto session = w.world.openSession();
        QTRY_VERIFY(isMeasured(*session));
        DisplaySettings display = session->display();
        display.stains[Stain::Protein].window = {1, 9, 2};
        session->setDisplay(display);
        QCOMPARE(session->contrastState(), ContrastState::Manual);
        session->measureContrast(defaultClip());
        QTRY_COMPARE(session->contrastState(), ContrastState::Plate);
        QVERIFY(session->display().stains[Stain::Protein].window == (ContrastWindow{10, 206, 1}));
    }

    void cancellingLeavesWhatWasThere() {
        WellWorld w;
        std::atomic<bool> mayRead = true;
        w.world.parts.load = [&mayRead, load = w.world.parts.load](const Plate& plate, const Sample& sample, const LoadOptions& options, std::stop_token stop) {
            while (!mayRead && !stop.stop_requested())
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            return load(plate, sample, options, stop);
        };
        const auto session = w.world.openSession();
        QTRY_VERIFY(isMeasured(*session) && !session->job());
        mayRead = false;
        session->measureContrast(clipOf(0.5, 0.5));
        QTRY_VERIFY(session->job() && session->job()->key == QLatin1String("contrast"));
        session->cancelJob();
        mayRead = true;
        QTRY_VERIFY(!session->job());
        awaitStore(*session);
        QCOMPARE(maximumOf(*session, Stain::Protein), 206.0);
        QCOMPARE(session->contrastSample().clip, defaultClip());
    }

    void textWithoutAWordOfItsSampleIsTaken() {
        DepthWindows windows;
        windows[16][Stain::Protein] = {100, 4000, 1};
        const auto read = parsePlateContrast(formatWindows(windows));
        QVERIFY(read && read->windows == windows);
        QVERIFY(read->sample == ContrastSample{});
    }

    void theTextLeadsBack() {
        PlateContrast contrast;
        contrast.windows[8][Stain::Nucleus] = {3, 200, 1};
        contrast.windows[16][Stain::Protein] = {100, 4000, 1};
        contrast.sample = {500, 62, clipOf(0.97, 1)};
        QVERIFY(parsePlateContrast(formatPlateContrast(contrast)) == contrast);
        QVERIFY(parseWindows(formatPlateContrast(contrast)) == contrast.windows);
    }

    void damagedTextIsNoContrast() {
        for (const char* text : {"", "[]", "{\"8\": 3}", "{\"8\": {\"protein\": [1, 2]}}"})
            QVERIFY2(!parsePlateContrast(text), text);
        const auto odd = parsePlateContrast(R"({"sample": {"fields": -3, "clip": {"protein": 7}}})");
        QVERIFY(odd && odd->sample == ContrastSample{});
    }
};

QTEST_GUILESS_MAIN(TestPlateContrast)
#include "test_platecontrast.moc"
