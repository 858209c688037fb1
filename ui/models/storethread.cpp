#include "ui/models/storethread.h"

#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>
#include <iterator>
#include <utility>

namespace locascope {

namespace {

/// What is known of a failure that is not one of the core's.
Error translated(const std::exception& exception) {
    return Error(ErrorKind::WriteFailed, {}, exception.what());
}

} // namespace

StoreThread::StoreThread(QObject* parent)
    : QObject(parent)
    , m_thread(std::make_unique<QThread>())
    , m_mailbox(std::make_shared<Mailbox>(this))
    , m_worker(new Worker(this, m_mailbox)) {
    m_worker->moveToThread(m_thread.get());
    connect(m_thread.get(), &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread->start();
}

StoreThread::~StoreThread() {
    onThreadOf(m_worker, [worker = m_worker] { worker->close(); });
    const bool ended = m_thread->wait(closingMilliseconds);
    m_mailbox->close();
    if (!ended)
        static_cast<void>(m_thread.release());
}

void StoreThread::openWith(Opener opener) {
    onThreadOf(m_worker, [worker = m_worker, opener = std::move(opener)] { worker->openWith(opener); });
}

void StoreThread::append(LabelEvent event) {
    std::vector<LabelEvent> events;
    events.push_back(std::move(event));
    append(std::move(events));
}

void StoreThread::append(std::vector<LabelEvent> events) {
    m_unsaved += events.size();
    onThreadOf(m_worker, [worker = m_worker, events = std::move(events)]() mutable { worker->append(std::move(events)); });
}

void StoreThread::retryNow() {
    onThreadOf(m_worker, [worker = m_worker] { worker->open(); });
}

void StoreThread::run(std::function<void(ReviewStore&)> work, std::function<void(const Error&)> refused) {
    std::function<void(const Error&)> report;
    if (refused)
        report = [mailbox = m_mailbox, refused = std::move(refused)](const Error& error) {
            mailbox->post([refused, error] { refused(error); });
        };
    onThreadOf(m_worker, [worker = m_worker, work = std::move(work), report = std::move(report)] { worker->run(work, report); });
}

StoreThread::Worker::Worker(StoreThread* front, std::shared_ptr<Mailbox> mailbox)
    : m_front(front)
    , m_mailbox(std::move(mailbox))
    , m_retry(new QTimer(this)) {
    m_retry->setSingleShot(true);
    m_retry->setInterval(retryMilliseconds);
    connect(m_retry, &QTimer::timeout, this, [this] { open(); });
}

bool StoreThread::Worker::ensureOpen() {
    // A store that could only be read is opened anew: the reason may be gone.
    if (m_store && (m_store->mode() == StoreMode::ReadWrite || m_waiting.empty()))
        return true;
    try {
        m_store.reset();
        m_store = m_opener ? m_opener() : nullptr;
        if (!m_store)
            return false;
        if (m_announced != m_store->mode())
            m_mailbox->post([front = m_front, mode = m_store->mode(), file = m_store->file()] { emit front->opened(mode, file); });
        m_announced = m_store->mode();
        return true;
    } catch (const Error& error) {
        report(error);
    } catch (const std::exception& exception) {
        report(translated(exception));
    }
    return false;
}

void StoreThread::Worker::report(const Error& error) {
    m_retry->start();
    if (m_store) {
        std::vector<std::string> uuids;
        for (const LabelEvent& event : m_waiting)
            uuids.push_back(event.uuid);
        m_mailbox->post([front = m_front, uuids, error] { emit front->savingFailed(uuids, error); });
    } else {
        m_mailbox->post([front = m_front, error] { emit front->openFailed(error); });
    }
}

void StoreThread::Worker::openWith(Opener opener) {
    m_opener = std::move(opener);
    open();
}

void StoreThread::Worker::open() {
    m_retry->stop();
    if (ensureOpen())
        saveWaiting();
}

void StoreThread::Worker::append(std::vector<LabelEvent> events) {
    m_waiting.insert(m_waiting.end(), std::make_move_iterator(events.begin()), std::make_move_iterator(events.end()));
    if (m_saveScheduled)
        return;
    m_saveScheduled = true;
    onThreadOf(this, [this] {
        m_saveScheduled = false;
        open();
    });
}

/// One transaction for all that waits, so that a backlog costs one fsync.
void StoreThread::Worker::saveWaiting() {
    if (m_waiting.empty())
        return;
    const std::vector<LabelEvent> events(m_waiting.begin(), m_waiting.end());
    std::vector<std::string> uuids;
    for (const LabelEvent& event : events)
        uuids.push_back(event.uuid);
    try {
        m_store->append(events);
    } catch (const Error& error) {
        return report(error);
    } catch (const std::exception& exception) {
        return report(translated(exception));
    }
    m_waiting.clear();
    m_mailbox->post([front = m_front, uuids] {
        front->m_unsaved -= std::min(front->m_unsaved, uuids.size());
        emit front->saved(uuids);
    });
}

void StoreThread::Worker::run(const std::function<void(ReviewStore&)>& work, const std::function<void(const Error&)>& refused) {
    try {
        if (!m_store)
            throw Error(ErrorKind::Busy, {}, "the review is not open");
        work(*m_store);
    } catch (const Error& error) {
        if (refused)
            refused(error);
    } catch (const std::exception& exception) {
        if (refused)
            refused(translated(exception));
    }
}

void StoreThread::Worker::close() {
    if (!m_waiting.empty() && ensureOpen())
        saveWaiting();
    m_retry->stop();
    m_store.reset();
    thread()->quit();
}

} // namespace locascope
