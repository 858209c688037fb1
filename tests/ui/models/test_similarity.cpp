#include "core/files/writefile.h"
#include "tests/ui/models/sessionworld.h"
#include "ui/models/similarity.h"

#include <fstream>

using namespace locascope;
using namespace locascope::testing;

namespace {

constexpr int samples = 9;

bool isReady(const Session& session) {
    return session.isIndexComplete() && session.image() && session.modelState() == ModelState::Ready && session.probabilities(session.current());
}

/// Opened, classified, and everything of it written.
std::unique_ptr<Session> sweptSession(const SessionWorld& world) {
    auto session = world.openSession();
    [&] {
        QTRY_VERIFY(isReady(*session));
        session->startSweep();
        QTRY_COMPARE(session->similarity().count(), std::size_t{samples});
    }();
    return session;
}

std::vector<std::filesystem::path> keptFiles(const SessionWorld& world) {
    std::vector<std::filesystem::path> files;
    std::error_code none;
    for (const auto& entry : std::filesystem::directory_iterator(world.options.cacheDirectory / "features", none))
        files.push_back(entry.path());
    return files;
}

std::vector<int> samplesOf(const std::vector<Neighbour>& neighbours) {
    std::vector<int> found;
    for (const Neighbour& one : neighbours)
        found.push_back(one.sample);
    return found;
}

void decide(Session& session, int sample, ClassIndex index) {
    session.goTo(sample);
    QTRY_VERIFY(session.image());
    if (session.chips()[toIndex(index)].mark != ChipMark::Proposed)
        session.toggle(index);
    QCOMPARE(session.commit(), CommitResult::Committed);
}

} // namespace

class TestSimilarity final : public QObject {
    Q_OBJECT
private slots:
    void aSweepLeavesFeaturesAndThePlateIsShownByLikeness() {
        const SessionWorld world(samples);
        world.engine->hasFeatures = true;
        const auto session = sweptSession(world);
        Similarity& similarity = session->similarity();
        QCOMPARE(similarity.state(), Similarity::State::All);
        session->setSortOrder(SampleOrder::Uncertainty);
        const std::vector<int> before = session->order();
        QSignalSpy shown(&similarity, &Similarity::shownChanged);
        similarity.showLike(4, QStringLiteral("like four"));
        QTRY_VERIFY(similarity.isShown());
        QCOMPARE(session->order(), (std::vector<int>{4, 1, 7, 0, 2, 3, 5, 6, 8})); // of the same rest first, then by name
        QCOMPARE(session->current(), 4);
        QCOMPARE(similarity.shownLike(), 4);
        QVERIFY(std::abs(*similarity.shownSimilarity(4) - 1) < 1e-4F && *similarity.shownSimilarity(7) > 0.9F && *similarity.shownSimilarity(8) < 0.1F);
        QCOMPARE(shown.count(), 1);
        similarity.showLike(8, QStringLiteral("like eight")); // from one to the next: the way back is still to what was before
        QTRY_COMPARE(session->order().front(), 8);
        similarity.goBack();
        QCOMPARE(session->order(), before);
        QCOMPARE(session->sortOrder(), SampleOrder::Uncertainty);
        QVERIFY(!similarity.isShown() && !similarity.shownSimilarity(4));
        QCOMPARE(session->current(), 8);
    }

    void anotherFilterEndsIt() {
        const SessionWorld world(samples);
        world.engine->hasFeatures = true;
        const auto session = sweptSession(world);
        session->similarity().showLike(4, QStringLiteral("like four"));
        QTRY_VERIFY(session->similarity().isShown());
        QSignalSpy shown(&session->similarity(), &Similarity::shownChanged);
        session->setFilter({});
        QVERIFY(!session->similarity().isShown());
        QCOMPARE(shown.count(), 1);
    }

    void featuresAreThereAgainAtTheNextOpening() {
        const SessionWorld world(samples);
        world.engine->hasFeatures = true;
        sweptSession(world).reset();
        QCOMPARE(keptFiles(world).size(), std::size_t{1});
        const int predicted = world.engine->predicted;
        const auto session = world.openSession();
        QTRY_COMPARE(session->similarity().count(), std::size_t{samples});
        QTRY_VERIFY(isReady(*session));
        session->startSweep();
        QVERIFY(!session->job() || session->job()->key != QLatin1String("sweep"));
        QCOMPARE(world.engine->predicted.load(), predicted);
    }

    void whatIsDamagedIsComputedAgainAndPredictionsStay() {
        const SessionWorld world(samples);
        world.engine->hasFeatures = true;
        sweptSession(world).reset();
        const std::filesystem::path file = keptFiles(world).at(0);
        std::fstream(file, std::ios::in | std::ios::out | std::ios::binary).seekp(60).put('x');
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        for (int sample = 0; sample < samples; ++sample)
            QTRY_VERIFY(session->probabilities(sample));
        QVERIFY(session->similarity().count() < samples);
        QVERIFY(session->notices().empty());
        session->startSweep();
        QTRY_COMPARE(session->similarity().count(), std::size_t{samples});
    }

    void anotherModelHasFeaturesOfItsOwn() {
        SessionWorld world(samples);
        world.engine->hasFeatures = true;
        sweptSession(world).reset();
        world.engine->digest = "model-b";
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        QTRY_COMPARE(session->similarity().count(), std::size_t{1}); // the one on screen
        QCOMPARE(session->similarity().state(), Similarity::State::Some);
    }

    void changedImagesHaveNoOldFeatures() {
        SessionWorld world(samples);
        world.engine->hasFeatures = true;
        sweptSession(world).reset();
        world.addSample(20); // a plate of one more
        world.writeStain(3, Stain::Protein, 5);
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        session->goTo(3);
        QTRY_VERIFY(session->probabilities(3) && (*session->probabilities(3))[5] > 0.9F);
        session->startSweep();
        QTRY_COMPARE(session->similarity().count(), std::size_t{samples + 1});
        session->similarity().showLike(5, QStringLiteral("like five"));
        QTRY_VERIFY(session->similarity().isShown());
        QCOMPARE(session->order()[1], 3);
    }

    void aModelWithoutFeaturesSaysSoAndIsNotAskedTwice() {
        SessionWorld world(samples);
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        QTRY_COMPARE(session->similarity().state(), Similarity::State::NoFeatures);
        session->startSweep();
        for (int sample = 0; sample < samples; ++sample)
            QTRY_VERIFY(session->probabilities(sample));
        session->startSweep();
        session->similarity().showLike(0, QStringLiteral("none"));
        QTest::qWait(50);
        QCOMPARE(world.engine->predicted.load(), samples);
        QVERIFY(!session->similarity().isShown());
    }

    void exemplarsAreTheMostSimilarOfThoseDecided() {
        const SessionWorld world(samples);
        world.engine->hasFeatures = true;
        const auto session = sweptSession(world);
        for (const int sample : {0, 2, 7, 4})
            decide(*session, sample, toClass(9));
        QTRY_VERIFY(session->unsavedCount() == 0);
        std::optional<std::vector<Neighbour>> found;
        session->similarity().findExemplars(4, toClass(9), 2, [&](const std::vector<Neighbour>& exemplars) { found = exemplars; });
        QTRY_VERIFY(found);
        QCOMPARE(samplesOf(*found), (std::vector<int>{7, 0}));
        found.reset();
        session->similarity().findExemplars(4, toClass(10), 2, [&](const std::vector<Neighbour>& exemplars) { found = exemplars; });
        QTRY_VERIFY(found && found->empty());
    }

    void whatWasInheritedIsNoExemplar() {
        const SessionWorld world(samples);
        world.engine->hasFeatures = true;
        const auto session = sweptSession(world);
        const std::filesystem::path file = world.folder / "inherited.csv";
        writeFile(file, "Id,class,decision,inherited\ns00,Nucleoplasm,present,1\ns01,Nucleoplasm,present,0\n");
        session->importCsv(file);
        QTRY_VERIFY(session->decision(0) && session->decision(0)->inherited && session->decision(1));
        std::optional<std::vector<Neighbour>> found;
        session->similarity().findExemplars(4, toClass(0), 5, [&](const std::vector<Neighbour>& exemplars) { found = exemplars; });
        QTRY_VERIFY(found);
        QCOMPARE(samplesOf(*found), std::vector<int>{1});
    }

    void aMapIsOfThePlateItWasMadeFor() {
        const SessionWorld world(samples), other(samples);
        world.engine->hasFeatures = true;
        const auto session = sweptSession(world);
        session->similarity().makeMap();
        QVERIFY(session->similarity().isMakingMap());
        QTRY_VERIFY(session->similarity().map());
        QCOMPARE(session->similarity().map()->points.size(), std::size_t{samples});
        QVERIFY(session->similarity().isMapComplete());
        session->openPlate(other.plateDirectory);
        QTRY_VERIFY(session->plate().root == other.plateDirectory);
        QVERIFY(!session->similarity().map());
    }
};

QTEST_GUILESS_MAIN(TestSimilarity)
#include "test_similarity.moc"
