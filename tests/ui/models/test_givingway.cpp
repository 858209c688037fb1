#include "tests/ui/models/sessionworld.h"

#include <QScopeGuard>

#include <atomic>
#include <chrono>
#include <string>
#include <thread>

using namespace locascope;
using namespace locascope::testing;

/// Whoever asks for another sample has the cores to himself: the classifier leaves off what nobody looks at any more.
class TestGivingWay final : public QObject {
    Q_OBJECT
private slots:
    void theSampleBeforeIsGivenUpWhileTheNextIsStillRead() {
        SessionWorld world(60);
        std::atomic<bool> mayRead = true;
        world.parts.load = [&mayRead, load = world.parts.load](const Plate& plate, const Sample& sample, const LoadOptions& options, std::stop_token stop) {
            while (!mayRead && !stop.stop_requested())
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            return load(plate, sample, options, stop);
        };
        const auto goOn = qScopeGuard([&] {
            mayRead = true;
            world.engine->milliseconds = 0;
        });
        world.engine->milliseconds = 600000; // unless it is stopped
        const auto session = world.openSession();
        QTRY_VERIFY(session->image() && session->modelState() == ModelState::Ready && world.engine->lastAsked != 0);
        mayRead = false;
        session->goTo(30); // which the contrast did not need
        QVERIFY(!session->image());
        // The classifier answers: another model is loaded, though the sample is not there.
        world.engine->digest = "model-b";
        session->useModel("other.yaml");
        QTRY_VERIFY(session->model() && session->model()->modelDigest == "model-b");
        QVERIFY(!session->image());
        world.engine->milliseconds = 0;
        mayRead = true;
        QTRY_VERIFY(session->image() && session->probabilities(30));
    }

    void anExplanationOfThePreviousSampleIsDropped() {
        const SessionWorld world(20);
        const auto session = world.openSession();
        QTRY_VERIFY(session->modelState() == ModelState::Ready && session->probabilities(0));
        session->requestSaliency(toClass(3));
        QTRY_VERIFY(!session->saliency().isEmpty());
        session->goTo(7);
        session->goTo(0); // known: explained at once, without another prediction
        QTRY_VERIFY(!session->saliency().isEmpty());
        QCOMPARE(session->current(), 0);
    }

    void aSweepGoesOnAfterwards() {
        const SessionWorld world(20);
        const auto session = world.openSession();
        QTRY_VERIFY(session->modelState() == ModelState::Ready && session->image());
        world.engine->milliseconds = 5;
        session->startSweep();
        for (const int sample : {3, 17, 5, 11, 2})
            session->goTo(sample);
        for (int sample = 0; sample < 20; ++sample)
            QTRY_VERIFY(session->probabilities(sample));
    }
};

QTEST_GUILESS_MAIN(TestGivingWay)
#include "test_givingway.moc"
