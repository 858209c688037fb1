#include "ui/models/decodingthreads.h"

#include "ui/models/behindthewindow.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace locascope {

DecodingThreads::DecodingThreads(int threads)
    : m_running(static_cast<std::size_t>(threads)) {
    for (std::size_t slot = 0; slot < m_running.size(); ++slot)
        m_threads.emplace_back([this, slot] { run(slot); });
}

DecodingThreads::~DecodingThreads() {
    stop();
}

void DecodingThreads::stop() {
    {
        const std::lock_guard lock(m_mutex);
        m_closing = true;
        for (auto& waiting : m_queues)
            waiting.clear();
        for (Running& running : m_running)
            running.stop.request_stop();
    }
    m_wake.notify_all();
    for (std::thread& thread : m_threads)
        thread.join();
    m_threads.clear();
}

void DecodingThreads::submit(Lane lane, Job job) {
    {
        const std::lock_guard lock(m_mutex);
        queue(lane).push_back(std::move(job));
        yieldToVisible();
    }
    m_wake.notify_all();
}

void DecodingThreads::submitFirst(Lane lane, Job job) {
    {
        const std::lock_guard lock(m_mutex);
        queue(lane).push_front(std::move(job));
        yieldToVisible();
    }
    m_wake.notify_all();
}

void DecodingThreads::replace(Lane lane, std::vector<Job> jobs) {
    {
        const std::lock_guard lock(m_mutex);
        queue(lane).clear();
        for (Running& running : m_running) {
            if (!running.active || running.dropped || running.lane != lane)
                continue;
            const int key = running.job.key;
            if (key < 0 || std::erase_if(jobs, [key](const Job& job) { return job.key == key; }) == 0) {
                running.dropped = true;
                running.stop.request_stop();
            }
        }
        std::move(jobs.begin(), jobs.end(), std::back_inserter(queue(lane)));
        yieldToVisible();
    }
    m_wake.notify_all();
}

void DecodingThreads::clear(Lane lane) {
    {
        const std::lock_guard lock(m_mutex);
        clearLocked(lane);
    }
    m_wake.notify_all();
}

bool DecodingThreads::promote(Lane from, Lane to, int key) {
    const std::lock_guard lock(m_mutex);
    for (Running& running : m_running) {
        if (!running.active || running.dropped || running.lane != from || running.job.key != key || running.stop.stop_requested())
            continue;
        running.lane = to;
        yieldToVisible();
        return true;
    }
    return false;
}

void DecodingThreads::dropLast(Lane lane, std::size_t waiting) {
    const std::lock_guard lock(m_mutex);
    while (queue(lane).size() > waiting)
        queue(lane).pop_back();
}

void DecodingThreads::letFrameBeFirst() {
    const std::lock_guard lock(m_mutex);
    m_quietUntil = std::chrono::steady_clock::now() + frameFirst;
    for (Running& running : m_running)
        if (running.active && running.lane >= Lane::Contrast)
            running.stop.request_stop(); // begins anew: nobody waits for it
}

void DecodingThreads::clearLocked(Lane lane) {
    queue(lane).clear();
    for (Running& running : m_running) {
        if (!running.active || running.lane != lane)
            continue;
        running.dropped = true;
        running.stop.request_stop();
    }
}

bool DecodingThreads::visibleBusy() const {
    if (!m_queues[static_cast<std::size_t>(Lane::Visible)].empty())
        return true;
    return std::any_of(m_running.begin(), m_running.end(), [](const Running& running) {
        return running.active && running.lane == Lane::Visible && !running.dropped;
    });
}

void DecodingThreads::yieldToVisible() {
    if (!visibleBusy())
        return;
    for (Running& running : m_running) {
        if (running.active && running.lane != Lane::Visible)
            running.stop.request_stop();
    }
}

bool DecodingThreads::takeNext(Running& running) {
    const bool onlyVisible = visibleBusy() || isQuiet();
    for (std::size_t lane = 0; lane < (onlyVisible ? 1 : laneCount); ++lane) {
        if (m_queues[lane].empty())
            continue;
        running = {std::move(m_queues[lane].front()), static_cast<Lane>(lane), std::stop_source(), false, true};
        m_queues[lane].pop_front();
        return true;
    }
    return false;
}

void DecodingThreads::awaitTask(std::unique_lock<std::mutex>& lock, Running& running) {
    const auto ready = [&] { return m_closing || takeNext(running); };
    while (!ready()) {
        if (isQuiet())
            m_wake.wait_until(lock, m_quietUntil);
        else
            m_wake.wait(lock);
    }
}

void DecodingThreads::run(std::size_t slot) {
    goBehindTheWindow();
    std::unique_lock lock(m_mutex);
    Running& mine = m_running[slot];
    while (true) {
        awaitTask(lock, mine);
        if (m_closing)
            return;
        const Task task = mine.job.task;
        const std::stop_token stop = mine.stop.get_token();
        lock.unlock();
        bool done = true;
        try {
            done = task(stop);
        } catch (...) {
            // A task reports its own trouble; nothing may leave the thread.
        }
        lock.lock();
        mine.active = false;
        if (!done && !mine.dropped && !m_closing)
            queue(mine.lane).push_front(std::move(mine.job));
        mine.job = {};
        m_wake.notify_all();
    }
}

} // namespace locascope
