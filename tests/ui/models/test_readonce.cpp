#include "tests/ui/models/sessionworld.h"
#include "ui/models/classifierthread.h"
#include "ui/models/contrastplanning.h"
#include "ui/models/imagecache.h"
#include "ui/models/thumbnailmaking.h"

#include <QScopeGuard>

#include <algorithm>
#include <mutex>

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
