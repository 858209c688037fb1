#include "ui/models/sessionprivate.h"

#include <utility>

namespace locascope {

void Session::Private::say(Severity severity, const char* key, const Error& error) {
    notices.say(severity, QString::fromLatin1(key), error);
    emit q.noticesChanged();
}

void Session::Private::settle(const char* key) {
    if (notices.settle(QString::fromLatin1(key)))
        emit q.noticesChanged();
}

void Session::Private::reportJob(const QString& key, std::size_t done, std::size_t total) {
    jobs.report(key, done, total, clock.elapsed());
    emit q.jobChanged();
}

void Session::Private::finishJob(const QString& key) {
    if (jobs.finish(key))
        emit q.jobChanged();
}

void Session::cancelJob() {
    const auto running = d->jobs.longest();
    if (!running)
        return;
    if (running->key == QLatin1String("sweep"))
        d->classifier.stopSweep();
    else if (running->key == QLatin1String("contrast")) {
        d->contrastAskedFor = false;
        d->contrast.stop();
    }
    else if (running->key == QLatin1String("thumbnails"))
        d->thumbnails.stopMaking(); // it has begun, so that nothing begins it again
    else if (running->key == QLatin1String("staining"))
        d->staining.stop();
    else if (running->key == QLatin1String("pack"))
        d->stopPack();
    else if (running->key == QLatin1String("import") || running->key == QLatin1String("export"))
        d->jobThread.stopAll();
    d->finishJob(running->key);
}

} // namespace locascope
