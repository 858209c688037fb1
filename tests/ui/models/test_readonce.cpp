#include "tests/ui/models/sessionworld.h"
#include "ui/models/classifierthread.h"
#include "ui/models/contrastplanning.h"
#include "ui/models/fieldpool.h"
#include "ui/models/imagecache.h"
#include "ui/models/thumbnailmaking.h"

#include <QScopeGuard>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <mutex>
#include <thread>

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
        fields.set(std::make_shared<FieldPool>(std::make_shared<const PlateSnapshot>(mine), std::vector<std::size_t>{0, 1}, [] {}));
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
        // One is classified already, and two are read at the same time.
        QVERIFY2(early + 3 >= first.size(), qPrintable(QString::number(early)));
    }

    void imagesReadAheadAreUsed() {
        const WatchedWorld watched;
        DecodingThreads threads;
        ImageCache cache(watched.world.parts, threads, std::size_t{1} << 24);
        const auto stopped = qScopeGuard([&] { threads.stop(); });
        cache.setPlate(watched.plate);
        cache.show(0, {1, 2});
        QTRY_COMPARE(watched.used(), std::vector<int>({1, 2})); // and the one that somebody waits for is not kept waiting
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
