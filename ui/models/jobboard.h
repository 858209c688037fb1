#pragma once

#include "ui/models/sessiontypes.h"

#include <cstdint>
#include <map>
#include <optional>

namespace locascope {

/// What runs and how long it will take, from the pace so far. Times are milliseconds of any steady clock.
class JobBoard final {
public:
    void report(const QString& key, std::size_t done, std::size_t total, std::int64_t nowMs);
    /// Whether it was there.
    bool finish(const QString& key);
    bool isRunning(const QString& key) const { return m_jobs.contains(key); }
    /// The one that will run longest; those with an unknown end come last, and what is done while there is nothing else to do.
    std::optional<JobProgress> longest() const;

private:
    struct Job {
        JobProgress progress;
        std::int64_t startedMs = 0;
        std::size_t startedAt = 0; ///< `done` when it started
    };
    std::map<QString, Job> m_jobs;
};

} // namespace locascope
