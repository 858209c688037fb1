#include "tests/ui/models/sessionworld.h"

using namespace locascope;
using namespace locascope::testing;

namespace {

int valueBeside(Session& session, int sample) {
    const auto image = session.imageBeside(sample);
    return image && !image->stack.isEmpty() ? image->stack.planes[Stain::Protein].valueAt(0, 0) : -1;
}

bool hasNotice(const Session& session) {
    const auto notices = session.notices();
    return std::any_of(notices.begin(), notices.end(), [](const Notice& notice) { return notice.key == QLatin1String("beside"); });
}

} // namespace

/// Samples that are on screen beside the current one.
class TestBeside final : public QObject {
    Q_OBJECT
private slots:
    void theyAreDecodedAndStayWhileTheCurrentOneMoves() {
        SessionWorld world(12);
        world.options.imageCacheBytes = 1; // nothing is kept that is not on screen
        world.options.besideBytes = 1 << 20;
        const auto session = world.openSession();
        QTRY_VERIFY(session->image() && session->isIndexComplete());
        QSignalSpy changes(session.get(), &Session::besideChanged);
        session->setBeside({9, 10, 11});
        QVERIFY(changes.count() >= 1);
        for (const int sample : {9, 10, 11})
            QTRY_COMPARE(valueBeside(*session, sample), sample);
        for (int step = 0; step < 5; ++step) {
            session->step(1);
            QTRY_VERIFY(session->image());
            for (const int sample : {9, 10, 11})
                QCOMPARE(valueBeside(*session, sample), sample);
        }
        QCOMPARE(session->beside(), (std::vector<int>{9, 10, 11}));
        session->setBeside({});
        QTRY_COMPARE(valueBeside(*session, 9), -1); // let go of
    }

    void theCurrentOneIsDecodedFirst() {
        SessionWorld world(40);
        world.options.imageCacheBytes = 1;
        world.options.besideBytes = 1 << 20;
        std::mutex mutex;
        std::vector<std::string> begun;
        std::atomic<bool> counts = false;
        world.parts.load = [&, load = world.parts.load](const Plate& plate, const Sample& sample, const LoadOptions& options, std::stop_token stop) {
            if (counts && (sample.id == SessionWorld::idOf(7) || sample.id == SessionWorld::idOf(10) || sample.id == SessionWorld::idOf(12))) {
                const std::lock_guard lock(mutex);
                begun.push_back(sample.id);
            }
            return load(plate, sample, options, stop);
        };
        const auto session = world.openSession();
        QTRY_VERIFY(session->image() && session->isIndexComplete() && session->contrastState() == ContrastState::Plate && !session->job());
        QTRY_VERIFY(world.review->with([](auto& inside) { return !inside.settings["contrast"].empty(); })); // of these three nothing was read before that is still held
        counts = true;
        session->goTo(7);
        session->setBeside({10, 12});
        QTRY_VERIFY(session->image() && valueBeside(*session, 10) == 10 && valueBeside(*session, 12) == 12);
        const std::lock_guard lock(mutex);
        QCOMPARE(begun.front(), SessionWorld::idOf(7));
    }

    void whatDoesNotFitInMemoryIsLeftOutAndSaidSo() {
        SessionWorld world(6);
        world.options.besideBytes = 3 * 8 * 8 * 4; // three of these
        const auto session = world.openSession();
        QTRY_VERIFY(session->image() && session->isIndexComplete());
        session->setBeside({2, 3, 4});
        QCOMPARE(session->beside(), (std::vector<int>{2, 3}));
        QVERIFY(hasNotice(*session));
        session->setBeside({2});
        QVERIFY(!hasNotice(*session));
    }

    void anotherPlateHasNothingBeside() {
        const SessionWorld world, other;
        const auto session = world.openSession();
        QTRY_VERIFY(session->image() && session->isIndexComplete());
        session->setBeside({2, 99, -1});
        QCOMPARE(session->beside(), std::vector<int>{2});
        session->openPlate(other.plateDirectory);
        QTRY_VERIFY(session->beside().empty());
        QTRY_VERIFY(session->image());
    }

    void anotherDepthHasWindowsOfItsOwn() {
        const SessionWorld world;
        const auto session = world.openSession();
        QTRY_VERIFY(session->image() && session->contrastState() == ContrastState::Plate);
        LoadedSample deep;
        deep.stack = ChannelStack{{}, 4, 4, 16, 1, 4, 4};
        for (const Stain stain : allStains)
            deep.stack.planes[stain] = Plane(4, 4, 16);
        QVERIFY(session->displayOf(*session->image()) == session->display());
        QCOMPARE(session->displayOf(deep).stains[Stain::Protein].window.maximum, 65535.0);
    }
};

QTEST_GUILESS_MAIN(TestBeside)
#include "test_beside.moc"
