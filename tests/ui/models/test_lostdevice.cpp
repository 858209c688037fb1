// A device that stops answering: nothing is taken back, nobody is moved to another device unasked.

#include "tests/ui/models/sessionworld.h"

#include <algorithm>

using namespace locascope;
using namespace locascope::testing;

namespace {

const Notice* noticeOf(const Session& session, const QString& key, std::vector<Notice>& all) {
    all = session.notices();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Notice& one) { return one.key == key; });
    return found == all.end() ? nullptr : &*found;
}

int answered(const Session& session) {
    int count = 0;
    for (int i = 0; i < static_cast<int>(session.plate().samples.size()); ++i)
        count += session.probabilities(i) != nullptr;
    return count;
}

bool isReady(const Session& session) {
    return session.isIndexComplete() && session.image() && session.modelState() == ModelState::Ready && session.probabilities(session.current());
}

} // namespace

class TestLostDevice final : public QObject {
    Q_OBJECT
private slots:
    void aSweepStopsSaysSoAndGoesOnWithTheProcessorWhenAsked() {
        SessionWorld world(40);
        world.engine->device = "cuda:0";
        world.engine->deviceAnswers = 11;
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        QCOMPARE(session->modelStateDetail(), QStringLiteral("cuda:0"));
        session->startSweep();
        std::vector<Notice> all;
        QTRY_VERIFY(noticeOf(*session, QStringLiteral("device"), all));
        QVERIFY(noticeOf(*session, QStringLiteral("device"), all)->text.startsWith(QLatin1String("cuda:0 does not answer any more")));
        QVERIFY(!noticeOf(*session, QStringLiteral("model"), all)); // no sample is to blame
        QCOMPARE(session->modelState(), ModelState::Failed);
        const int before = answered(*session);
        QVERIFY(before > 0 && before < 40);

        session->goTo(39);
        QTRY_VERIFY(session->image());
        QCOMPARE(answered(*session), before);

        session->useProcessor();
        QTRY_COMPARE(answered(*session), 40);
        QCOMPARE(session->modelStateDetail(), QStringLiteral("cpu"));
        QVERIFY(!noticeOf(*session, QStringLiteral("device"), all));
        for (int i = 0; i < 40; ++i)
            QVERIFY((*session->probabilities(i))[static_cast<std::size_t>(i % 28)] > 0.5F);
    }

    void lostWithTheSampleOnScreenNothingIsSwept() {
        SessionWorld world(6);
        world.engine->device = "cuda:0";
        world.engine->deviceAnswers = 0;
        const auto session = world.openSession();
        std::vector<Notice> all;
        QTRY_VERIFY(noticeOf(*session, QStringLiteral("device"), all));
        session->useProcessor();
        QTRY_VERIFY(isReady(*session));
        QCOMPARE(answered(*session), 1);
    }

    void lostWhilePlansAreTried() {
        SessionWorld world(60);
        world.engine->device = "cuda:0";
        world.engine->hasPlans = true;
        world.engine->deviceAnswers = 14; // eight of them were answers to begin the trial with
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        session->startSweep();
        std::vector<Notice> all;
        QTRY_VERIFY(noticeOf(*session, QStringLiteral("device"), all));
        session->useProcessor();
        QTRY_COMPARE(answered(*session), 60);
    }

    void aDeviceThatIsNamedIsUsed() {
        SessionWorld world(3);
        world.options.device = "cuda:1";
        const auto session = world.openSession();
        QTRY_VERIFY(isReady(*session));
        QCOMPARE(session->modelStateDetail(), QStringLiteral("cuda:1"));
    }
};

QTEST_GUILESS_MAIN(TestLostDevice)
#include "test_lostdevice.moc"
