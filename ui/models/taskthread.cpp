#include "ui/models/taskthread.h"

#include <future>
#include <memory>
#include <utility>

namespace locascope {

TaskThread::TaskThread()
    : m_thread([this] { run(); }) {}

TaskThread::~TaskThread() {
    {
        const std::lock_guard lock(m_mutex);
        m_closing = true;
        m_tasks.clear();
        m_running.request_stop();
    }
    m_wake.notify_all();
    m_thread.join();
}

void TaskThread::post(Task task) {
    {
        const std::lock_guard lock(m_mutex);
        m_tasks.push_back(std::move(task));
    }
    m_wake.notify_all();
}

void TaskThread::replaceAll(Task task) {
    stopAll();
    post(std::move(task));
}

void TaskThread::stopAll() {
    const std::lock_guard lock(m_mutex);
    m_tasks.clear();
    m_running.request_stop();
}

void TaskThread::finish() {
    auto done = std::make_shared<std::promise<void>>(); // goes with its task where that is dropped, which ends the waiting too
    const std::future<void> reached = done->get_future();
    post([done = std::move(done)](const std::stop_token&) { done->set_value(); });
    reached.wait();
}

void TaskThread::run() {
    std::unique_lock lock(m_mutex);
    while (true) {
        m_wake.wait(lock, [this] { return m_closing || !m_tasks.empty(); });
        if (m_closing)
            return;
        Task task = std::move(m_tasks.front());
        m_tasks.pop_front();
        m_running = std::stop_source();
        const std::stop_token stop = m_running.get_token();
        lock.unlock();
        try {
            task(stop);
        } catch (...) {
            // Promised in the header.
        }
        task = nullptr;
        lock.lock();
    }
}

} // namespace locascope
