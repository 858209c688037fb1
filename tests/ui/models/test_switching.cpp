#include "tests/ui/models/sessionworld.h"

#include "ui/models/behindthewindow.h"
#include "ui/models/imagecache.h"

#include <random>

using namespace locascope;
using namespace locascope::testing;

/// FAULTS.md, C18 and D13: whatever arrives late belongs to the sample it was made for.
class TestSwitching final : public QObject {
    Q_OBJECT
private slots:
    void aThousandQuickSwitchesShowNoForeignImageAndNoForeignPrediction() {
        constexpr int samples = 40;
        SessionWorld world(samples);
        world.options.imageCacheBytes = 2000; // seven samples
        world.parts.load = [load = world.parts.load](const Plate& plate, const Sample& sample, const LoadOptions& options,
                                                     std::stop_token stop) {
            const auto delay = std::hash<std::thread::id>()(std::this_thread::get_id()) % 3 + sample.id.back() % 3;
            std::this_thread::sleep_for(std::chrono::milliseconds(delay));
            return load(plate, sample, options, stop);
        };
        world.engine->milliseconds = 1;
        const auto session = world.openSession();
        QTRY_VERIFY(session->image());
        QTRY_COMPARE(session->modelState(), ModelState::Ready);
        int foreign = 0;
        const auto check = [&] {
            if (session->image() && shownValue(*session) != session->current())
                ++foreign;
            const auto* probabilities = session->probabilities(session->current());
            if (probabilities && (*probabilities)[static_cast<std::size_t>(session->current() % 28)] < 0.5F)
                ++foreign;
        };
        connect(session.get(), &Session::imageChanged, this, check);
        connect(session.get(), &Session::currentChanged, this, check);
        connect(session.get(), &Session::predictionsChanged, this, check);
        connect(session.get(), &Session::chipsChanged, this, check);
        connect(session.get(), &Session::histogramChanged, this, [&] {
            const Histogram& histogram = session->histogram(Stain::Protein);
            if (histogram.count(session->current()) != histogram.total())
                ++foreign;
        });
        session->startSweep();
        std::mt19937 random(7);
        for (int i = 0; i < 1000; ++i) {
            if (random() % 3 == 0)
                session->goTo(static_cast<int>(random() % samples));
            else
                session->step(random() % 2 == 0 ? 1 : -1);
            check();
            if (random() % 20 == 0)
                session->commitAs(Outcome::Unusable);
            if (random() % 4 == 0)
                QCoreApplication::processEvents();
            if (random() % 50 == 0)
                QTest::qWait(5);
        }
        QCOMPARE(foreign, 0);
        QTRY_COMPARE(shownValue(*session), session->current());
        QTRY_COMPARE(session->unsavedCount(), 0);
        for (const LabelEvent& event : world.review->events)
            QVERIFY(event.after->outcome == Outcome::Unusable && !event.sampleId.empty());
    }
    void changingThePlateInTheMiddleDropsItsAnswers() {
        SessionWorld world(12);
        SessionWorld other(3);
        other.shiftValues(3, 10);
        world.openReviewOf(other);
        const auto session = world.openSession();
        QTRY_VERIFY(session->probabilities(0));
        world.engine->holds = true;
        session->startSweep();
        session->goTo(1);
        session->requestSaliency(toClass(2));
        QTRY_VERIFY(world.engine->held > 0);
        int foreign = 0;
        connect(session.get(), &Session::predictionsChanged, this, [&] {
            for (int i = 0; i < static_cast<int>(session->order().size()); ++i) {
                const auto* probabilities = session->order().size() == 3 ? session->probabilities(i) : nullptr;
                if (probabilities && (*probabilities)[static_cast<std::size_t>(i) + 10] < 0.5F)
                    ++foreign;
            }
        });
        session->openPlate(other.plateDirectory);
        QTRY_COMPARE(session->order().size(), std::size_t{3});
        session->goTo(1);
        world.engine->holds = false;
        QTRY_VERIFY(session->probabilities(1)); // asked for after whatever was under way
        QCOMPARE(foreign, 0);
        QVERIFY(!session->job() || session->job()->key != QLatin1String("sweep"));
    }
    void aMapOfThePlateBeforeIsNotShown() {
        SessionWorld world;
        SessionWorld other(3);
        other.shiftValues(3, 10);
        world.openReviewOf(other);
        const auto session = world.openSession();
        QTRY_VERIFY(session->probabilities(0));
        bool foreign = false;
        connect(session.get(), &Session::saliencyChanged, this, [&] {
            foreign = foreign || (session->order().size() == 3 && !session->saliency().isEmpty() && session->saliency().values.back() != 0.1F);
        });
        world.engine->holds = true;
        session->requestSaliency(toClass(2));
        QTRY_COMPARE(world.engine->held.load(), 1);
        session->openPlate(other.plateDirectory);
        QTRY_COMPARE(session->order().size(), std::size_t{3});
        world.engine->holds = false;
        QTRY_VERIFY(!session->saliency().isEmpty());
        QVERIFY(!foreign);
    }
    void anotherPlateBeginsAnew() {
        SessionWorld world;
        SessionWorld other(3);
        world.openReviewOf(other);
        const auto session = world.openSession();
        QTRY_VERIFY(session->probabilities(0));
        session->toggle(toClass(9));
        SampleFilter filter;
        filter.text = QStringLiteral("s05");
        session->setFilter(filter);
        session->openPlate(other.plateDirectory);
        QTRY_COMPARE(session->order().size(), std::size_t{3});
        QVERIFY(session->filter() == SampleFilter());
        QCOMPARE(session->chips()[9].mark, ChipMark::Absent);
        awaitStore(*session);
        QVERIFY(world.review->with([](auto& review) { return review.predictions[predictionDigest(planCard({}))].contains("s00"); })); // went to its own review
    }
    void openingAnotherPlateWhileTheFirstIsScannedOpensTheSecond() {
        SessionWorld world;
        SessionWorld other(3);
        world.parts.scan = [scan = world.parts.scan, slow = world.plateDirectory](const std::filesystem::path& root, const Progress& progress,
                                                                                 std::stop_token stop) {
            while (root == slow && !stop.stop_requested())
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            return scan(root, progress, stop);
        };
        const auto session = world.session();
        session->openPlate(world.plateDirectory);
        QTest::qWait(20);
        session->openPlate(other.plateDirectory);
        QTRY_VERIFY(session->image());
        QCOMPARE(session->order().size(), std::size_t{3});
        QTest::qWait(20);
        QCOMPARE(session->order().size(), std::size_t{3});
    }
    void whatIsLookedUpOfAPlateThatIsBeingLeftIsNotTakenForTheNext() {
        SessionWorld world(12);
        SessionWorld other(3);
        std::atomic<bool> mayScan = true, mayLoad = true;
        world.parts.scan = [&mayScan, scan = world.parts.scan, held = world.plateDirectory](const std::filesystem::path& root, const Progress& progress, std::stop_token stop) {
            while (!mayScan && root == held && !stop.stop_requested())
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            return scan(root, progress, stop);
        };
        world.parts.load = [&mayLoad, load = world.parts.load, held = other.plateDirectory](const Plate& plate, const Sample& sample, const LoadOptions& options, std::stop_token stop) {
            while (!mayLoad && plate.root == held && !stop.stop_requested())
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            return load(plate, sample, options, stop);
        };
        const auto session = world.openSession();
        QTRY_VERIFY(session->isIndexComplete());
        mayScan = mayLoad = false;
        connect(session.get(), &Session::plateChanged, session.get(), [&] { session->openPlate(world.plateDirectory); }, Qt::SingleShotConnection);
        session->openPlate(other.plateDirectory);
        QTRY_COMPARE(session->plate().samples.size(), std::size_t{3});
        mayLoad = true;
        QTRY_VERIFY(session->image());
        mayScan = true;
        QTRY_COMPARE(session->plate().samples.size(), std::size_t{12});
        QTRY_VERIFY(session->isIndexComplete());
        QCOMPARE(session->plate().samples.size(), std::size_t{12});
    }
    void aPlateStaysWholeWhereAnotherCannotBeOpened() {
        SessionWorld world(3);
        std::atomic<bool> mayScan = false, mayLoad = false;
        world.parts.scan = [&mayScan, scan = world.parts.scan, good = world.plateDirectory](const std::filesystem::path& root, const Progress& progress, std::stop_token stop) {
            while (!mayScan && root != good && !stop.stop_requested())
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            return scan(root, progress, stop);
        };
        world.parts.load = [&mayLoad, load = world.parts.load](const Plate& plate, const Sample& sample, const LoadOptions& options, std::stop_token stop) {
            while (!mayLoad && !stop.stop_requested())
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            return load(plate, sample, options, stop);
        };
        const auto session = world.session();
        session->openPlate(world.plateDirectory);
        QTRY_COMPARE(session->plate().samples.size(), std::size_t{3});
        session->openPlate(world.plateDirectory / "nowhere");
        mayLoad = true;
        QTRY_VERIFY(session->image());
        QVERIFY(!session->isIndexComplete()); // its first image has not begun it
        mayScan = true;
        QTRY_VERIFY(session->isIndexComplete());
        QCOMPARE(session->plate().samples.size(), std::size_t{3});
    }
    void theSampleOnScreenDoesNotWaitForAnythingElse() {
        SessionWorld world(40);
        std::atomic<int> slow = 0;
        world.parts.load = [&slow, load = world.parts.load](const Plate& plate, const Sample& sample, const LoadOptions& options,
                                                           std::stop_token stop) {
            const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(sample.id == "s30" ? 0 : slow.load());
            while (std::chrono::steady_clock::now() < until && !stop.stop_requested())
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            return load(plate, sample, options, stop);
        };
        const auto session = world.openSession();
        QTRY_COMPARE(session->modelState(), ModelState::Ready);
        slow = 3000;
        session->startSweep();
        session->thumbnail(35);
        session->goTo(20);
        QTest::qWait(30);
        QElapsedTimer timer;
        timer.start();
        session->goTo(30);
        QTRY_COMPARE(shownValue(*session), 30);
        QVERIFY2(timer.elapsed() < slow / 2, qPrintable(QString::number(timer.elapsed())));
    }
    void whatIsLeftForTheVisibleSampleIsDecodedAfterwards() {
        DecodingThreads threads;
        SessionWorld world;
        const Plate plate = world.parts.scan(world.plateDirectory, {}, {});
        std::atomic<int> began = 0;
        std::atomic<bool> slow = true;
        world.parts.load = [&, load = world.parts.load](const Plate& of, const Sample& sample, const LoadOptions& options, std::stop_token stop) {
            began += sample.id == "s01" ? 1 : 0; // the visible one may be read again for its digest
            while (slow && sample.id == "s01" && !stop.stop_requested())
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            return load(of, sample, options, stop);
        };
        ImageCache cache(world.parts, threads, 100000);
        cache.setPlate(std::make_shared<const PlateSnapshot>(plate));
        cache.show(0, {});
        QTRY_VERIFY(cache.find(0));
        cache.show(0, {1});
        QTRY_COMPARE(began.load(), 1); // the neighbour, which never ends by itself
        cache.show(2, {1});
        QTRY_VERIFY(cache.find(2));
        slow = false;
        QTRY_VERIFY(cache.find(1));
        threads.stop();
    }
    void neighboursAreDecodedAfterTheFrame() {
        DecodingThreads threads;
        SessionWorld world;
        const Plate plate = world.parts.scan(world.plateDirectory, {}, {});
        std::atomic<std::chrono::steady_clock::rep> began = 0;
        world.parts.load = [&, load = world.parts.load](const Plate& of, const Sample& sample, const LoadOptions& options, std::stop_token stop) {
            began = std::chrono::steady_clock::now().time_since_epoch().count();
            return load(of, sample, options, stop);
        };
        ImageCache cache(world.parts, threads, 100000);
        cache.setPlate(std::make_shared<const PlateSnapshot>(plate));
        cache.show(0, {});
        QTRY_VERIFY(cache.find(0));
        const auto chosen = std::chrono::steady_clock::now();
        cache.show(0, {1});
        QTRY_VERIFY(cache.find(1));
        QVERIFY(std::chrono::steady_clock::time_point(std::chrono::steady_clock::duration(began.load())) - chosen >= frameFirst);
        threads.stop();
    }
    void theClassifierAnswersAfterTheFrame() {
        SessionWorld world;
        std::atomic<bool> neighbourIsRead = false;
        world.parts.load = [&, load = world.parts.load](const Plate& of, const Sample& sample, const LoadOptions& options, std::stop_token stop) {
            LoadedSample loaded = load(of, sample, options, stop);
            if (sample.id == "s01" && options.digest && !stop.stop_requested())
                neighbourIsRead = true;
            return loaded;
        };
        const auto session = world.openSession();
        QTRY_VERIFY(session->probabilities(0) && neighbourIsRead);
        awaitStore(*session);
        const auto chosen = std::chrono::steady_clock::now();
        session->step(1);
        QTRY_VERIFY(session->probabilities(1));
        const std::chrono::steady_clock::time_point asked(std::chrono::steady_clock::duration(world.engine->lastAsked.load()));
        QVERIFY(asked - chosen >= frameFirst);
    }
    void theCacheStaysWithinItsBytes() {
        DecodingThreads threads;
        const SessionWorld world(30);
        Plate plate = world.parts.scan(world.plateDirectory, {}, {});
        {
            ImageCache cache(world.parts, threads, 1000); // three samples of 256 bytes
            cache.setPlate(std::make_shared<const PlateSnapshot>(std::move(plate)));
            for (int i = 0; i < 25; ++i) {
                cache.show(i, {i + 1, i + 2, i + 3, i + 4});
                QTRY_VERIFY(cache.find(i));
                QVERIFY(cache.byteCount() <= 1000);
            }
            QTRY_VERIFY(cache.find(25));
            threads.stop();
        }
    }
};

QTEST_GUILESS_MAIN(TestSwitching)
#include "test_switching.moc"
