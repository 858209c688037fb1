// What others do in the review that the store's thread has open.

#include "ui/models/storethread.h"

#include <QTimer>

#include <utility>

namespace locascope {

/// A review that tells news is asked now and then, too: only so is it noticed that a connection which nobody uses is gone.
void StoreThread::Worker::followOthers() {
    try {
        // What was left here was decided by what was known then.
        m_news.begin(*m_store, m_outbox && hasWaiting() ? m_outbox->seen() : std::nullopt);
        if (m_store->listen([this](ReviewStore::News what) { newsCame(what); }))
            m_pulse->start();
    } catch (...) {
        m_store.reset(); // it is opened again
        throw;
    }
}

void StoreThread::Worker::lookForNews() {
    if (m_retry->isActive() || !m_store) // that will ask
        return;
    if (m_store->lookForNews())
        readNews();
}

void StoreThread::Worker::newsCame(ReviewStore::News what) {
    m_settingsCame = m_settingsCame || what == ReviewStore::News::Settings;
    if (std::exchange(m_newsScheduled, true))
        return;
    onThreadOf(this, [this] {
        m_newsScheduled = false;
        readNews();
    });
}

void StoreThread::Worker::readNews() {
    if (m_store && hasWaiting())
        saveWaiting(); // compared with what came since it was decided
    if (!m_store || hasWaiting())
        return;
    try {
        tellNews(m_news.take(*m_store));
        if (std::exchange(m_isLost, false))
            m_mailbox->post([front = m_front] { emit front->reached(); });
        if (std::exchange(m_settingsCame, false))
            m_mailbox->post([front = m_front] { emit front->settingsChanged(); });
    } catch (const Error& error) {
        m_isLost = true;
        report(error);
    }
}

/// After append() returned `stored`.
void StoreThread::Worker::compareWithOthers(std::span<const LabelEvent> stored) {
    try {
        const std::vector<Overtaken> overtaken = m_news.afterAppending(*m_store, stored);
        if (!overtaken.empty())
            m_mailbox->post([front = m_front, overtaken] { emit front->overtaken(overtaken); });
        if (m_news.hasUntold())
            tellNews(m_news.take(*m_store));
    } catch (const Error&) { // what was given is stored; the next look reads on from the same place
    }
}

void StoreThread::Worker::tellNews(std::vector<LabelEvent> events) {
    if (!events.empty())
        m_mailbox->post([front = m_front, events = std::move(events)] { emit front->news(events); });
}

} // namespace locascope
