#include "ui/models/taskthread.h"

#include <QTest>

#include <atomic>
#include <chrono>
#include <future>
#include <stdexcept>
#include <thread>

using namespace locascope;

class TestTaskThread : public QObject {
    Q_OBJECT
private slots:
    void finishingWaitsForAllThatWasPosted() {
        std::atomic<int> done{0};
        TaskThread thread;
        for (int i = 0; i < 20; ++i)
            thread.post([&](std::stop_token) {
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
                ++done;
            });
        thread.finish();
        QCOMPARE(done.load(), 20);
    }

    void whatATaskThrowsEndsNeitherTheThreadNorTheProgram() {
        std::atomic<int> done{0};
        TaskThread thread;
        thread.post([](std::stop_token) { throw std::runtime_error("out of a task"); });
        thread.post([](std::stop_token) { throw 1; });
        thread.post([&](std::stop_token) { ++done; });
        thread.finish();
        QCOMPARE(done.load(), 1);
    }

    void finishingEndsWithWhatIsDropped() {
        TaskThread thread;
        std::promise<void> begun, mayEnd;
        thread.post([&](std::stop_token) {
            begun.set_value();
            mayEnd.get_future().wait();
        });
        begun.get_future().wait();
        auto finishing = std::async(std::launch::async, [&] { thread.finish(); });
        while (finishing.wait_for(std::chrono::milliseconds(1)) != std::future_status::ready)
            thread.stopAll();
        mayEnd.set_value();
    }
};

QTEST_GUILESS_MAIN(TestTaskThread)
#include "test_taskthread.moc"
