// The order in which the session's threads decode: the visible sample at once, the rest after the frame that a reviewer waits for.

#include "ui/models/behindthewindow.h"
#include "ui/models/decodingthreads.h"

#include <QTest>

#include <atomic>
#include <chrono>

#ifdef __linux__
#include <sys/resource.h>
#endif

using namespace locascope;
using Clock = std::chrono::steady_clock;

namespace {

/// When a job began, in ticks of the clock; 0 until then.
struct Start {
    std::atomic<Clock::rep> at = 0;
    DecodingThreads::Task task() {
        return [this](std::stop_token) {
            at = Clock::now().time_since_epoch().count();
            return true;
        };
    }
    Clock::time_point time() const { return Clock::time_point(Clock::duration(at.load())); }
};

} // namespace

class DecodingThreadsTest final : public QObject {
    Q_OBJECT
private slots:
    void whatTheFrameNeedsNotWaitsForIt();
    void quietEnds();
    void goesBehindTheWindow();
};

void DecodingThreadsTest::whatTheFrameNeedsNotWaitsForIt() {
    Start neighbour, visible;
    DecodingThreads threads(2);
    const Clock::time_point before = Clock::now();
    threads.letFrameBeFirst();
    threads.submit(Lane::Neighbour, {1, neighbour.task()});
    threads.submit(Lane::Visible, {2, visible.task()});
    QTRY_VERIFY(visible.at != 0 && neighbour.at != 0);
    QVERIFY(neighbour.time() - before >= frameFirst);
    QVERIFY(visible.time() < neighbour.time());
}

void DecodingThreadsTest::quietEnds() {
    Start late;
    DecodingThreads threads(2);
    threads.letFrameBeFirst();
    QTest::qSleep(static_cast<int>(2 * frameFirst.count()));
    threads.submit(Lane::Thumbnail, {1, late.task()});
    QTRY_VERIFY(late.at != 0);
}

void DecodingThreadsTest::goesBehindTheWindow() {
#ifdef __linux__
    std::atomic<int> nice = 0;
    std::atomic<bool> asked = false;
    DecodingThreads threads(1);
    threads.submit(Lane::Thumbnail, {1, [&](std::stop_token) {
                                         nice = getpriority(PRIO_PROCESS, 0);
                                         asked = true;
                                         return true;
                                     }});
    QTRY_VERIFY(asked);
    const int mine = getpriority(PRIO_PROCESS, 0);
    QVERIFY2(nice > mine || mine == 19, "the thread competes with the window as an equal");
#else
    QSKIP("a nice value belongs to a whole process here");
#endif
}

QTEST_GUILESS_MAIN(DecodingThreadsTest)
#include "test_decodingthreads.moc"
