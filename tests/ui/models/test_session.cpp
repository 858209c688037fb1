#include "tests/ui/models/sessionworld.h"

using namespace locascope;
using namespace locascope::testing;

namespace {

bool isReady(const Session& session) {
    return session.isIndexComplete() && session.image() && session.modelState() == ModelState::Ready
           && session.probabilities(session.current());
}

/// Of the planned engine, for the class that is asked for and the sample on screen.
std::vector<float> wantedMap(const Session& session) {
    return {static_cast<float>(toIndex(*session.saliencyClass())) / 100, static_cast<float>(shownValue(session)) / 100};
}

constexpr ClassIndex hollow = toClass(27); ///< of the planned engine

} // namespace

/// The session end to end over a small plate on disk.
class TestSession final : public QObject {
    Q_OBJECT
private slots:
    void aPlateOpensWithItsFirstImageAndThenItsIndex() {
        const SessionWorld world;
        const auto session = world.session();
        QVERIFY(!session->hasPlate());
        QCOMPARE(session->current(), -1);
        QSignalSpy plate(session.get(), &Session::plateChanged);
        session->openPlate(world.plateDirectory);
        QTRY_VERIFY(session->image());
        QCOMPARE(session->current(), 0);
        QCOMPARE(session->order().size(), std::size_t{6});
        QTRY_VERIFY(session->isIndexComplete());
        QCOMPARE(plate.count(), 2);
        QCOMPARE(session->plate().shapes[0].width, 8);
    }
    void theClassifierIsNotLoadedBeforeTheFirstImage() {
        SessionWorld world;
        std::atomic<bool> mayLoad = false;
        world.parts.load = [&mayLoad, load = world.parts.load](const Plate& plate, const Sample& sample, const LoadOptions& options,
                                                              std::stop_token stop) {
            while (!mayLoad && !stop.stop_requested())
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            return load(plate, sample, options, stop);
        };
        world.parts.inspect = [&mayLoad](Plate&, const Progress&, std::stop_token stop) {
            while (!mayLoad && !stop.stop_requested())
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
        };
        const auto session = world.openSession();
        QTRY_VERIFY(session->hasPlate());
        QTest::qWait(50);
        QCOMPARE(world.engine->loaded.load(), 0);
        mayLoad = true;
        QTRY_COMPARE(session->modelState(), ModelState::Ready);
        QCOMPARE(world.engine->loaded.load(), 1);
    }
    void aDirectoryThatIsNotThereIsANoticeAndThePlateStays() {
        const SessionWorld world;
        const auto session = world.openSession();
        QTRY_VERIFY(session->image());
        session->openPlate(world.folder / "nowhere");
        QTRY_VERIFY(!session->notices().empty());
        QCOMPARE(session->notices().front().key, QStringLiteral("plate"));
        QCOMPARE(session->notices().front().kind, static_cast<int>(ErrorKind::NotFound));
        QVERIFY(session->notices().front().path.endsWith(QStringLiteral("nowhere")));
        QVERIFY(session->hasPlate());
    }
    void anImageIsSeenBeforeItsDigestIsKnownAndClassifiedAfterwards() {
        SessionWorld world(40); // of which the contrast does not read the tenth
        world.options.imageCacheBytes = 1;
        std::atomic<bool> waits = false;
        world.parts.load = [&waits, load = world.parts.load](const Plate& plate, const Sample& sample, LoadOptions options, std::stop_token stop) {
            if (options.decoded)
                options.decoded = [&waits, decoded = options.decoded](const LoadedSample& image) {
                    decoded(image);
                    while (waits)
                        std::this_thread::sleep_for(std::chrono::milliseconds(1));
                };
            return load(plate, sample, options, stop);
        };
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        waits = true;
        const auto goesOn = qScopeGuard([&] { waits = false; });
        session->goTo(9);
        QTRY_COMPARE(shownValue(*session), 9);
        QTest::qWait(50);
        QVERIFY(!session->probabilities(9));
        waits = false;
        QTRY_VERIFY(session->probabilities(9));
        const auto digestOf = [&](int sample) {
            return world.review->with([&](auto& inside) { return inside.predictions[predictionDigest(planCard(*world.engine))][SessionWorld::idOf(sample)].contentDigest; });
        };
        QTRY_VERIFY(!digestOf(9).empty());
        QCOMPARE(digestOf(9), loadSample(session->plate(), session->plate().samples[9], {.digest = true}).contentDigest);
    }
    void whoComesBackToASampleLeftBeforeItsDigestWaitsForIt() {
        SessionWorld world(14);
        // A digest of what is shown takes until nobody wants it any more.
        world.parts.load = [load = world.parts.load](const Plate& plate, const Sample& sample, const LoadOptions& options, std::stop_token stop) {
            LoadOptions slow = options;
            slow.digest = options.digest && options.decoded; // so that nobody else's reading is held for the classifier
            if (options.decoded)
                slow.decoded = [&](const LoadedSample& decoded) {
                    options.decoded(decoded);
                    while (decoded.complete && sample.id != "s00" && !stop.stop_requested())
                        std::this_thread::sleep_for(std::chrono::milliseconds(1));
                };
            return load(plate, sample, slow, stop);
        };
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        session->stopSweep();
        for (const int far : {12, 6, 13, 5}) { // more than there are threads
            session->goTo(far);
            QTRY_COMPARE(shownValue(*session), far);
            QVERIFY(!session->probabilities(far));
        }
        session->goTo(12);
        QCOMPARE(shownValue(*session), 12);
        QTRY_VERIFY(session->probabilities(12));
        QCOMPARE(shownValue(*session), 12);
    }

    void theNextSampleIsThereInTheSameCall() {
        const SessionWorld world;
        const auto session = world.openSession();
        QTRY_COMPARE(shownValue(*session), 0);
        QTest::qWait(100); // its neighbours
        session->step(1);
        QCOMPARE(session->current(), 1);
        QCOMPARE(shownValue(*session), 1);
        session->step(-5);
        QCOMPARE(shownValue(*session), 0);
        session->step(99);
        QCOMPARE(session->current(), 5);
    }
    void proposalsBecomeChipsAndEnterCommitsThem() {
        const SessionWorld world;
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        QCOMPARE(session->chips()[0].mark, ChipMark::Proposed);
        QCOMPARE(session->chips()[27].mark, ChipMark::Hollow);
        QCOMPARE(session->commit(), CommitResult::Committed);
        QCOMPARE(session->current(), 1);
        QVERIFY(session->decision(0)->present == LabelSet({toClass(0)}));
        QVERIFY(session->decision(0)->notJudged == LabelSet({hollow}));
        QCOMPARE(session->decision(0)->proposal.modelDigest, predictionDigest(*session->model()));
        QTRY_COMPARE(session->savingState(0), SavingState::Saved);
        QCOMPARE(world.review->events.size(), std::size_t{1});
        QCOMPARE(world.review->events[0].sampleId, SessionWorld::idOf(0));
        QCOMPARE(world.review->events[0].reviewer, std::string("reader"));
        QCOMPARE(session->reviewedCount(), 1);
    }
    void strictModeStopsAtHollowChips() {
        const SessionWorld world;
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        session->setStrict(true);
        QCOMPARE(session->commit(), CommitResult::HollowUntouched);
        QCOMPARE(session->current(), 0);
        session->markNotJudged(hollow);
        QCOMPARE(session->commit(), CommitResult::Committed);
    }
    void withoutAChipEnterRefusesAndStays() {
        SessionWorld world;
        world.parts.bundledModel = [] { return std::filesystem::path(); };
        world.options.modelCard.clear();
        const auto session = world.openSession();
        QTRY_VERIFY(session->image());
        QCOMPARE(session->commit(), CommitResult::NothingSolid);
        QCOMPARE(session->current(), 0);
        QVERIFY(!session->decision(0));
        QTRY_COMPARE(session->modelState(), ModelState::Failed);
        QVERIFY(!session->notices().empty());
    }
    void undoGoesAcrossSamplesAndAppendsEvents() {
        const SessionWorld world;
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        session->toggle(toClass(5));
        QCOMPARE(session->commit(), CommitResult::Committed);
        QCOMPARE(session->commitAs(Outcome::Negative), CommitResult::Committed);
        QCOMPARE(session->current(), 2);
        session->undo();
        QCOMPARE(session->current(), 1);
        QVERIFY(!session->decision(1));
        session->undo();
        QCOMPARE(session->current(), 0);
        QVERIFY(!session->decision(0));
        QCOMPARE(session->chips()[5].mark, ChipMark::Added);
        QVERIFY(!session->canUndo());
        session->redo();
        QVERIFY(session->decision(0)->present == LabelSet({toClass(0), toClass(5)}));
        QTRY_COMPARE(session->unsavedCount(), 0);
        QCOMPARE(world.review->events.size(), std::size_t{5});
        QCOMPARE(world.review->events[2].cause, EventCause::Undone);
        QCOMPARE(world.review->events[2].before->outcome, Outcome::Negative);
        QVERIFY(!world.review->events[2].after);
        QCOMPARE(world.review->events[4].cause, EventCause::Reviewed);
    }
    void aNewDecisionEndsWhatCouldBeRedone() {
        const SessionWorld world;
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        session->commit();
        session->undo();
        QVERIFY(session->canRedo());
        session->commitAs(Outcome::Negative);
        QVERIFY(!session->canRedo());
        session->redo();
        QCOMPARE(session->decision(0)->outcome, Outcome::Negative);
    }
    void redoGoesAcrossSamples() {
        const SessionWorld world;
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        session->commit();
        session->undo();
        session->goTo(4);
        session->redo();
        QCOMPARE(session->current(), 0);
        QVERIFY(session->decision(0)->present == LabelSet({toClass(0)}));
    }
    void enterOnWhatIsStoredMovesOnAndStoresNothing() {
        const SessionWorld world;
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        session->commit();
        session->step(-1);
        QCOMPARE(session->commit(), CommitResult::Committed);
        QCOMPARE(session->current(), 1);
        awaitStore(*session);
        QCOMPARE(world.review->eventCount(), std::size_t{1});
    }
    void timeOnScreenIsThatOfTheSample() {
        const SessionWorld world;
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        QElapsedTimer shown;
        shown.start();
        QTRY_VERIFY(shown.elapsed() > 20);
        shown.restart();
        session->step(1);
        session->commitAs(Outcome::Unusable);
        QVERIFY(session->decision(1)->secondsOnScreen <= static_cast<double>(shown.elapsed() + 1) / 1000);
        session->goTo(0);
        shown.restart();
        QTRY_VERIFY(shown.elapsed() > 20);
        session->commitAs(Outcome::Unusable);
        QVERIFY(session->decision(0)->secondsOnScreen >= 0.02);
    }
    void undoTakesBackPressesBeforeDecisions() {
        const SessionWorld world;
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        session->commit();
        session->toggle(toClass(9));
        session->undo();
        QCOMPARE(session->current(), 1);
        QCOMPARE(session->chips()[9].mark, ChipMark::Absent);
        QVERIFY(session->decision(0));
        session->undo();
        QVERIFY(!session->decision(0));
    }
    void chipsThatWereNotCommittedWaitForTheReturn() {
        const SessionWorld world;
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        session->toggle(toClass(9));
        session->step(1);
        QCOMPARE(session->chips()[9].mark, ChipMark::Absent);
        session->step(-1);
        QCOMPARE(session->chips()[9].mark, ChipMark::Added);
        QVERIFY(!session->decision(0));
    }
    void aNoteOnADecidedSampleIsStoredOnLeaving() {
        const SessionWorld world;
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        session->commitAs(Outcome::Unsure);
        session->step(-1);
        session->setNote(QStringLiteral("ask Karin – Kärnan?"));
        session->step(1);
        QCOMPARE(session->decision(0)->note, std::string("ask Karin – Kärnan?"));
        QTRY_COMPARE(world.review->eventCount(), std::size_t{2});
        QCOMPARE(session->decision(0)->outcome, Outcome::Unsure);
    }
    void reopeningReturnsToWhereOneWasWithAllThatWasDecided() {
        const SessionWorld world;
        {
            const auto session = world.openSession();
            QTRY_VERIFY(isReady(*session));
            session->commit();
            session->goTo(4);
            QTRY_VERIFY(session->probabilities(4));
        }
        const int predicted = world.engine->predicted;
        const auto session = world.openSession();
        QTRY_VERIFY(session->image());
        QCOMPARE(session->current(), 4);
        QTRY_VERIFY(session->decision(0));
        QCOMPARE(session->savingState(0), SavingState::Saved);
        QTRY_COMPARE(session->modelState(), ModelState::Ready);
        QTRY_VERIFY(session->probabilities(4));
        QVERIFY(session->probabilities(0));
        QTest::qWait(50);
        QCOMPARE(world.engine->predicted.load(), predicted);
    }
    void withoutItsCacheThePositionComesFromTheReview() {
        const SessionWorld world;
        {
            const auto session = world.openSession();
            QTRY_VERIFY(isReady(*session));
            session->goTo(3);
        }
        std::filesystem::remove_all(world.options.cacheDirectory);
        const auto session = world.openSession();
        QTRY_COMPARE(session->current(), 3);
    }
    void filtersAndNextUnreviewed() {
        const SessionWorld world;
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        session->commit();
        session->commitAs(Outcome::Negative);
        SampleFilter filter;
        filter.state = SampleState::Unreviewed;
        session->setFilter(filter);
        QCOMPARE(session->order(), (std::vector<int>{2, 3, 4, 5}));
        session->goTo(3);
        session->commitAs(Outcome::Unusable);
        QCOMPARE(session->current(), 4);
        QCOMPARE(session->order(), (std::vector<int>{2, 4, 5}));
        session->undo();
        QCOMPARE(session->current(), 3);
        QCOMPARE(session->order(), (std::vector<int>{2, 3, 4, 5}));
        filter.state = SampleState::Negative;
        session->setFilter(filter);
        QCOMPARE(session->order(), std::vector<int>{1});
        QCOMPARE(session->currentRow(), -1);
        filter = {};
        filter.text = QStringLiteral("S05");
        session->setFilter(filter);
        QCOMPARE(session->order(), std::vector<int>{5});
        session->setFilter({});
        session->goTo(5);
        session->goToNextUnreviewed();
        QCOMPARE(session->current(), 2);
    }
    void aSweepClassifiesEverySampleAndStoresIt() {
        const SessionWorld world(12);
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        session->startSweep(); // which begins when kept predictions have been read
        for (int i = 0; i < 12; ++i) {
            QTRY_VERIFY(session->probabilities(i));
            QCOMPARE((*session->probabilities(i))[static_cast<std::size_t>(i)], 0.98F);
        }
        QTRY_COMPARE(world.review->with([](auto& review) { return review.predictions[predictionDigest(planCard({}))].size(); }), std::size_t{12});
        SampleFilter filter;
        filter.predictedClass = toClass(7);
        session->setFilter(filter);
        QCOMPARE(session->order(), std::vector<int>{7});
        filter = {};
        session->setFilter(filter);
        session->goTo(7);
        session->toggle(toClass(7));
        session->toggle(toClass(8));
        session->commit();
        filter.disagreementOnly = true;
        session->setFilter(filter);
        QCOMPARE(session->order(), std::vector<int>{7});
    }
    void aSweepStopsAtOnce() {
        const SessionWorld world(12);
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        world.engine->milliseconds = 2000;
        session->startSweep();
        QTRY_VERIFY(session->job());
        QElapsedTimer timer;
        timer.start();
        session->stopSweep();
        QTRY_VERIFY(!session->job() || session->job()->key != QLatin1String("sweep"));
        QVERIFY(timer.elapsed() < world.engine->milliseconds / 2);
    }
    void closingDoesNotWaitForASlowClassifier() {
        const SessionWorld world(12);
        auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        world.engine->milliseconds = 5000;
        session->startSweep();
        session->goTo(9);
        QTest::qWait(30);
        QElapsedTimer timer;
        timer.start();
        session.reset();
        QVERIFY2(timer.elapsed() < world.engine->milliseconds / 2, qPrintable(QString::number(timer.elapsed())));
    }
    void aPredictionThatComesLateDoesNotReplaceAnImportedOne() {
        const SessionWorld world;
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        std::string csv = "Id";
        std::string scores = "\r\ns01";
        for (int i = 0; i < 28; ++i) {
            csv += ",p" + std::to_string(i);
            scores += i == 20 ? ",0.97" : ",0.02";
        }
        writeFile(world.folder / "theirs.csv", csv + scores + "\r\n");
        bool foreign = false;
        connect(session.get(), &Session::predictionsChanged, this, [&] {
            const auto* known = session->probabilities(1);
            foreign = foreign || (known && session->model()->modelDigest != "model-a" && (*known)[20] < 0.9F);
        });
        world.engine->holds = true;
        session->goTo(1);
        QTRY_COMPARE(world.engine->held.load(), 1);
        session->importCsv(world.folder / "theirs.csv");
        QTRY_VERIFY(session->probabilities(1) && session->chips()[20].mark == ChipMark::Proposed);
        QCOMPARE(session->modelState(), ModelState::None); // there is no engine to sweep or explain with
        world.engine->holds = false;
        session->useModel(world.options.modelCard); // loaded after that answer
        QTRY_COMPARE(session->modelState(), ModelState::Ready);
        QVERIFY(!foreign);
    }
    void importedDecisionsSayThatTheyAre() {
        const SessionWorld world;
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        writeFile(world.folder / "theirs.csv", std::string_view("Id,Target\r\ns02,7\r\n"));
        session->importCsv(world.folder / "theirs.csv");
        QTRY_VERIFY(session->decision(2));
        QVERIFY(session->decision(2)->present == LabelSet({toClass(7)}));
        QCOMPARE(session->savingState(2), SavingState::Saved);
        QVERIFY(session->canUndo());
        QCOMPARE(world.review->with([](auto& review) { return review.events.back().cause; }), EventCause::Imported);
    }
    void aChangedImageMakesItsPredictionStale() {
        SessionWorld world;
        {
            const auto session = world.openSession();
            QTRY_VERIFY(isReady(*session));
            session->startSweep();
            QTRY_COMPARE(world.review->with([](auto& review) { return review.predictions[predictionDigest(planCard({}))].size(); }), std::size_t{6});
            session->goTo(0);
            session->toggle(toClass(3));
            session->commit();
            QTRY_COMPARE(session->savingState(0), SavingState::Saved);
        }
        for (Stain stain : allStains)
            world.writeStain(0, stain, 11);
        const auto session = world.openSession();
        QTRY_VERIFY(session->hasPlate());
        session->goTo(0);
        QTRY_VERIFY(isReady(*session) && session->probabilities(0) && (*session->probabilities(0))[11] == 0.98F);
        QCOMPARE((*session->probabilities(0))[0], 0.01F);
        QVERIFY(session->decision(0)->present.contains(toClass(3)));
        const auto notices = session->notices();
        QVERIFY(std::any_of(notices.begin(), notices.end(), [](const Notice& notice) { return notice.key == QStringLiteral("changed"); }));
    }
    void aMapThatComesLateIsNotShownForAnotherClassOrSample() {
        const SessionWorld world;
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        SaliencyMap seen; // as a view has it
        bool foreign = false;
        connect(session.get(), &Session::saliencyChanged, this, [&] {
            seen = session->saliency();
            foreign = foreign || (!seen.isEmpty() && seen.values != wantedMap(*session));
        });
        world.engine->holds = true;
        session->requestSaliency(toClass(3));
        QTRY_COMPARE(world.engine->held.load(), 1);
        session->requestSaliency(toClass(4));
        world.engine->holds = false;
        QTRY_VERIFY(!seen.isEmpty());
        world.engine->holds = true;
        session->requestSaliency(toClass(5));
        QTRY_COMPARE(world.engine->held.load(), 2);
        session->step(1);
        world.engine->holds = false;
        QTRY_VERIFY(!seen.isEmpty());
        QCOMPARE(seen.values, (std::vector<float>{0.05F, 0.01F}));
        session->step(1);
        QVERIFY(seen.isEmpty()); // and the view was told
        QVERIFY(!foreign);
    }
    void saliencyIsOfTheClassAndSampleAskedFor() {
        const SessionWorld world;
        const auto session = world.openSession();
        session->requestSaliency(toClass(3));
        QTRY_VERIFY(!session->saliency().isEmpty());
        QCOMPARE(session->saliency().values.front(), 0.03F);
        session->requestSaliency(toClass(4));
        QVERIFY(session->saliency().isEmpty());
        QTRY_VERIFY(!session->saliency().isEmpty());
        QCOMPARE(session->saliency().values.front(), 0.04F);
        session->step(1);
        QVERIFY(session->saliency().isEmpty());
        QTRY_VERIFY(!session->saliency().isEmpty());
        session->requestSaliency({});
        QVERIFY(session->saliency().isEmpty());
    }
    void everyProposedClassIsExplainedWhileNoneIsAskedForAlone() {
        const SessionWorld world;
        const auto session = world.openSession();
        session->requestSaliencyOfProposed(true);
        const auto classes = [&] {
            std::vector<std::size_t> found;
            for (const ClassSaliency& one : session->saliencyOfProposed())
                found.push_back(toIndex(one.index));
            return found;
        };
        QTRY_COMPARE(classes(), (std::vector<std::size_t>{0, 27}));
        QVERIFY(session->isProposed(toClass(27)) && !session->isProposed(toClass(3)));
        session->requestSaliency(toClass(3));
        QTRY_VERIFY(!session->saliency().isEmpty());
        const int explained = world.engine->explained;
        session->requestSaliency({});
        QVERIFY(session->saliency().isEmpty());
        QCOMPARE(classes(), (std::vector<std::size_t>{0, 27})); // kept
        QCOMPARE(world.engine->explained.load(), explained);
        session->step(1);
        QVERIFY(session->saliencyOfProposed().empty());
        QTRY_COMPARE(classes(), (std::vector<std::size_t>{1, 27}));
        session->requestSaliencyOfProposed(false);
        QVERIFY(session->saliencyOfProposed().empty());
    }
    void theMethodIsOneThatTheModelOffers() {
        const SessionWorld world;
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        QCOMPARE(session->saliencyMethods().size(), std::size_t{3});
        session->requestSaliency(toClass(3));
        QTRY_VERIFY(!session->saliency().isEmpty());
        QCOMPARE(world.engine->explainedBy.load(), SaliencyMethod::GradCam);
        session->setSaliencyMethod(SaliencyMethod::Occlusion);
        QVERIFY(session->saliency().isEmpty()); // another is on its way
        QTRY_VERIFY(!session->saliency().isEmpty());
        QCOMPARE(world.engine->explainedBy.load(), SaliencyMethod::Occlusion);
        QCOMPARE(session->saliencyMethod(), std::optional(SaliencyMethod::Occlusion));
        session->setSaliencyMethod(SaliencyMethod::Cam); // not offered
        QTRY_VERIFY(!session->saliency().isEmpty());
        QCOMPARE(session->saliencyMethod(), std::optional(SaliencyMethod::GradCam));
        QCOMPARE(world.engine->explainedBy.load(), SaliencyMethod::GradCam);
    }
    void aModelThatMayNotProposeShowsNoMapsOfWhatItWould() {
        const SessionWorld world;
        world.engine->trainedOn = TrainedOn::Simulated;
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session) && session->probabilities(session->current()));
        session->requestSaliencyOfProposed(true);
        session->requestSaliency(toClass(3));
        QTRY_VERIFY(!session->saliency().isEmpty());
        session->requestSaliency({});
        QCOMPARE(world.engine->explained.load(), 1);
        session->allowProposals();
        QTRY_COMPARE(session->saliencyOfProposed().size(), std::size_t{2});
    }
    void aModelTrainedOnSimulatedImagesProposesNothingUntilAllowed() {
        const SessionWorld world;
        world.engine->trainedOn = TrainedOn::Simulated;
        {
            const auto session = world.openSession();
            QTRY_VERIFY(isReady(*session));
            QVERIFY(!session->proposalsAllowed());
            QCOMPARE(session->chips()[0].mark, ChipMark::Absent);
            QVERIFY(session->chips()[0].probability);
            session->allowProposals();
            QVERIFY(session->proposalsAllowed());
            QCOMPARE(session->chips()[0].mark, ChipMark::Proposed);
        }
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        QTRY_VERIFY(session->proposalsAllowed());
    }
    void aModelThatMayNotProposeDiffersFromNoDecision() {
        const SessionWorld world;
        world.engine->trainedOn = TrainedOn::Simulated;
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        session->commitAs(Outcome::Negative);
        session->setFilter({.disagreementOnly = true});
        QVERIFY(!session->disagrees(0));
        QVERIFY(session->order().empty());
        session->allowProposals();
        QVERIFY(session->disagrees(0));
        QCOMPARE(session->order(), std::vector<int>{0});
    }
    void aModelThatFailsLeavesTheSampleWithoutPredictionAndSaysSo() {
        const SessionWorld world;
        world.engine->refuses = true;
        const auto session = world.openSession();
        QTRY_VERIFY(!session->notices().empty());
        QCOMPARE(session->notices().front().key, QStringLiteral("model"));
        QVERIFY(!session->probabilities(0));
        QCOMPARE(session->commit(), CommitResult::NothingSolid);
    }
    void anIncompleteSampleIsShownButNotClassified() {
        const SessionWorld world;
        std::filesystem::remove(world.plateDirectory / "s00_blue.png");
        const auto session = world.openSession();
        QTRY_COMPARE(session->modelState(), ModelState::Ready);
        QTRY_VERIFY(session->image());
        QVERIFY(!session->image()->complete);
        QCOMPARE(shownValue(*session), 0);
        QTest::qWait(50);
        QVERIFY(!session->probabilities(0));
        SampleFilter filter;
        filter.state = SampleState::WithProblem;
        session->setFilter(filter);
        QCOMPARE(session->order(), std::vector<int>{0});
    }
    void nothingIsWrittenIntoThePlate() {
        const SessionWorld world;
        const auto listing = [&] {
            std::map<std::string, std::filesystem::file_time_type> files;
            for (const auto& entry : std::filesystem::recursive_directory_iterator(world.plateDirectory))
                files[entry.path().native()] = entry.last_write_time();
            return files;
        };
        const auto before = listing();
        {
            const auto session = world.openSession();
            QTRY_VERIFY(isReady(*session));
            session->thumbnail(0);
            session->commit();
            session->startSweep();
            QTRY_VERIFY(!session->thumbnail(0).isNull());
        }
        QVERIFY(listing() == before);
    }
};

QTEST_GUILESS_MAIN(TestSession)
#include "test_session.moc"
