#include "app/interrupts.h"

#include <csignal>
#include <ctime>
#include <pthread.h>

namespace locascope {

namespace {

sigset_t interrupts() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    return set;
}

void waitForInterrupt(const std::stop_token& over, std::stop_source stop) {
    const sigset_t set = interrupts();
    constexpr timespec tick{0, 100'000'000};
    while (!over.stop_requested()) {
        if (sigtimedwait(&set, nullptr, &tick) > 0) {
            stop.request_stop();
            pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
            return;
        }
    }
}

} // namespace

StopOnInterrupt::StopOnInterrupt() {
    const sigset_t set = interrupts();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    m_waiting = std::jthread([stop = m_stop](const std::stop_token& over) {
        waitForInterrupt(over, stop);
        // A thread that takes signals again must stay, or nobody would.
        while (stop.stop_requested() && !over.stop_requested()) {
            constexpr timespec tick{0, 100'000'000};
            nanosleep(&tick, nullptr);
        }
    });
}

StopOnInterrupt::~StopOnInterrupt() {
    m_waiting.request_stop();
    m_waiting.join();
    const sigset_t set = interrupts();
    pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

} // namespace locascope
