#pragma once

// What every bench of the window needs: to let it live until something is so, and to know how long it was away.

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <functional>
#include <vector>

namespace locascope::bench {

inline double ms(const QElapsedTimer& timer) { return static_cast<double>(timer.nsecsElapsed()) * 1e-6; }

/// Lets the window live until `done`; false where that took ten minutes.
inline bool waitFor(const std::function<bool()>& done) {
    constexpr int patienceMs = 600000;
    QElapsedTimer timer;
    timer.start();
    while (!done()) {
        if (timer.elapsed() > patienceMs)
            return false;
        QCoreApplication::processEvents();
        QThread::usleep(100); // a window that waits sleeps; a loop that does not would take a core from those it waits for
    }
    return true;
}

/// The same, asked only when something happens in the window and every 20 ms: where what is measured needs all cores.
inline void waitIdly(const std::function<bool()>& done) {
    QTimer wake;
    wake.start(20);
    while (!done())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

inline void rest(int milliseconds) {
    QElapsedTimer timer;
    timer.start();
    waitFor([&] { return timer.elapsed() >= milliseconds; });
}

inline double percentile(std::vector<double> values, double share) {
    std::sort(values.begin(), values.end());
    return values.empty() ? 0 : values[std::min(values.size() - 1, static_cast<std::size_t>(share * static_cast<double>(values.size())))];
}

/// The longest time the event loop did not come round since start().
class Heartbeat final {
public:
    Heartbeat() {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.setInterval(2);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { beat(); });
    }
    void start() {
        m_longest = 0;
        m_since.start();
        m_timer.start();
    }
    double longest() {
        beat();
        return m_longest;
    }

private:
    void beat() {
        m_longest = std::max(m_longest, ms(m_since) - 2);
        m_since.restart();
    }
    QTimer m_timer;
    QElapsedTimer m_since;
    double m_longest = 0;
};

} // namespace locascope::bench
