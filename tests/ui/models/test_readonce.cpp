#include "tests/ui/models/sessionworld.h"
#include "ui/models/classifierthread.h"
#include "ui/models/contrastplanning.h"
#include "ui/models/fieldpool.h"
#include "ui/models/imagecache.h"
#include "ui/models/thumbnailcodec.h"
#include "ui/models/thumbnailmaking.h"
#include "ui/models/thumbnails.h"

#include <QScopeGuard>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <utility>

using namespace locascope;
using namespace locascope::testing;

namespace {

constexpr int side = 128;

/// Parts of a world that say which samples were put to other uses.
class WatchedWorld final {
public:
    WatchedWorld()
        : plate(std::make_shared<const PlateSnapshot>(world.parts.scan(world.plateDirectory, {}, {}))) {
        world.parts.alsoUse = [this](const Plate&, std::size_t sample) -> AlsoUsed {
            return [this, sample](const LoadedSample& image) {
                const std::lock_guard lock(m_mutex);
                if (image.complete)
                    m_used.push_back(static_cast<int>(sample));
            };
        };
    }
    std::vector<int> used() const {
        const std::lock_guard lock(m_mutex);
        std::vector<int> sorted = m_used;
        std::sort(sorted.begin(), sorted.end());
        return sorted;
    }

    SessionWorld world{6};
    PlateReference plate;

private:
    mutable std::mutex m_mutex;
    std::vector<int> m_used;
};

const std::vector<int> everySample{0, 1, 2, 3, 4, 5};

/// How often the files of each sample were read.
class CountedReads final {
public:
    explicit CountedReads(SessionParts& parts) {
        parts.load = [this, load = parts.load](const Plate& plate, const Sample& sample, const LoadOptions& options, std::stop_token stop) {
            {
                const std::lock_guard lock(m_mutex);
                ++m_reads[sample.id];
            }
            return load(plate, sample, options, stop);
        };
    }
    int total() const {
        const std::lock_guard lock(m_mutex);
        int sum = 0;
        for (const auto& [sample, reads] : m_reads)
            sum += reads;
        return sum;
    }
    int of(const Sample& sample) const {
        const std::lock_guard lock(m_mutex);
        const auto found = m_reads.find(sample.id);
        return found == m_reads.end() ? 0 : found->second;
    }
    /// The samples that were read another number of times.
    std::string otherThan(int times, const Plate& plate) const {
        const std::lock_guard lock(m_mutex);
        std::string text;
        for (const Sample& sample : plate.samples) {
            const auto found = m_reads.find(sample.id);
            const int reads = found == m_reads.end() ? 0 : found->second;
            if (reads != times)
                text += sample.id + ": " + std::to_string(reads) + " ";
        }
        return text;
    }

private:
    mutable std::mutex m_mutex;
    std::map<std::string, int> m_reads;
};

/// Fields of more than 4 MB on a share: each reading takes its time, and is counted.
class LargeShare final {
public:
    explicit LargeShare(int samples)
        : world(0) {
        makeDirectory(world.plateDirectory);
        for (int sample = 0; sample < samples; ++sample) {
            const Bytes png = encodeGreyPng(filledPlane(largeSide, largeSide, 8, [sample](int, int) { return sample; }));
            for (const Stain stain : allStains)
                writeFile(world.plateDirectory / (SessionWorld::idOf(sample) + "_" + std::string(colourWord(stain)) + ".png"), png,
                          {.durability = Durability::Ordered, .access = FileAccess::Default});
        }
        world.parts.load = [load = world.parts.load](const Plate& plate, const Sample& sample, const LoadOptions& options, std::stop_token stop) {
            std::this_thread::sleep_for(std::chrono::milliseconds(60)); // 71 MB/s at most
            return load(plate, sample, options, stop);
        };
        reads.emplace(world.parts);
        world.options.classifierAwaited = std::chrono::hours(1); // however slow the machine
        world.parts.trial = [this](const std::filesystem::path&, const ModelCard&, const Learning&, std::stop_token stop) {
            while (!mayLoad && !stop.stop_requested())
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
        };
    }

    static constexpr int largeSide = 1032;
    SessionWorld world;
    std::optional<CountedReads> reads;
    std::atomic<bool> mayLoad = false;
};

/// As its pixels say, of which each has the sample's number.
bool isClassified(const Session& session, int sample) {
    const std::vector<float>* probabilities = session.probabilities(sample);
    return probabilities && (*probabilities)[static_cast<std::size_t>(sample)] > 0.9F;
}

} // namespace

/// A file that was read for one purpose is not read again for the gallery.
class TestReadOnce final : public QObject {
    Q_OBJECT
private slots:
    void aWholeImageLeavesItsSmallPlanes() {
        const SessionWorld world(1);
        const auto store = std::make_shared<ThumbnailStore>(world.folder / "kept", std::uint64_t{1} << 24);
        Plate plate = world.parts.scan(world.plateDirectory, {}, {});
        const AlsoUsed use = keepingPlanes(plate, 0, store, side);
        QVERIFY(use);
        LoadedSample image = loadSample(plate, plate.samples[0]);
        QVERIFY(image.complete);
        image.complete = false;
        use(image);
        QVERIFY(!keptPlanes(plate, 0, *store, side));
        image.complete = true;
        use(image);
        QVERIFY(keptPlanes(plate, 0, *store, side).has_value());
        QVERIFY(!keepingPlanes(plate, 0, store, side)); // there is nothing more to do
        std::filesystem::remove(plate.root / *plate.samples[0].files[Stain::Nucleus]);
        QVERIFY(!keepingPlanes(plate, 0, std::make_shared<ThumbnailStore>(world.folder / "other", std::uint64_t{1} << 24), side));
    }

    void aFullStoreIsLeftAlone() {
        const SessionWorld world(1);
        const Plate plate = world.parts.scan(world.plateDirectory, {}, {});
        const auto store = std::make_shared<ThumbnailStore>(world.folder / "kept", 100);
        store->put({}, Bytes(95));
        QVERIFY(store->isNearlyFull());
        QVERIFY(!keepingPlanes(plate, 0, store, side));
    }

    void imagesReadForTheContrastAreUsed() {
        const WatchedWorld watched;
        DecodingThreads threads;
        ContrastPlanning planning(watched.world.parts, threads);
        const auto stopped = qScopeGuard([&] { threads.stop(); });
        QSignalSpy refined(&planning, &ContrastPlanning::refined);
        planning.start(watched.plate);
        QTRY_COMPARE(refined.size(), 1);
        QTRY_COMPARE(watched.used(), everySample);
    }

    void fieldsReadByOthersAreNotReadForTheContrast() {
        SessionWorld world(6);
        std::atomic<int> loads = 0;
        world.parts.load = [&loads, load = world.parts.load](const Plate& plate, const Sample& sample, const LoadOptions& options, std::stop_token stop) {
            ++loads;
            return load(plate, sample, options, stop);
        };
        const auto plate = std::make_shared<const PlateSnapshot>(world.parts.scan(world.plateDirectory, {}, {}));
        DecodingThreads threads;
        const auto fields = std::make_shared<WantedFields>();
        ContrastPlanning planning(world.parts, threads, fields);
        std::atomic<bool> mayGoOn = false;
        const auto stopped = qScopeGuard([&] {
            mayGoOn = true;
            threads.stop();
        });
        threads.submit(Lane::Visible, {0, [&](std::stop_token) { // nothing else is read before
                                           while (!mayGoOn)
                                               std::this_thread::sleep_for(std::chrono::milliseconds(1));
                                           return true;
                                       }});
        QSignalSpy refined(&planning, &ContrastPlanning::refined);
        QVERIFY(planning.outstanding().empty());
        planning.measure(plate, defaultClip());
        QCOMPARE(planning.outstanding(), (std::vector<std::size_t>{0, 1, 2, 3, 4, 5}));
        for (const std::size_t sample : {0, 1, 3, 4, 5}) {
            const AlsoUsed use = fields->use(plate->plate, sample);
            QVERIFY(use);
            const LoadedSample image = loadSample(plate->plate, plate->plate.samples[sample]);
            use(image);
            use(image); // counts once
            QVERIFY(!fields->use(plate->plate, sample));
        }
        QCOMPARE(planning.outstanding(), std::vector<std::size_t>{2});
        mayGoOn = true;
        QTRY_COMPARE(refined.size(), 1);
        QCOMPARE(loads, 1);
        QVERIFY((refined[0][0].value<PlateContrast>().sample == ContrastSample{6, 0, defaultClip()}));
        QVERIFY(planning.outstanding().empty() && !fields->use(plate->plate, 2));
    }

    void fieldsOfAnotherPlateOrPlaneAreNotCounted() {
        const SessionWorld world(2), other(2);
        const Plate mine = world.parts.scan(world.plateDirectory, {}, {}), theirs = other.parts.scan(other.plateDirectory, {}, {});
        WantedFields fields;
        fields.set({std::make_shared<FieldPool>(std::make_shared<const PlateSnapshot>(mine), std::vector<std::size_t>{0, 1}, [] {})});
        Plate plane = mine;
        plane.chosenPlane = 2;
        QVERIFY(fields.use(mine, 1));
        QVERIFY(!fields.use(theirs, 1));
        QVERIFY(!fields.use(plane, 1));
        QVERIFY(!fields.use(mine, 7));
    }

    void theSweepBeginsWithTheFieldsThatTheContrastNeeds() {
        SessionWorld world(ContrastPlanning::refinedFields + 100);
        std::mutex mutex;
        std::vector<std::string> read;
        std::atomic<bool> counts = false, waits = false;
        world.parts.load = [&, load = world.parts.load](const Plate& plate, const Sample& sample, const LoadOptions& options, std::stop_token stop) {
            while (waits)
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            if (counts && options.digest && options.threads == 1) {
                const std::lock_guard lock(mutex);
                read.push_back(sample.id);
            }
            return load(plate, sample, options, stop);
        };
        const auto session = world.openSession();
        QTRY_VERIFY(session->image() && session->isIndexComplete() && session->modelState() == ModelState::Ready);
        QTRY_VERIFY(!session->job());
        waits = true;
        session->measureContrast(defaultClip());
        counts = true;
        session->startSweep();
        waits = false;
        QTRY_VERIFY_WITH_TIMEOUT(!session->job(), 20000);
        const std::vector<std::size_t> first = evenlySpaced(ContrastPlanning::refinedFields + 100, ContrastPlanning::refinedFields);
        std::size_t early = 0;
        for (std::size_t i = 0; i < first.size() && i < read.size(); ++i)
            early += std::binary_search(first.begin(), first.end(), static_cast<std::size_t>(std::stoi(read[i].substr(1))));
        // The first are held already, and so are the one on screen and four beside it; one of the others is classified, and two are read at the same time.
        QVERIFY2(early + ContrastPlanning::firstFields + 8 >= first.size(), qPrintable(QString::number(early)));
    }

    void eachSampleIsReadOnceForAllThatIsWantedOfIt() {
        constexpr int samples = 60;
        SessionWorld world(samples);
        const CountedReads reads(world.parts);
        std::atomic<bool> mayLoad = false;
        world.parts.trial = [&mayLoad](const std::filesystem::path&, const ModelCard&, const Learning&, std::stop_token stop) {
            while (!mayLoad && !stop.stop_requested())
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
        };
        const auto session = world.openSession();
        QTRY_VERIFY(session->image() && session->contrastState() == ContrastState::Plate);
        for (int sample = 0; sample < 30; ++sample) // the first screen
            QTRY_VERIFY(!session->thumbnail(sample).isNull());
        QVERIFY(reads.total() < samples);
        awaitStore(*session);
        connect(session.get(), &Session::modelChanged, session.get(), [&, isStarted = false]() mutable {
            if (session->modelState() == ModelState::Ready && !std::exchange(isStarted, true))
                session->startSweep(); // before what nobody waits for begins
        });
        mayLoad = true;
        QTRY_VERIFY(session->probabilities(samples - 1) && !session->job());
        QTRY_VERIFY(world.review->with([](auto& inside) { return !inside.settings["contrast"].empty(); }));
        for (int sample = 0; sample < samples; ++sample) {
            QVERIFY(session->probabilities(sample));
            QTRY_VERIFY(!session->thumbnail(sample).isNull());
        }
        QCOMPARE(reads.otherThan(1, session->plate()), std::string());
    }

    void largeFieldsOnAShareAreReadOnceToo() {
        constexpr int samples = 24;
        LargeShare share(samples);
        const auto session = share.world.openSession();
        QTRY_VERIFY_WITH_TIMEOUT(session->image() && session->contrastState() == ContrastState::Plate, 20000);
        for (int sample = 0; sample < samples; ++sample)
            QTRY_VERIFY_WITH_TIMEOUT(!session->thumbnail(sample).isNull(), 20000);
        awaitStore(*session);
        connect(session.get(), &Session::modelChanged, session.get(), [&, isStarted = false]() mutable {
            if (session->modelState() == ModelState::Ready && !std::exchange(isStarted, true))
                session->startSweep(); // before what nobody waits for begins
        });
        QCOMPARE(share.world.engine->predicted, 0);
        share.mayLoad = true;
        QTRY_VERIFY_WITH_TIMEOUT(session->probabilities(samples - 1) && !session->job(), 20000);
        QTRY_VERIFY(share.world.review->with([](auto& inside) { return !inside.settings["contrast"].empty(); }));
        for (int sample = 0; sample < samples; ++sample)
            QVERIFY(isClassified(*session, sample));
        QCOMPARE(QString::fromStdString(share.reads->otherThan(1, session->plate())), QString());
    }

    void whatWasReadBeforeASweepThatIsStartedLaterIsNotReadAgain() {
        constexpr int samples = 26;
        LargeShare share(samples);
        const auto session = share.world.openSession();
        const auto isMade = [&](std::size_t sample) {
            const auto key = thumbnailKey(session->plate(), session->plate().samples[sample], thumbnailSide);
            return key && ThumbnailStore(share.world.options.cacheDirectory / "thumbnails", std::uint64_t{1} << 24).contains(*key);
        };
        QTRY_VERIFY_WITH_TIMEOUT(session->image() && session->contrastState() == ContrastState::Plate, 20000);
        std::set<std::size_t> early; // how many depends on the machine: the plate's contrast is measured of what was read in 1.6 s
        for (std::size_t sample = 0; sample < samples; ++sample)
            if (share.reads->of(session->plate().samples[sample]) == 1)
                early.insert(sample);
        QVERIFY(early.size() > 1);
        share.mayLoad = true;
        QTRY_VERIFY_WITH_TIMEOUT(session->isIndexComplete() && session->modelState() == ModelState::Ready, 20000);
        QTRY_VERIFY_WITH_TIMEOUT(!session->job() && isMade(samples - 2), 30000); // which only the thumbnails of all samples read
        const int before = share.reads->total();
        session->startSweep();
        for (int sample = 0; sample < samples; ++sample)
            QTRY_VERIFY_WITH_TIMEOUT(isClassified(*session, sample), 20000);
        for (const std::size_t sample : early)
            QCOMPARE(share.reads->of(session->plate().samples[sample]), 1);
        QVERIFY(share.reads->total() - before <= samples - static_cast<int>(early.size()));
    }

    void withoutAClassifierNothingIsWaitedFor() {
        SessionWorld world(20);
        world.parts.trial = [](const std::filesystem::path& weights, const ModelCard&, const Learning&, std::stop_token) {
            throw Error(ErrorKind::ModelFailed, weights, "not a number");
        };
        const auto session = world.openSession();
        QTRY_VERIFY(world.review->with([](auto& inside) { return !inside.settings["contrast"].empty(); }));
        QTRY_VERIFY(!session->job());
        const auto key = thumbnailKey(session->plate(), session->plate().samples[19], thumbnailSide);
        QVERIFY(key);
        QTRY_VERIFY(ThumbnailStore(world.options.cacheDirectory / "thumbnails", std::uint64_t{1} << 24).contains(*key));
    }

    void theSecondPartOfTheContrastWaitsUntilItMay() {
        SessionWorld world(20);
        const CountedReads reads(world.parts);
        const auto plate = std::make_shared<const PlateSnapshot>(world.parts.scan(world.plateDirectory, {}, {}));
        DecodingThreads threads;
        const auto fields = std::make_shared<WantedFields>();
        ContrastPlanning planning(world.parts, threads, fields);
        const auto stopped = qScopeGuard([&] { threads.stop(); });
        QSignalSpy planned(&planning, &ContrastPlanning::planned), refined(&planning, &ContrastPlanning::refined);
        planning.letRefine(false);
        planning.start(plate);
        QTRY_COMPARE(planned.size(), 1);
        QTRY_COMPARE(static_cast<int>(planning.outstanding().size()), 20 - reads.total()); // the first were counted already
        const int first = reads.total();
        QVERIFY(first > 0 && first <= static_cast<int>(ContrastPlanning::firstFields));
        fields->use(plate->plate, 7)(loadSample(plate->plate, plate->plate.samples[7]));
        QTest::qWait(20);
        QCOMPARE(reads.total(), first);
        planning.letRefine(true);
        QTRY_COMPARE(refined.size(), 1);
        QCOMPARE(reads.total(), 19);
        QVERIFY((refined[0][0].value<PlateContrast>().sample == ContrastSample{20, 0, defaultClip()}));
        planning.letRefine(false);
        planning.measure(plate, defaultClip()); // somebody asks for it
        QTRY_COMPARE(refined.size(), 2);
    }

    void pausedThumbnailsGoOnWhereTheyWere() {
        constexpr int samples = 12;
        SessionWorld world(samples);
        const CountedReads reads(world.parts);
        std::atomic<int> allowed = 3;
        world.parts.load = [&allowed, load = world.parts.load](const Plate& plate, const Sample& sample, const LoadOptions& options, std::stop_token stop) {
            while (allowed <= 0 && !stop.stop_requested())
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            --allowed;
            return load(plate, sample, options, stop);
        };
        DecodingThreads threads;
        const auto store = std::make_shared<ThumbnailStore>(world.folder / "kept", std::uint64_t{1} << 24);
        Thumbnails thumbnails(world.parts, threads, store);
        const auto stopped = qScopeGuard([&] {
            allowed = 1000;
            threads.stop();
        });
        const auto plate = std::make_shared<const PlateSnapshot>(world.parts.scan(world.plateDirectory, {}, {}));
        const auto isMade = [&](std::size_t sample) { return store->contains(*thumbnailKey(plate->plate, plate->plate.samples[sample], thumbnailSide)); };
        QSignalSpy making(&thumbnails, &Thumbnails::making);
        thumbnails.setPlate(plate);
        thumbnails.makeAll();
        QTRY_VERIFY(reads.total() >= 3);
        thumbnails.pauseMaking();
        QVERIFY(making.last() == (QList<QVariant>{QVariant::fromValue(std::size_t{samples}), QVariant::fromValue(std::size_t{samples})}));
        allowed = 1000;
        QTest::qWait(50);
        QVERIFY(reads.total() < samples);
        thumbnails.resumeMaking();
        for (std::size_t sample = 0; sample < samples; ++sample)
            QTRY_VERIFY(isMade(sample));
        QCOMPARE(reads.otherThan(1, plate->plate), std::string());
    }

    void aThumbnailThatIsBeingReadIsNotReadAgainForAnotherStyle() {
        SessionWorld world(2);
        const CountedReads reads(world.parts);
        std::atomic<bool> mayRead = false;
        world.parts.load = [&mayRead, load = world.parts.load](const Plate& plate, const Sample& sample, const LoadOptions& options, std::stop_token stop) {
            LoadedSample image = load(plate, sample, options, stop);
            while (!mayRead && !stop.stop_requested())
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            return image;
        };
        DecodingThreads threads;
        const auto store = std::make_shared<ThumbnailStore>(world.folder / "kept", std::uint64_t{1} << 24);
        Thumbnails thumbnails(world.parts, threads, store);
        const auto stopped = qScopeGuard([&] { threads.stop(); });
        const auto plate = std::make_shared<const PlateSnapshot>(world.parts.scan(world.plateDirectory, {}, {}));
        thumbnails.setPlate(plate);
        thumbnails.find(1);
        QTRY_COMPARE(reads.total(), 1);
        thumbnails.setStyle({});
        mayRead = true;
        QTRY_VERIFY(store->contains(*thumbnailKey(plate->plate, plate->plate.samples[1], thumbnailSide)));
        QTRY_VERIFY(!thumbnails.find(1).isNull());
        QCOMPARE(reads.total(), 1);
    }

    void imagesReadAheadAreUsed() {
        const WatchedWorld watched;
        DecodingThreads threads;
        ImageCache cache(watched.world.parts, threads, std::size_t{1} << 24);
        const auto stopped = qScopeGuard([&] { threads.stop(); });
        cache.setPlate(watched.plate);
        cache.show(0, {1, 2});
        QTRY_COMPARE(watched.used(), std::vector<int>({0, 1, 2}));
    }

    void imagesReadByTheSweepAreUsed() {
        const WatchedWorld watched;
        DecodingThreads threads;
        ClassifierThread classifier(watched.world.parts, threads, humanProteinAtlasVocabulary());
        const auto stopped = qScopeGuard([&] { threads.stop(); });
        QSignalSpy ended(&classifier, &ClassifierThread::sweepEnded);
        classifier.setPlate(watched.plate, 1);
        classifier.useModel("planned.yaml");
        classifier.sweep(everySample);
        QTRY_COMPARE(ended.size(), 1);
        QTRY_COMPARE(watched.used(), everySample);
    }
};

QTEST_GUILESS_MAIN(TestReadOnce)
#include "test_readonce.moc"
