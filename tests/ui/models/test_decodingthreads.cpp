// The order in which the session's threads decode: the visible sample at once, the rest after the frame that a reviewer waits for.

#include "ui/models/behindthewindow.h"
#include "ui/models/decodingthreads.h"

#include <QElapsedTimer>
#include <QTest>

#include <atomic>
#include <chrono>
#include <thread>

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

/// Returns once it is asked to stop, or, so that a fault is a failure and not a hang, after ten seconds.
bool untilStopped(const std::stop_token& stop) {
    const Clock::time_point latest = Clock::now() + std::chrono::seconds(10);
    while (!stop.stop_requested() && Clock::now() < latest)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    return stop.stop_requested();
}

} // namespace

class DecodingThreadsTest final : public QObject {
    Q_OBJECT
private slots:
    void whatTheFrameNeedsNotWaitsForIt();
    void whatRunsForLaterStopsForTheFrameAndRunsAgain();
    void quietEnds();
    void goesBehindTheWindow();
    void theVisibleSampleInterruptsOthersWhichRunAgain();
    void whatWasDroppedIsNotRunAgain();
    void nothingElseBeginsWhileTheVisibleSampleIsDecoded();
    void aJobThatBecomesVisibleInterruptsOthers();
    void theFirstInItsLaneComesFirst();
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
    bool isWithin = false; // at once or, on a busy machine, sooner or later
    QElapsedTimer timer;
    timer.start();
    while (!isWithin && timer.elapsed() < 5000) {
        Start next;
        const Clock::time_point chosen = Clock::now();
        threads.letFrameBeFirst();
        threads.submit(Lane::Visible, {3, next.task()});
        QTRY_VERIFY(next.at != 0);
        isWithin = next.time() - chosen < frameFirst;
    }
    QVERIFY(isWithin);
}

void DecodingThreadsTest::whatRunsForLaterStopsForTheFrameAndRunsAgain() {
    std::atomic<int> begun = 0;
    std::atomic<bool> wasStopped = false;
    DecodingThreads threads(1);
    threads.submit(Lane::AllThumbnails, {1, [&](std::stop_token stop) {
                                             if (++begun > 1)
                                                 return true;
                                             while (!stop.stop_requested())
                                                 std::this_thread::yield();
                                             wasStopped = true;
                                             return false;
                                         }});
    QTRY_VERIFY(begun == 1);
    threads.letFrameBeFirst();
    QTRY_VERIFY(wasStopped);
    QTRY_COMPARE(begun.load(), 2);
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

void DecodingThreadsTest::theVisibleSampleInterruptsOthersWhichRunAgain() {
    Start visible;
    std::atomic<int> runs = 0;
    DecodingThreads threads(1);
    threads.submit(Lane::Thumbnail, {1, [&](std::stop_token stop) { return ++runs > 1 || !untilStopped(stop); }});
    QTRY_COMPARE(runs.load(), 1);
    threads.submit(Lane::Visible, {2, visible.task()});
    QTRY_VERIFY(visible.at != 0);
    QTRY_COMPARE(runs.load(), 2);
}

void DecodingThreadsTest::whatWasDroppedIsNotRunAgain() {
    Start next;
    std::atomic<int> runs = 0;
    DecodingThreads threads(1);
    threads.submit(Lane::Thumbnail, {1, [&](std::stop_token stop) {
                                         ++runs;
                                         return !untilStopped(stop);
                                     }});
    QTRY_COMPARE(runs.load(), 1);
    threads.clear(Lane::Thumbnail);
    threads.submit(Lane::Thumbnail, {2, next.task()});
    QTRY_VERIFY(next.at != 0);
    QCOMPARE(runs.load(), 1);
}

void DecodingThreadsTest::nothingElseBeginsWhileTheVisibleSampleIsDecoded() {
    Start visible, other;
    std::atomic<bool> mayEnd = false;
    DecodingThreads threads(2);
    threads.submit(Lane::Visible, {1, [&](std::stop_token stop) {
                                       visible.at = 1;
                                       while (!mayEnd && !stop.stop_requested())
                                           std::this_thread::sleep_for(std::chrono::milliseconds(1));
                                       return true;
                                   }});
    QTRY_VERIFY(visible.at != 0);
    threads.submit(Lane::Thumbnail, {2, other.task()});
    QTest::qSleep(20); // time enough to be wrong
    QCOMPARE(other.at.load(), Clock::rep{0});
    mayEnd = true;
    QTRY_VERIFY(other.at != 0);
}

void DecodingThreadsTest::aJobThatBecomesVisibleInterruptsOthers() {
    std::atomic<bool> mayEnd = false, interrupted = false;
    std::atomic<int> running = 0;
    DecodingThreads threads(2);
    threads.submit(Lane::Neighbour, {5, [&, latest = Clock::now() + std::chrono::seconds(20)](std::stop_token) {
                                         ++running;
                                         while (!mayEnd && Clock::now() < latest)
                                             std::this_thread::sleep_for(std::chrono::milliseconds(1));
                                         return true;
                                     }});
    threads.submit(Lane::Sweep, {6, [&](std::stop_token stop) {
                                     ++running;
                                     return interrupted = untilStopped(stop);
                                 }});
    QTRY_COMPARE(running.load(), 2);
    const bool isRunning = threads.promote(Lane::Neighbour, Lane::Visible, 5);
    const bool wasInterrupted = QTest::qWaitFor([&] { return interrupted.load(); });
    mayEnd = true;
    QVERIFY(isRunning);
    QVERIFY(wasInterrupted);
}

void DecodingThreadsTest::theFirstInItsLaneComesFirst() {
    Start first, second;
    std::atomic<bool> mayEnd = false;
    DecodingThreads threads(1);
    threads.submit(Lane::Visible, {1, [&](std::stop_token stop) {
                                       while (!mayEnd && !stop.stop_requested())
                                           std::this_thread::sleep_for(std::chrono::milliseconds(1));
                                       return true;
                                   }});
    threads.submit(Lane::Thumbnail, {2, second.task()});
    threads.submitFirst(Lane::Thumbnail, {3, first.task()});
    mayEnd = true;
    QTRY_VERIFY(first.at != 0 && second.at != 0);
    QVERIFY(first.time() < second.time());
}

QTEST_GUILESS_MAIN(DecodingThreadsTest)
#include "test_decodingthreads.moc"
