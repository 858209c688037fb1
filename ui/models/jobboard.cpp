#include "ui/models/jobboard.h"

namespace locascope {

namespace {

const QString idleJob = QStringLiteral("thumbnails"); ///< waits for all others

} // namespace

void JobBoard::report(const QString& key, std::size_t done, std::size_t total, std::int64_t nowMs) {
    const auto [found, isNew] = m_jobs.try_emplace(key);
    Job& job = found->second;
    if (isNew) {
        job.startedMs = nowMs;
        job.startedAt = done;
    }
    job.progress = {key, done, total, -1};
    const double elapsed = static_cast<double>(nowMs - job.startedMs) / 1000;
    if (done > job.startedAt && elapsed > 0.5 && total >= done)
        job.progress.secondsLeft = elapsed * static_cast<double>(total - done) / static_cast<double>(done - job.startedAt);
}

bool JobBoard::finish(const QString& key) {
    return m_jobs.erase(key) > 0;
}

std::optional<JobProgress> JobBoard::longest() const {
    const Job* longest = nullptr;
    for (const auto& [key, job] : m_jobs) {
        if (key == idleJob && longest)
            continue;
        if (!longest || longest->progress.key == idleJob || job.progress.secondsLeft > longest->progress.secondsLeft)
            longest = &job;
    }
    return longest ? std::optional(longest->progress) : std::nullopt;
}

} // namespace locascope
