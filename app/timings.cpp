#include "app/timings.h"

#include "ui/models/session.h"
#include "ui/widgets/fieldview.h"

#include <QApplication>
#include <QEvent>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <set>
#include <string>

namespace locascope {

namespace {

/// The heartbeat that shows how long the window's thread stays away.
constexpr int heartbeatMs = 2;

double monotonicMs() {
    timespec now{};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
}

class TimingReport final : public QObject {
public:
    TimingReport(double start, QWidget& window, Session& session)
        : QObject(&window)
        , m_start(start)
        , m_window(window)
        , m_session(session) {
        qApp->installEventFilter(this);
        connect(&session, &Session::plateChanged, this, &TimingReport::look);
        connect(qApp, &QCoreApplication::aboutToQuit, this, &TimingReport::sayLongestBlock);
        connect(&m_heartbeat, &QTimer::timeout, this, &TimingReport::beat);
        m_heartbeat.setTimerType(Qt::PreciseTimer);
        m_heartbeat.setInterval(heartbeatMs);
    }

    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() == QEvent::Paint) {
            const auto* field = qobject_cast<FieldView*>(watched);
            if (watched == &m_window) {
                sayAfterThisEvent("window-shown");
            } else if (field && field->state() == FieldState::Shown) {
                sayAfterThisEvent("image-shown");
            }
        }
        return false;
    }

private:
    void look() {
        if (m_session.isIndexComplete() && sayOnce("index-complete")) {
            sayLongestBlock();
        }
    }

    void beat() {
        const double now = monotonicMs();
        m_longestBlock = std::max(m_longestBlock, now - m_lastBeat - heartbeatMs);
        m_lastBeat = now;
    }

    void sayAfterThisEvent(const char* name) {
        if (m_said.contains(name)) {
            return;
        }
        QTimer::singleShot(0, this, [this, name] {
            if (sayOnce(name) && !m_heartbeat.isActive()) {
                m_lastBeat = monotonicMs();
                m_heartbeat.start();
            }
        });
    }

    bool sayOnce(const std::string& name) {
        if (!m_said.insert(name).second) {
            return false;
        }
        say(name, monotonicMs() - m_start);
        return true;
    }

    void sayLongestBlock() { say("longest-block", m_longestBlock); }

    static void say(const std::string& name, double milliseconds) {
        std::fprintf(stderr, "timing %s %.1f\n", name.c_str(), milliseconds);
        std::fflush(stderr);
    }

    double m_start;
    QWidget& m_window;
    Session& m_session;
    std::set<std::string, std::less<>> m_said;
    QTimer m_heartbeat;
    double m_lastBeat = 0;
    double m_longestBlock = 0;
};

} // namespace

std::optional<double> startToTimeFrom() {
    const char* text = std::getenv("LOCASCOPE_TIMINGS");
    if (!text || !*text) {
        return std::nullopt;
    }
    return std::strtod(text, nullptr);
}

void reportTimings(double start, QWidget& window, Session& session) { new TimingReport(start, window, session); }

} // namespace locascope
