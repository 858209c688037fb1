#pragma once

#include <array>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

namespace locascope {

/// What waits to be decoded, the most urgent first.
enum class Lane { Visible, Histogram, KeptThumbnail, Neighbour, OtherUse, Contrast, Thumbnail, Sweep, Refine, Staining, AllThumbnails };
inline constexpr std::size_t laneCount = 11;
inline constexpr int decodingThreadCount = 2;

/// The threads that read image files for the whole session. While something in the lane Visible waits or runs, everything else is asked to stop and
/// waits for its turn again: a visible task may use all cores itself. All functions return at once, from any thread.
class DecodingThreads final {
public:
    /// Returns whether it is done; when it was stopped before it was, it is run again later unless its lane was cleared.
    using Task = std::function<bool(std::stop_token)>;
    struct Job {
        int key = -1; ///< what it is about, for replace() and promote(); −1: nothing that could be known again
        Task task;
    };

    explicit DecodingThreads(int threads = decodingThreadCount);
    ~DecodingThreads();
    /// Asks all to stop and waits for it. Nothing runs afterwards, so that whoever jobs refer to may go.
    void stop();

    void submit(Lane lane, Job job);
    /// As submit, but ahead of what waits in the lane.
    void submitFirst(Lane lane, Job job);
    /// The lane is to do `jobs` in their order and nothing else: what waits is dropped, what runs is asked to stop unless it is one of them (by key).
    void replace(Lane lane, std::vector<Job> jobs);
    void clear(Lane lane);
    /// Whether a job `key` of `from` runs; it then counts as one of the lane `to`.
    bool promote(Lane from, Lane to, int key);
    /// Forgets the last of what waits in the lane until no more than `waiting` are left.
    void dropLast(Lane lane, std::size_t waiting);
    /// Nothing but the lane Visible begins within the next `frameFirst`, and what runs in the lanes behind Neighbour is asked to stop until then.
    void letFrameBeFirst();

private:
    struct Running {
        Job job;
        Lane lane{};
        std::stop_source stop;
        bool dropped = false;
        bool active = false;
    };

    void run(std::size_t slot);
    bool takeNext(Running& running);
    void clearLocked(Lane lane);
    void yieldToVisible();
    bool isQuiet() const { return std::chrono::steady_clock::now() < m_quietUntil; }
    void awaitTask(std::unique_lock<std::mutex>& lock, Running& running);
    bool visibleBusy() const;
    std::deque<Job>& queue(Lane lane) { return m_queues[static_cast<std::size_t>(lane)]; }

    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::array<std::deque<Job>, laneCount> m_queues;
    std::vector<Running> m_running;
    std::chrono::steady_clock::time_point m_quietUntil;
    bool m_closing = false;
    std::vector<std::thread> m_threads;
};

} // namespace locascope
