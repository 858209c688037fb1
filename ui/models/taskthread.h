#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>

namespace locascope {

/// One thread that runs tasks one after another. What a task throws is caught at the thread's edge and dropped: a task reports its own trouble.
class TaskThread final {
public:
    using Task = std::function<void(std::stop_token)>;

    TaskThread();
    ~TaskThread(); ///< asks the running task to stop, drops the rest, waits for the thread

    void post(Task task);
    /// Drops what is queued, asks the running task to stop, then runs `task`. Returns at once.
    void replaceAll(Task task);
    /// Drops what is queued and asks the running task to stop. Returns at once.
    void stopAll();
    /// Waits for everything that was posted so far, unless it is dropped. Not from a task.
    void finish();

private:
    void run();

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Task> m_tasks;
    std::stop_source m_running;
    bool m_closing = false;
    std::thread m_thread;
};

} // namespace locascope
