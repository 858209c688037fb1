#include "ui/models/storethread.h"

#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

namespace locascope {

namespace {

constexpr int watchMilliseconds = 500;

/// What is known of a failure that is not one of the core's.
Error translated(const std::exception& exception) {
    return Error(ErrorKind::WriteFailed, {}, exception.what());
}

std::vector<std::string> uuidsOf(std::span<const LabelEvent> events) {
    std::vector<std::string> uuids;
    uuids.reserve(events.size());
    for (const LabelEvent& event : events)
        uuids.push_back(event.uuid);
    return uuids;
}

} // namespace

StoreThread::StoreThread(QObject* parent)
    : QObject(parent)
    , m_watch(new QTimer(this))
    , m_thread(std::make_unique<QThread>())
    , m_mailbox(std::make_shared<Mailbox>(this))
    , m_worker(new Worker(this, m_mailbox)) {
    m_worker->moveToThread(m_thread.get());
    connect(m_thread.get(), &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread->start();
    onThreadOf(m_worker, [mailbox = m_mailbox, front = this] { mailbox->post([front, wait = ServerWait::ofThisThread()] { front->m_wait = wait; }); });
    connect(m_watch, &QTimer::timeout, this, [this] {
        if (m_wait && m_wait->duration().value_or(std::chrono::milliseconds(0)) > m_patience)
            m_wait->cut();
    });
    m_watch->start(watchMilliseconds);
}

StoreThread::~StoreThread() {
    onThreadOf(m_worker, [worker = m_worker] { worker->close(); });
    bool ended = m_thread->wait(closingMilliseconds / 2);
    if (!ended && m_wait)
        m_wait->cut(); // what is decided is still to be put on the disk
    ended = ended || m_thread->wait(closingMilliseconds / 2);
    m_mailbox->close();
    if (!ended)
        static_cast<void>(m_thread.release());
}

void StoreThread::openWith(Opener opener) {
    onThreadOf(m_worker, [worker = m_worker, opener = std::move(opener)] { worker->openWith(opener); });
}

void StoreThread::keepIn(OutboxOpener opener) {
    onThreadOf(m_worker, [worker = m_worker, opener = std::move(opener)]() mutable { worker->keepIn(std::move(opener)); });
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
    onThreadOf(m_worker, [worker = m_worker] { worker->retryNow(); });
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
    , m_pulse(new QTimer(this))
    , m_retry(new QTimer(this)) {
    m_pulse->setInterval(pulseMilliseconds);
    connect(m_pulse, &QTimer::timeout, this, [this] { lookForNews(); });
    m_retry->setSingleShot(true);
    m_retry->setInterval(retryMilliseconds);
    connect(m_retry, &QTimer::timeout, this, [this] { open(); });
}

bool StoreThread::Worker::ensureOpen() {
    // A store that could only be read is opened anew: the reason may be gone.
    if (m_store && (m_store->mode() == StoreMode::ReadWrite || !hasWaiting()))
        return true;
    try {
        m_store.reset();
        m_store = m_opener ? m_opener() : nullptr;
        if (!m_store)
            return false;
        if (m_announced != m_store->mode())
            m_mailbox->post([front = m_front, mode = m_store->mode(), file = m_store->file()] { emit front->opened(mode, file); });
        m_announced = m_store->mode();
        followOthers();
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
    m_isAway = m_outbox != nullptr;
    if (m_store) {
        const std::vector<std::string> uuids = uuidsOf(std::vector<LabelEvent>(m_waiting.begin(), m_waiting.end()));
        m_mailbox->post([front = m_front, uuids, error] { emit front->savingFailed(uuids, error); });
    } else {
        m_announced.reset();
        m_mailbox->post([front = m_front, error] { emit front->openFailed(error); });
    }
}

void StoreThread::Worker::keepIn(OutboxOpener opener) {
    m_outboxOpener = std::move(opener);
    keepWaiting();
}

/// What was left in it is delivered before anything that is decided now.
void StoreThread::Worker::openOutbox() {
    m_outbox = m_outboxOpener();
    std::vector<LabelEvent> left = m_outbox->waiting().events;
    for (const RefusedEvent& refused : m_outbox->refused())
        left.push_back(refused.event);
    if (left.empty())
        return;
    std::ranges::sort(left, {}, &LabelEvent::sequence);
    m_kept = uuidsOf(left);
    m_retriesRefused = true;
    m_mailbox->post([front = m_front, left] {
        front->m_unsaved += left.size();
        front->m_kept += left.size();
        emit front->leftOver(left);
    });
}

/// A disk that refuses is no failure yet: the store may take the events, and is what is told of where it does not.
void StoreThread::Worker::keepWaiting() {
    if (!m_outboxOpener)
        return;
    try {
        if (!m_outbox)
            openOutbox();
        if (m_waiting.empty())
            return;
        const std::vector<LabelEvent> events(m_waiting.begin(), m_waiting.end());
        m_outbox->put(events);
        if (m_isAway && m_news.hasBegun())
            m_outbox->noteSeen(m_news.seen());
        const std::vector<std::string> uuids = uuidsOf(events);
        m_kept.insert(m_kept.end(), uuids.begin(), uuids.end());
        m_waiting.clear();
        m_mailbox->post([front = m_front, uuids] {
            front->m_kept += uuids.size();
            emit front->kept(uuids);
        });
    } catch (const std::exception&) {
        m_retry->start();
    }
}

void StoreThread::Worker::openWith(Opener opener) {
    m_opener = std::move(opener);
    open();
}

void StoreThread::Worker::open() {
    m_retry->stop();
    keepWaiting();
    if (!ensureOpen())
        return;
    saveWaiting();
    if (m_isLost)
        readNews();
}

void StoreThread::Worker::retryNow() {
    m_retriesRefused = m_refused > 0;
    open();
}

void StoreThread::Worker::append(std::vector<LabelEvent> events) {
    m_waiting.insert(m_waiting.end(), std::make_move_iterator(events.begin()), std::make_move_iterator(events.end()));
    if (m_saveScheduled)
        return;
    m_saveScheduled = true;
    onThreadOf(this, [this] {
        m_saveScheduled = false;
        if (m_isAway)
            keepWaiting();
        else
            open();
    });
}

void StoreThread::Worker::saveWaiting() {
    m_isAway = false;
    if (!hasWaiting())
        return;
    try {
        if (m_outbox)
            sendKept();
        if (m_waiting.empty())
            return;
        const std::vector<LabelEvent> events(m_waiting.begin(), m_waiting.end());
        compareWithOthers(m_store->append(events));
        m_waiting.clear();
        tellSaved(uuidsOf(events), 0);
    } catch (const Error& error) {
        report(error);
    } catch (const std::exception& exception) {
        report(translated(exception));
    }
}

/// What is kept and neither refused nor waits any more is on the server: another program of the same outbox may have sent it.
void StoreThread::Worker::sendKept() {
    const bool retried = std::exchange(m_retriesRefused, false);
    const Delivery delivery = deliver(*m_outbox, *m_store, {.alsoRefused = retried});
    if (!delivery.sent.empty())
        compareWithOthers(delivery.sent);
    std::set<std::string> notSent;
    for (const RefusedEvent& refused : delivery.refused)
        notSent.insert(refused.event.uuid);
    m_refused = static_cast<std::size_t>(std::ranges::count_if(m_kept, [&](const std::string& uuid) { return notSent.contains(uuid); }));
    if (delivery.stoppedBy)
        for (const LabelEvent& event : m_outbox->waiting().events)
            notSent.insert(event.uuid);
    std::vector<std::string> saved;
    std::erase_if(m_kept, [&](const std::string& uuid) {
        if (notSent.contains(uuid))
            return false;
        saved.push_back(uuid);
        return true;
    });
    if (!saved.empty())
        tellSaved(saved, saved.size());
    tellRefused(delivery.refused);
    if (delivery.stoppedBy) {
        m_retriesRefused = retried;
        throw Error(*delivery.stoppedBy);
    }
}

void StoreThread::Worker::tellSaved(std::vector<std::string> uuids, std::size_t ofKept) {
    m_mailbox->post([front = m_front, uuids = std::move(uuids), ofKept] {
        front->m_unsaved -= std::min(front->m_unsaved, uuids.size());
        front->m_kept -= std::min(front->m_kept, ofKept);
        emit front->saved(uuids);
    });
}

void StoreThread::Worker::tellRefused(const std::vector<RefusedEvent>& events) {
    if (!std::exchange(m_hasToldRefused, !events.empty()) && events.empty())
        return;
    m_mailbox->post([front = m_front, events, refused = m_refused] {
        front->m_refused = refused;
        emit front->refused(events);
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
    keepWaiting();
    const bool mayWait = m_isAway && m_waiting.empty(); // for another sitting
    if (!mayWait && hasWaiting() && ensureOpen())
        saveWaiting();
    m_retry->stop();
    m_pulse->stop();
    m_outbox.reset();
    m_store.reset();
    thread()->quit();
}

} // namespace locascope
